//! The situation in plain English.
use super::picture::{Picture, and};
use jiff::civil::Date;
use marsad_coder::Actors;
use marsad_situation::{
    Access, Attempt, Holding, Isolation, Passable, Population, RouteState, Siege, Since, Status,
};

const SMALL: [&str; 11] =
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// What lies behind an area's row, a line each.
pub(crate) fn area(picture: &Picture, area: &Holding) -> Vec<String> {
    let mut lines = sides(picture, area);
    lines.extend(area.siege.iter().map(|siege| siege_line(picture, area.access, siege)));
    lines.extend(area.isolation.iter().map(|isolation| cut_off(picture, isolation)));
    lines.extend(area.population.as_ref().filter(|people| !people.together_with.is_empty()).map(|people| {
        let others: Vec<String> = people.together_with.iter().map(|id| picture.place(id)).collect();
        format!("{} people together with {}", self::people(people), and(&others))
    }));
    lines.extend(area.failed.iter().map(|attempt| failed(picture, attempt)));
    lines
}

/// English name of a party or a group of people.
pub(crate) fn actor(actors: &Actors, id: &str) -> String {
    actors.names(id).map_or_else(|| id.to_owned(), |(_, english)| english.to_owned())
}

/// Where a report comes from: its outlet, or else its own id, and its day.
pub(crate) fn origin(outlet: Option<&str>, id: &str, date: Option<Date>) -> String {
    let date = date.map_or_else(|| "no date".to_owned(), |date| date.to_string());
    format!("{}, {date}", outlet.unwrap_or(id))
}

/// Who holds it with whom, who says so, who fights for it, who left.
fn sides(picture: &Picture, area: &Holding) -> Vec<String> {
    let mut lines = Vec::new();
    if !area.jointly_with.is_empty() {
        lines.push(format!("together with {}", picture.parties(&area.jointly_with)));
    }
    lines.extend(area.sides.iter().map(|side| {
        let said_by =
            if side.sources == 1 { "1 source".to_owned() } else { format!("{} sources", side.sources) };
        format!("held by {} according to {said_by}, latest {}", picture.actor(&side.holder), day(side.latest))
    }));
    if area.status == Status::Contested && area.holders.len() == 1 {
        lines.push(format!(
            "{} fighting in it{}",
            picture.parties(&area.holders),
            since(picture, &area.since)
        ));
    }
    if !area.withdrawn.is_empty() {
        let gone: Vec<String> = area.withdrawn.iter().map(|left| picture.actor(&left.actor)).collect();
        lines.push(format!("{} withdrew from it", and(&gone)));
    }
    lines
}

/// What lies behind a route's row, a line each.
pub(crate) fn route(picture: &Picture, route: &RouteState) -> Vec<String> {
    let mut lines = Vec::new();
    if !route.supplies.is_empty() {
        let places: Vec<String> = route.supplies.iter().map(|id| picture.place(id)).collect();
        lines.push(format!("supply line of {}", and(&places)));
    }
    let again = route.state == Passable::Cut;
    let line = |attempt| if again { retaking(picture, attempt) } else { failed(picture, attempt) };
    lines.extend(route.failed.iter().map(line));
    lines
}

/// To take a route that another party has cut is to retake it.
fn retaking(picture: &Picture, attempt: &Attempt) -> String {
    failed(picture, attempt).replace(" to take it ", " to retake it ")
}

fn siege_line(picture: &Picture, access: Access, siege: &Siege) -> String {
    let by = picture.parties(&siege.by);
    let by = if by.is_empty() { by } else { format!(" by {by}") };
    let criteria: Vec<String> = siege.criteria.iter().map(|criterion| name(&criterion.kind)).collect();
    let stated = match access {
        Access::Besieged => "besieged",
        _ => "hard to reach",
    };
    let met = if criteria.is_empty() { String::new() } else { format!(" ({})", and(&criteria)) };
    let long = if siege.six_months == Some(true) { "; six months or more" } else { "" };
    let denied = if siege.denied.is_empty() { "" } else { "; denied by another source" };
    format!("{stated}{by}{}{met}{long}{denied}", since(picture, &siege.since))
}

