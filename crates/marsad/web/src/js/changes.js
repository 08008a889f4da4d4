/** What changed between another day and the one shown: who gained and lost what, who was shut in, which ways opened. */
import { el } from './dom.js';
import { swatch } from './marks.js';
import { day, nameOf, number, t } from './words.js';

const DAY = 86_400_000;

/** The day so many days before another. */
export const daysBefore = (iso, count) => new Date(Date.parse(`${iso}T00:00:00Z`) - count * DAY).toISOString().slice(0, 10);

function said({ state, by = [] }, aspect, record) {
  const word = aspect === 'control' ? `status.${state}` : aspect === 'access' ? `access.${state}` : aspect === 'route' ? `state.${state}` : state ? 'isolated' : 'not-isolated';
  const parties = by.map((id) => el('span.party', {}, aspect === 'control' && swatch({ status: 'held', holder: id }, record.actors), record.actors[id] ? nameOf(record.actors[id]) : id));
  return el('span.standing', {}, (state !== 'held' || !by.length) && t(word), parties);
}

function row(change, record, act) {
  const open = () => (change.aspect === 'route' ? act.openRoute(change.id) : act.openArea(change.id));
  return el('button.change', { type: 'button', 'data-change': change.id, onclick: open },
    el('strong', {}, nameOf(change)), el('small', {}, t(`aspect.${change.aspect}`)),
    el('span.before', {}, said(change.before, change.aspect, record)), el('span.arrow', { 'aria-hidden': 'true' }), el('span.after', {}, said(change.after, change.aspect, record)));
}

/** The day compared with, and a row for each change since. */
export function changeRows(state, record, act) {
  const choose = el('label.than', {}, t('changes.since'), el('input', { type: 'date', id: 'than', value: state.than, max: state.on, onchange: ({ target }) => act.compareWith(target.value) }));
  const all = state.changes ?? [];
  const rows = all.slice(0, state.listed).map((change) => row(change, record, act));
  if (all.length > rows.length) rows.push(el('button.more', { type: 'button', onclick: act.listMore }, t('more.rest', { n: number(all.length - rows.length) })));
  return [choose, el('p.note', {}, t('changes.to', { day: day(state.on) })), ...(rows.length ? rows : [el('p.none', {}, t('changes.none'))])];
}
