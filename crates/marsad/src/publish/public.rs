//! The view for everybody: what is too fresh, too exact or names a person is taken out of the snapshot before anything is
//! derived from it, so that no door can show it.
use jiff::civil::Date;
use jiff::{Span as Length, Timestamp, tz::TimeZone};
use marsad_coder::{Claim, Gazetteer, Passage, Place, PlaceFiller, PlaceKind, Problem};
use marsad_data::DataFiles;
use marsad_record::{Judgement, Snapshot, Status, StoredClaim, StoredReport};
use marsad_text::{Span, Text, TokenKind, fold, tokenize};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What stands in place of a letter that is kept back: as many, so that every offset stays true.
const COVER: char = '\u{2588}';
/// Words of the longest name of a place that is looked for in a text.
const LONGEST_NAME: usize = 5;
/// Words behind a given name that may belong to it.
const NAME_WORDS: usize = 3;

/// How a record is cut down for everybody.
#[derive(Debug, Clone, Default)]
pub(crate) struct PublicView {
    /// Reports published within so many days, or on an unknown day, are left out.
    pub(crate) embargo_days: Option<u32>,
    /// Places finer than this are given as what contains them.
    pub(crate) coarsest: Option<Coarseness>,
    /// Names of persons are covered.
    pub(crate) masks_names: bool,
    /// Only claims that a publisher let out.
    pub(crate) published_only: bool,
}

/// How exactly places are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coarseness {
    /// As areas of this kind, or larger.
    Kind(PlaceKind),
    /// As areas at least so many kilometres across.
    Kilometres(u32),
}

impl std::str::FromStr for Coarseness {
    type Err = String;

    fn from_str(said: &str) -> Result<Self, String> {
        let kilometres = || said.strip_suffix("km")?.trim().parse().ok();
        match said {
            "subdistrict" => Ok(Self::Kind(PlaceKind::Subdistrict)),
            "district" => Ok(Self::Kind(PlaceKind::District)),
            "governorate" => Ok(Self::Kind(PlaceKind::Governorate)),
            _ => kilometres().map(Self::Kilometres).ok_or_else(|| {
                format!("`{said}` is no coarseness\n  help: subdistrict, district, governorate, or a number of kilometres as in 20km")
            }),
        }
    }
}

impl Coarseness {
    fn is_met_by(self, place: &Place) -> bool {
        match self {
            Self::Kind(kind) => place.kind <= kind,
            // A place's precision is a radius.
            Self::Kilometres(km) => place.precision_m.saturating_mul(2) >= km.saturating_mul(1000),
        }
    }
}

impl PublicView {
    /// The day up to which reports are shown; none where all are.
    pub(crate) fn until(&self) -> Option<Date> {
        let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
        let days = i64::from(self.embargo_days?);
        Some(today.checked_sub(Length::new().days(days)).unwrap_or(Date::MIN))
    }

    /// What of a snapshot everybody may see, up to a day of publication.
    pub(crate) fn cut(
        &self,
        snapshot: &Snapshot,
        until: Option<Date>,
        gazetteer: &Gazetteer,
        names: &PersonNames,
    ) -> Snapshot {
        let mut cut = self.shown(snapshot, until);
        if self.coarsest.is_none() && !self.masks_names {
            return cut;
        }
        let covers = self.covers(&cut, gazetteer, names);
        for (stored, hidden) in cut.reports.iter_mut().zip(&covers) {
            stored.report.text = cover(&stored.report.text, hidden);
            stored.report.title = stored.report.title.take().map(|title| {
                let hidden = self.covered(&title, gazetteer, names);
                cover(&title, &hidden)
            });
            // The page it came from says what is kept back here, and the name of a file may.
            stored.report.url = None;
            stored.report.id.clone_from(&stored.id);
        }
        for stored in &mut cut.claims {
            let (text, hidden) = (&cut.reports[stored.report].report.text, &covers[stored.report]);
            stored.claim.doc.clone_from(&cut.reports[stored.report].id);
            self.coarsen(&mut stored.claim, gazetteer);
            each_passage(&mut stored.claim, |passage| {
                if hidden.iter().any(|span| span.overlaps(passage.span)) {
                    passage.text = passage.span.of(text);
                }
            });
        }
        cut
    }

