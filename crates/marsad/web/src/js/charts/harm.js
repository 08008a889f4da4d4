/** Harm by week and alleged perpetrator: at least so many, up to so many, and never a nought for what nobody counted. */
import { el } from '../dom.js';
import { day, nameOf, number, range, short, t } from '../words.js';
import { drawBars, pattern } from './canvas.js';
import { choice, frame, legendItem, opener, table } from './frame.js';

export const SORTS = ['killed', 'injured', 'casualties', 'detained', 'abducted', 'displaced'];
/** Parties with bars of their own; those of whom less is said stand together. */
const OWN = 6;
const OTHERS = 'others';
const WEEK = 7 * 86_400_000;

const sum = (a, b) => (a === null ? b : b === null ? a : a + b);
const both = (a, b) => (a === null || b === null ? null : a + b);

/** A row for each week and group of parties, those beyond the first few together. */
function grouped(rows) {
  const weight = new Map();
  for (const { by, min, evidence } of rows) weight.set(by.join('|'), (weight.get(by.join('|')) ?? 0) + (min ?? 0) + evidence.length / 1000);
  const ranked = [...weight.keys()].sort((a, b) => weight.get(b) - weight.get(a));
  const own = ranked.length > OWN + 1 ? ranked.slice(0, OWN) : ranked;
  const merged = new Map();
  for (const row of rows) {
    const group = own.includes(row.by.join('|')) ? row.by.join('|') : OTHERS;
    const before = merged.get(`${row.week} ${group}`);
    const added = before ? { ...before, min: sum(before.min, row.min), max: both(before.max, row.max), sources: before.sources + row.sources, evidence: [...before.evidence, ...row.evidence] } : { ...row, group };
    merged.set(`${row.week} ${group}`, added);
  }
  return { groups: ranked.length > own.length ? [...own, OTHERS] : own, rows: [...merged.values()] };
}

/** Every Monday from the first to the last. */
function mondays(rows) {
  const told = rows.map(({ week }) => Date.parse(week)).sort((a, b) => a - b);
  const weeks = [];
  for (let at = told[0]; at <= told.at(-1); at += WEEK) weeks.push(new Date(at).toISOString().slice(0, 10));
  return weeks;
}

const signOf = ({ min, max }) => (min === null && max === null ? '?' : max === null ? '\u2191' : null);

/** Two bars on each other for a group: what is certain in its texture, what it may be at most paler. */
function bars(group, weeks, cells, paint, actors) {
  const of = (value) => weeks.map((week) => { const row = cells.get(`${week} ${group}`); return row ? value(row) : null; });
  const colour = actors[group.split('|')[0]]?.colour ?? '#5b6472';
  return [
    { stack: group, skipNull: true, minBarLength: 2, maxBarThickness: 34, categoryPercentage: 0.92, data: of(({ min }) => min ?? 0), signs: of(signOf), backgroundColor: pattern(paint, actors), borderColor: colour, borderWidth: 1.5 },
    { stack: group, skipNull: true, maxBarThickness: 34, categoryPercentage: 0.92, data: of(({ min, max }) => (max === null ? 0 : max - (min ?? 0))), backgroundColor: `${colour}2b`, borderColor: colour, borderWidth: 1, borderSkipped: false },
  ];
}

/** The chart of a sort of harm; `said` is what the server says. */
export function harmChart(said, chosen, record, act) {
  const fighters = chosen.who === 'fighters';
  const told = said.weeks.filter((row) => row.type === chosen.harm && row.fighters === fighters);
  const { groups, rows } = grouped(told.filter(({ week }) => week));
  const actors = { ...record.actors, [OTHERS]: { colour: '#5b6472', texture: 'level' } };
  const name = (group) => (group === OTHERS ? t('charts.others') : group ? group.split('|').map((id) => (record.actors[id] ? nameOf(record.actors[id]) : id)).join(' + ') : t('charts.nobody'));
  const paint = (group) => (!group ? 'unknown' : group.includes('|') ? `contested|${group}` : `held|${group}`);
  const title = t('charts.harm', { what: t(`harm.${chosen.harm}`) });
  const weeks = rows.length ? mondays(rows) : [];
  const cells = new Map(rows.map((row) => [`${row.week} ${row.group}`, row]));
  const say = (row) => `${name(row.group ?? row.by.join('|'))}: ${range(row)}`;
  const open = (row) => act.openClaims({ title: `${t(`harm.${chosen.harm}`)} \u00b7 ${row.week ? day(row.week) : t('undated')}`, note: say(row), ids: row.evidence });
  const line = (row) => [row.week ? day(row.week) : t('undated'), el('bdi', {}, name(row.by.join('|'))), range(row), number(row.sources),
    opener(number(row.evidence.length), t('charts.open', { n: number(row.evidence.length), what: short(say(row), 80) }), () => open(row))];
  const [node, canvas] = frame('harm', {
    title, note: t('charts.harm-note'), empty: told.length === 0, fits: weeks.length * 16,
    choices: [
      choice('harm-sort', t('charts.sort'), SORTS.map((sort) => [sort, t(`harm.${sort}`)]), chosen.harm, (harm) => act.chooseChart({ harm })),
      choice('harm-who', t('charts.who'), ['people', 'fighters'].map((who) => [who, t(`charts.${who}`)]), chosen.who, (who) => act.chooseChart({ who })),
    ],
    legend: groups.map((group) => legendItem(paint(group), actors, name(group))),
    data: table(title, ['charts.week', 'charts.by', 'charts.how-many', 'charts.sources-n', 'charts.claims'].map((key) => t(key)), told.toReversed().map(line)),
  });
  const at = (dataset, index) => cells.get(`${weeks[index]} ${groups[dataset >> 1]}`);
  const draw = () => weeks.length && drawBars(canvas, {
    across: weeks.map((week) => day(week, { day: 'numeric', month: 'short', year: '2-digit' })), unit: t('charts.number'),
    datasets: groups.flatMap((group) => bars(group, weeks, cells, paint(group), actors)),
    tell: (dataset, index) => (at(dataset, index) ? short(say(at(dataset, index)), 80) : ''),
    onchoose: (dataset, index) => at(dataset, index) && open(at(dataset, index)),
  });
  return { node, draw };
}
