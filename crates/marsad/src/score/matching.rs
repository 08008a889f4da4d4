//! Which coded claim stands for which annotated one.
use super::Annotated;

/// For each annotated claim, the coded one of its type that overlaps it: one to one, and as many pairs as there can be.
///
/// Augmenting paths (Kuhn's algorithm); a claim with fewer candidates chooses first, and the widest overlap before others.
pub(super) fn pairs(annotated: &[Annotated], coded: &[Annotated]) -> Vec<Option<usize>> {
    let candidates: Vec<Vec<usize>> = annotated.iter().map(|claim| candidates(claim, coded)).collect();
    let mut order: Vec<usize> = (0..annotated.len()).collect();
    order.sort_by_key(|&claim| candidates[claim].len());
    let mut owners = vec![None; coded.len()];
    for claim in order {
        place(claim, &candidates, &mut vec![false; coded.len()], &mut owners);
    }
    let mut pairs = vec![None; annotated.len()];
    for (coded, owner) in owners.iter().enumerate() {
        if let Some(owner) = owner {
            pairs[*owner] = Some(coded);
        }
    }
    pairs
}

/// The coded claims of its type that share a code point with it, the widest overlap first.
fn candidates(claim: &Annotated, coded: &[Annotated]) -> Vec<usize> {
    let overlap = |other: &Annotated| {
        (claim.span.end.min(other.span.end)).saturating_sub(claim.span.start.max(other.span.start))
    };
    let fits = |other: &Annotated| other.claim_type == claim.claim_type && overlap(other) > 0;
    let mut fitting: Vec<usize> = (0..coded.len()).filter(|&at| fits(&coded[at])).collect();
    fitting.sort_by_key(|&at| std::cmp::Reverse(overlap(&coded[at])));
    fitting
}

/// Gives a claim one of its candidates, moving others' owners on where that helps.
fn place(claim: usize, candidates: &[Vec<usize>], seen: &mut [bool], owners: &mut [Option<usize>]) -> bool {
    for &coded in &candidates[claim] {
        if std::mem::replace(&mut seen[coded], true) {
            continue;
        }
        let free = match owners[coded] {
            Some(owner) => place(owner, candidates, seen, owners),
            None => true,
        };
        if free {
            owners[coded] = Some(claim);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::pairs;
    use crate::score::Annotated;

    fn claim(name: &str, start: u32, end: u32) -> Annotated {
        let line = serde_json::json!({"type": name, "modality": "actual", "start": start, "end": end});
        serde_json::from_value(line).unwrap()
    }

    #[test]
    fn a_claim_gives_its_first_choice_up_where_that_makes_more_pairs() {
        let annotated = [claim("capture", 0, 10), claim("capture", 4, 6)];
        let coded = [claim("capture", 3, 9), claim("capture", 0, 3)];
        assert_eq!(pairs(&annotated, &coded), [Some(1), Some(0)]);
    }

    #[test]
    fn another_type_or_another_passage_is_another_claim() {
        let annotated = [claim("capture", 0, 10), claim("arrest", 20, 30)];
        let coded = [claim("assault", 0, 10), claim("arrest", 30, 40)];
        assert_eq!(pairs(&annotated, &coded), [None, None]);
    }
}
