/** The view of charts: a stretch of days, and what the record says over it. */
import { daysBefore } from '../changes.js';
import { el } from '../dom.js';
import { get } from '../record.js';
import { t } from '../words.js';
import { controlChart } from './control.js';
import { harmChart, SORTS } from './harm.js';
import { sourcesChart } from './sources.js';

const YEAR = 364;
const ISO = /^\d{4}-\d{2}-\d{2}$/;

/** What is asked of the charts, as the address has it. */
export function askedOfCharts(words) {
  const one = (name, among) => (among.includes(words.get(name)) ? words.get(name) : among[0]);
  const date = (name) => (ISO.test(words.get(name) ?? '') ? words.get(name) : null);
  return { from: date('from'), to: date('to'), harm: one('harm', SORTS), who: one('who', ['people', 'fighters']), measure: one('measure', ['areas', 'people']), said: null, period: null };
}

/** The same for the address. */
export const chartsInAddress = ({ from, to, harm, who, measure }) => Object.entries({ from, to, harm, who, measure }).filter(([, value]) => value);

/** Reads the figures of the period, unless they are here already; of the last year told of where none is given. */
export async function readCharts(charts, days) {
  charts.to ??= days.at(-1) ?? null;
  charts.from ??= charts.to && [days[0], daysBefore(charts.to, YEAR)].sort().at(-1);
  if (!charts.from || charts.period === `${charts.from} ${charts.to}`) return;
  const period = { from: charts.from, to: charts.to };
  const [harm, control, sources] = await Promise.all(['api/harm', 'api/control', 'api/sources'].map((path) => get(path, period)));
  Object.assign(charts, { said: { harm, control, sources }, period: `${charts.from} ${charts.to}` });
}

function periodForm({ from, to }, act) {
  const field = (name, value, bounds) => el('label', {}, t(`charts.${name}`), el('input', { type: 'date', id: `charts-${name}`, value, ...bounds, onchange: ({ target }) => target.value && act.chooseChart({ [name]: target.value }) }));
  return el('form.period', { onsubmit: (event) => event.preventDefault() }, field('from', from, { max: to }), field('to', to, { min: from }));
}

/** Draws the charts into the stage. */
export function drawCharts(state, record, act) {
  const { charts } = state;
  const stage = document.getElementById('charts');
  if (!charts.said) return stage.replaceChildren(el('p.none', {}, t('none-on-day')));
  const { harm, control, sources } = charts.said;
  const drawn = [controlChart(control, charts, record, act), harmChart(harm, charts, record, act), sourcesChart(sources, { from: charts.from, to: charts.to }, act)];
  const scrolled = stage.scrollTop;
  stage.replaceChildren(periodForm(charts, act), ...drawn.map(({ node }) => node));
  stage.scrollTop = scrolled;
  return Promise.all(drawn.map(({ draw }) => draw()));
}
