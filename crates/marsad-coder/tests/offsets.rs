//! Whatever a report holds, every claim points at the very words it was read from, and coding ends.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::non_ascii_literal, reason = "tests show real text")]
use marsad_coder::{Claim, Coder, Gazetteer, Passage};
use marsad_data::DataFiles;
use marsad_text::{Report, Span, fold, tokenize};
use proptest::collection::vec;
use proptest::prelude::*;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static CODER: LazyLock<Coder> = LazyLock::new(|| {
    let data = DataFiles::embedded();
    Coder::new(&data, Gazetteer::load(&data).unwrap()).unwrap()
});

/// Sentences, phrases and single words from which claims arise.
const WORDS: &[&str] = &[
    "سيطر تنظيم داعش على حي العمال في مدينة دير الزور",
    "قتل خمسة مدنيين وأصيب عشرات آخرون",
    "قصفت قوات النظام بالمدفعية بلدة دوما أمس",
    "وقالت مصادر محلية إن",
    "نفى مصدر عسكري انسحاب الجيش السوري من تدمر.",
    "يحاصر التنظيم حيي الجورة والقصور منذ أكثر من عامين.",
    "غارات جوية للطيران الروسي",
    "قطعت الفصائل طريق خناصر",
    "بين المطار والجورة",
    "نزح 93 ألف مدني",
    "ميلـ.ـيشـ.ـيا",
    "قصـ ـف",
    "#دير_الزور",
    "للمدينة",
    "وبالبلدة",
    "يوم 15/1/2017",
    "٢٥ شهيداً",
    "12٬500",
    "،",
    ".",
    "\n",
    "و",
    "«",
    "»",
    "(",
];

/// Signs that trip programs which count bytes, or letters as they are seen.
const TRAPS: &[&str] = &[
    "\u{0}",
    "\u{FEFF}",
    "\u{202E}",
    "\u{2067}",
    "\u{200F}",
    "\u{64B}",
    "\u{301}\u{302}",
    "\u{640}",
    "ﷲ",
    "ﻻ",
    "ﷺ",
    "ﻗﺼﻒ",
    "👩‍👩‍👧‍👦",
    "🇸🇾",
    "𐎀",
    "İ",
    "ß",
    "Ǆ",
    "\u{2028}",
    "\r",
    "\u{85}",
    "\u{1F}",
    "\u{FFFD}",
    "١",
    "½",
    "10,000.5",
    "ے",
    "ک",
    "\u{110BD}",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => proptest::sample::select(WORDS).prop_map(|word| format!("{word} ")),
        2 => proptest::sample::select(WORDS).prop_map(str::to_owned),
        2 => proptest::sample::select(TRAPS).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[\u{600}-\u{6FF} ]{1,8}",
        1 => vec(any::<u8>(), 0..6).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
    ]
}

/// Reports in which words and traps are strewn over one another.
fn text() -> impl Strategy<Value = String> {
    vec(piece(), 0..24).prop_map(|pieces| pieces.concat())
}

fn report(text: String) -> Report {
    Report { id: "r".to_owned(), text, date: Some("2017-01-19".parse().unwrap()), ..Report::default() }
}

fn code(text: &str) -> Vec<Claim> {
    CODER.code(&report(text.to_owned())).0
}

/// Every passage of a claim, with the slot it fills.
fn passages(claim: &Claim) -> Vec<(&'static str, String, Span)> {
    let told = |slot, passage: &Passage| (slot, passage.text.clone(), passage.span);
    let mut all = vec![told("trigger", &claim.trigger)];
    all.extend(claim.actors.iter().map(|party| told("actor", &party.passage)));
    all.extend(claim.targets.iter().map(|party| told("target", &party.passage)));
    all.extend(claim.places.iter().map(|place| told("place", &place.passage)));
    all.extend(claim.counts.iter().map(|count| told("count", &count.passage)));
    all.extend(claim.when.iter().map(|when| ("when", when.passage.text.clone(), when.passage.at)));
    all.extend(claim.attribution.iter().map(|source| told("attribution", &source.passage)));
    all.extend(claim.instrument.iter().map(|with| told("instrument", &with.passage)));
    all
}

fn points_at_its_words(text: &str, claim: &Claim) {
    let whole = Span::new(0, u32::try_from(text.chars().count()).unwrap());
    for (slot, words, span) in passages(claim) {
        assert!(!span.is_empty() && whole.contains(span), "{slot} {span:?} of {claim:?}");
        assert_eq!(words, span.of(text), "{slot} of {claim:?}");
    }
    assert!(
        whole.contains(claim.sentence) && claim.sentence.contains(claim.trigger.span),
        "sentence of {claim:?}"
    );
    assert!(
        claim.sentence.contains(claim.span) && claim.span.contains(claim.trigger.span),
        "passage of {claim:?}"
    );
}

