/** Swatches, badges and the legend: the same marks that the map draws. */
import { el } from './dom.js';
import { EVENT_GROUPS, eventMark } from './map/signs.js';
import { dataUrl, fillKey } from './map/textures.js';
import { nameOf, number, t } from './words.js';

/** A holder's colour and texture as a little square. */
export function swatch(area, actors) {
  return el('span.swatch', { 'aria-hidden': 'true', style: { 'background-image': `url("${dataUrl(fillKey(area), actors)}")` } });
}

/** What is out of the ordinary about an area. */
export function areaBadges(area) {
  const marks = [];
  if (area.status === 'contested' || area.status === 'disputed') marks.push(area.status);
  if (area.access === 'besieged' || area.access === 'hard-to-reach') marks.push(area.access);
  const badges = marks.map((mark) => el(`span.badge.${mark}`, {}, t(mark in { contested: 1, disputed: 1 } ? `status.${mark}` : `access.${mark}`)));
  if (area.isolated) badges.push(el('span.badge.isolated', {}, t('isolated')));
  return el('span.badges', {}, badges);
}

function key(symbol, words) {
  return el('li', {}, symbol, el('span', {}, words));
}

/** Where the reader brings outlines of their own, and what was amiss with them. */
function outlinesForm({ count, problem }, act) {
  return el('div.outlines', {},
    el('label', {}, t('outlines.bring'), ' ', el('span.choose', {}, t('outlines.choose')), el('input', { type: 'file', id: 'outlines', accept: '.geojson,.json,application/geo+json', onchange: ({ target }) => target.files[0] && act.bringOutlines(target.files[0]) })),
    problem && el('p.problem', { role: 'alert', dir: 'auto' }, problem),
    count > 0 && el('p', { role: 'status' }, t('outlines.shown', { n: number(count) }), ' ', el('button.text', { type: 'button', onclick: () => act.bringOutlines(null) }, t('outlines.away'))));
}

/** Whether the map marks what happened on the last days, and what its marks say. */
function eventsKey(shown, act) {
  const marks = EVENT_GROUPS.map((group) => key(el('img.event-mark', { src: eventMark(group), alt: '' }), t(`group.${group}`)));
  return [
    el('label.events', {}, el('input', { type: 'checkbox', id: 'show-events', checked: shown, onchange: ({ target }) => act.showEvents(target.checked) }), ' ', t('legend.events')),
    shown && el('ul.legend-events', {}, marks),
  ];
}

/** Holders that the legend names: those of most areas. */
const MOST_HOLDERS = 12;

/** Whoever holds or fights for an area, those of most areas first. */
function holdersOf({ areas }) {
  const counts = new Map();
  for (const area of areas) {
    for (const id of new Set([area.holder, ...(area.holders ?? [])].filter(Boolean))) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([id]) => id);
}

/** The legend of what is on the map now. */
export function drawLegend(situation, actors, { outlines, events }, act) {
  const ids = holdersOf(situation);
  const holders = ids.slice(0, MOST_HOLDERS).map((id) => key(swatch({ status: 'held', holder: id }, actors), actors[id] ? nameOf(actors[id]) : id));
  if (situation.areas.some((area) => area.status === 'unknown')) holders.push(key(swatch({ status: 'unknown' }, actors), t('status.unknown')));
  if (ids.length > MOST_HOLDERS) holders.push(el('li', {}, t('legend.others', { n: number(ids.length - MOST_HOLDERS) })));
  const pair = ids.length > 1 ? ids.slice(0, 2) : [ids[0], null];
  const marks = [
    key(swatch({ status: 'contested', holders: pair }, actors), t('legend.contested')),
    key(swatch({ status: 'disputed', holders: pair }, actors), t('legend.disputed')),
    ...['besieged', 'hard-to-reach', 'isolated'].map((mark) => key(el(`span.ring.${mark}`, { 'aria-hidden': 'true' }), t(`legend.${mark}`))),
  ];
  const routes = ['open', 'contested', 'cut'].map((state) => key(el(`span.route-swatch.${state}`, { 'aria-hidden': 'true' }), t(`state.${state}`)));
  document.getElementById('legend').replaceChildren(
    el('summary', {}, t('legend')),
    el('div.legend-body', {},
      el('ul', {}, holders), el('ul', {}, marks), el('ul.legend-routes', {}, routes), ...eventsKey(events, act),
      el('p', {}, t('legend.note')), outlinesForm(outlines, act)));
}
