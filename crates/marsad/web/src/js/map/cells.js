/** The short picture of a day as GeoJSON: what the server says in metres around a point becomes degrees. */
const METRES_PER_DEGREE = 111_320;

/** Corners of a disc, as shares of its radius to the east and to the north. */
const CORNERS = 32;
const DISC = Array.from({ length: CORNERS + 1 }, (_, at) => {
  const angle = ((at % CORNERS) * 2 * Math.PI) / CORNERS;
  return [Math.cos(angle), Math.sin(angle)];
});

/** The ring of a cell: metres east and north of its point, in turn; without any it is the whole disc, which is not sent. */
function ring({ lon, lat, cell, radius_m: radius }) {
  const east = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  const corner = (x, y) => [lon + x / east, lat + y / METRES_PER_DEGREE];
  if (!cell) return { type: 'Polygon', coordinates: [DISC.map(([x, y]) => corner(x * radius, y * radius))] };
  const corners = [];
  for (let at = 0; at < cell.length; at += 2) corners.push(corner(cell[at], cell[at + 1]));
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