/// Tokens and sentences follow one another, and what is between two tokens is nothing that a word is made of.
fn tokens_tile(source: &str) {
    let text = tokenize(source);
    let points: Vec<usize> = source.char_indices().map(|(at, _)| at).chain([source.len()]).collect();
    let (mut byte, mut point) = (0, 0);
    for token in &text.tokens {
        assert!(byte <= token.bytes.start && token.bytes.start < token.bytes.end, "{token:?}");
        assert!(point <= token.span.start && token.span.start < token.span.end, "{token:?}");
        let of_points = points[token.span.start as usize]..points[token.span.end as usize];
        assert_eq!(of_points, token.bytes, "the two ways to count agree");
        let gap = source.get(byte..token.bytes.start).unwrap();
        // A vowel mark or tatweel that stands by itself is no word.
        assert_eq!(fold(gap), "", "{gap:?} is in no token");
        (byte, point) = (token.bytes.end, token.span.end);
    }
    let of_sentences: Vec<usize> = text.sentences.iter().flat_map(|it| it.tokens.clone()).collect();
    assert_eq!(of_sentences, (0..text.tokens.len()).collect::<Vec<_>>());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_span_covers_the_words_it_was_read_from(text in text()) {
        for claim in code(&text) {
            points_at_its_words(&text, &claim);
        }
    }

    #[test]
    fn the_same_report_gives_the_same_claims(text in text()) {
        prop_assert_eq!(code(&text), code(&text));
    }

    #[test]
    fn tokens_and_sentences_cover_the_text_in_order(text in text()) {
        tokens_tile(&text);
    }

    #[test]
    fn bytes_in_no_known_encoding_are_coded_all_the_same(bytes in vec(any::<u8>(), 0..400)) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        tokens_tile(&text);
        for claim in code(&text) {
            points_at_its_words(&text, &claim);
        }
    }

    #[test]
    fn a_report_in_windows_1256_or_cut_in_mid_letter_points_at_its_words(words in vec(proptest::sample::select(WORDS), 1..6), cut in 0usize..40) {
        let joined = words.join(" ");
        let text = String::from_utf8_lossy(joined.as_bytes().get(cut..).unwrap_or_default()).into_owned();
        for claim in code(&text) {
            points_at_its_words(&text, &claim);
        }
    }
}

#[test]
fn the_words_strewn_about_do_give_claims_of_every_slot() {
    let claims: Vec<Claim> = WORDS.iter().flat_map(|words| code(&format!("{words}."))).collect();
    let filled = |slot| claims.iter().any(|claim| passages(claim).iter().any(|(name, ..)| *name == slot));
    for slot in ["actor", "target", "place", "count", "when", "instrument"] {
        assert!(filled(slot), "no claim has a {slot}: the tests above would try nothing");
    }
    let said = code("قالت مصادر محلية إن تنظيم داعش سيطر على تدمر.");
    assert!(said.iter().any(|claim| claim.attribution.is_some()));
}

#[test]
fn nothing_says_nothing() {
    for text in ["", " ", "\n\n", "\u{0}", "\u{200F}\u{202B}", "...", "،،،", "👍"] {
        assert_eq!(code(text), []);
    }
}

/// How long it takes to code `size` bytes of repeated words, all on one line.
fn time_of(words: &str, size: usize) -> Duration {
    let text = words.repeat(size / words.len() + 1);
    let start = Instant::now();
    code(&text);
    start.elapsed()
}

/// Ten megabytes, or as much as is done in like time without optimisation.
const LONG: usize = if cfg!(debug_assertions) { 200_000 } else { 10_000_000 };

#[test]
fn a_line_without_end_takes_no_longer_than_it_is_long() {
    code("");
    for words in
        ["كلمة عادية في جملة طويلة لا تنتهي و", "ا", "ـ.", "1", "\u{64B}", "\"(", "قوات ", "دير الزور، "]
    {
        let took = time_of(words, LONG);
        assert!(took < Duration::from_secs(60), "{LONG} bytes of {words:?} took {took:?}");
    }
}

#[test]
fn a_long_report_takes_no_longer_than_it_is_long() {
    let report = "سيطر تنظيم داعش على حي العمال في مدينة دير الزور. وقتل خمسة مدنيين في دوما أمس. ";
    let took = time_of(report, LONG);
    assert!(took < Duration::from_secs(60), "{LONG} bytes took {took:?}");
}

#[test]
fn a_sentence_of_claims_without_end_takes_no_longer_than_it_is_long() {
    for words in ["سيطر تنظيم داعش على حي العمال في مدينة دير الزور ", "1,234", "وقتل خمسة في دوما والجورة و"]
    {
        let took = time_of(words, LONG);
        assert!(took < Duration::from_secs(60), "{LONG} bytes of {words:?} took {took:?}");
    }
}
