/** The short picture of a day as GeoJSON: what the server says in metres around a point becomes degrees. */
const METRES_PER_DEGREE = 111_320;

/** The ring of a cell: metres east and north of its point, in turn. */
function ring({ lon, lat, cell }) {
  const east = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  const corners = [];
  for (let at = 0; at < cell.length; at += 2) corners.push([lon + cell[at] / east, lat + cell[at + 1] / METRES_PER_DEGREE]);
  return { type: 'Polygon', coordinates: [corners] };
}

function area(one) {
  const { cell, surveyed, ...properties } = one;
  return { type: 'Feature', id: one.id, properties: { layer: 'area', ...properties, holders: one.holders ?? [] }, geometry: surveyed ?? ring(one) };
}

function route(one) {
  const { line, ...properties } = one;
  return { type: 'Feature', id: one.id, properties: { layer: 'route', ...properties }, geometry: { type: 'LineString', coordinates: line } };
}

/** Every area and route of a picture that can be drawn. */
export function featuresOf({ areas, routes }) {
  return { type: 'FeatureCollection', features: [...areas.filter(({ radius_m: radius }) => radius).map(area), ...routes.filter(({ line }) => line.length > 1).map(route)] };
}
