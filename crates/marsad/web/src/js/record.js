/** What the server says: the record's claims and actors, and the picture of a day. */
import { featuresOf } from './map/cells.js';
import { proof, toLogin } from './session.js';

/** What a path answers; empty words are left out of the question. */
export async function get(path, query = {}) {
  const filled = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  const url = filled.length ? `${path}?${new URLSearchParams(filled)}` : path;
  const reply = await fetch(url, { headers: { accept: 'application/json' } });
  if (reply.status === 401) return toLogin();
  if (!reply.ok) throw new Error(`${path}: ${await reply.text()}`);
  return reply.json();
}

/** Claims read at first and whenever the reader wants more. */
const CLAIMS = 500;
/** Claims asked for by their ids at once: an address has an end. */
const BY_ID = 60;
/** Pictures kept here: who slides through time comes back to the days around. */
const PICTURES = 12;

/** What the map and the time bar need; claims and the names of places come after. */
export async function readRecord() {
  const [told, actors] = await Promise.all([get('api/days'), get('api/actors')]);
  const { reports, claims: count, days: tally } = told;
  return { reports, count, tally, days: tally.map(({ on }) => on), actors, claims: [], byId: new Map(), places: new Map(), ended: false };
}

/** The names of places, to find one's way by. */
export async function readPlaces(record) {
  const places = await get('api/places');
  record.places = new Map(places.map((place) => [place.id, place]));
}

/** Reads the newest claims, or those after the ones that are here. */
export async function readClaims(record) {
  const next = await get('api/claims', { order: 'newest', limit: CLAIMS, after: record.claims.at(-1)?.id });
  record.ended = next.length < CLAIMS;
  record.claims.push(...next);
  for (const claim of next) record.byId.set(claim.id, claim);
}

/** Reads those of these claims that are not here yet, so that they can be shown; of very many the first. */
export async function needClaims(record, ids) {
  const missing = ids.filter((id) => id && !record.byId.has(id)).slice(0, BY_ID);
  if (!missing.length) return;
  for (const claim of await get('api/claims', { ids: missing.join(',') })) record.byId.set(claim.id, claim);
}

const pictures = new Map();

/** The picture of a day: what is listed, and the same as GeoJSON. Why it is so is asked for when something is opened. */
export function readPicture(on, known) {
  const key = `${on} ${known}`;
  const kept = pictures.get(key) ?? get('api/picture', { on, known }).then((situation) => ({ situation, map: featuresOf(situation) }));
  pictures.delete(key);
  pictures.set(key, kept);
  kept.catch(() => pictures.delete(key));
  if (pictures.size > PICTURES) pictures.delete(pictures.keys().next().value);
  return kept;
}

/** What happened in the week up to a day, as points for the map. */
export const readLately = (on, known) => get('api/lately', { on, known });

/** Pictures were drawn from a record that has grown since. */
export const forgetPictures = () => pictures.clear();

/** Why something is said: an area with its harm, or a route, and the claims that this rests on. */
export async function readWhy(record, what, id, { on, known }) {
  const why = await get('api/why', { [what]: id, on, known });
  await needClaims(record, (why.area ?? why.route).evidence);
  return why;
}

/** A report with its whole text. */
export const readReport = (id) => get(`api/reports/${encodeURIComponent(id)}`);

/** The claims that wait for a reviewer, and how many there are in all. */
export const readQueue = () => get('api/review/queue');

/** What reviewers decided of a claim, oldest first. */
export const readHistory = (id) => get(`api/review/history/${encodeURIComponent(id)}`);

/** Sends JSON and gives the answer; throws what the server says is wrong. */
export async function send(path, body) {
  const reply = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json', ...proof }, body: JSON.stringify(body) });
  if (reply.status === 401) return toLogin();
  if (!reply.ok) throw new Error(await reply.text());
  return reply.json();
}

/** What changed between two days. */
export const readChanges = (from, to, known) => get('api/changes', { from, to, known });
