//! What no data file may hold, whatever its format: text that is not NFC, signs nobody sees, blanks where none belong.
use crate::Problem;
use marsad_data::{DataFiles, FOLDERS};
use unicode_normalization::{UnicodeNormalization, is_nfc};

const FORMATS: [&str; 3] = ["csv", "toml", "txt"];

pub(super) fn check(data: &DataFiles, problems: &mut Vec<Problem>) {
    for folder in FOLDERS {
        for format in FORMATS {
            for (file, text) in data.under(folder, format) {
                for (at, line) in text.split_terminator('\n').enumerate() {
                    problems.extend(faults(line).map(|fault| fault.problem(file, at + 1)));
                }
            }
        }
    }
}

/// Something a line may not hold, and its column.
struct Fault {
    column: usize,
    what: String,
    help: String,
}

impl Fault {
    fn problem(self, file: &str, line: usize) -> Problem {
        Problem { file: file.to_owned(), line, column: self.column, what: self.what, help: self.help }
    }
}

fn faults(line: &str) -> impl Iterator<Item = Fault> {
    unseen(line).into_iter().chain(blanks(line)).chain(decomposed(line))
}

/// Signs of direction and joining that an editor does not show: no name is found with one inside it.
fn unseen(line: &str) -> Option<Fault> {
    let (at, sign) = line.chars().enumerate().find(|&(_, c)| is_unseen(c))?;
    Some(Fault {
        column: at + 1,
        what: format!("an invisible sign U+{:04X}", sign as u32),
        help: "delete it: direction is the reader's business, not the file's".to_owned(),
    })
}

fn blanks(line: &str) -> Option<Fault> {
    let tab = line.chars().position(|c| c == '\t' || c == '\r');
    let end = || (line.trim_end() != line).then(|| line.trim_end().chars().count());
    let column = tab.or_else(end)? + 1;
    Some(Fault {
        column,
        what: "a tab, a carriage return or a blank at the end of the line".to_owned(),
        help: "one space between words, nothing behind the last, lines ended by a line feed".to_owned(),
    })
}

fn decomposed(line: &str) -> Option<Fault> {
    if is_nfc(line) {
        return None;
    }
    let same = line.chars().zip(line.nfc()).take_while(|(a, b)| a == b).count();
    let help = "write the line in Unicode normalisation form C (`uconv -x any-nfc`)".to_owned();
    Some(Fault { column: same + 1, what: "the text is not NFC".to_owned(), help })
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}
