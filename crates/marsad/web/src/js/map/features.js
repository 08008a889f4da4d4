/** The picture of a day, as the map's sources want it. */
import { groupOf } from '../claims.js';
import { nameOf } from '../words.js';
import { signOf } from './signs.js';
import { fillKey, outlineColour } from './textures.js';

const collection = (features) => ({ type: 'FeatureCollection', features });
const point = (coordinates, properties) => ({ type: 'Feature', properties, geometry: { type: 'Point', coordinates } });

/** From this radius on a cell stands for a whole governorate or desert: it is tinted, so that what lies in it can be read. */
const WIDE_M = 20_000;

/** What matters most is labelled first, and of equals the smaller: the larger has more room for its name. */
const urgency = ({ access, isolated, status, radius_m: radius }) =>
  radius / 1e6 - Math.max(4 * (access === 'besieged'), 2 * Boolean(isolated), 2 * (status === 'contested' || status === 'disputed'), Number(access === 'hard-to-reach'));

/** What a cell is drawn from and found by: names and days would only be copied to and fro. */
const drawn = ({ id, lon, lat, radius_m, status, access, isolated }) => ({ id, lon, lat, radius_m, status, access, isolated });

/** Areas with their fill, and a point for each one's sign and name. Large areas lie below small ones. */
export function areaFeatures(map, actors) {
  const areas = map.features.filter(({ properties }) => properties.layer === 'area');
  const cells = areas.map(({ geometry, properties }) => ({
    type: 'Feature',
    geometry,
    properties: { ...drawn(properties), pattern: fillKey(properties), outline: outlineColour(properties, actors), order: -properties.radius_m, wide: properties.radius_m >= WIDE_M },
  }));
  const points = areas.map(({ properties }) => {
    const sign = signOf(properties);
    const label = { id: properties.id, name: nameOf(properties), rank: urgency(properties) };
    return point([properties.lon, properties.lat], sign ? { ...label, sign } : label);
  });
  return { cells: collection(cells.sort((a, b) => a.properties.order - b.properties.order)), points: collection(points) };
}

/** The point half-way along a line. */
function middle(coordinates) {
  const lengths = coordinates.slice(1).map(([x, y], i) => Math.hypot(x - coordinates[i][0], y - coordinates[i][1]));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  const at = lengths.findIndex((length) => (left -= length) <= 0);
  const [from, to] = [coordinates[at], coordinates[at + 1]];
  const share = lengths[at] ? 1 + left / lengths[at] : 0;
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}

/** Routes, and a sign in the middle of each that is cut. */
export function routeFeatures(map) {
  const routes = map.features.filter(({ properties, geometry }) => properties.layer === 'route' && geometry);
  const lines = routes.map((route) => ({ ...route, properties: { ...route.properties, name: nameOf(route.properties) } }));
  const signs = routes.filter(({ properties }) => properties.state === 'cut').map(({ geometry, properties }) => point(middle(geometry.coordinates), { id: properties.id }));
  return { lines: collection(lines), signs: collection(signs) };
}

const RANK = { city: 1, town: 2, airport: 3, village: 4, neighbourhood: 4 };
const SIZE = { city: 14, town: 12.5 };

/** Place names for orientation: those of areas on the map are left to the areas' own labels. */
export function gazetteerFeatures(places, shown) {
  const kept = [...places].filter(({ id, kind }) => !shown.has(id) && kind in RANK);
  return collection(kept.map((place) => point([place.lon, place.lat], { id: place.id, name: nameOf(place), rank: RANK[place.kind], size: SIZE[place.kind] ?? 11.5 })));
}

/** Events of the last days, each with the group that its mark says. */
export const eventFeatures = (events) => collection(events.map(({ id, type, lon, lat, claim }) => point([lon, lat], { id, group: groupOf[type], claim })));

/** Where claims say they happened. */
export function claimPlaces(claims) {
  const placed = claims.flatMap(({ places }) => places ?? []).filter(({ lat, lon }) => Number.isFinite(lat) && Number.isFinite(lon));
  return collection(placed.map(({ lat, lon, id }) => point([lon, lat], { id })));
}

/** The box around features, or null where there are none. */
export function bounds(features) {
  const corners = features.flatMap(({ geometry }) => geometry.coordinates.flat(Infinity));
  if (!corners.length) return null;
  const [lons, lats] = [corners.filter((_, i) => i % 2 === 0), corners.filter((_, i) => i % 2 === 1)];
  return [[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]];
}