    /// What of each report's text is kept back, in order: what its words show, and the places that its claims name and no
    /// gazetteer knows.
    fn covers(&self, cut: &Snapshot, gazetteer: &Gazetteer, names: &PersonNames) -> Vec<Vec<Span>> {
        let texts = cut.reports.iter().map(|stored| stored.report.text.as_str());
        let mut covers: Vec<Vec<Span>> = texts.map(|text| self.covered(text, gazetteer, names)).collect();
        for stored in cut.claims.iter().filter(|_| self.coarsest.is_some()) {
            let unknown = stored.claim.places.iter().filter(|place| place.id.is_none());
            covers[stored.report].extend(unknown.map(|place| place.passage.span));
        }
        for spans in &mut covers {
            spans.sort_by_key(|span| (span.start, span.end));
        }
        covers
    }

    /// The reports and claims that are not kept back.
    fn shown(&self, snapshot: &Snapshot, until: Option<Date>) -> Snapshot {
        let shown = |date: Option<Date>| until.is_none_or(|until| date.is_some_and(|date| date <= until));
        let mut places = Vec::with_capacity(snapshot.reports.len());
        let mut reports = Vec::new();
        for stored in &snapshot.reports {
            places.push(shown(stored.report.date).then_some(reports.len()));
            if shown(stored.report.date) {
                reports.push(stored.clone());
            }
        }
        let out = |stored: &&StoredClaim| !self.published_only || stored.status == Status::Published;
        let claims = snapshot.claims.iter().filter(out).filter_map(|stored| {
            let report = places[stored.report]?;
            Some(StoredClaim { report, reviewer: None, ..stored.clone() })
        });
        let claims: Vec<StoredClaim> = claims.collect();
        name_sources(&mut reports);
        // What a reviewer said of a claim that is kept back is kept back with it.
        let ids: BTreeSet<&str> = claims.iter().map(|stored| stored.id.as_str()).collect();
        let all_shown = |judgement: &&Judgement| {
            judgement.claims.iter().chain(&judgement.apart_from).all(|id| ids.contains(id.as_str()))
        };
        let judgements = snapshot.judgements.iter().filter(all_shown).cloned().collect();
        Snapshot { claims, reports, judgements }
    }

    /// Gives each place as what contains it. What is said of a part is not said of the whole.
    fn coarsen(&self, claim: &mut Claim, gazetteer: &Gazetteer) {
        let Some(coarsest) = self.coarsest else { return };
        for filler in &mut claim.places {
            let Some(place) = filler.id.as_deref().and_then(|id| gazetteer.get(id)) else {
                *filler = PlaceFiller {
                    id: None,
                    name_en: None,
                    lat: None,
                    lon: None,
                    precision_m: None,
                    ..filler.clone()
                };
                continue;
            };
            if coarsest.is_met_by(place) {
                continue;
            }
            let wide = gazetteer.containers(&place.id).find(|up| coarsest.is_met_by(up));
            *filler = PlaceFiller {
                id: wide.map(|up| up.id.clone()),
                name_en: wide.map(|up| up.name_en.clone()),
                lat: wide.map(|up| up.lat),
                lon: wide.map(|up| up.lon),
                precision_m: wide.map(|up| up.precision_m),
                part: true,
                ..filler.clone()
            };
        }
    }

    /// What of a text is kept back: names of places that are too exact, names of persons.
    fn covered(&self, text: &str, gazetteer: &Gazetteer, names: &PersonNames) -> Vec<Span> {
        let text = tokenize(text);
        let mut spans = Vec::new();
        let mut token = 0;
        while token < text.tokens.len() {
            let place = self.coarsest.and_then(|coarsest| exact_place(&text, token, gazetteer, coarsest));
            let person = || names.name_at(&text, token, gazetteer).filter(|_| self.masks_names);
            match place.or_else(person) {
                Some(end) => {
                    spans.push(text.span(token..end));
                    token = end;
                }
                None => token += 1,
            }
        }
        spans
    }
}

