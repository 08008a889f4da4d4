//! Which row of the gazetteer a name means, and that a user's own rows win.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::non_ascii_literal, reason = "tests show real text")]
use marsad_coder::{Coder, Gazetteer};
use marsad_data::DataFiles;
use marsad_text::Report;
use std::sync::LazyLock;

/// The places of a user's own gazetteer: other ids, another town of a known name, kinds that reports seldom name bare.
const OWN: &str = "id,name_ar,name_en,aliases,kind,parent,lat,lon,precision_m,source
Q1,تدمر,Own Palmyra,,city,,34.5,38.2,900,mine
Q2,خناصر,Own Khanasir road,طريق خناصر,road,,35.7,37.4,900,mine
Q3,عون الدادات,Own crossing,,crossing,,36.7,38.1,900,mine
Q4,القشلة,Own quarter,,neighbourhood,Q1,34.55,38.25,300,mine
";

static BUILT_IN: LazyLock<Coder> = LazyLock::new(|| coder(""));
static WITH_OWN: LazyLock<Coder> = LazyLock::new(|| coder(OWN));

fn coder(own: &str) -> Coder {
    let data = DataFiles::embedded();
    let mut gazetteer = Gazetteer::load(&data).unwrap();
    gazetteer.add_csv("own.csv", own).unwrap();
    Coder::new(&data, gazetteer).unwrap()
}

/// The places of a text's claims with their ids, `-` where they have none; no place twice.
fn places(coder: &Coder, text: &str) -> String {
    let report = Report { id: "r".to_owned(), text: text.to_owned(), ..Default::default() };
    let claims = coder.code(&report).0;
    let mut all: Vec<String> = Vec::new();
    for place in claims.iter().flat_map(|claim| &claim.places) {
        let told = format!("{}={}", place.passage.text, place.id.as_deref().unwrap_or("-"));
        if !all.contains(&told) {
            all.push(told);
        }
    }
    all.join("; ")
}

/// How many places each claim of a text has.
fn places_of_claims(text: &str) -> Vec<usize> {
    let report = Report { id: "r".to_owned(), text: text.to_owned(), ..Default::default() };
    BUILT_IN.code(&report).0.iter().map(|claim| claim.places.len()).collect()
}

#[track_caller]
fn reads(coder: &Coder, text: &str, expected: &str) {
    assert_eq!(places(coder, text), expected, "{text}");
}

#[test]
fn a_row_of_the_users_own_wins_and_keeps_its_id() {
    reads(&WITH_OWN, "سيطر تنظيم داعش على مدينة تدمر.", "مدينة تدمر=Q1");
    reads(&WITH_OWN, "سيطر تنظيم داعش على تدمر.", "تدمر=Q1");
    reads(&WITH_OWN, "قطعت فصائل المعارضة طريق خناصر.", "طريق خناصر=Q2");
    reads(&WITH_OWN, "أغلقت قوات النظام معبر عون الدادات.", "معبر عون الدادات=Q3");
}

#[test]
fn a_row_of_the_users_own_is_of_no_foreign_country() {
    let text = "دارت اشتباكات في حلب وإدلب وحماة. وقصفت قوات النظام حي القشلة.";
    assert!(places(&WITH_OWN, text).ends_with("حي القشلة=Q4"), "{}", places(&WITH_OWN, text));
}

/// The actors of every claim of a text.
fn actors(coder: &Coder, text: &str) -> Vec<String> {
    let report = Report { id: "r".to_owned(), text: text.to_owned(), ..Default::default() };
    let claims = coder.code(&report).0;
    claims.iter().flat_map(|claim| &claim.actors).map(|party| party.id.clone()).collect()
}

#[test]
fn the_country_that_the_users_rows_lie_in_tells_whose_army_the_army_is() {
    let own = "id,name_ar,name_en,aliases,kind,parent,lat,lon,precision_m,source
m1,صلاح الدين,Own quarter,,neighbourhood,,36.18,37.12,600,mine
";
    // A governorate of Iraq bears the name too.
    assert_eq!(actors(&coder(own), "ما زال الجيش يسيطر على حي صلاح الدين."), ["syrian-government-forces"]);
}

/// Whether each place of a text's first claim is taken, held or besieged in part.
fn parts(text: &str) -> Vec<bool> {
    let report = Report { id: "r".to_owned(), text: text.to_owned(), ..Default::default() };
    BUILT_IN
        .code(&report)
        .0
        .first()
        .map(|claim| claim.places.iter().map(|place| place.part).collect())
        .unwrap()
}

#[test]
fn a_share_of_a_place_and_what_lies_in_it_without_a_name_is_a_part() {
    assert_eq!(parts("سيطر الجيش السوري على مدينة تدمر."), [false]);
    assert_eq!(parts("سيطر الجيش السوري على أجزاء واسعة من مدينة تدمر."), [true]);
    assert_eq!(parts("سيطر الجيش السوري على معظم مدينة تدمر."), [true]);
    assert_eq!(parts("سيطر الجيش السوري على نقاط في مدينة تدمر."), [true]);
    assert_eq!(parts("سيطر الجيش السوري على أطراف مدينة تدمر."), [true]);
    assert_eq!(parts("يسيطر تنظيم داعش على بلدة السخنة."), [false]);
}

#[test]
fn names_that_the_users_rows_lack_are_still_found() {
    reads(&WITH_OWN, "سيطر تنظيم داعش على بلدة السخنة.", "بلدة السخنة=sy/al-sukhnah");
}

