//! Events as lines of JSON after the PLOVER ontology: `id`, `date`, `actor` and `event` in each.
use super::account::{Account, Background, outlet};
use super::sides::Side;
use marsad_coder::Modality;
use marsad_record::{StoredClaim, StoredReport};
use marsad_text::Span;
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// Writes the events that PLOVER has a type for and that bear a day; how many it has none for.
pub(crate) fn write(accounts: &[Account], background: &Background, out: &mut dyn Write) -> io::Result<usize> {
    let mut written = 0;
    for line in accounts.iter().filter_map(|account| line(account, background)) {
        serde_json::to_writer(&mut *out, &line)?;
        writeln!(out)?;
        written += 1;
    }
    Ok(accounts.len() - written)
}

fn line(account: &Account, background: &Background) -> Option<Value> {
    let event = account.event;
    let types = background.codes.plover(event.event_type);
    let kind = types.first().filter(|_| event.modality == Modality::Actual)?;
    let mut line = Map::new();
    line.insert("id".to_owned(), json!(event.id));
    line.insert("date".to_owned(), json!(account.day()?));
    line.insert("date_start".to_owned(), json!(event.when.map(|days| days.start)));
    line.insert("date_end".to_owned(), json!(event.when.map(|days| days.end)));
    line.insert("actor".to_owned(), parties(&account.sides.first, background));
    line.insert("recipient".to_owned(), parties(&account.sides.second, background));
    line.insert("event".to_owned(), json!(kind));
    line.insert("event_text".to_owned(), json!(event.event_type));
    line.insert("location".to_owned(), location(account));
    line.insert("fatalities".to_owned(), json!(account.toll.map(|toll| toll.best)));
    line.insert("status".to_owned(), json!(account.status));
    line.insert("source".to_owned(), json!(account.outlets()));
    line.insert(
        "text_info".to_owned(),
        account.told.first().map_or(Value::Null, |(claim, _)| sentence(claim)),
    );
    line.insert("texts".to_owned(), account.told.iter().map(|(claim, report)| text(claim, report)).collect());
    Some(Value::Object(line))
}

fn parties(side: &Side, background: &Background) -> Value {
    let party = |id: &&str| {
        let actor = background.actors.get(id);
        json!({
            "actor": id,
            "name": background.actors.names(id).map(|(_, english)| english),
            "sector": actor.map(|actor| actor.kind.as_str()),
            "country": actor.map(|actor| actor.country.as_str()).filter(|code| !code.is_empty()),
        })
    };
    side.parties.iter().chain(&side.people).map(party).collect()
}

fn location(account: &Account) -> Value {
    let Some(place) = account.place else { return Value::Null };
    json!({
        "id": place.id,
        "name": place.name_en.as_ref().unwrap_or(&place.text),
        "lat": place.lat,
        "lon": place.lon,
        "country": account.site.country_name(),
        "admin1": account.site.admin_name(1),
    })
}

/// The sentence a claim stands in, in code points of the report's text, and the claim's number in the report.
fn sentence(claim: &StoredClaim) -> Value {
    let Span { start, end } = claim.claim.sentence;
    let number = claim.id.rsplit('-').next().and_then(|number| number.parse::<u32>().ok());
    json!({"sequence": number, "start": start, "end": end})
}

/// The same, with the words themselves and who published them.
fn text(claim: &StoredClaim, stored: &StoredReport) -> Value {
    json!({
        "text_info": sentence(claim),
        "text": claim.claim.sentence.of(&stored.report.text),
        "claim": claim.id,
        "report": stored.id,
        "outlet": outlet(stored),
        "published": stored.report.date,
        "url": stored.report.url,
    })
}
