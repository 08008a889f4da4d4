//! The forms that files of reports come in, each read from a file of the bundled samples.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::non_ascii_literal, reason = "tests show real text")]

use encoding_rs::WINDOWS_1256;
use jiff::civil::date;
use marsad_text::{Input, Inputs, Original, Read, ReadOptions, Report, read_path, read_reports};
use std::path::PathBuf;

fn sample(name: &str) -> PathBuf {
    PathBuf::from("../../corpus/reports/forms").join(name)
}

fn read(name: &str, options: &ReadOptions) -> Read {
    read_path(&sample(name), options)
}

/// What a sample is read as, with what each report was read from.
fn originals(name: &str, options: &ReadOptions) -> Vec<(Report, Original)> {
    let inputs = Inputs::open(&sample(name), options).unwrap();
    inputs.filter_map(|input| input.and_then(Input::read).ok()).collect()
}

fn table_options() -> ReadOptions {
    ReadOptions {
        columns: "text=body,date=published,id=serial,title=headline".parse().unwrap(),
        date_format: Some("%d/%m/%Y".to_owned()),
        ..ReadOptions::default()
    }
}

fn one_problem(name: &str, bytes: &[u8]) -> String {
    let (reports, problems) = read_reports(name, bytes, &ReadOptions::default());
    assert!(reports.is_empty() && problems.len() == 1, "{reports:?} {problems:?}");
    problems[0].to_string()
}

#[test]
fn a_page_gives_its_main_text_and_what_it_says_of_itself() {
    let (reports, problems) = read("page.html", &ReadOptions::default());
    assert!(problems.is_empty(), "{problems:?}");
    let report = &reports[0];
    assert!(report.text.contains("قصفت قوات النظام السوري بالمدفعية") && report.text.contains("فرق الإسعاف"));
    for debris in ["الرئيسية", "أسعار الصرف", "جميع الحقوق", "<p>"] {
        assert!(!report.text.contains(debris), "{debris}: {}", report.text);
    }
    assert!(report.text.contains("الدفاع المدني.\n"), "a paragraph ends its line: {}", report.text);
    assert_eq!(report.title.as_deref(), Some("قصف مدفعي على بلدة النيرب"));
    assert_eq!(report.outlet.as_deref(), Some("شبكة الفرات"));
    assert_eq!(report.url.as_deref(), Some("https://example.org/2021/05/nayrab"));
    assert_eq!(report.date, Some(date(2021, 5, 12)), "the day is the one it was written with");
}

#[test]
fn a_page_is_read_in_the_encoding_that_its_head_names() {
    let page = std::fs::read_to_string(sample("page.html")).unwrap();
    let bytes =
        WINDOWS_1256.encode(&page.replace("charset=\"utf-8\"", "charset=windows-1256")).0.into_owned();
    let (reports, _) = read_reports("page.html", &bytes, &ReadOptions::default());
    assert_eq!(reports[0].text, read("page.html", &ReadOptions::default()).0[0].text);
}

#[test]
fn a_page_without_a_day_has_none_and_of_two_times_none_is_taken() {
    let page = |times: &str| {
        let paragraph = "<p>قصفت قوات النظام السوري بلدة النيرب في ريف إدلب الشرقي، وأصيب خمسة مدنيين بينهم طفل، بحسب الدفاع المدني.</p>";
        let html = format!("<html><body><article>{times}{}</article></body></html>", paragraph.repeat(6));
        read_reports("a.html", html.as_bytes(), &ReadOptions::default()).0[0].date
    };
    assert_eq!(page(""), None);
    let time = |day: &str| format!("<time datetime=\"{day}T10:00:00Z\">x</time>");
    assert_eq!(page(&time("2020-01-02")), Some(date(2020, 1, 2)));
    assert_eq!(page(&(time("2020-01-02") + &time("2020-01-03"))), None);
}

#[test]
fn each_entry_of_a_feed_is_a_report_of_the_day_it_was_written_with() {
    let (reports, problems) = read("feed.xml", &ReadOptions::default());
    assert!(problems.is_empty(), "{problems:?}");
    let said: Vec<_> =
        reports.iter().map(|it| (it.id.as_str(), it.date.unwrap(), it.text.as_str())).collect();
    let first = "نزحت نحو 200 عائلة من بلدة السوسة شرقي دير الزور.\n\nوقال ناشطون إن قوات سوريا الديمقراطية سيطرت على البلدة.";
    assert_eq!(
        said,
        [
            ("https://example.org/?p=101", date(2019, 1, 5), first),
            ("https://example.org/?p=102", date(2019, 1, 6), "هدوء في منبج"),
        ]
    );
    assert_eq!(reports[0].outlet.as_deref(), Some("شبكة الفرات"));
    assert_eq!(reports[0].url.as_deref(), Some("https://example.org/2019/01/susa"));
}

