use super::{TimeMention, Times};
use crate::{Numbers, tokenize};
use jiff::civil::{Date, date};
use marsad_data::DataFiles;

fn read(text: &str, today: Option<Date>) -> TimeMention {
    let data = DataFiles::embedded();
    let times = Times::load(&data, Numbers::load(&data).unwrap()).unwrap();
    let tokens = tokenize(text);
    let found = (0..tokens.tokens.len()).find_map(|token| times.at(&tokens, token, today));
    found.unwrap_or_else(|| panic!("no time in {text}"))
}

#[test]
fn days_are_counted_from_the_report() {
    let today = date(2017, 1, 30);
    for (words, start) in [
        ("أمس", date(2017, 1, 29)),
        ("فجر اليوم", today),
        ("مساء أمس", date(2017, 1, 29)),
        ("قبل عشرة أيام", date(2017, 1, 20)),
        ("منذ قرابة الأسبوعين", date(2017, 1, 16)),
        ("منذ ثلاثة أيام", date(2017, 1, 27)),
        ("الخميس الماضي", date(2017, 1, 26)),
        ("يوم الاثنين", today),
        ("في 16 كانون الثاني", date(2017, 1, 16)),
        ("في 22 يوليو", date(2016, 7, 22)),
        ("5 كانون الأول/ديسمبر 2016", date(2016, 12, 5)),
        ("24/7/2016", date(2016, 7, 24)),
        ("منذ عام 2014", date(2014, 1, 1)),
        ("الشهر الماضي", date(2016, 12, 1)),
        ("آذار 2015", date(2015, 3, 1)),
    ] {
        assert_eq!(read(words, Some(today)).start, Some(start), "{words}");
    }
}

#[test]
fn without_a_report_date_no_day_is_guessed() {
    let time = read("منذ أكثر من عامين", None);
    assert_eq!((time.start, time.relative_days, time.since), (None, Some(-730), true));
    assert_eq!(read("يوم الخميس", None).start, None);
}
