/** What the server says: the record's claims and actors, and the picture of a day. */
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

/** Everything that does not change with the day shown. */
export async function readRecord() {
  const [claims, actors, places] = await Promise.all([get('api/claims'), get('api/actors'), get('api/places')]);
  return {
    claims,
    byId: new Map(claims.map((claim) => [claim.id, claim])),
    actors,
    places: new Map(places.map((place) => [place.id, place])),
    days: [...new Set(claims.map((claim) => claim.report.date).filter(Boolean))].sort(),
  };
}

/** The picture of a day: the situation, and the same as GeoJSON. */
export async function readPicture(on, known) {
  const [situation, map] = await Promise.all([get('api/situation', { on, known }), get('api/map', { on, known })]);
  return { situation, map };
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
