//! `marsad why`: from a statement to the rule, the claims and the very words behind it.
use super::picture::{Ground, Picture};
use super::{Error, Outcome, events, phrase};
use crate::cli::WhyArgs;
use marsad_data::DataFiles;
use marsad_record::Snapshot;
use marsad_situation::{Citation, Proof};
use marsad_text::Span;
use std::io::{self, Write};

pub(crate) fn run(data: &DataFiles, args: &WhyArgs) -> Result<Outcome, Error> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    if args.place.starts_with("e-") {
        events::explain(&mut out, data, args)?;
    } else {
        let ground = Ground::load(data, &args.places.places)?;
        let mut picture = Picture::new(&ground, &args.ask)?;
        picture.narrow_to(&args.place, false)?;
        write(&mut out, &picture)?;
    }
    out.flush()?;
    Ok(Outcome::default())
}

fn write(out: &mut impl Write, picture: &Picture) -> io::Result<()> {
    let situation = &picture.situation;
    if situation.areas.is_empty() && situation.routes.is_empty() {
        return writeln!(out, "No report says anything of it.");
    }
    for area in &situation.areas {
        let holders = if area.holders.is_empty() { area.holder.as_slice() } else { &area.holders };
        let by = picture.parties(holders);
        let by = if by.is_empty() { by } else { format!(" by {by}") };
        let (status, access) = (phrase::name(&area.status), phrase::name(&area.access));
        writeln!(out, "{}: {status}{by}; access {access}  {}", area.name_en, area.name_ar)?;
        chain(out, picture, &phrase::area(picture, area), &area.proof)?;
    }
    for route in &situation.routes {
        writeln!(out, "{}: {}  {}", route.name_en, phrase::name(&route.state), route.name_ar)?;
        chain(out, picture, &phrase::route(picture, route), &route.proof)?;
    }
    Ok(())
}

fn chain(out: &mut impl Write, picture: &Picture, notes: &[String], proofs: &[Proof]) -> io::Result<()> {
    for note in notes {
        writeln!(out, "  {note}")?;
    }
    for proof in proofs {
        step(out, picture, proof, 1)?;
    }
    writeln!(out)
}

/// A rule, the claims it rests on, then what it follows from, one step further in.
fn step(out: &mut impl Write, picture: &Picture, proof: &Proof, depth: usize) -> io::Result<()> {
    let indent = "  ".repeat(depth);
    writeln!(out, "{indent}{}: {}", proof.rule.id(), proof.rule.says())?;
    for claim in &proof.claims {
        if let Some(citation) = Citation::of(&picture.snapshot, claim) {
            cite(out, &picture.snapshot, &citation, &indent)?;
        }
    }
    proof.from.iter().try_for_each(|from| step(out, picture, from, depth + 1))
}

/// A claim with its origin, and the sentence it stands in.
pub(super) fn cite(
    out: &mut impl Write,
    snapshot: &Snapshot,
    citation: &Citation,
    indent: &str,
) -> io::Result<()> {
    let stored = snapshot.claims.iter().find(|stored| stored.id == citation.claim);
    let said = stored.map(|stored| stored.claim.claim_type.name()).unwrap_or_default();
    let origin = phrase::origin(citation.outlet.as_deref(), &citation.doc, citation.date);
    let url = citation.url.as_deref().map(|url| format!("  {url}")).unwrap_or_default();
    writeln!(out, "{indent}  {} {said} - {origin}{url}", citation.claim)?;
    writeln!(out, "{indent}    {}", marked(&citation.sentence, &citation.marks))
}

/// The sentence on one line, the words that made the claim in square brackets.
fn marked(sentence: &str, marks: &[Span]) -> String {
    let mut out = String::new();
    for (at, c) in (0u32..).zip(sentence.chars()) {
        if marks.iter().any(|mark| mark.end == at) {
            out.push(']');
        }
        if marks.iter().any(|mark| mark.start == at) {
            out.push('[');
        }
        out.push(if c.is_whitespace() { ' ' } else { c });
    }
    let length = u32::try_from(sentence.chars().count()).unwrap_or(u32::MAX);
    if marks.iter().any(|mark| mark.end == length) {
        out.push(']');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::marked;
    use marsad_text::Span;

    #[test]
    fn the_words_that_made_the_claim_stand_in_brackets() {
        let marks = [Span::new(0, 4), Span::new(13, 19)];
        assert_eq!(marked("سيطر التنظيم\nالتبني", &marks), "[سيطر] التنظيم [التبني]");
    }
}
