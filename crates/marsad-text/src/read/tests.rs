use super::{Inputs, ReadOptions, read_path, read_reports};
use crate::Report;
use encoding_rs::{ISO_8859_6, WINDOWS_1251, WINDOWS_1252, WINDOWS_1256};
use jiff::civil::{Date, date};
use std::path::Path;

const TEXT: &str = "سيطرت القوات على الحي، وفق ناشطين؛ وقُتل 3 مدنيين.";

fn of_day(date: Date) -> ReadOptions {
    ReadOptions { date: Some(date), ..ReadOptions::default() }
}

fn one(bytes: &[u8]) -> Report {
    let (mut reports, problems) = read_reports("a.txt", bytes, &ReadOptions::default());
    assert!(problems.is_empty(), "{}", problems[0]);
    reports.remove(0)
}

fn problem(name: &str, bytes: &[u8]) -> String {
    let (reports, problems) = read_reports(name, bytes, &ReadOptions::default());
    assert!(reports.is_empty(), "{:?}", reports[0].text);
    problems[0].to_string()
}

#[test]
fn a_text_file_is_one_report_untouched() {
    let text = "سطر\r\nثانٍ\0 \n";
    let report = one(text.as_bytes());
    assert_eq!((report.id.as_str(), report.text.as_str(), report.date), ("a.txt", text, None));
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let utf_16 = |unit: fn(u16) -> [u8; 2]| {
        format!("\u{feff}{TEXT}").encode_utf16().flat_map(unit).collect::<Vec<_>>()
    };
    for bytes in [format!("\u{feff}{TEXT}").into_bytes(), utf_16(u16::to_le_bytes), utf_16(u16::to_be_bytes)]
    {
        assert_eq!(one(&bytes).text, TEXT);
    }
}

#[test]
fn windows_1256_is_read() {
    let sentences = [
        "قصف على حي الجورة",
        "أصيب أربعة أطفال في قصف بطائرة مسيّرة",
        "اشتباكات في محيط مطار دير الزور العسكري",
        "مقتل 5 مدنيين في غارة",
        TEXT,
    ];
    for text in sentences {
        assert_eq!(one(&WINDOWS_1256.encode(text).0).text, text);
    }
    let (reports, _) = read_path(Path::new("../../corpus/reports/windows-1256.txt"), &ReadOptions::default());
    assert!(reports[0].text.contains("مساعدات غذائية"), "{}", reports[0].text);
}

