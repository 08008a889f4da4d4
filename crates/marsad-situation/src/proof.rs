//! Why the situation says what it says: a rule, the claims it rests on, and the sentences they stand in.
use jiff::civil::Date;
use marsad_coder::Claim;
use marsad_record::{Snapshot, StoredClaim};
use marsad_text::Span;
use serde::{Serialize, Serializer};

macro_rules! rules {
    ($($variant:ident $id:literal $says:literal),+ $(,)?) => {
        /// A rule that leads from claims to a statement.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each rule says what it does in `Rule::says`")]
        pub enum Rule { $($variant),+ }

        impl Rule {
            /// Every rule.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its id in files and JSON.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }

            /// What it says, in a sentence.
            pub fn says(self) -> &'static str {
                match self { $(Self::$variant => $says),+ }
            }
        }
    };
}

rules! {
    Captured "control/captured" "A party that takes an area holds it from that day.",
    Controlled "control/controlled" "A party that a report says holds an area holds it on that day.",
    Entered "control/entered" "A party that enters an area which, by the same sentence, the other side left holds it from that day.",
    Inherited "control/inherited" "Taking an area takes its parts, unless a later or more specific claim says otherwise.",
    Mixed "control/mixed" "An area whose parts are held by different sides is contested, not held.",
    Fought "control/fought" "An attack on an area, or an advance in it, makes it contested, not taken.",
    Disputed "control/disputed" "Independent sources that name different holders for the same time dispute it.",
    Left "control/left" "A party that withdraws from an area, or loses it to whoever is said to have freed it, no longer holds it.",
    Failed "control/failed" "A failed attempt changes nothing, but is evidence of a fight.",
    Quoted "siege/quoted" "A source says outright that the area is besieged, and none denies it.",
    Criteria "siege/criteria" "Encircled, goods blocked and exit denied: all three are a siege, one or two make an area hard to reach.",
    PassedOn "siege/passed-on" "A siege on an area is one on its parts that the besieged party holds.",
    Lifted "siege/lifted" "A siege that was broken or lifted, or a way that was opened, leaves the area open.",
    Severed "isolation/quoted" "A source says outright that the area is cut off from another.",
    NoPath "isolation/no-path" "Every known route from the area is cut or leads into another side's area.",
    Path "isolation/path" "An open route links the area to another that its holder's side holds.",
    Cut "route/cut" "A route that a party cuts, closes or brings under fire is cut from that day.",
    Opened "route/opened" "A route that a party opens or secures is open from that day.",
    RouteFought "route/fought" "A route that is fought over, or that independent sources disagree on, is contested.",
    Supplies "route/supplies" "A report says that an area lives on the route.",
    Peopled "people/population" "The range spans what each independent source last said.",
    Harmed "people/harm" "For one day the range spans what independent sources say; days add up; unknown stays unknown.",
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.id())
    }
}

/// A statement's ground: the rule, the claims it was applied to, and what had to be shown before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The rule.
    pub rule: Rule,
    /// Ids of the claims it rests on, in the order of their days.
    pub claims: Vec<String>,
    /// What it follows from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<Proof>,
}

impl Proof {
    /// A rule applied to claims.
    pub fn new(rule: Rule, claims: Vec<String>) -> Self {
        Self { rule, claims, from: Vec::new() }
    }

    /// The same, following from other proofs.
    #[must_use]
    pub fn following(mut self, from: Vec<Proof>) -> Self {
        self.from = from;
        self
    }

    /// Ids of every claim in it, down to the last.
    pub fn evidence(&self) -> impl Iterator<Item = &str> {
        let mut open = vec![self];
        let mut ids = Vec::new();
        while let Some(proof) = open.pop() {
            ids.extend(proof.claims.iter().map(String::as_str));
            open.extend(&proof.from);
        }
        ids.into_iter()
    }
}

/// A claim's sentence, with the words of it that the claim rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// The claim's id.
    pub claim: String,
    /// The report's id.
    pub doc: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// Where it stands.
    pub url: Option<String>,
    /// The sentence, as it stands in the report.
    pub sentence: String,
    /// The words that made the claim, in code points of the sentence, in order and apart.
    pub marks: Vec<Span>,
}

impl Citation {
    /// The citation of a claim; none where the snapshot does not hold it.
    pub fn of(snapshot: &Snapshot, claim: &str) -> Option<Self> {
        let stored = snapshot.claims.iter().find(|stored| stored.id == claim)?;
        Some(Self::of_stored(snapshot, stored))
    }

    fn of_stored(snapshot: &Snapshot, stored: &StoredClaim) -> Self {
        let report = &snapshot.report_of(stored).report;
        Self {
            claim: stored.id.clone(),
            doc: report.id.clone(),
            outlet: report.outlet.clone(),
            date: report.date,
            url: report.url.clone(),
            sentence: stored.claim.sentence.of(&report.text),
            marks: marks(&stored.claim),
        }
    }
}

/// The words of the sentence that fill the claim's slots, as spans of the sentence that do not overlap.
fn marks(claim: &Claim) -> Vec<Span> {
    let people = claim.actors.iter().chain(&claim.targets).map(|party| party.passage.span);
    let places = claim.places.iter().map(|place| place.passage.span);
    let counts = claim.counts.iter().map(|count| count.passage.span);
    let when = claim.when.iter().map(|when| when.passage.at);
    let mut spans: Vec<Span> = std::iter::once(claim.trigger.span)
        .chain(people)
        .chain(places)
        .chain(counts)
        .chain(when)
        .filter(|span| !span.is_empty() && claim.sentence.contains(*span))
        .collect();
    spans.sort_unstable();
    let mut apart: Vec<Span> = Vec::new();
    for span in spans {
        match apart.last_mut() {
            Some(last) if span.overlaps(*last) => *last = last.hull(span),
            _ => apart.push(span),
        }
    }
    let start = claim.sentence.start;
    apart.into_iter().map(|span| Span::new(span.start - start, span.end - start)).collect()
}
