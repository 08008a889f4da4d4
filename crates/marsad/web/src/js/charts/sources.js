/** Who told how much: reports and claims by outlet. */
import { el } from '../dom.js';
import { day, number, short, t } from '../words.js';
import { drawBars, pattern } from './canvas.js';
import { frame, legendItem, opener, table } from './frame.js';

/** Outlets with bars; the table has all. */
const SHOWN = 20;
const PAINTS = { 'charts.facts': 'facts', 'charts.not-facts': 'rest', 'charts.reports': 'reports' };
const PARTIES = { facts: { colour: '#0d5566', texture: 'plain' }, rest: { colour: '#0d5566', texture: 'rising' }, reports: { colour: '#b4520e', texture: 'upright' } };

/** The chart; `said` is what the server says. */
export function sourcesChart(said, period, act) {
  const all = said.sources;
  const shown = all.slice(0, SHOWN);
  const name = ({ outlet }) => outlet || t('charts.no-outlet');
  const title = t('charts.sources');
  const told = (one) => t('charts.told', { reports: number(one.reports), claims: number(one.claims) });
  const open = (one) => act.openClaims({ title: name(one), note: told(one), query: { outlet: one.outlet ?? '', ...period } });
  const days = ({ first, last }) => (!first ? t('undated') : first === last ? day(first) : `${day(first)} \u2013 ${day(last)}`);
  const line = (one) => [el('bdi', {}, name(one)), number(one.reports), number(one.copies), days(one),
    opener(number(one.claims), t('charts.open', { n: number(one.claims), what: short(name(one), 80) }), () => open(one))];
  const [node, canvas] = frame('sources', {
    title, note: t(all.length > SHOWN ? 'charts.sources-most' : 'charts.sources-note', { n: number(SHOWN), all: number(all.length) }), empty: all.length === 0, tall: 70 + shown.length * 34,
    legend: Object.entries(PAINTS).map(([words, id]) => legendItem(`held|${id}`, PARTIES, t(words))),
    data: table(title, ['charts.outlet', 'charts.reports', 'charts.copies', 'charts.published', 'charts.claims'].map((key) => t(key)), all.map(line)),
  });
  const bar = (stack, id, value) => ({ stack, maxBarThickness: 14, data: shown.map(value), backgroundColor: pattern(`held|${id}`, PARTIES), borderColor: PARTIES[id].colour, borderWidth: 1 });
  const draw = () => shown.length && drawBars(canvas, {
    across: shown.map(name), horizontal: true, unit: t('charts.number'),
    datasets: [bar('claims', 'facts', ({ facts }) => facts), bar('claims', 'rest', ({ claims, facts }) => claims - facts), bar('reports', 'reports', ({ reports }) => reports)],
    tell: (_, index) => told(shown[index]),
    onchoose: (_, index) => open(shown[index]),
  });
  return { node, draw };
}
