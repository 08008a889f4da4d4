//! Who fights beside whom, and when: `rules/situation/alliances.csv`.
use jiff::civil::Date;
use marsad_coder::Problem;
use marsad_data::DataFiles;
use serde::Deserialize;

const FILE: &str = "rules/situation/alliances.csv";

/// Pairs of parties that fight on one side.
#[derive(Debug, Clone, Default)]
pub struct Alliances(Vec<Alliance>);

#[derive(Debug, Clone, Deserialize)]
struct Alliance {
    a: String,
    b: String,
    from: Option<Date>,
    to: Option<Date>,
    /// Where the row comes from: read so that a row without it is refused.
    #[serde(rename = "source")]
    _source: String,
}

impl Alliances {
    /// The alliances of these data files.
    pub fn load(data: &DataFiles) -> Result<Self, Problem> {
        Problem::or_rows(FILE, data.get(FILE).unwrap_or_default()).map(Self)
    }

    /// Whether two parties are one side on a day; on an unknown day, whether they ever were.
    pub fn same_side(&self, a: &str, b: &str, on: Option<Date>) -> bool {
        a == b || self.0.iter().any(|row| row.joins(a, b) && row.holds(on))
    }
}

impl Alliance {
    fn joins(&self, a: &str, b: &str) -> bool {
        (self.a == a && self.b == b) || (self.a == b && self.b == a)
    }

    fn holds(&self, on: Option<Date>) -> bool {
        on.is_none_or(|on| self.from.is_none_or(|from| from <= on) && self.to.is_none_or(|to| on <= to))
    }
}