fn cut_off(picture: &Picture, isolation: &Isolation) -> String {
    let from: Vec<String> = isolation.apart_from.iter().map(|id| picture.place(id)).collect();
    let from = if from.is_empty() { "the rest of its side's area".to_owned() } else { and(&from) };
    let by = picture.parties(&isolation.by);
    let by = if by.is_empty() { by } else { format!(" by {by}") };
    let ground = match (isolation.quoted.is_empty(), isolation.derived) {
        (false, Some(true)) => "as said, and as the routes show",
        (false, Some(false)) => "as said, but an open route shows otherwise",
        (false, None) => "as said",
        (true, _) => "as the routes show",
    };
    format!("isolated from {from}{by}{} ({ground})", since(picture, &isolation.since))
}

fn failed(picture: &Picture, attempt: &Attempt) -> String {
    let by = picture.parties(&attempt.by);
    let by = if by.is_empty() { by } else { format!(" by {by}") };
    let what = match attempt.what {
        "capture" => "to take it",
        "open_route" => "to open it",
        "cut_route" => "to cut it",
        "break_siege" => "to break the siege",
        "advance" => "to advance in it",
        _ => "on it",
    };
    let on = attempt.on.map(|on| format!(" on {on}")).unwrap_or_default();
    format!("an attempt{by} {what} failed{on}")
}

/// " for more than two years", " since 2017-01-17", or nothing.
fn since(picture: &Picture, since: &Since) -> String {
    let more = since.text.as_deref().is_some_and(|words| picture.is_at_least(words));
    let degree = if more { "more than" } else { "about" };
    match (since.days_before_report, since.date) {
        (Some(days), Some(date)) => {
            let days = picture.situation.on.map_or(days, |on| days_between(date, on));
            format!(" for {degree} {} (since {date})", duration(days))
        }
        (Some(days), None) => format!(" for {degree} {}", duration(days)),
        (None, Some(date)) => format!(" since {date}"),
        (None, None) => String::new(),
    }
}

fn days_between(start: Date, end: Date) -> u32 {
    u32::try_from(end.since(start).map_or(0, |span| span.get_days())).unwrap_or(0)
}

/// Days in the largest unit that divides them well.
fn duration(days: u32) -> String {
    let (count, unit) = match days {
        365.. => ((days + 30) / 365, "year"),
        60..=364 => ((days + 5) / 30, "month"),
        14..=59 if days.is_multiple_of(7) => (days / 7, "week"),
        _ => (days, "day"),
    };
    let number = SMALL.get(count as usize).map_or_else(|| count.to_string(), |word| (*word).to_owned());
    format!("{number} {unit}{}", if count == 1 { "" } else { "s" })
}

/// How many people live there.
pub(crate) fn people(people: &Population) -> String {
    match (people.min, people.max) {
        (Some(min), Some(max)) if min == max => format!("about {}", grouped(min)),
        (min, max) => range(min, max),
    }
}

/// A range of numbers, as open as the reports leave it.
pub(crate) fn range(min: Option<u64>, max: Option<u64>) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => grouped(min),
        (Some(min), Some(max)) => format!("{}-{}", grouped(min), grouped(max)),
        (Some(min), None) => format!("{} or more", grouped(min)),
        (None, Some(max)) => format!("up to {}", grouped(max)),
        (None, None) => "number not given".to_owned(),
    }
}

/// 100000 as 100,000.
fn grouped(number: u64) -> String {
    if number < 1000 {
        number.to_string()
    } else {
        format!("{},{:03}", grouped(number / 1000), number % 1000)
    }
}

/// A day, or a dash where none is known.
pub(crate) fn day(day: Option<Date>) -> String {
    day.map_or_else(|| "-".to_owned(), |day| day.to_string())
}

/// The name that a value has in JSON, as words.
pub(crate) fn name(value: &impl serde::Serialize) -> String {
    let json = serde_json::to_value(value).ok();
    json.and_then(|json| json.as_str().map(|name| name.replace(['_', '-'], " "))).unwrap_or_default()
}
