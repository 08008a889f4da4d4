/** The time bar: how much was reported on each day, and the day shown. */
import { el } from './dom.js';
import { day, t } from './words.js';

const DAY = 86_400_000;
const toDay = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
const toIso = (value) => new Date(value * DAY).toISOString().slice(0, 10);

/** How many claims each day's reports make, as shares of the fullest day. */
function bars(record, first, last) {
  const most = Math.max(1, ...record.tally.map(({ facts, rest }) => facts + rest));
  const span = Math.max(1, last - first);
  return record.tally.map(({ on: iso, facts, rest }) =>
    el('span.day-bar', { style: { 'inset-inline-start': `${((toDay(iso) - first) / span) * 100}%` } },
      el('i.rest', { style: { height: `${(rest / most) * 100}%` } }), el('i.facts', { style: { height: `${(facts / most) * 100}%` } })));
}

function months(first, last) {
  const marks = [];
  for (let at = first; at <= last; at += 1) {
    const iso = toIso(at);
    if (iso.endsWith('-01')) marks.push(el('span.month', { style: { 'inset-inline-start': `${((at - first) / Math.max(1, last - first)) * 100}%` } }, day(iso, { month: 'short', year: iso.slice(5, 7) === '01' ? 'numeric' : undefined })));
  }
  const keep = Math.max(1, Math.ceil(marks.length / 14));
  return marks.filter((_, index) => index % keep === 0);
}

/** The report day before (-1) or after (1) the one shown. */
export function neighbour(days, on, step) {
  return step > 0 ? days.find((iso) => iso > on) : days.findLast((iso) => iso < on);
}

/** Draws the bar. */
export function drawTime(state, record, act) {
  const { days } = record;
  if (!days.length) return document.getElementById('time').replaceChildren();
  const [first, last] = [toDay(days[0]) - 1, Math.max(toDay(days.at(-1)), toDay(state.on)) + 1];
  const step = (label, way, sign) => el(`button.step.${sign}`, { type: 'button', 'aria-label': t(label), title: t(label), disabled: !neighbour(days, state.on, way), onclick: () => act.step(way) });
  const slider = el('input', { type: 'range', min: first, max: last, value: toDay(state.on), 'aria-label': t('on'), 'aria-valuetext': day(state.on), oninput: (event) => act.slide(toIso(Number(event.target.value))) });
  const label = t(state.playing ? 'pause' : 'play');
  document.getElementById('time').replaceChildren(
    el('div.time-head', {},
      step('earlier', -1, 'earlier'),
      el(`button.play${state.playing ? '.on' : ''}`, { type: 'button', 'aria-label': label, title: label, onclick: act.play }),
      step('later', 1, 'later'),
      el('p.shown', {}, el('small', {}, t('on')), el('strong', { id: 'shown-day' }, day(state.on))),
      el('label.known', { title: t('as-known-help') }, el('input', { type: 'checkbox', checked: state.asKnown, onchange: (event) => act.setAsKnown(event.target.checked) }), t('as-known'))),
    el('div.track', {}, el('div.bars', { 'aria-hidden': 'true' }, bars(record, first, last), months(first, last)), slider));
  return undefined;
}

/** Says the day while the slider moves, without drawing the bar anew under the reader's finger. */
export function sayDay(iso) {
  document.getElementById('shown-day').textContent = day(iso);
}
