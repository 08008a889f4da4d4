/** A sheaf of claims: those behind a bar, a handful at a time, or the areas behind one. */
import { evidence } from './claims.js';
import { el } from './dom.js';
import { areaBadges, swatch } from './marks.js';
import { head } from './panel.js';
import { get } from './record.js';
import { day, nameOf, number, otherName, t } from './words.js';

/** Claims read at a time. */
const HANDFUL = 40;

/** A sheaf of claims by their ids, or of those that a question to the server finds; the first handful is read at once. */
export async function claimsSheaf({ title, note, ids = null, query = null }) {
  const sheaf = { title, note, ids, query, claims: [], areas: null, ended: false };
  await readOn(sheaf);
  return sheaf;
}

/** Reads the next handful. */
export async function readOn(sheaf) {
  const { ids, claims, query } = sheaf;
  const next = ids
    ? await get('api/claims', { ids: ids.slice(claims.length, claims.length + HANDFUL).join(',') })
    : await get('api/claims', { ...query, limit: HANDFUL, after: claims.at(-1)?.id });
  claims.push(...next);
  sheaf.ended = next.length < HANDFUL || (ids !== null && claims.length >= ids.length);
}

/** The areas that a share of a day's picture is made of. */
export function areasSheaf({ title, on, areas }) {
  return { title, note: day(on), areas };
}

function rowOf(area, record, act) {
  return el('button.row', { type: 'button', 'data-area': area.id, onclick: () => act.openArea(area.id) },
    swatch(area, record.actors), el('span.row-names', {}, el('strong', {}, nameOf(area)), el('small', {}, otherName(area))), areaBadges(area));
}

/** The sheaf as the panel shows it. */
export function sheafPanel(sheaf, record, act) {
  if (sheaf.areas) {
    return [head(sheaf.title, sheaf.note, act), el('p.note', {}, t('charts.held-n', { n: number(sheaf.areas.length) })), ...sheaf.areas.map((area) => rowOf(area, record, act))];
  }
  return [
    head(sheaf.title, sheaf.note, act),
    el('section.why', {}, sheaf.claims.map((claim) => evidence(claim, record, { onReport: act.openReport })), sheaf.claims.length === 0 && el('p.none', {}, t('none'))),
    !sheaf.ended && el('button.more', { type: 'button', onclick: act.readOn }, t('more', { n: number(HANDFUL) })),
  ];
}
