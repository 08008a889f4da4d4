//! Claims for the eye: one a line, what they say in columns of Latin letters and the passage last, because a line that
//! changes direction in its middle comes out scrambled in most terminals.
use marsad_coder::{Claim, Count, Party, PlaceFiller, Precision, When};
use marsad_text::Report;
use std::io::{self, Write};

const HEADINGS: [&str; 7] = ["TYPE", "MODALITY", "ACTORS", "TARGETS", "PLACES", "WHEN", "COUNTS"];
const WIDEST: usize = 30;
const PASSAGE: usize = 72;

/// Prints a report's claims under its name.
pub(super) fn write(out: &mut impl Write, report: &Report, claims: &[Claim]) -> io::Result<()> {
    let day = report.date.map_or_else(|| "no date".to_owned(), |day| day.to_string());
    writeln!(out, "{} ({day}): {}", report.id, said(claims.len()))?;
    let rows: Vec<[String; 7]> = claims.iter().map(cells).collect();
    let widths = widths(&rows);
    if !claims.is_empty() {
        line(out, &HEADINGS.map(str::to_owned), &widths, "PASSAGE")?;
    }
    for (row, claim) in rows.iter().zip(claims) {
        line(out, row, &widths, &clip(&one_line(&claim.span.of(&report.text)), PASSAGE))?;
    }
    writeln!(out)
}

fn said(claims: usize) -> String {
    match claims {
        0 => "no claims".to_owned(),
        1 => "1 claim".to_owned(),
        many => format!("{many} claims"),
    }
}

/// How wide each column is; nothing for one that no claim fills.
fn widths(rows: &[[String; 7]]) -> [usize; 7] {
    std::array::from_fn(|column| {
        let widest = rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        if widest == 0 { 0 } else { widest.max(HEADINGS[column].len()) }
    })
}

fn line(out: &mut impl Write, row: &[String; 7], widths: &[usize; 7], passage: &str) -> io::Result<()> {
    for (cell, &width) in row.iter().zip(widths).filter(|(_, width)| **width > 0) {
        write!(out, "{cell:width$}  ")?;
    }
    writeln!(out, "{passage}")
}

fn cells(claim: &Claim) -> [String; 7] {
    let parties = |parties: &[Party]| list(parties.iter().map(|party| party.id.clone()));
    [
        claim.claim_type.name().to_owned(),
        serde_name(&claim.modality),
        parties(&claim.actors),
        parties(&claim.targets),
        list(claim.places.iter().map(place)),
        claim.when.as_ref().map(when).unwrap_or_default(),
        list(claim.counts.iter().map(count)),
    ]
}

fn list(items: impl Iterator<Item = String>) -> String {
    clip(&items.collect::<Vec<_>>().join(", "), WIDEST)
}

/// A place no row of the gazetteer fits is a question mark here; its name stands in the passage.
fn place(place: &PlaceFiller) -> String {
    place.name_en.clone().or_else(|| place.id.clone()).unwrap_or_else(|| "?".to_owned())
}

fn when(when: &When) -> String {
    let about = if when.precision == Precision::Approximate { "~" } else { "" };
    match (when.start, when.end, when.relative_days) {
        (Some(start), Some(end), _) if start != end => format!("{about}{start}..{end}"),
        (Some(day), _, _) | (None, Some(day), _) => format!("{about}{day}"),
        (None, None, Some(days)) => format!("{about}{days:+} days"),
        (None, None, None) => "?".to_owned(),
    }
}

fn count(count: &Count) -> String {
    let number = match (count.min, count.max) {
        (Some(min), Some(max)) if min == max => min.to_string(),
        (Some(min), Some(max)) => format!("{min}-{max}"),
        (Some(min), None) => format!("{min}+"),
        (None, Some(max)) => format!("up to {max}"),
        (None, None) => "?".to_owned(),
    };
    format!("{} {number}", count.what)
}

/// The name an enum has in JSON.
fn serde_name(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn clip(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width.saturating_sub(3)).chain("...".chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::{clip, count, when, write};
    use jiff::civil::date;
    use marsad_coder::{Claim, Count, When};
    use marsad_text::Report;
    use serde_json::{Value, json};

    const TEXT: &str = "سيطر التنظيم على\nبلدة التبني";

    fn claim() -> Claim {
        let mut passage = json!({"doc": "r", "type": "capture", "kind": "event", "modality": "actual", "start": 0, "end": 28});
        let slots = json!({
            "trigger": {"text": "سيطر", "start": 0, "end": 4}, "sentence": [0, 28],
            "actors": [{"id": "islamic-state", "text": "التنظيم", "start": 5, "end": 12}], "targets": [],
            "places": [{"text": "بلدة التبني", "role": "at", "start": 17, "end": 28, "id": null, "name_en": null,
                "lat": null, "lon": null, "precision_m": null, "candidates": 0}],
            "counts": [], "when": null, "attribution": null, "instrument": null, "rule": "x", "confidence": 0.9});
        if let (Value::Object(all), Value::Object(slots)) = (&mut passage, slots) {
            all.extend(slots);
        }
        serde_json::from_value(passage).unwrap()
    }

    fn printed(claims: &[Claim]) -> String {
        let report =
            Report { id: "r".into(), text: TEXT.into(), date: Some(date(2017, 1, 17)), ..Report::default() };
        let mut out = Vec::new();
        write(&mut out, &report, claims).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_claim_is_one_line_that_ends_with_its_passage_and_leaves_empty_columns_out() {
        let expected = "r (2017-01-17): 1 claim\n\
            TYPE     MODALITY  ACTORS         PLACES  PASSAGE\n\
            capture  actual    islamic-state  ?       سيطر التنظيم على بلدة التبني\n\n";
        assert_eq!(printed(&[claim()]), expected);
    }

    #[test]
    fn a_report_that_says_nothing_is_named_all_the_same() {
        assert_eq!(printed(&[]), "r (2017-01-17): no claims\n\n");
    }

    #[test]
    fn numbers_and_times_keep_their_doubt() {
        let number = |min, max| {
            let counted = json!({"what": "killed", "who": null, "min": min, "max": max, "text": "", "start": 0, "end": 0});
            count(&serde_json::from_value::<Count>(counted).unwrap())
        };
        assert_eq!([number(Some(5), Some(5)), number(Some(20), Some(99))], ["killed 5", "killed 20-99"]);
        assert_eq!([number(Some(12), None), number(None, Some(3))], ["killed 12+", "killed up to 3"]);
        let time = |start: Value, end: Value, precision: &str, days: Value| {
            let passage = json!({"text": "", "at": {"start": 0, "end": 0}});
            let told = json!({"text": "", "at": passage["at"], "start": start, "end": end, "precision": precision, "relative_days": days});
            when(&serde_json::from_value::<When>(told).unwrap())
        };
        assert_eq!(time("2017-01-15".into(), "2017-01-15".into(), "day", Value::Null), "2017-01-15");
        assert_eq!(
            time("2017-01-01".into(), "2017-01-15".into(), "approximate", Value::Null),
            "~2017-01-01..2017-01-15"
        );
        assert_eq!(time(Value::Null, Value::Null, "relative", (-2).into()), "-2 days");
    }

    #[test]
    fn a_long_cell_is_clipped() {
        assert_eq!(clip("abcdef", 5), "ab...");
    }
}
