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
        ("في 10 آذار من العام الماضي", date(2016, 3, 10)),
        ("2 كانون الثاني من العام الجاري", date(2017, 1, 2)),
        ("مطلع آب (أغسطس) من عام 2013", date(2013, 8, 1)),
        ("اليوم، المصادف لثاني أيام شهر جمادى الأولى", today),
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
fn a_hijri_date_is_the_days_it_may_be_unless_the_other_calendar_stands_beside_it() {
    let today = date(2015, 8, 1);
    for (words, start, end) in [
        ("15 رمضان 1436", date(2015, 7, 1), date(2015, 7, 3)),
        ("في 15 رمضان", date(2015, 7, 1), date(2015, 7, 3)),
        ("1436/9/15 هـ", date(2015, 7, 1), date(2015, 7, 3)),
        ("15/9/1436هـ", date(2015, 7, 1), date(2015, 7, 3)),
        ("العاشر من شهر ذي الحجة 1435", date(2014, 10, 3), date(2014, 10, 5)),
        ("خلال شهر رمضان الماضي", date(2015, 6, 17), date(2015, 7, 17)),
        ("في شوال", date(2015, 7, 16), date(2015, 8, 16)),
        ("20 ربيع الآخر", date(2015, 2, 8), date(2015, 2, 10)),
        ("يوم الخميس 15 رمضان 1436هـ الموافق 2 تموز 2015", date(2015, 7, 2), date(2015, 7, 2)),
        ("(5 شوال 1436هـ) الموافق (21/7/2015م)", date(2015, 7, 21), date(2015, 7, 21)),
        ("2 تموز 2015، الموافق 15 رمضان", date(2015, 7, 2), date(2015, 7, 2)),
    ] {
        let time = read(words, Some(today));
        assert_eq!((time.start, time.end), (Some(start), Some(end)), "{words}");
    }
}

#[test]
fn without_a_report_date_no_day_is_guessed() {
    let time = read("منذ أكثر من عامين", None);
    assert_eq!((time.start, time.relative_days, time.since), (None, Some(-730), true));
    assert_eq!(read("يوم الخميس", None).start, None);
    let today = Some(date(2017, 1, 30));
    assert_eq!(read("10 آذار من العام نفسه", today).start, None);
    assert_eq!(read("في شهر رمضان من كل عام", today).start, None);
}

#[test]
fn months_and_years_stand_alone_behind_a_word_that_leads_to_them() {
    let today = date(2017, 1, 30);
    for (words, start, end) in [
        ("في آذار", date(2016, 3, 1), date(2016, 3, 31)),
        ("خلال شهر تموز الماضي", date(2016, 7, 1), date(2016, 7, 31)),
        ("في 2012", date(2012, 1, 1), date(2012, 12, 31)),
        ("مطلع العام الجاري", date(2017, 1, 1), date(2017, 3, 31)),
        ("منتصف يوليو", date(2016, 7, 11), date(2016, 7, 20)),
        ("صيف عام 2012", date(2012, 6, 1), date(2012, 8, 31)),
        ("بين عامي 2014 و2016", date(2014, 1, 1), date(2016, 12, 31)),
        ("هذا الشهر", date(2017, 1, 1), date(2017, 1, 31)),
    ] {
        let time = read(words, Some(today));
        assert_eq!((time.start, time.end), (Some(start), Some(end)), "{words}");
    }
}

#[test]
fn a_vague_length_is_a_range_and_what_is_to_come_lies_ahead() {
    let today = date(2017, 1, 30);
    for (words, start, end) in [
        ("قبل أيام", date(2017, 1, 20), date(2017, 1, 27)),
        ("الأيام القليلة الماضية", date(2017, 1, 20), today),
        ("خلال الـ24 ساعة الماضية", date(2017, 1, 29), today),
        ("خلال الأيام الثلاثة القادمة", today, date(2017, 2, 2)),
        ("خلال اليومين الماضيين", date(2017, 1, 28), today),
    ] {
        let time = read(words, Some(today));
        assert_eq!((time.start, time.end), (Some(start), Some(end)), "{words}");
    }
}

#[test]
fn a_date_says_more_than_the_day_before_it() {
    let today = date(2017, 1, 30);
    for (words, start) in [
        ("أمس (الأحد)", date(2017, 1, 29)),
        ("أمس السبت", date(2017, 1, 28)),
        ("اليوم الأربعاء 18 كانون الثاني", date(2017, 1, 18)),
        ("العاشر من يناير", date(2017, 1, 10)),
        ("السابع والعشرين من شهر آذار 2015", date(2015, 3, 27)),
        ("في ساعة متأخرة من ليل الجمعة", date(2017, 1, 27)),
        ("مساء يوم الخميس", date(2017, 1, 26)),
        ("21.7.2016", date(2016, 7, 21)),
        ("يوم 5/1", date(2017, 1, 5)),
    ] {
        assert_eq!(read(words, Some(today)).start, Some(start), "{words}");
    }
}

#[test]
fn some_phrases_begin_like_a_time_and_are_none() {
    let data = DataFiles::embedded();
    let times = Times::load(&data, Numbers::load(&data).unwrap()).unwrap();
    for words in [
        "في اليوم التالي",
        "اليوم الثالث للمعركة",
        "صحيفة «اليوم» السعودية",
        "مارس العنف",
        "الرئيس رجب طيب",
        "فاز 2 صفر",
    ] {
        let text = tokenize(words);
        let found = (0..text.tokens.len()).find_map(|token| times.at(&text, token, None));
        assert_eq!(found, None, "{words}");
    }
}