#[test]
fn another_encoding_is_refused_with_the_byte_that_shows_it() {
    let french = WINDOWS_1252.encode("Le siège de la cité a été levé à l'été, selon la télévision").0;
    assert!(problem("a.txt", &french).starts_with("a.txt: byte 5 (0xE8) is neither UTF-8 nor"));
    let russian = WINDOWS_1251.encode("Осада города была снята вчера вечером, сообщили местные жители").0;
    let iso = ISO_8859_6.encode("سيطرت القوات على الحي وفق ناشطين محليين في المدينة").0;
    for bytes in [&*russian, &*iso, &[0x80, 0x81, 0xFF], b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xd8\xc7\xe1\xc7"]
    {
        assert!(problem("a.txt", bytes).contains("is neither UTF-8 nor"), "{bytes:?}");
    }
}

#[test]
fn one_broken_character_in_utf_8_is_not_taken_for_windows_1256() {
    let cut = &TEXT.as_bytes()[..TEXT.len() - 2];
    assert!(problem("a.txt", cut).contains(&format!("byte {} ", cut.len() - 1)), "{}", problem("a.txt", cut));
    let mut broken = TEXT.as_bytes().to_vec();
    broken[4] = 0xFF;
    assert!(problem("a.txt", &broken).contains("byte 4 (0xFF) breaks"));
    let in_second_line = [b"{\"text\": \"ok\"}\n".as_slice(), &broken].concat();
    let (reports, problems) = read_reports("a.jsonl", &in_second_line, &ReadOptions::default());
    assert_eq!((reports.len(), problems.len()), (1, 1));
    assert!(problems[0].to_string().starts_with("a.jsonl:2: byte 19 (0xFF)"), "{}", problems[0]);
}

#[test]
fn utf_16_that_is_cut_or_unmarked_is_refused() {
    let bytes: Vec<u8> = format!("\u{feff}{TEXT}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(problem("a.txt", &bytes[..9]).contains("byte 8 breaks the UTF-16"));
    assert!(
        problem("a.txt", &"قصف على الحي".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>())
            .contains("control characters")
    );
}

#[test]
fn a_report_without_a_word_is_refused() {
    for bytes in ["", " \n\t", "\u{feff}\u{200f}\n", "\0"] {
        assert!(problem("a.txt", bytes.as_bytes()).contains("help:"), "{bytes:?}");
    }
    assert!(problem("a.jsonl", b"\n \n").contains("holds no report"));
    assert!(problem("a.jsonl", br#"{"text": " "}"#).starts_with("a.jsonl:1: the report is empty"));
}

#[test]
fn a_line_brings_what_is_known_of_its_report() {
    let line = r#"{"mood":"calm","id":"x","date":"2017-01-28","title":"ع","url":"u","outlet":"و","language":"ar","text":"\u0642\nب"}"#;
    let (reports, _) = read_reports("A.JSONL", line.as_bytes(), &of_day(date(2020, 1, 1)));
    let known = |value: &str| Some(value.to_owned());
    let (title, url, outlet, language) = (known("ع"), known("u"), known("و"), known("ar"));
    let (id, text, date) = ("x".into(), "ق\nب".into(), Some(date(2017, 1, 28)));
    let expected = Report { id, text, date, title, url, outlet, language };
    assert_eq!(reports, [expected]);
}

#[test]
fn what_a_line_does_not_know_is_left_open_or_taken_from_the_call() {
    let lines = "{\"text\":\"a\",\"id\":7,\"outlet\":\"\"}\r\n\r\n{\"text\":\"b\",\"date\":null,\"id\":\"\"}";
    let (reports, problems) = read_reports("a.jsonl", lines.as_bytes(), &of_day(date(2020, 1, 1)));
    assert!(problems.is_empty());
    assert_eq!(reports.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["7", "a.jsonl:3"]);
    assert_eq!((reports[0].outlet.as_ref(), reports[1].date), (None, Some(date(2020, 1, 1))));
}

#[test]
fn bad_lines_are_named_and_the_others_kept() {
    let bad = [
        "{\"text\": 1}",
        "{\"title\": \"x\"}",
        "nonsense",
        "{\"text\":\"x\",\"date\":\"2017-02-30\"}",
        "{\"text\":\"x\",\"date\":\"2999-01-01\"}",
    ];
    let lines = format!("{}\n{{\"text\":\"good\"}}", bad.join("\n"));
    let (reports, problems) = read_reports("a.jsonl", lines.as_bytes(), &ReadOptions::default());
    assert_eq!(reports[0].id, "a.jsonl:6");
    assert_eq!(problems.iter().map(|it| it.line.unwrap()).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    assert!(problems[1].what.contains("`text` is missing"), "{}", problems[1]);
    assert!(problems[3].what.contains("`2017-02-30`"), "{}", problems[3]);
    assert!(problems[4].what.contains("2999-01-01"), "{}", problems[4]);
}

#[test]
fn a_missing_file_and_a_folder_are_told_apart() {
    let problem = |path: &str| read_path(Path::new(path), &ReadOptions::default()).1[0].to_string();
    assert!(problem("no/such.txt").starts_with("no/such.txt: cannot be read: No such file"));
    assert!(problem("src").starts_with("src: this is a folder, not a report\n  help: name the files in it"));
}

#[test]
fn a_file_gives_its_name_as_the_id_and_its_path_in_problems() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("تقرير.txt");
    std::fs::write(&path, TEXT).unwrap();
    assert_eq!(read_path(&path, &ReadOptions::default()).0[0].id, "تقرير.txt");
    std::fs::write(&path, "").unwrap();
    assert_eq!(read_path(&path, &ReadOptions::default()).1[0].file, path.display().to_string());
}

/// A stream of lines that never ends.
struct Endless(usize);

impl std::io::Read for Endless {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let line = b"{\"text\":\"a\"}\n";
        for byte in out.iter_mut() {
            *byte = line[self.0 % line.len()];
            self.0 += 1;
        }
        Ok(out.len())
    }
}

#[test]
fn reports_of_a_stream_are_given_out_before_it_ends() {
    let inputs = Inputs::new("a.jsonl", std::io::BufReader::new(Endless(0)), &ReadOptions::default());
    let ids: Vec<String> =
        inputs.skip(999).take(2).map(|input| input.unwrap().read().unwrap().0.id).collect();
    assert_eq!(ids, ["a.jsonl:1000", "a.jsonl:1001"]);
}

#[test]
fn the_sizes_of_inputs_add_up_to_the_file() {
    let lines = "{\"text\":\"a\"}\r\n{\"text\":\"b\"}\n{\"text\":\"c\"}";
    let sizes = |name| {
        Inputs::new(name, lines.as_bytes(), &ReadOptions::default())
            .map(|input| input.unwrap().size())
            .sum::<usize>()
    };
    assert_eq!((sizes("a.jsonl"), sizes("a.txt")), (lines.len(), lines.len()));
}

#[test]
fn a_stream_that_breaks_off_keeps_what_was_read() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the cable is out"))
        }
    }
    let bytes = std::io::BufReader::new(std::io::Read::chain(&b"{\"text\":\"a\"}\n{\"te"[..], Broken));
    let (reports, problems) = super::read_all(Inputs::new("a.jsonl", bytes, &ReadOptions::default()));
    assert_eq!((reports.len(), problems.len()), (1, 1));
    assert!(problems[0].what.contains("the cable is out"), "{}", problems[0]);
}
