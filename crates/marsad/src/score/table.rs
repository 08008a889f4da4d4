//! The table of a score.
use super::Score;
use super::tally::{Fault, SLOTS, Tally};
use std::io::{self, Write};

impl Score {
    /// Prints the table, and the first claims that were missed or spurious.
    pub(crate) fn write(&self, out: &mut impl Write, faults: usize) -> io::Result<()> {
        let Tally { found, spurious, missed } = self.claims;
        let (annotated, coded) = (found + missed, found + spurious);
        writeln!(out, "documents {}  gold claims {annotated}  predicted {coded}", self.documents)?;
        row(out, "claims (type+passage)", self.claims)?;
        writeln!(out, "{:22} accuracy {:.3}", "modality", share(self.same_modality, found))?;
        for (slot, tally) in SLOTS.iter().zip(self.slots) {
            row(out, slot, tally)?;
        }
        row(out, "exact claims", self.exact())?;
        row(out, "exact, control types", self.exact_control())?;
        for (name, tally) in self.types() {
            row(out, &format!("  {name}"), tally)?;
        }
        self.faults.iter().take(faults).try_for_each(|fault| fault.write(out))
    }

    /// Each type with its tally: the most annotated first, of equals the one met first.
    fn types(&self) -> impl Iterator<Item = (&str, Tally)> {
        let mut types: Vec<_> = self.by_type.iter().collect();
        types.sort_by_key(|(_, (turn, tally))| (std::cmp::Reverse(tally.found + tally.missed), *turn));
        types.into_iter().map(|(name, (_, tally))| (name.as_str(), *tally))
    }
}

impl Fault {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let kind = if self.missed { "MISSED  " } else { "SPURIOUS" };
        writeln!(out, "{kind} {} {} | {}", self.doc, self.claim_type, self.passage)
    }
}

fn row(out: &mut impl Write, name: &str, tally: Tally) -> io::Result<()> {
    let Tally { found, spurious, missed } = tally;
    let (precision, recall) = (share(found, found + spurious), share(found, found + missed));
    let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    writeln!(
        out,
        "{name:22} P {precision:.3}  R {recall:.3}  F1 {f1:.3}   tp {found} fp {spurious} fn {missed}"
    )
}

#[allow(clippy::cast_precision_loss, reason = "no file holds 2^52 claims")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
