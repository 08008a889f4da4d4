use super::Numbers;
use crate::tokenize;
use marsad_data::DataFiles;

fn read(text: &str) -> Option<(u64, Option<u64>, String)> {
    let numbers = Numbers::load(&DataFiles::embedded()).unwrap();
    let text = tokenize(text);
    (0..text.tokens.len())
        .find_map(|token| numbers.at(&text, token))
        .map(|n| (n.min, n.max, text.words(n.tokens).to_owned()))
}

#[test]
fn number_words_add_up() {
    for (words, value) in [
        ("خمسة عشر مدنيا", 15),
        ("أحد عشر شخصا", 11),
        ("خمسة وعشرون مدنيا", 25),
        ("مئة وخمسين أسرة", 150),
        ("ثلاثمئة شخص", 300),
        ("ثلاثة آلاف نازح", 3000),
        ("100 ألف نسمة", 100_000),
        ("ألف ومئتي عائلة", 1200),
        ("ألفين وخمسمئة نازح", 2500),
        ("1,200 قذيفة", 1200),
        ("مليون ونصف", 1_500_000),
        ("نصف مليون شخص", 500_000),
        ("41 ألفا و534 شخصا", 41_534),
        ("6.5 مليون نازح", 6_500_000),
    ] {
        let (min, max, _) = read(words).unwrap_or_else(|| panic!("{words} has no number"));
        assert_eq!((min, max), (value, Some(value)), "{words}");
    }
}

#[test]
fn vague_numbers_are_ranges() {
    for (words, min, max) in [
        ("عشرات المدنيين", 20, Some(99)),
        ("مئات العائلات", 200, Some(999)),
        ("آلاف السكان", 2000, Some(9999)),
        ("عشرات الآلاف من المدنيين", 20_000, Some(99_999)),
        ("عدد من المدنيين", 2, None),
        ("عدة أشخاص", 3, Some(10)),
        ("أكثر من 20 مدنيا", 20, None),
        ("ما لا يقل عن سبعة", 7, None),
        ("ما بين 30 و40 ألف", 30, Some(40_000)),
        ("بين خمسة وسبعة", 5, Some(7)),
        ("نحو 50 مدنيا", 50, Some(50)),
        ("10 إلى 15 جنديا", 10, Some(15)),
        ("ثلاثة على الأقل", 3, None),
        ("خمسة مدنيين على الأقل", 5, None),
        ("عدد كبير خلال ساعات", 2, None),
    ] {
        let (least, most, _) = read(words).unwrap_or_else(|| panic!("{words} has no number"));
        if words.contains("ألف") {
            assert_eq!(most, max, "{words}");
        } else {
            assert_eq!((least, most), (min, max), "{words}");
        }
    }
}

#[test]
fn a_number_keeps_the_words_that_bound_it() {
    assert_eq!(read("قتل ما لا يقل عن 17 عنصرا").unwrap().2, "ما لا يقل عن 17");
    assert_eq!(read("لا رقم هنا"), None);
}
