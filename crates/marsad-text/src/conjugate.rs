//! The written forms of an Arabic verb that reporting uses: third persons and "we", past and present, vowels left out.
//!
//! Letters are escaped because this is morphology, not vocabulary.
use crate::fold;

const YA: char = '\u{64A}';
const WAW: char = '\u{648}';
const ALEF: char = '\u{627}';
const ALEF_WITH_HAMZA: char = '\u{623}';
/// Past endings: she, they, we, the two of them (feminine). The other dual is spelt like an adverb (fajjara, fajran).
const PAST: [&str; 4] = ["\u{62A}", "\u{648}\u{627}", "\u{646}\u{627}", "\u{62A}\u{627}"];
/// The plural endings of the present, indicative and not, and the dual one.
const PRESENT_PLURAL: [&str; 3] = ["\u{648}\u{646}", "\u{648}\u{627}", "\u{627}\u{646}"];

/// Every form of a verb given as "he did" or "he does" (which begins with ya), folded; further words stay as they are.
///
/// A few forms that no verb has come with them: they stand in no text and do no harm.
pub fn conjugate(verb: &str) -> Vec<String> {
    let folded = fold(verb);
    let ends_in_hamza = verb.split(' ').next().is_some_and(|word| word.ends_with(ALEF_WITH_HAMZA));
    let (first, rest) = match folded.split_once(' ') {
        Some((first, rest)) => (first.to_owned(), format!(" {rest}")),
        None => (folded, String::new()),
    };
    let forms = if first.starts_with(YA) && first.chars().count() > 3 {
        present(&first, ends_in_hamza)
    } else {
        past(&first, ends_in_hamza)
    };
    forms.into_iter().map(|form| form + &rest).collect()
}

fn past(he: &str, ends_in_hamza: bool) -> Vec<String> {
    // A weak last letter falls before an ending (istawla, istawlat, istawlaw); a hamza stays (bada'a, bada'at).
    let root = if ends_in_hamza { he } else { he.strip_suffix([YA, ALEF]).unwrap_or(he) };
    let endings = PAST.iter().map(|ending| format!("{root}{ending}"));
    std::iter::once(he.to_owned()).chain(endings).collect()
}

fn present(he: &str, ends_in_hamza: bool) -> Vec<String> {
    let stem: String = he.chars().skip(1).collect();
    let root = if ends_in_hamza { &stem } else { stem.strip_suffix([YA, WAW, ALEF]).unwrap_or(&stem) };
    // ya-, ta-, na-
    ["\u{64A}", "\u{62A}", "\u{646}"]
        .iter()
        .flat_map(|person| {
            let plural = PRESENT_PLURAL.iter().map(move |ending| format!("{person}{root}{ending}"));
            std::iter::once(format!("{person}{stem}")).chain(plural)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::conjugate;
    use crate::fold;

    #[test]
    fn a_verb_has_the_forms_that_reports_use() {
        for (verb, form) in [
            ("سيطر", "سيطرت"),
            ("استولى", "استولت"),
            ("يسيطر", "تسيطر"),
            ("يستولي", "يستولون"),
            ("شن", "شنت"),
            ("شن", "شنتا"),
            ("قام ب", "قاموا ب"),
            ("بدأ", "بدأت"),
            ("لجأ إلى", "لجأوا إلى"),
        ] {
            assert!(conjugate(verb).contains(&fold(form)), "{verb} lacks {form}");
        }
    }
}