#[test]
fn each_message_of_a_telegram_export_with_text_is_a_report() {
    let (reports, problems) = read("result.json", &ReadOptions::default());
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(reports.len(), 2);
    assert_eq!(reports[0].id, "مراسل الخابور/2");
    assert_eq!(reports[0].text, "سيطرت قوات النظام على مدينة #سراقب بعد معارك مع فصائل المعارضة.");
    assert_eq!(
        (reports[1].date, reports[1].outlet.as_deref()),
        (Some(date(2020, 2, 2)), Some("مراسل الخابور"))
    );
    let account =
        format!("{{\"chats\":{{\"list\":[{}]}}}}", std::fs::read_to_string(sample("result.json")).unwrap());
    assert_eq!(read_reports("result.json", account.as_bytes(), &ReadOptions::default()).0, reports);
}

#[test]
fn a_table_is_read_by_the_columns_that_are_named_and_bad_rows_by_their_lines() {
    let (reports, problems) = read("table.csv", &table_options());
    let said: Vec<_> = reports.iter().map(|it| (it.id.as_str(), it.date.unwrap())).collect();
    assert_eq!(said, [("17", date(2018, 2, 3)), ("18", date(2018, 2, 4))]);
    assert!(reports[0].text.ends_with("الحوثيين\nفي مديرية نهم شرقي صنعاء."));
    assert_eq!(reports[0].title.as_deref(), Some("اشتباكات"));
    let lines: Vec<_> = problems.iter().map(|it| it.line.unwrap()).collect();
    assert_eq!(lines, [5, 6], "{problems:?}");
}

#[test]
fn a_table_without_the_column_asked_for_says_which_it_has() {
    let (_, problems) = read("table.csv", &ReadOptions::default());
    assert!(
        problems[0].what.contains("no column `text`; it has serial, published, headline, body"),
        "{}",
        problems[0]
    );
}

#[test]
fn keys_of_json_lines_are_named_like_columns() {
    let line = r#"{"body": "قصف", "published": "03/02/2018", "serial": 9}"#;
    let (reports, problems) = read_reports("a.jsonl", line.as_bytes(), &table_options());
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!((reports[0].id.as_str(), reports[0].date), ("9", Some(date(2018, 2, 3))));
}

#[test]
fn each_file_of_an_archive_is_read_by_its_name_and_an_archive_in_it_is_refused() {
    let (reports, problems) = read("bundle.zip", &ReadOptions::default());
    let alone: Vec<_> =
        ["page.html", "feed.xml"].iter().flat_map(|it| read(it, &ReadOptions::default()).0).collect();
    assert_eq!(
        reports.iter().map(|it| &it.text).collect::<Vec<_>>(),
        alone.iter().map(|it| &it.text).collect::<Vec<_>>()
    );
    assert_eq!(reports[0].id, "saved/page.html");
    assert!(problems[0].to_string().contains("bundle.zip:saved/inner.zip: an archive within an archive"));
}

#[test]
fn what_is_no_page_feed_export_table_or_archive_is_said_with_a_cure() {
    for (name, bytes, said) in [
        ("a.html", "<html><body></body></html>", "a.html: no main text"),
        ("a.xml", "<note>x</note>", "a.xml: not a feed"),
        ("a.json", "{\"a\": 1}", "a.json: not a Telegram export"),
        ("a.json", "{\"a\":\n", "a.json:2: not a report in JSON"),
        ("a.csv", "text,date\n", "a.csv: the table holds no row"),
        ("a.zip", "PK", "a.zip: not a ZIP archive"),
    ] {
        let problem = one_problem(name, bytes.as_bytes());
        assert!(problem.starts_with(said) && problem.contains("\n  help: "), "{problem}");
    }
}

