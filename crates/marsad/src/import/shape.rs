//! The middle and the reach of a GeoJSON geometry.
use marsad_coder::distance_m;
use serde_json::Value;

/// A circle that a geometry lies in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shape {
    pub(super) lat: f64,
    pub(super) lon: f64,
    /// Metres from its middle to its farthest point; none for a point.
    pub(super) radius_m: u32,
}

impl Shape {
    /// The circle of a geometry; none where it has no points.
    pub(super) fn of(geometry: &Value) -> Option<Self> {
        let mut lines = Vec::new();
        collect(geometry.get("coordinates")?, &mut lines);
        let largest = lines.iter().max_by(|a, b| area(a).abs().total_cmp(&area(b).abs()))?;
        let (lat, lon) = middle(largest)?;
        let reach = lines.iter().flatten().map(|&point| distance_m((lat, lon), point)).fold(0.0, f64::max);
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "half the Earth's girth fits"
        )]
        Some(Self { lat, lon, radius_m: reach.round() as u32 })
    }
}

/// The points of a line, or of the lines of several in their order, as degrees north and east; none of another geometry.
pub(super) fn course(geometry: &Value) -> Vec<(f64, f64)> {
    let line = matches!(geometry.get("type").and_then(Value::as_str), Some("LineString" | "MultiLineString"));
    let mut lines = Vec::new();
    if let Some(coordinates) = geometry.get("coordinates").filter(|_| line) {
        collect(coordinates, &mut lines);
    }
    lines.concat()
}

/// Lines and rings of points, as latitude and longitude, whatever they are nested in.
fn collect(coordinates: &Value, lines: &mut Vec<Vec<(f64, f64)>>) {
    let point = |value: &Value| Some((value.get(1)?.as_f64()?, value.get(0)?.as_f64()?));
    let Some(parts) = coordinates.as_array() else { return };
    if let Some(alone) = point(coordinates) {
        lines.push(vec![alone]);
    } else if parts.first().is_some_and(|first| point(first).is_some()) {
        lines.push(parts.iter().filter_map(point).collect());
    } else {
        for part in parts {
            collect(part, lines);
        }
    }
}

/// Twice the signed area of a ring, in square degrees.
fn area(ring: &[(f64, f64)]) -> f64 {
    edges(ring).map(|(a, b)| a.1 * b.0 - b.1 * a.0).sum()
}

fn edges(ring: &[(f64, f64)]) -> impl Iterator<Item = ((f64, f64), (f64, f64))> {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1)).take(ring.len())
}

/// The centroid of a ring, or the mean of points that enclose nothing.
#[allow(clippy::cast_precision_loss, reason = "no ring has 2^52 points")]
fn middle(ring: &[(f64, f64)]) -> Option<(f64, f64)> {
    let &origin = ring.first()?;
    // Reckoned from the first point, so that small rings far from zero keep their digits.
    let near: Vec<(f64, f64)> = ring.iter().map(|point| (point.0 - origin.0, point.1 - origin.1)).collect();
    let twice = area(&near);
    let (lat, lon, weight) = if twice.abs() > f64::EPSILON {
        let cross = |(a, b): ((f64, f64), (f64, f64))| (a.0 + b.0, a.1 + b.1, a.1 * b.0 - b.1 * a.0);
        let sum =
            edges(&near).map(cross).fold((0.0, 0.0), |sum, (lat, lon, w)| (sum.0 + lat * w, sum.1 + lon * w));
        (sum.0, sum.1, 3.0 * twice)
    } else {
        let sum = near.iter().fold((0.0, 0.0), |sum, point| (sum.0 + point.0, sum.1 + point.1));
        (sum.0, sum.1, near.len() as f64)
    };
    Some((origin.0 + lat / weight, origin.1 + lon / weight))
}

#[cfg(test)]
mod tests {
    use super::Shape;
    use serde_json::json;

    #[test]
    fn a_square_has_its_middle_and_reaches_to_its_corners() {
        let ring = json!([[40.0, 35.0], [40.2, 35.0], [40.2, 35.2], [40.0, 35.2], [40.0, 35.0]]);
        let shape = Shape::of(&json!({"type": "Polygon", "coordinates": [ring]})).unwrap();
        assert!((shape.lat - 35.1).abs() < 1e-9 && (shape.lon - 40.1).abs() < 1e-9, "{shape:?}");
        assert!((14_000..15_000).contains(&shape.radius_m), "{shape:?}");
    }

    #[test]
    fn the_largest_part_gives_the_middle_and_all_parts_the_reach() {
        let square = |at: f64, side: f64| {
            json!([[[at, 0.0], [at + side, 0.0], [at + side, side], [at, side], [at, 0.0]]])
        };
        let parts = json!([square(0.0, 1.0), square(5.0, 0.1)]);
        let shape = Shape::of(&json!({"type": "MultiPolygon", "coordinates": parts})).unwrap();
        assert!((shape.lon - 0.5).abs() < 1e-9 && shape.radius_m > 500_000, "{shape:?}");
    }

    #[test]
    fn a_point_is_its_own_middle_and_nothing_has_none() {
        let point = Shape::of(&json!({"type": "Point", "coordinates": [40.1, 35.3]})).unwrap();
        assert_eq!(point, Shape { lat: 35.3, lon: 40.1, radius_m: 0 });
        assert_eq!(Shape::of(&json!({"type": "Polygon", "coordinates": []})), None);
    }
}