/// Copies of one text are named by the first of them that is shown, not by one that is kept back.
fn name_sources(reports: &mut [StoredReport]) {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    for stored in reports.iter() {
        let least = first.entry(stored.source.clone()).or_insert_with(|| stored.id.clone());
        if stored.id < *least {
            least.clone_from(&stored.id);
        }
    }
    for stored in reports {
        if let Some(least) = first.get(&stored.source) {
            stored.source.clone_from(least);
        }
    }
}

/// Where the name of a place finer than allowed ends that begins at a token, with what may be written onto it.
fn exact_place(text: &Text, token: usize, gazetteer: &Gazetteer, coarsest: Coarseness) -> Option<usize> {
    (token + 1..=(token + LONGEST_NAME).min(text.tokens.len())).rev().find(|&end| {
        let words = text.folded_words(token..end);
        bare(&words).any(|name| {
            let rows = gazetteer.named(name);
            // Of a city and its governorate of one name, the name says no more than the governorate.
            !rows.is_empty() && !rows.iter().any(|row| coarsest.is_met_by(row))
        })
    })
}

/// Words as they stand; without "and", "in", "of" or "as" in front, one or two of them; and each without the article.
fn bare(words: &str) -> impl Iterator<Item = &str> {
    // waw, fa, ba, lam, kaf
    let without = words.strip_prefix(['\u{648}', '\u{641}', '\u{628}', '\u{644}', '\u{643}']);
    let second = without.and_then(|rest| rest.strip_prefix(['\u{628}', '\u{644}']));
    let leads = [Some(words), without, second].into_iter().flatten();
    leads.flat_map(|word| [Some(word), word.strip_prefix("\u{627}\u{644}")].into_iter().flatten())
}

/// A row of `exports/person-names.csv`.
#[derive(Debug, Deserialize)]
struct NameWord {
    word: String,
    sort: Sort,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Sort {
    /// A given name.
    Given,
    /// "Father of", "son of": a name goes on behind it.
    Joint,
    /// A word that no name goes on with.
    Stop,
}

/// The words that names of persons are told by.
#[derive(Debug, Default)]
pub(crate) struct PersonNames(BTreeMap<String, Sort>);

impl PersonNames {
    /// Those of the data files.
    pub(crate) fn load(data: &DataFiles) -> Result<Self, Problem> {
        let file = "exports/person-names.csv";
        let rows = Problem::or_rows::<NameWord>(file, data.get(file).unwrap_or_default())?;
        Ok(Self(rows.into_iter().map(|row| (fold(&row.word), row.sort)).collect()))
    }

    fn is(&self, word: &str, sort: Sort) -> bool {
        self.0.get(word) == Some(&sort)
    }

    /// Where a person's name ends that begins at a token: a given name, and the words behind it that may be of it.
    fn name_at(&self, text: &Text, token: usize, gazetteer: &Gazetteer) -> Option<usize> {
        let word = |at: usize| {
            let is_word = text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word);
            Some(text.folded(at)).filter(|_| is_word)
        };
        let first = word(token)?;
        // "On" is folded to the name Ali, which is written with another letter.
        if text.words(token..token + 1).ends_with('\u{649}') {
            return None;
        }
        let joint = self.is(first, Sort::Joint) && word(token + 1).is_some();
        let onto = first.strip_prefix(['\u{648}', '\u{641}', '\u{644}', '\u{628}']);
        let given = self.is(first, Sort::Given) || onto.is_some_and(|rest| self.is(rest, Sort::Given));
        let place = || {
            let longest = (token + LONGEST_NAME).min(text.tokens.len());
            (token + 2..=longest).any(|end| !gazetteer.named(&text.folded_words(token..end)).is_empty())
        };
        if !(given || joint) || place() {
            return None;
        }
        // Prepositions in alef maqsura are written like names, and end one.
        let goes_on = |at: &usize| {
            word(*at).is_some_and(|word| !self.is(word, Sort::Stop))
                && !text.words(*at..at + 1).ends_with('\u{649}')
        };
        let last = (token + 1..=token + NAME_WORDS).take_while(goes_on).last();
        Some(last.map_or(token + 1, |last| last + 1))
    }
}

