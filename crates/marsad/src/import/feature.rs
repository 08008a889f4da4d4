//! Rows of properties with a shape: a GeoJSON collection, one GeoJSON feature a line, or a CSV with a heading.
use super::shape::{Shape, course};
use super::{Import, Spot, open};
use marsad_coder::Problem;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::io::{self, Read};
use std::path::Path;

/// One row.
#[derive(Debug)]
pub(super) struct Feature<'a> {
    pub(super) spot: Spot<'a>,
    /// Its properties, by their names in lower case.
    properties: Map<String, Value>,
    pub(super) shape: Option<Shape>,
    /// The points of a line, as degrees north and east; none where its shape is another.
    pub(super) course: Vec<(f64, f64)>,
}

/// Hands every row of the files to `take`; what is none is said.
pub(super) fn each(
    files: &[impl AsRef<Path>],
    import: &mut Import,
    mut take: impl FnMut(&Feature, &mut Import),
) -> io::Result<()> {
    for path in files.iter().map(AsRef::as_ref) {
        let mut bytes = Vec::new();
        open(path)?.read_to_end(&mut bytes)?;
        let file = path.display().to_string();
        let Ok(text) = String::from_utf8(bytes) else {
            import.problems.push(Problem::at(&file, 0, "the file is not UTF-8", "save it as UTF-8"));
            continue;
        };
        let text = text.trim_start_matches('\u{feff}');
        let of = |line| Spot { file: &file, line };
        let mut found = |feature: Result<Feature, Problem>| match feature {
            Ok(feature) => take(&feature, import),
            Err(problem) => import.problems.push(problem),
        };
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
            rows(text, of, &mut found);
        } else {
            features(text, of, &mut found);
        }
    }
    Ok(())
}

fn rows<'a>(
    text: &str,
    of: impl Fn(usize) -> Spot<'a>,
    found: &mut impl FnMut(Result<Feature<'a>, Problem>),
) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings: Vec<String> =
        reader.headers().map(|row| row.iter().map(str::to_lowercase).collect()).unwrap_or_default();
    for row in reader.records() {
        let at = |position: Option<&csv::Position>| {
            of(position.map_or(0, |at| usize::try_from(at.line()).unwrap_or(usize::MAX)))
        };
        found(match row {
            Ok(row) => {
                let cells = row.iter().map(|cell| Value::String(cell.to_owned()));
                let properties = headings.iter().cloned().zip(cells).collect();
                Ok(Feature { spot: at(row.position()), properties, shape: None, course: Vec::new() })
            }
            Err(error) => {
                let help = "give the row as many cells as the heading has, and quote cells that hold a comma";
                Err(at(error.position()).problem(error.to_string(), help))
            }
        });
    }
}

/// A collection, or what stands for one feature.
#[derive(Debug, Deserialize)]
struct Collection<'t> {
    #[serde(borrow)]
    features: Vec<&'t RawValue>,
}

#[derive(Debug, Deserialize)]
struct RawFeature {
    #[serde(default)]
    properties: Option<Map<String, Value>>,
    #[serde(default)]
    geometry: Option<Value>,
}

fn features<'a>(
    text: &str,
    of: impl Fn(usize) -> Spot<'a>,
    found: &mut impl FnMut(Result<Feature<'a>, Problem>),
) {
    let first = text.lines().next().unwrap_or_default();
    if text.lines().nth(1).is_some() && serde_json::from_str::<RawFeature>(first).is_ok() {
        let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
        return lines.for_each(|(number, line)| found(feature(line, of(number), 1)));
    }
    match serde_json::from_str::<Collection>(text) {
        Ok(collection) => {
            let mut lines = Lines { text, at: 0, line: 1 };
            for raw in collection.features {
                found(feature(raw.get(), of(lines.of(raw.get())), 1));
            }
        }
        Err(_) => found(feature(text, of(1), 1)),
    }
}

/// One feature; `spot` is where its text begins.
fn feature<'a>(text: &str, spot: Spot<'a>, from: usize) -> Result<Feature<'a>, Problem> {
    let help = "a file holds a GeoJSON FeatureCollection, a Feature, or a Feature a line";
    let raw: RawFeature = serde_json::from_str(text).map_err(|error| {
        let spot = Spot { line: spot.line + error.line().saturating_sub(from), ..spot };
        spot.problem(format!("this is no GeoJSON feature: {error}"), help)
    })?;
    let properties = raw.properties.ok_or_else(|| spot.problem("the feature has no properties", help))?;
    let properties = properties.into_iter().map(|(name, value)| (name.to_lowercase(), value)).collect();
    let geometry = raw.geometry.as_ref();
    Ok(Feature {
        spot,
        properties,
        shape: geometry.and_then(Shape::of),
        course: geometry.map(course).unwrap_or_default(),
    })
}

/// Counts lines up to parts of a text that come in order.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, part: &str) -> usize {
        let at = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.line += self.text.get(self.at..at).unwrap_or_default().matches('\n').count();
        self.at = at.max(self.at);
        self.line
    }
}

impl Feature<'_> {
    /// The first of these properties that says something.
    pub(super) fn text(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.list(name).into_iter().next())
    }

    /// The same as a number.
    pub(super) fn number(&self, names: &[&str]) -> Option<f64> {
        self.text(names)?.parse().ok()
    }

    /// All that a property says.
    pub(super) fn list(&self, name: &str) -> Vec<String> {
        let say = |value: &Value| match value {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let values = match self.properties.get(name) {
            Some(Value::Array(values)) => values.iter().filter_map(say).collect(),
            Some(value) => say(value).into_iter().collect::<Vec<_>>(),
            None => Vec::new(),
        };
        values.into_iter().filter(|value| !value.is_empty()).collect()
    }

    /// Its point and how far around it, from its shape or else from these properties.
    pub(super) fn circle(&self, lat: &[&str], lon: &[&str]) -> Result<(f64, f64, u32), Problem> {
        let own = self.number(lat).zip(self.number(lon));
        let radius = self.shape.map_or(0, |shape| shape.radius_m);
        let point = own.or_else(|| self.shape.map(|shape| (shape.lat, shape.lon)));
        let (lat, lon) = point.ok_or_else(|| {
            let help = "take the GeoJSON edition, or add the columns latitude and longitude";
            self.spot.problem("nothing says where it lies", help)
        })?;
        Ok((lat, lon, radius))
    }
}
