'use strict';
/* Recomputes every hash and seal of the bundle and shows its claims. It asks nobody for anything, and puts what reports say
   into the page as text only. */

const GENESIS = '0'.repeat(64);
const data = JSON.parse(document.getElementById('data').textContent);
const encoder = new TextEncoder();

/* SHA-256 (FIPS 180-4). A page opened from a file has no sure claim on the browser's own. */
const PRIMES = [];
for (let n = 2; PRIMES.length < 64; n += 1) if (PRIMES.every((p) => n % p)) PRIMES.push(n);
const fraction = (x) => Math.floor((x - Math.floor(x)) * 2 ** 32) | 0;
/* The cube roots' fractions in whole numbers: a double has too few digits for some of them. */
function cubeRoot(prime) {
  const target = BigInt(prime) << 96n;
  let [low, high] = [0n, 8n << 32n];
  while (low + 1n < high) {
    const middle = (low + high) >> 1n;
    if (middle * middle * middle <= target) low = middle; else high = middle;
  }
  return Number(low & 0xffffffffn) | 0;
}
const K = PRIMES.map(cubeRoot);
const START = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const turn = (x, by) => (x >>> by) | (x << (32 - by));

function sha256(text) {
  const bytes = encoder.encode(text);
  const padded = new DataView(new ArrayBuffer(((bytes.length + 72) >> 6) << 6));
  new Uint8Array(padded.buffer).set(bytes);
  padded.setUint8(bytes.length, 0x80);
  padded.setUint32(padded.byteLength - 8, Math.floor(bytes.length / 2 ** 29));
  padded.setUint32(padded.byteLength - 4, (bytes.length << 3) >>> 0);
  const hash = START.slice();
  const w = new Int32Array(64);
  for (let at = 0; at < padded.byteLength; at += 64) block(padded, at, w, hash);
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function block(padded, at, w, hash) {
  for (let i = 0; i < 16; i += 1) w[i] = padded.getInt32(at + 4 * i);
  for (let i = 16; i < 64; i += 1) {
    const [x, y] = [w[i - 15], w[i - 2]];
    const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = hash;
  for (let i = 0; i < 64; i += 1) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => { hash[i] = (hash[i] + word) | 0; });
}

/* What was checked, and what was found amiss. */
const faults = [];
const reports = new Map();
const claims = new Map(data.claims.map((claim) => [claim.id, claim]));
const sealed = new Map();

function checkLog() {
  let previous = GENESIS;
  let [bodies, bare] = [0, 0];
  const redacted = new Set();
  data.log.forEach((entry, index) => {
    const name = `entry ${entry.seq}`;
    const head = [previous, entry.seq, entry.kind, entry.recorded, entry.body_sha256].join('\n');
    if (entry.seq !== index + 1) faults.push(`${name}: an entry before it is gone`);
    if (sha256(head) !== entry.hash) faults.push(`${name}: its seal does not hold`);
    previous = entry.hash;
    if (entry.body === null) { bare += 1; return; }
    bodies += 1;
    if (sha256(entry.body) !== entry.body_sha256) { faults.push(`${name}: its body was changed`); return; }
    const body = JSON.parse(entry.body);
    if (body.redaction) redacted.add(body.redaction.entry);
    if (body.report) take(body.report, entry);
  });
  return { bodies, bare, redacted: redacted.size };
}

/* The id of a report is made of what it is, and its claims are numbered: so the sealed words are found. */
function take(filed, entry) {
  const { report } = filed;
  const text = sha256(report.text);
  const part = (value) => (value === undefined || value === null ? '-' : `${encoder.encode(value).length}:${value}`);
  const id = sha256([text, report.outlet, report.url, report.date].map(part).join('')).slice(0, 16);
  reports.set(id, { ...report, sha256: text, seq: entry.seq, recorded: entry.recorded });
  filed.claims.forEach((claim, index) => sealed.set(`${id}-${index + 1}`, claim));
}

function checkReports() {
  for (const { id, sha256: hash } of data.reports) {
    const report = reports.get(id);
    if (!report) faults.push(`report ${id}: the log does not have it`);
    else if (report.sha256 !== hash) faults.push(`report ${id}: its text is not the one that was coded`);
  }
}

const SLOTS = ['trigger', 'actors', 'targets', 'places', 'counts', 'when', 'attribution', 'instrument'];

/* The words of a claim's slots, with where they stand. */
function passages(claim) {
  return SLOTS.flatMap((slot) => [claim[slot] ?? []].flat().map((one) => ({
    slot, text: one.text, start: one.at?.start ?? one.start, end: one.at?.end ?? one.end,
  })));
}

const stable = (value) => JSON.stringify(value, (_, one) => (
  one && typeof one === 'object' && !Array.isArray(one)
    ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one));

/* What the sealed reviews change: slots of claims, and claims that people wrote. */
function reviews() {
  const slots = new Map();
  const written = new Set();
  for (const { kind, body } of data.log) {
    if (kind !== 'review' || body === null) continue;
    const { act, claim, slot } = JSON.parse(body).review;
    if (act === 'correct') slots.set(claim, [...(slots.get(claim) ?? []), slot, ...(slot === 'type' ? ['kind'] : [])]);
    if (act === 'add') written.add(stable(claim));
  }
  return { slots, written };
}

/* A claim is what was sealed, but for the slots that a sealed review set; or what a sealed review wrote. */
function checkClaims() {
  const { slots, written } = reviews();
  let changed = 0;
  for (const { id, claim, report_id: report } of data.claims) {
    const coded = sealed.get(id);
    const set = slots.get(id) ?? [];
    const words = [...(reports.get(report)?.text ?? '')];
    for (const { slot, text, start, end } of coded ? passages(claim) : []) {
      const stands = set.includes(slot) || words.slice(start, end).join('') === text;
      if (!stands) faults.push(`claim ${id}: \u201c${text}\u201d does not stand there`);
    }
    const rest = (one) => stable(Object.fromEntries(Object.entries(one).filter(([slot]) => !set.includes(slot))));
    if (coded ? rest(coded) !== rest(claim) : !written.has(stable(claim))) faults.push(`claim ${id}: it is not what was sealed`);
    changed += !coded || set.length ? 1 : 0;
  }
  return changed;
}

async function checkPoints() {
  const said = [];
  for (const point of data.checkpoints) {
    const hash = point.seq === 0 ? GENESIS : data.log[point.seq - 1]?.hash;
    if (hash !== point.hash) faults.push(`checkpoint of entry ${point.seq}: the log is not what it saw`);
    if (!point.message.includes(`\n${point.seq}\n${point.hash}\n`)) faults.push(`checkpoint of entry ${point.seq}: it signs something else`);
    const signed = await isSigned(point);
    if (signed === false) faults.push(`checkpoint of entry ${point.seq}: its signature does not hold`);
    said.push(`Checkpoint of entry ${point.seq}, ${point.at}, key ${point.key}: ${signed ? 'signature holds' : signed === null ? 'this browser cannot check signatures; `marsad verify` can' : 'signature does not hold'}. Compare the key with one that you were given elsewhere.`);
  }
  return said;
}

const unhex = (digits) => Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/* Ed25519 by the browser; null where it has none. */
async function isSigned({ key, signature, message }) {
  try {
    const it = await crypto.subtle.importKey('raw', unhex(key), 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', it, unhex(signature), encoder.encode(message));
  } catch {
    return null;
  }
}

/* The page. */
function make(tag, attributes = {}, ...children) {
  const one = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
  one.append(...children.filter((child) => child !== null && child !== undefined));
  return one;
}

const name = (id) => data.names[id] ?? id;
const range = ({ low, high, agreed }) => {
  const [min, max] = agreed ?? [low, high];
  return max === null ? `${min} or more` : min === max ? `${min}` : `${min}\u2013${max}`;
};

function heading(event) {
  const places = event.places.map((place) => place.name_en ?? place.text).join(', ');
  const days = event.when ?? event.reported;
  const when = days ? (days.start === days.end ? days.start : `${days.start} to ${days.end}`) : 'day unknown';
  const who = event.actors.map(({ id }) => name(id)).join(', ');
  const whom = event.targets.map(({ id }) => name(id)).join(', ');
  const many = event.figures.map((one) => `${one.what} ${range(one)}`).join(', ');
  const told = event.when ? when : `reported ${when}`;
  return [told, event.type.replaceAll('_', ' '), who, whom && `\u2192 ${whom}`, places, many].filter(Boolean).join(' \u00b7 ');
}

function eventCard(event) {
  const card = make('details', { 'data-event': event.id });
  const badge = event.modality === 'actual' ? null : make('span', { class: 'badge' }, event.modality);
  const bidi = make('bdi', {}, heading(event));
  card.append(make('summary', {}, bidi, ' ', badge, make('span', { class: 'about' }, ` ${event.sources} source${event.sources === 1 ? '' : 's'}`)));
  for (const { slot, sides } of event.disputed) {
    card.append(make('p', {}, `Sources differ on ${slot}: ${sides.map(({ value }) => name(value)).join(' or ')}`));
  }
  card.addEventListener('toggle', () => {
    if (card.open && !card.querySelector('.claim')) card.append(...event.claims.map(({ claim }) => claimCard(claims.get(claim))));
  });
  return card;
}

function claimCard(stored) {
  if (!stored) return make('p', { class: 'broken' }, 'A claim of this event is not in the bundle.');
  const { id, claim, status, reviewer, report_id: reportId } = stored;
  const report = reports.get(reportId);
  const card = make('section', { class: 'claim', 'data-claim': id });
  if (!report) { card.append(make('p', { class: 'broken' }, `Report ${reportId} is not in the log.`)); return card; }
  const where = [report.outlet, report.date, report.title, report.url].filter(Boolean).join(' \u00b7 ');
  card.append(
    make('p', { class: 'about' }, make('bdi', {}, where || report.id)),
    make('p', { class: 'report', dir: 'auto', lang: report.language ?? 'ar' }, ...highlighted(report.text, claim)),
    make('p', { class: 'about' }, `claim ${id} \u00b7 ${claim.rule} \u00b7 ${status}${reviewer ? ` (${reviewer})` : ''} \u00b7 entry ${report.seq}, recorded ${new Date(report.recorded / 1000).toISOString()} \u00b7 SHA-256 of the text ${report.sha256}`),
  );
  return card;
}

/* The text, its sentence and the claim's words marked. Offsets are code points. */
function highlighted(text, claim) {
  const marked = passages(claim);
  const [from, to] = claim.sentence;
  const kinds = [...text].map((letter, at) => {
    const slots = marked.filter(({ start, end }) => start <= at && at < end).map(({ slot }) => slot);
    return { letter, kind: slots.length ? slots.join(' ') : from <= at && at < to ? 'sentence' : '' };
  });
  const runs = [];
  for (const { letter, kind } of kinds) {
    const last = runs.at(-1);
    if (last?.kind === kind) last.text += letter; else runs.push({ kind, text: letter });
  }
  return runs.map((run) => {
    if (!run.kind) return document.createTextNode(run.text);
    return run.kind === 'sentence' ? make('mark', { class: 'sentence' }, run.text) : make('mark', { 'data-slot': run.kind, title: run.kind }, run.text);
  });
}

function show() {
  const wanted = document.getElementById('find').value.trim().toLowerCase();
  let shown = 0;
  for (const card of document.querySelectorAll('[data-event]')) {
    card.hidden = !card.dataset.words.includes(wanted);
    shown += card.hidden ? 0 : 1;
  }
  document.getElementById('count').textContent = `${shown} of ${data.events.length} events`;
}

function words(event) {
  const texts = event.claims.map(({ claim }) => reports.get(claims.get(claim)?.report_id)?.text ?? '');
  return [heading(event), ...event.places.map(({ text }) => text), ...texts].join(' ').toLowerCase();
}

async function main() {
  const { bodies, bare, redacted } = checkLog();
  checkReports();
  const changed = checkClaims();
  const points = await checkPoints();
  const said = [
    `${data.log.length} entries of the log: every seal recomputed; ${bodies} bodies hashed, ${bare} withheld or redacted (${redacted} redactions are recorded).`,
    `${data.reports.length} reports: every text hashed. ${data.claims.length} claims: every word looked up in its report; ${changed} corrected or written by reviewers, as the log says.`,
    ...points,
  ];
  document.getElementById('checks').append(...[...faults.map((fault) => make('li', { class: 'broken' }, make('bdi', {}, fault))), ...said.map((line) => make('li', {}, line))]);
  const verdict = document.getElementById('verdict');
  verdict.dataset.state = faults.length ? 'broken' : 'holds';
  verdict.textContent = faults.length ? `${faults.length} thing${faults.length === 1 ? '' : 's'} amiss` : 'The chain holds, and every word is in its place.';
  for (const event of data.events) {
    const card = eventCard(event);
    card.dataset.words = words(event);
    document.getElementById('events').append(card);
  }
  document.getElementById('find').addEventListener('input', show);
  show();
}

main().catch((error) => {
  const verdict = document.getElementById('verdict');
  verdict.dataset.state = 'broken';
  verdict.textContent = `This bundle cannot be read: ${error.message}`;
});
