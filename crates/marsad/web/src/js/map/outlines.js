/** Outlines of administrative areas that the reader brings, such as OCHA's COD: checked, drawn below the areas, kept in this page alone. */
import { t } from '../words.js';

/** The largest file that is read, in bytes. */
const MOST_BYTES = 80 * 1024 * 1024;
const DRAWN = new Set(['Polygon', 'MultiPolygon', 'LineString', 'MultiLineString']);

/** What is wrong with a file, in words for its reader. */
class Amiss extends Error {}

const amiss = (key, fill) => new Amiss(t(`outlines.${key}`, fill));

/** Whether a coordinate is in degrees: metres of a projection are not. */
const inDegrees = ([lon, lat]) => Number.isFinite(lon) && Number.isFinite(lat) && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

/** The first position of nested coordinates that is not in degrees. */
function stray(coordinates) {
  if (!Array.isArray(coordinates)) return coordinates ?? null;
  if (typeof coordinates[0] === 'number') return inDegrees(coordinates) ? undefined : coordinates;
  if (coordinates.length === 0) return null;
  for (const part of coordinates) {
    const found = stray(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

function checked(feature, index) {
  const n = index + 1;
  const { type, coordinates } = feature?.geometry ?? {};
  if (feature?.type !== 'Feature') throw amiss('no-feature', { n });
  if (!DRAWN.has(type)) throw amiss('no-outline', { n, type: type ?? '\u2013' });
  const found = stray(coordinates);
  if (found !== undefined) throw amiss('no-degrees', { n, found: JSON.stringify(found).slice(0, 60) });
  return { type: 'Feature', properties: {}, geometry: { type, coordinates } };
}

/** The outlines in a file's text, without anything else that stands in it; throws what is wrong with it. */
export function outlinesOf(text) {
  let json;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw amiss('no-json', { why: error.message });
  }
  const features = json?.type === 'FeatureCollection' ? json.features : json?.type === 'Feature' ? [json] : null;
  if (!Array.isArray(features)) throw amiss('no-geojson', { type: json?.type ?? typeof json });
  if (features.length === 0) throw amiss('empty');
  return { type: 'FeatureCollection', features: features.map(checked) };
}

/** Reads a file that the reader chose. */
export async function readOutlines(file) {
  if (file.size > MOST_BYTES) throw amiss('too-large', { mb: Math.round(file.size / 1024 / 1024), most: MOST_BYTES / 1024 / 1024 });
  return outlinesOf(await file.text());
}
