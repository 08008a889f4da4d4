//! When it happened: which of a sentence's times is a claim's own.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::non_ascii_literal, reason = "tests show real text")]

use jiff::civil::{Date, date};
use marsad_coder::{ClaimType, Coder, Gazetteer};
use marsad_data::DataFiles;
use marsad_text::Report;

/// The first day of the first claim of a type.
fn day_of(text: &str, claim_type: ClaimType) -> Option<Date> {
    let data = DataFiles::embedded();
    let coder = Coder::new(&data, Gazetteer::load(&data).unwrap()).unwrap();
    let report = Report { text: text.to_owned(), date: Some(date(2016, 12, 5)), ..Report::default() };
    let (claims, _) = coder.code(&report);
    claims.iter().find(|claim| claim.claim_type == claim_type).unwrap().when.as_ref()?.start
}

#[test]
fn a_time_in_another_clause_with_its_own_verb_is_that_clauses() {
    let text = "استعاد الجيش السوري السيطرة على مدينة تدمر، بعد أن تسللت إليها مجموعات مسلحة مساء أمس.";
    assert_eq!(day_of(text, ClaimType::Capture), None);
    let text = "استعاد الجيش السوري السيطرة على مدينة تدمر بعد صمت طويل مساء أمس.";
    assert_eq!(day_of(text, ClaimType::Capture), Some(date(2016, 12, 4)));
}

#[test]
fn a_time_that_hangs_on_a_word_of_saying_is_not_when_it_happened() {
    for text in [
        "أعلن المتحدث العسكري اليوم أن الجيش السوري سيطر على مدينة تدمر.",
        "سيطر الجيش السوري على مدينة تدمر، وفق بيان صدر أمس.",
        "سيطر الجيش السوري على مدينة تدمر، بحسب ما أعلن المتحدث أمس.",
    ] {
        assert_eq!(day_of(text, ClaimType::Capture), None, "{text}");
    }
    let text = "أعلن المتحدث العسكري أن الجيش السوري سيطر على مدينة تدمر أمس.";
    assert_eq!(day_of(text, ClaimType::Capture), Some(date(2016, 12, 4)));
}

#[test]
fn the_day_of_an_attack_is_not_the_day_since_which_its_target_is_held() {
    let text = "شن الجيش السوري أمس هجوما على حي القابون الخاضع لسيطرة المعارضة.";
    assert_eq!(day_of(text, ClaimType::Assault), Some(date(2016, 12, 4)));
    assert_eq!(day_of(text, ClaimType::Controls), None);
    let text = "قصفت طائرات حي القابون الخاضع لسيطرة الجيش السوري منذ أمس.";
    assert_eq!(day_of(text, ClaimType::Controls), Some(date(2016, 12, 4)));
}
