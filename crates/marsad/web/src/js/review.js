/** Review: the claims that wait, by impact and doubt, and what a reviewer decides of each. */
import { claimCard, GROUPS, MODALITIES } from './claims.js';
import { el } from './dom.js';
import { readHistory, readQueue, send } from './record.js';
import { may, ownName } from './session.js';
import { number, t } from './words.js';

/** Each act with its key. */
const KEYS = { accept: 'a', reject: 'r', correct: 'c', merge: 'm', split: 's', comment: 'h', publish: 'p' };
/** The right that an act needs, where it is not the one to review. */
const RIGHTS = { comment: 'comment', publish: 'publish' };
const MOVES = { next: 'j', previous: 'k', tick: 'x' };
const LISTS = ['actors', 'targets', 'places'];

export const emptyReview = () => ({ waiting: 0, queue: [], ticked: new Set(), history: [], correcting: false, problem: '', done: '', author: ownName || remembered(), reason: '' });

/** The reviewer's name, kept in this browser alone. */
function remembered() {
  try {
    return localStorage.getItem('reviewer') ?? '';
  } catch {
    return '';
  }
}

function remember(author) {
  try {
    localStorage.setItem('reviewer', author);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

/** Reads the queue anew. */
export async function refresh(review) {
  const { waiting, claims } = await readQueue();
  Object.assign(review, { waiting, queue: claims });
}

/** Reads what was decided of a claim before. */
export async function recall(review, claim) {
  review.history = claim ? await readHistory(claim.id) : [];
}

/** The claim after (1) or before (-1) that one in the queue. */
export function beside({ queue }, id, step) {
  const at = queue.findIndex(({ claim }) => claim.id === id);
  return queue[Math.min(Math.max(at + step, 0), queue.length - 1)]?.claim;
}

/** Sends a decision; true where it was taken. */
export async function decide(review, act) {
  if (!review.author.trim() || !review.reason.trim()) {
    review.problem = t('review.unsigned');
    return false;
  }
  try {
    await send('api/review', { author: review.author.trim(), reason: review.reason.trim(), ...act });
  } catch (error) {
    review.problem = error.message;
    return false;
  }
  if (!ownName) remember(review.author.trim());
  Object.assign(review, { problem: '', correcting: false, done: t('review.done', { act: t(`act.${act.act}`) }) });
  return true;
}

/** What a key or a button asks for, as the record takes it; null where something is still to be filled in. */
export function wanted(name, review, claim) {
  const ticked = [...review.ticked];
  if (name === 'merge') return { act: 'merge', claims: [...new Set([claim.id, ...ticked])] };
  if (name === 'split') return { act: 'split', claims: [claim.id], from: ticked.filter((id) => id !== claim.id) };
  if (name === 'correct') return correction();
  return { act: name, claim: claim.id };
  function correction() {
    const slot = document.getElementById('slot')?.value;
    const value = slot && newValue(slot, claim, document.getElementById('value').value);
    return value === undefined || !slot ? null : { act: 'correct', claim: claim.id, slot, value };
  }
}

/** A slot's new value. A filler that stays keeps its words; a new one has the claim's own. */
function newValue(slot, claim, words) {
  if (!LISTS.includes(slot)) return words;
  const { text, start, end } = claim.trigger;
  return words.split(/[\s,\u060c]+/).filter(Boolean).map((id) =>
    claim[slot].find((filler) => filler.id === id) ?? (slot === 'places' ? { role: 'at', id, text, start, end } : { id, text, start, end }));
}

function editor(slot, claim, record) {
  const options = (names, key) => names.map((name) => el('option', { value: name, selected: claim[slot] === name }, t(`${key}.${name}`)));
  if (slot === 'type') return el('select', { id: 'value' }, options(Object.values(GROUPS).flat(), 'type'));
  if (slot === 'modality') return el('select', { id: 'value' }, options(MODALITIES, 'modality'));
  const known = slot === 'places' ? [...record.places.keys()] : Object.keys(record.actors);
  return el('span', {}, el('input', { id: 'value', dir: 'ltr', list: 'known', value: claim[slot].map(({ id }) => id).filter(Boolean).join(' ') }), el('datalist', { id: 'known' }, known.map((id) => el('option', { value: id }))));
}

function correcting(claim, record, act) {
  const field = el('span.value', {}, editor('type', claim, record));
  const choose = ({ target }) => field.replaceChildren(editor(target.value, claim, record));
  return el('div.correction', {},
    el('select', { id: 'slot', 'aria-label': t('review.slot'), onchange: choose }, ['type', 'modality', ...LISTS].map((slot) => el('option', { value: slot }, t(`slot.${slot}`)))),
    field, el('button.act', { type: 'button', onclick: () => act.decide('correct') }, t('review.save')));
}

function buttons(claim, act) {
  const offered = Object.keys(KEYS).filter((name) => may(RIGHTS[name] ?? 'review') && (name !== 'publish' || claim.status === 'reviewed'));
  return el('div.acts', {}, offered.map((name) =>
    el(`button.act.${name}`, { type: 'button', title: t(`act.help.${name}`), 'aria-keyshortcuts': KEYS[name], onclick: () => act.decide(name) }, t(`act.${name}`), el('kbd', {}, KEYS[name]))));
}

function told({ history }) {
  if (!history.length) return el('p.note', {}, t('review.no-history'));
  return el('ol.history', {}, history.map(({ recorded, review }) =>
    el('li', {}, el('strong', {}, t(`act.${review.act}`)), ` ${review.slot ? t(`slot.${review.slot}`) : ''} `, el('bdi', {}, review.author), el('time', { datetime: recorded }, ` ${recorded.slice(0, 16).replace('T', ' ')}`), el('p', { dir: 'auto' }, review.reason))));
}

/** The form below a claim: who decides what, and why; and what was decided before. */
export function reviewForm(claim, state, record, act) {
  const { review } = state;
  const field = (name, label) => el('label', {}, label, el('input', { id: `review-${name}`, value: review[name], dir: 'auto', autocomplete: 'off', oninput: ({ target }) => { review[name] = target.value; } }));
  return el('section.review', { 'aria-label': t('view.review') },
    el('p', {}, el(`span.badge.status-${claim.status}`, {}, t(`status.${claim.status}`)), claim.reviewer && el('bdi', {}, ` ${claim.reviewer}`)),
    review.problem && el('p.problem', { role: 'alert', dir: 'auto' }, review.problem),
    review.done && el('p.done', { role: 'status' }, review.done),
    ownName ? el('p.signed', {}, t('review.author'), ': ', el('bdi', {}, ownName)) : field('author', t('review.author')), field('reason', t('review.reason')),
    buttons(claim, act), review.correcting && correcting(claim, record, act),
    el('h3', {}, t('review.history')), told(review));
}

function waitingCard({ claim, doubts }, state, record, act) {
  const { ticked } = state.review;
  const tick = el('input', { type: 'checkbox', checked: ticked.has(claim.id), 'aria-label': t('review.tick'), onchange: () => act.tick(claim.id) });
  return el('div.waiting', {}, tick, el('div', {},
    claimCard(claim, record, { selected: state.claim === claim.id, onopen: act.openWaiting }),
    el('p.doubts', {}, doubts.map((doubt) => t(`doubt.${doubt}`)).join(t('comma')))));
}

/** Draws the queue. */
export function drawQueue(state, record, act) {
  const { waiting, queue } = state.review;
  const keys = Object.entries({ ...MOVES, ...KEYS }).map(([name, key]) => el('span', {}, el('kbd', {}, key), ` ${t(name in KEYS ? `act.${name}` : `review.${name}`)}`));
  document.getElementById('side-body').replaceChildren(
    el('div.rows', { id: 'rows' },
      el('p.note', {}, t('review.waiting', { n: number(waiting) })),
      el('details.keys', {}, el('summary', {}, t('review.keys')), keys),
      queue.map((one) => waitingCard(one, state, record, act)),
      queue.length === 0 && el('p.none', {}, t('review.none'))));
}

/** What a key means here: an act, a move, or nothing. */
export function keyed(key) {
  const named = (keys) => Object.keys(keys).find((name) => keys[name] === key);
  return named(KEYS) ?? named(MOVES) ?? null;
}

export const isAct = (name) => name in KEYS;