/// Every passage of a claim but its times, which name nobody.
fn each_passage(claim: &mut Claim, mut each: impl FnMut(&mut Passage)) {
    each(&mut claim.trigger);
    let parties = claim.actors.iter_mut().chain(&mut claim.targets).map(|party| &mut party.passage);
    let places = claim.places.iter_mut().map(|place| &mut place.passage);
    let counts = claim.counts.iter_mut().map(|count| &mut count.passage);
    let said = claim.attribution.iter_mut().map(|said| &mut said.passage);
    let means = claim.instrument.iter_mut().map(|means| &mut means.passage);
    parties.chain(places).chain(counts).chain(said).chain(means).for_each(each);
}

/// A text with the letters of these stretches covered; white space stays.
fn cover(text: &str, hidden: &[Span]) -> String {
    let mut hidden = hidden.iter().peekable();
    let letter = |(at, c): (u32, char)| {
        while hidden.next_if(|span| span.end <= at).is_some() {}
        let inside = hidden.peek().is_some_and(|span| span.start <= at);
        if inside && !c.is_whitespace() { COVER } else { c }
    };
    (0..).zip(text.chars()).map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::{Coarseness, PublicView};
    use jiff::civil::date;
    use marsad_coder::Gazetteer;
    use marsad_data::DataFiles;
    use marsad_record::{Clocks, Record};
    use marsad_text::Report;

    fn shown(view: &PublicView, text: &str) -> String {
        let data = DataFiles::embedded();
        let gazetteer = Gazetteer::load(&data).unwrap();
        super::cover(text, &view.covered(text, &gazetteer, &super::PersonNames::load(&data).unwrap()))
    }

    #[test]
    fn names_of_persons_are_covered_letter_for_letter() {
        let view = PublicView { masks_names: true, ..PublicView::default() };
        assert_eq!(
            shown(&view, "اعتقلت الشرطة محمد خالد العلي في مدينة حماة"),
            "اعتقلت الشرطة ████ ████ █████ في مدينة حماة"
        );
        assert_eq!(shown(&view, "قصف على بلدة سراقب"), "قصف على بلدة سراقب");
    }

    #[test]
    fn places_finer_than_allowed_are_covered_with_what_is_written_onto_them() {
        let view = PublicView {
            coarsest: Some(Coarseness::Kind(marsad_coder::PlaceKind::Governorate)),
            ..PublicView::default()
        };
        assert_eq!(shown(&view, "قصف بسراقب في محافظة إدلب"), "قصف ██████ في محافظة إدلب");
        assert!("20km".parse::<Coarseness>().is_ok() && "village".parse::<Coarseness>().is_err());
    }

    #[test]
    fn copies_are_named_by_one_that_is_shown() {
        let words = "سيطرت قوات النظام اليوم على بلدة السخنة شرق حمص بعد معارك عنيفة مع تنظيم داعش استمرت أياما، \
            وقال مصدر ميداني إن عشرات العناصر قتلوا في القصف الذي سبق الهجوم على مواقع التنظيم في محيط البلدة وحقول الغاز.";
        for late in ["a", "b"] {
            let folder = tempfile::tempdir().unwrap();
            let mut record = Record::open(&folder.path().join("record.db")).unwrap();
            for outlet in ["a", "b"] {
                let date = if outlet == late { date(2017, 3, 1) } else { date(2017, 1, 1) };
                let report = Report {
                    text: words.to_owned(),
                    outlet: Some(outlet.to_owned()),
                    date: Some(date),
                    ..Report::default()
                };
                record.add(&report, &[], None).unwrap();
            }
            let whole = record.as_of(Clocks::default()).unwrap();
            assert_eq!(whole.reports[0].source, whole.reports[1].source, "they are copies");
            let shown = PublicView::default().shown(&whole, Some(date(2017, 2, 1)));
            assert_eq!(shown.reports.len(), 1);
            assert_eq!(shown.reports[0].source, shown.reports[0].id);
        }
    }
}