#[test]
fn a_report_comes_with_the_bytes_it_was_read_from_and_no_more() {
    let text = |original: &Original| String::from_utf8(original.bytes.clone()).unwrap();
    let ends = |name: &str, options: &ReadOptions, start: &str, end: &str| {
        for (_, original) in originals(name, options) {
            let (text, whole) = (text(&original), std::fs::read(sample(name)).unwrap());
            assert!(text.starts_with(start) && text.ends_with(end), "{name}: {text}");
            assert!(whole.windows(text.len()).any(|part| part == original.bytes), "{name}: {text}");
            assert_eq!(original.address.as_deref(), Some(name));
        }
    };
    ends("page.html", &ReadOptions::default(), "<!", "</html>\n");
    ends("feed.xml", &ReadOptions::default(), "<item>", "</item>");
    ends("result.json", &ReadOptions::default(), "{", "}");
    let rows = originals("table.csv", &table_options());
    assert!(text(&rows[0].1).starts_with("17;") && !text(&rows[0].1).ends_with('\n'), "{:?}", rows[0].1);
    assert!(text(&rows[1].1).starts_with("18;"), "{:?}", rows[1].1);
    let packed = originals("bundle.zip", &ReadOptions::default());
    assert_eq!(packed[0].1.bytes, originals("page.html", &ReadOptions::default())[0].1.bytes);
    assert_eq!(packed[0].1.address.as_deref(), Some("bundle.zip:saved/page.html"));
    assert_eq!(packed[0].1.media_type.as_deref(), Some("text/html"));
}

#[test]
fn a_part_of_a_file_keeps_the_encoding_of_the_file() {
    let table = "id,text\n1,قصف على حي الجورة في دير الزور\n2,نزوح عائلات من بلدة السوسة\n";
    let one = |bytes: Vec<u8>, name: &str| {
        let inputs = Inputs::new(name, std::io::Cursor::new(bytes), &ReadOptions::default());
        inputs.map(|input| input.unwrap().read().unwrap().1.bytes).last().unwrap()
    };
    let arabic = |text: &str| WINDOWS_1256.encode(text).0.into_owned();
    assert_eq!(one(arabic(table), "a.csv"), arabic("2,نزوح عائلات من بلدة السوسة"));
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
    let line = r#"{"text": "قصف"}"#;
    assert_eq!(one(wide(&format!("\u{feff}{line}\n{line}\n")), "a.jsonl"), wide(line));
}

#[test]
fn what_is_served_is_read_as_it_is_served_and_keeps_its_address() {
    let address = "https://example.org/report?id=7";
    let read = |media_type: Option<&str>, bytes: &[u8]| {
        let inputs = Inputs::served(address, media_type, bytes, &ReadOptions::default())?;
        inputs.map(|input| input.and_then(Input::read)).collect::<Result<Vec<_>, _>>()
    };
    let text = "قصف على حي الجورة في دير الزور";
    let encoded = WINDOWS_1256.encode(text).0;
    let (report, original) = read(Some("text/plain; charset=windows-1256"), &encoded).unwrap().remove(0);
    assert_eq!((report.text.as_str(), report.url.as_deref()), (text, Some(address)));
    assert_eq!(original.media_type.as_deref(), Some("text/plain; charset=windows-1256"));
    assert_eq!((&original.bytes[..], original.address.as_deref()), (&encoded[..], Some(address)));
    let refused = read(Some("image/png"), b"x").unwrap_err().to_string();
    assert!(refused.starts_with(&format!("{address}: it is served as image/png")), "{refused}");
    let page = std::fs::read(sample("page.html")).unwrap();
    assert_eq!(
        read(Some("text/html"), &page).unwrap()[0].0.title.as_deref(),
        Some("قصف مدفعي على بلدة النيرب")
    );
}

#[test]
fn a_page_in_place_of_an_entry_takes_from_it_what_the_page_leaves_open() {
    let paragraph =
        "<p>قصفت قوات النظام السوري بلدة النيرب في ريف إدلب الشرقي، وأصيب خمسة مدنيين بينهم طفل.</p>";
    let html = format!("<html><body><article>{}</article></body></html>", paragraph.repeat(6));
    let entry = read("feed.xml", &ReadOptions::default()).0.remove(0);
    let page = Inputs::new("a.html", html.as_bytes(), &ReadOptions::default()).next().unwrap().unwrap();
    let (report, _) = page.in_place_of(&entry).read().unwrap();
    assert_eq!((report.date, &report.outlet), (entry.date, &entry.outlet));
    assert!(report.text.contains("النيرب"));
}

#[test]
fn an_entry_says_whether_it_only_sums_up_a_page_and_its_language() {
    let feed = |body: &str| {
        let xml = format!(
            "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><language>AR-sy</language><item><link>https://example.org/1</link><description>قصف</description>{body}</item></channel></rss>"
        );
        let input = Inputs::new("a.rss", xml.as_bytes(), &ReadOptions::default()).next().unwrap().unwrap();
        (input.summarises().map(str::to_owned), input.part().unwrap().clone())
    };
    assert_eq!(feed("").0.as_deref(), Some("https://example.org/1"));
    assert_eq!(feed("").1.language.as_deref(), Some("ar-sy"));
    let (summarises, report) = feed("<content:encoded>قصف على الحي</content:encoded>");
    assert_eq!((summarises, report.text.as_str()), (None, "قصف على الحي"));
}