#[test]
fn names_that_no_gazetteer_has_are_places_behind_a_head_noun_and_in_a_list() {
    reads(&BUILT_IN, "قصفت قوات النظام بلدتي الزعرورة والمغيربة.", "بلدتي الزعرورة=-; المغيربة=-");
    reads(&BUILT_IN, "دارت اشتباكات قرب حاجز الطاحونة.", "حاجز الطاحونة=-");
    reads(&BUILT_IN, "دارت اشتباكات في منطقة سكنية.", "");
}

#[test]
fn a_noun_that_points_back_passes_over_a_bearing() {
    let text = "وصلت تعزيزات إلى مدينة عفرين شمالي حلب. وقصفت قوات النظام المدينة.";
    assert!(places(&BUILT_IN, text).ends_with("المدينة=sy/afrin"), "{}", places(&BUILT_IN, text));
    let last = "وقصفت قوات النظام المدينة.";
    assert_eq!(places(&BUILT_IN, &format!("تقع مدينة عفرين شمالي حلب. {last}")), "المدينة=sy/afrin");
}

#[test]
fn a_noun_that_points_back_stands_for_the_name_only_where_its_own_sentence_gives_it() {
    let text = "بعد وصول تعزيزات إلى مدينة عفرين قصفت قوات النظام المدينة.";
    reads(&BUILT_IN, text, "مدينة عفرين=sy/afrin");
}

#[test]
fn what_a_siege_keeps_out_it_keeps_out_of_the_place_under_siege() {
    let text = "تفرض قوات النظام حصارا على مدينة دوما، وتمنع دخول الأدوية.";
    assert_eq!(places_of_claims(text), [1, 1]);
}

#[test]
fn a_truce_that_is_spoken_of_beside_fighting_is_not_one_of_the_place_that_is_fought_for() {
    let text = "دارت اشتباكات في مدينة عندان رغم الهدنة.";
    assert_eq!(places_of_claims(text), [1, 0]);
}

#[test]
fn two_deeds_that_and_joins_happen_at_the_place_behind_the_second() {
    let text = "اتهم ناشطون قوات النظام بنهب المنازل واغتصاب نساء في مدينة دوما.";
    assert_eq!(places_of_claims(text), [1, 1]);
}

#[test]
fn the_northern_countryside_is_that_of_the_city_named_last() {
    let own = "sy/northern-aleppo-countryside";
    reads(&BUILT_IN, "قصفت قوات النظام قرى بالريف الشمالي لحلب.", &format!("الريف الشمالي لحلب={own}"));
    let text = "حلب: قصفت قوات النظام بلدة عندان بالريف الشمالي.";
    assert!(
        places(&BUILT_IN, text).ends_with(&format!("الريف الشمالي={own}")),
        "{}",
        places(&BUILT_IN, text)
    );
}

#[test]
fn a_building_of_a_place_is_not_the_place() {
    let text = "دخلت تعزيزات مدينة تعز. وسيطرت المقاومة الشعبية على مبنى المحافظة.";
    assert!(places(&BUILT_IN, text).ends_with("مبنى المحافظة=-"), "{}", places(&BUILT_IN, text));
}

#[test]
fn a_place_that_a_sentence_opens_with_is_where_it_happened() {
    let expected = "محافظة إدلب=sy/idlib-governorate; بلدة البارة=sy/al-bara";
    reads(&BUILT_IN, "محافظة إدلب: قصفت قوات النظام بلدة البارة.", expected);
    reads(&BUILT_IN, "وفي محافظة إدلب، قصفت قوات النظام بلدة البارة.", expected);
    reads(&BUILT_IN, "أما في محافظة إدلب، جنوب تركيا، فقد قصفت قوات النظام بلدة البارة.", expected);
    reads(&BUILT_IN, "وفي محافظة إدلب قصفت قوات النظام بلدة البارة.", expected);
    reads(&BUILT_IN, "بيروت: قصفت قوات النظام بلدة البارة.", "بلدة البارة=sy/al-bara");
    let told = "وفي أنقرة، قال مسؤول إن قوات النظام قصفت بلدة البارة.";
    reads(&BUILT_IN, told, "بلدة البارة=sy/al-bara");
}

#[test]
fn how_far_off_another_place_lies_adds_none_where_one_is_named() {
    reads(&BUILT_IN, "دارت اشتباكات في مدينة هيت (70 كيلومترا غرب الرمادي).", "مدينة هيت=iq/hit");
    reads(&BUILT_IN, "دارت اشتباكات على بعد 5 كيلومترات من الرمادي.", "الرمادي=iq/ramadi");
}

#[test]
fn names_in_a_list_may_be_everyday_words() {
    let text = "قصفت إسرائيل بلدات كفركلا والخيام وحولا في جنوب لبنان.";
    reads(
        &BUILT_IN,
        text,
        "بلدات كفركلا=lb/kfar-kila; الخيام=lb/khiam; حولا=lb/houla; جنوب لبنان=lb/south-lebanon",
    );
    reads(&BUILT_IN, "قصفت قوات النظام قريتي أبو الغصن والمزرعة.", "قريتي أبو الغصن=-; المزرعة=sy/al-mazraa");
}

#[test]
fn of_two_quarters_of_one_name_the_one_in_the_city_beside_it_is_meant() {
    let text = "سقط صاروخ على حي الروضة في مدينة مأرب.";
    assert!(
        places(&BUILT_IN, text).starts_with("حي الروضة=ye/al-rawdah-marib"),
        "{}",
        places(&BUILT_IN, text)
    );
}
