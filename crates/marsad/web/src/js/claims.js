/** What a claim looks like in a list and in full. */
import { el, webAddress } from './dom.js';
import { slotSpans, stretches } from './passage.js';
import { day, language, nameOf, t } from './words.js';

/** The ontology's groups, in its order. */
export const GROUPS = {
  fighting: ['assault', 'air_strike', 'shelling', 'bombing', 'chemical_attack'],
  territory: ['capture', 'advance', 'withdrawal', 'reinforcement'],
  lines: ['encircle', 'break_siege', 'cut_route', 'open_route', 'isolate'],
  deprivation: ['block_goods', 'deny_exit', 'aid_delivery', 'destruction'],
  people: ['killing', 'arrest', 'abduction', 'forced_recruitment', 'forced_labour', 'ill_treatment', 'displacement', 'evacuation', 'return', 'casualties'],
  dealings: ['agreement', 'negotiation', 'threat', 'protest'],
  states: ['controls', 'contested', 'besieged', 'isolated', 'supply_line', 'population', 'hardship'],
};

/** The group of each type. */
export const groupOf = Object.fromEntries(Object.entries(GROUPS).flatMap(([group, types]) => types.map((type) => [type, group])));

export const MODALITIES = ['actual', 'failed', 'intended', 'feared', 'denied'];

/** The most specific name of a claim's place: the gazetteer's in the reader's language, else the report's own words. */
function placeName(place, record) {
  const known = record.places.get(place.id);
  return known ? nameOf(known) : (language() === 'en' && place.name_en) || place.text;
}

function partyNames(parties, record) {
  const names = parties.map(({ id, text }) => (record.actors[id] ? nameOf(record.actors[id]) : text || id));
  return [...new Set(names)].join(t('comma'));
}

export function typeBadge(claim) {
  return el(`span.type.${groupOf[claim.type] ?? 'states'}`, {}, t(`type.${claim.type}`));
}

/** A tag on everything that is not said as fact; nothing on what is. */
export function modalityTag(claim) {
  if (claim.modality === 'actual') return null;
  return el(`span.modality.${claim.modality}`, { title: t(`warn.${claim.modality}`) }, t(`modality.${claim.modality}`));
}

/** The sentence in its own language and direction, the claim's words highlighted. */
export function sentence(claim, { start, text } = claim.quote) {
  const spans = slotSpans(claim);
  const pieces = stretches(text, start, spans).map(({ text: words, slots }) =>
    slots.length
      ? el('mark', { 'data-slot': slots.join(' '), title: slots.map((slot) => t(`slot.${slot}`)).join(' · ') }, words)
      : words,
  );
  return el('blockquote.sentence', { dir: 'auto', lang: 'ar' }, pieces);
}

/** Who published it, and when. */
export function provenance(claim, onReport) {
  const { outlet, title, date, id } = claim.report;
  return el(
    'p.provenance',
    {},
    el('time', { datetime: date }, day(date)),
    el('span.outlet', { dir: 'auto' }, outlet ?? title ?? id),
    onReport && el('button.text', { type: 'button', onclick: () => onReport(claim) }, t('whole-report')),
    sourceLink(claim.report),
  );
}

export function sourceLink(report) {
  const href = webAddress(report.url);
  return href && el('a', { href, target: '_blank', rel: 'noopener noreferrer nofollow' }, t('link'));
}

/** Whom and where, in a line. */
export function gist(claim, record) {
  const places = [...new Set(claim.places.map((place) => placeName(place, record)))];
  const actors = partyNames(claim.actors, record);
  const targets = partyNames(claim.targets, record);
  return el(
    'span.gist',
    {},
    actors && el('span.who', {}, actors),
    targets && el('span.whom', {}, el('span.arrow', { 'aria-hidden': 'true' }), targets),
    places.length > 0 && el('span.where', {}, places.join(t('comma'))),
  );
}

/** A claim in the list: a button that opens it. */
export function claimCard(claim, record, { selected, onopen }) {
  const { outlet, title, id } = claim.report;
  return el(
    `button.card.${claim.modality}`,
    { type: 'button', 'aria-pressed': String(selected), 'data-claim': claim.id, onclick: () => onopen(claim) },
    el('span.card-head', {}, typeBadge(claim), modalityTag(claim)),
    gist(claim, record),
    el('span.excerpt', { dir: 'auto', lang: 'ar' }, claim.quote.text),
    el('span.card-foot', { dir: 'auto' }, outlet ?? title ?? id),
  );
}

/** A claim in full, as a piece of evidence. */
export function evidence(claim, record, { onopen, onReport }) {
  return el(
    `article.evidence.${claim.modality}`,
    { 'data-claim': claim.id },
    el('div.card-head', {}, typeBadge(claim), modalityTag(claim), onopen && el('button.text.find', { type: 'button', onclick: () => onopen(claim) }, gist(claim, record))),
    claim.modality !== 'actual' && el('p.warn', {}, t(`warn.${claim.modality}`)),
    sentence(claim),
    provenance(claim, onReport),
  );
}

/** What each colour of the highlights stands for, for the slots this claim fills. */
export function slotKey(claim) {
  const slots = [...new Set(slotSpans(claim).map(([slot]) => slot))];
  return el('p.slot-key', {}, slots.map((slot) => el('mark', { 'data-slot': slot }, t(`slot.${slot}`))));
}
