//! Surveyed outlines that the user has, by place.
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Polygons from a GeoJSON file, by gazetteer id.
#[derive(Debug, Default)]
pub(crate) struct Boundaries(BTreeMap<String, Value>);

impl Boundaries {
    /// The outlines of a file; none where none is named.
    pub(crate) fn load(path: Option<&Path>) -> Result<Self, String> {
        path.map_or_else(|| Ok(Self::default()), Self::read)
    }

    /// Reads a `FeatureCollection` of polygons whose `id`, or property `id`, is a gazetteer id.
    fn read(path: &Path) -> Result<Self, String> {
        let problem = |what: String| {
            format!(
                "{}: {what}\n  help: --boundaries wants GeoJSON polygons whose `id` is a gazetteer id",
                path.display()
            )
        };
        let text = std::fs::read_to_string(path).map_err(|error| problem(error.to_string()))?;
        let file: Value = serde_json::from_str(&text).map_err(|error| problem(error.to_string()))?;
        let features = file["features"].as_array().ok_or_else(|| problem("no features here".to_owned()))?;
        Ok(Self(features.iter().filter_map(outline).collect()))
    }

    /// The outline of a place, where the user has one.
    pub(crate) fn of(&self, id: &str) -> Option<&Value> {
        self.0.get(id)
    }
}

fn outline(feature: &Value) -> Option<(String, Value)> {
    let id = feature["id"].as_str().or_else(|| feature["properties"]["id"].as_str())?;
    let geometry = &feature["geometry"];
    matches!(geometry["type"].as_str(), Some("Polygon" | "MultiPolygon"))
        .then(|| (id.to_owned(), geometry.clone()))
}

#[cfg(test)]
mod tests {
    use super::outline;
    use serde_json::json;

    #[test]
    fn a_polygon_is_found_by_its_id_or_its_property_and_a_point_is_no_outline() {
        let ring = json!({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]});
        let by_id = json!({"type": "Feature", "id": "sy/x", "properties": {}, "geometry": ring});
        let by_property = json!({"type": "Feature", "properties": {"id": "sy/x"}, "geometry": ring});
        assert_eq!(outline(&by_id), outline(&by_property));
        assert_eq!(outline(&by_id).map(|(id, _)| id).as_deref(), Some("sy/x"));
        let point = json!({"id": "sy/x", "geometry": {"type": "Point", "coordinates": [0, 0]}});
        assert_eq!(outline(&point), None);
    }
}
