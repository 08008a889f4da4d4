//! Reports that nobody wrote: the same ones on every machine, about as long, as repetitive and as often copied as real ones.
use jiff::ToSpan;
use jiff::civil::{Date, date};
use marsad_coder::{Claim, ClaimType, Count, Modality, Party, Passage, Place, PlaceFiller, PlaceKind, Role};
use marsad_text::{Original, Report, Span};

/// The first of the days that reports are published on.
const FIRST_DAY: Date = date(2016, 1, 1);
const DAYS: u64 = 400;
const CLAIMS_A_REPORT: usize = 10;
/// Of a hundred reports, so many take another outlet's text and retouch it.
const COPIES: u64 = 10;
/// How far back the text may be that a copy takes.
const RECENT: u64 = 50;

const PARTIES: [&str; 4] =
    ["syrian-government-forces", "islamic-state", "hayat-tahrir-al-sham", "syrian-democratic-forces"];
const OUTLETS: [&str; 6] =
    ["وكالة أولى", "وكالة ثانية", "شبكة ثالثة", "مرصد رابع", "موقع خامس", "قناة سادسة"];

/// A type of claim, of a hundred claims how many, the verb that says it.
const MIX: [(ClaimType, u64, &str); 16] = [
    (ClaimType::Shelling, 28, "قصفت"),
    (ClaimType::AirStrike, 14, "أغارت على"),
    (ClaimType::Casualties, 10, "أوقعت ضحايا في"),
    (ClaimType::Assault, 9, "هاجمت"),
    (ClaimType::Killing, 6, "قتلت مدنيين في"),
    (ClaimType::Controls, 6, "تسيطر على"),
    (ClaimType::Capture, 5, "استعادت"),
    (ClaimType::Destruction, 4, "دمرت منازل في"),
    (ClaimType::Displacement, 3, "هجرت سكان"),
    (ClaimType::Advance, 3, "تقدمت في"),
    (ClaimType::Arrest, 3, "اعتقلت شبانا في"),
    (ClaimType::Withdrawal, 2, "انسحبت من"),
    (ClaimType::Besieged, 2, "تحاصر"),
    (ClaimType::Reinforcement, 2, "عززت مواقعها في"),
    (ClaimType::CutRoute, 2, "قطعت طريق"),
    (ClaimType::OpenRoute, 1, "فتحت طريق"),
];

const BACKGROUND: [&str; 48] = [
    "وسط",
    "حالة",
    "من",
    "الخوف",
    "بين",
    "السكان",
    "الذين",
    "يعيشون",
    "في",
    "ظروف",
    "صعبة",
    "منذ",
    "أشهر",
    "وقال",
    "شهود",
    "عيان",
    "إن",
    "أصوات",
    "الانفجارات",
    "سمعت",
    "حتى",
    "ساعات",
    "الفجر",
    "بينما",
    "تحدثت",
    "مصادر",
    "محلية",
    "عن",
    "نقص",
    "المياه",
    "والخبز",
    "والدواء",
    "وأضاف",
    "ناشط",
    "أن",
    "الطرق",
    "الفرعية",
    "مغلقة",
    "أمام",
    "المارة",
    "ولم",
    "يصدر",
    "أي",
    "تعليق",
    "رسمي",
    "حول",
    "الحادثة",
    "اليوم",
];

/// The parameters of `SplitMix64` (G. Steele, D. Lea, C. Flood 2014): numbers that look drawn, from a count.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let number = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (number ^ (number >> 31)) % sides
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.below(all.len() as u64)).unwrap()]
    }
}

/// The areas that reports speak of, most in the gazetteer's towns and quarters.
pub(crate) struct MadeUp<'g> {
    pub(crate) areas: Vec<&'g Place>,
}

/// A report as `marsad add` would file it.
pub(crate) struct Filed {
    pub(crate) report: Report,
    pub(crate) claims: Vec<Claim>,
    pub(crate) original: Original,
}

impl<'g> MadeUp<'g> {
    pub(crate) fn over(places: impl Iterator<Item = &'g Place>, count: usize) -> Self {
        let too_wide = [PlaceKind::Country, PlaceKind::Governorate, PlaceKind::District];
        let areas: Vec<_> = places.filter(|place| !too_wide.contains(&place.kind)).take(count).collect();
        assert_eq!(areas.len(), count, "the gazetteer has too few places");
        Self { areas }
    }

