//! `marsad data try`: how a text is read, sentence by sentence.
use crate::cli::{TryArgs, TryFormat};
use crate::commands::{Error, Outcome, coder};
use marsad_coder::{Claim, Explanation, PlaceFiller};
use marsad_data::DataFiles;
use marsad_text::Report;
use std::fmt::Display;
use std::io::{self, Write};

pub(super) fn run(data: &DataFiles, args: &TryArgs) -> Result<Outcome, Error> {
    let coder = coder(data, &args.places.places)?;
    let report = Report { id: "text".into(), text: args.text.clone(), date: args.date, ..Report::default() };
    let mut out = io::BufWriter::new(io::stdout().lock());
    for explanation in coder.explain(&report) {
        match args.format {
            TryFormat::Text => write(&mut out, &explanation)?,
            TryFormat::Jsonl => writeln!(out, "{}", serde_json::to_string(&explanation)?)?,
        }
    }
    out.flush()?;
    Ok(Outcome::default())
}

fn write(out: &mut impl Write, explanation: &Explanation) -> io::Result<()> {
    writeln!(out, "{}", explanation.sentence)?;
    section(out, "words", [&explanation.tokens])?;
    section(out, "names", &explanation.mentions)?;
    section(out, "rules", &explanation.triggers)?;
    if explanation.claims.is_empty() {
        section(out, "claims", ["none"])?;
    }
    for claim in &explanation.claims {
        section(out, "claim", claim_lines(claim))?;
    }
    writeln!(out)
}

/// A heading in the margin and its lines beside it.
fn section(
    out: &mut impl Write,
    heading: &str,
    lines: impl IntoIterator<Item = impl Display>,
) -> io::Result<()> {
    for (index, line) in lines.into_iter().enumerate() {
        writeln!(out, "  {:8}{line}", if index == 0 { heading } else { "" })?;
    }
    Ok(())
}

fn claim_lines(claim: &Claim) -> Vec<String> {
    let head = format!(
        "{} {}  by {} ({:.2})",
        claim.claim_type.name(),
        claim.modality.name(),
        claim.rule,
        claim.confidence
    );
    let parties = |slot: &str, parties: &[marsad_coder::Party]| {
        parties.iter().map(|party| format!("{slot} {}  {}", party.id, party.passage.text)).collect::<Vec<_>>()
    };
    let mut lines = vec![head, format!("passage {}..{}", claim.span.start, claim.span.end)];
    lines.extend(parties("actor", &claim.actors));
    lines.extend(parties("target", &claim.targets));
    lines.extend(claim.places.iter().map(place));
    lines.extend(claim.counts.iter().map(|count| {
        let end = |number: Option<u64>| number.map_or("*".to_owned(), |number| number.to_string());
        format!("count {} {}-{}  {}", count.what, end(count.min), end(count.max), count.passage.text)
    }));
    lines.extend(claim.when.iter().map(|when| {
        let day = |day: Option<jiff::civil::Date>| day.map_or("?".to_owned(), |day| day.to_string());
        format!("when {}..{}  {}", day(when.start), day(when.end), when.passage.text)
    }));
    lines.extend(claim.attribution.iter().map(|source| {
        let who = source.id.as_deref().or(source.kind.as_deref()).unwrap_or("unknown");
        format!("source {who}  {}", source.passage.text)
    }));
    lines.extend(claim.instrument.iter().map(|with| format!("with {}  {}", with.id, with.passage.text)));
    lines
}

fn place(place: &PlaceFiller) -> String {
    let role = serde_json::to_value(place.role).ok();
    let role = role.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    let row = place.id.as_deref().unwrap_or("no row");
    format!("place {role} {row} of {} that bear the name  {}", place.candidates, place.passage.text)
}