    /// The report of that number of so many, oldest first.
    pub(crate) fn report(&self, number: u64, of: u64) -> Filed {
        let mut dice = Dice(number.wrapping_mul(0x2545_F491_4F6C_DD1D));
        let copied = number > RECENT && dice.below(100) < COPIES;
        let told = if copied { number - 1 - dice.below(RECENT) } else { number };
        let (mut text, claims) = self.telling(told);
        if copied {
            text.push_str(" المصدر ");
            text.push_str(dice.one_of(&BACKGROUND));
        }
        let day = i64::try_from(number * DAYS / of).unwrap();
        let id = format!("r{number}");
        let report = Report {
            id: id.clone(),
            date: Some(FIRST_DAY.saturating_add(day.days())),
            url: Some(format!("https://example.org/{number}")),
            outlet: Some(dice.one_of(&OUTLETS).to_owned()),
            ..Report::default()
        };
        let original = Original { bytes: text.clone().into_bytes(), media_type: None, address: None };
        Filed { report: Report { text, ..report }, claims, original }
    }

    /// A text of ten sentences, each with its claim.
    fn telling(&self, number: u64) -> (String, Vec<Claim>) {
        let mut dice = Dice(number);
        let mut text = Text::default();
        let claims = (0..CLAIMS_A_REPORT).map(|_| self.sentence(&mut text, &mut dice)).collect();
        (text.words, claims)
    }

    fn sentence(&self, text: &mut Text, dice: &mut Dice) -> Claim {
        let start = text.length;
        let (claim_type, verb) = drawn(dice);
        let trigger = text.passage(verb);
        let actor = dice.one_of(&PARTIES);
        let actors = vec![Party { id: actor.to_owned(), passage: text.passage(&actor.replace('-', " ")) }];
        let places = vec![self.place(text, dice)];
        let counts = counts(claim_type, text, dice);
        for _ in 0..3 + dice.below(5) {
            text.passage(dice.one_of(&BACKGROUND));
        }
        text.push(".");
        let span = Span::new(start, text.length);
        let modality = if dice.below(100) < 85 { Modality::Actual } else { dice.one_of(Modality::ALL) };
        Claim { modality, actors, places, counts, ..bare(claim_type, trigger, span) }
    }

    fn place(&self, text: &mut Text, dice: &mut Dice) -> PlaceFiller {
        let place = dice.one_of(&self.areas);
        PlaceFiller {
            passage: text.passage(&place.name_ar),
            role: Role::At,
            id: Some(place.id.clone()),
            name_en: Some(place.name_en.clone()),
            lat: Some(place.lat),
            lon: Some(place.lon),
            precision_m: Some(place.precision_m),
            candidates: 1,
            part: false,
        }
    }
}

/// A type of claim and its verb, as often as the mix says.
fn drawn(dice: &mut Dice) -> (ClaimType, &'static str) {
    let all = MIX.iter().flat_map(|&(claim_type, share, verb)| (0..share).map(move |_| (claim_type, verb)));
    let mut all = all.skip(usize::try_from(dice.below(100)).unwrap());
    all.next().unwrap()
}

/// A claim that names nobody and no place.
fn bare(claim_type: ClaimType, trigger: Passage, span: Span) -> Claim {
    Claim {
        doc: String::new(),
        claim_type,
        kind: claim_type.kind(),
        modality: Modality::Actual,
        span,
        trigger,
        sentence: span,
        actors: Vec::new(),
        targets: Vec::new(),
        places: Vec::new(),
        counts: Vec::new(),
        when: None,
        attribution: None,
        instrument: None,
        rule: format!("made-up/{}#plain", claim_type.name()),
        confidence: 0.8,
    }
}

fn counts(claim_type: ClaimType, text: &mut Text, dice: &mut Dice) -> Vec<Count> {
    if !matches!(claim_type, ClaimType::Casualties | ClaimType::Killing) {
        return Vec::new();
    }
    let killed = 1 + dice.below(20);
    let passage = text.passage(&format!("{killed} قتيلا"));
    vec![Count { what: "killed".to_owned(), who: None, min: Some(killed), max: Some(killed), passage }]
}

/// A text that grows, and its length in code points.
#[derive(Default)]
struct Text {
    words: String,
    length: u32,
}

impl Text {
    fn push(&mut self, words: &str) {
        self.words.push_str(words);
        self.length += u32::try_from(words.chars().count()).unwrap();
    }

    fn passage(&mut self, words: &str) -> Passage {
        if !self.words.is_empty() {
            self.push(" ");
        }
        let start = self.length;
        self.push(words);
        Passage { text: words.to_owned(), span: Span::new(start, self.length) }
    }
}
