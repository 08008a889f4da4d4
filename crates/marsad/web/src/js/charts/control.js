/** Who held what share of areas, and how many people were in them, over time. */
import { el } from '../dom.js';
import { day, nameOf, number, percent, range, short, t } from '../words.js';
import { drawBars, pattern } from './canvas.js';
import { choice, frame, legendItem, opener, table } from './frame.js';

const ORDER = { held: 0, contested: 1, disputed: 2, unknown: 3 };
const keyOf = ({ status, holder }) => (status === 'held' ? `held|${holder}` : status);

/** The texture of a share: contested and disputed areas have many sides, so both bear the colours of none. */
const paintOf = (key) => (key === 'contested' || key === 'disputed' ? `${key}|any|paper` : key);

/** Shares in the order in which they are stacked: holders by what they ever held, then what nobody holds alone. */
function ranked(days) {
  const most = new Map();
  for (const { areas, shares } of days) {
    for (const share of shares) most.set(keyOf(share), Math.max(most.get(keyOf(share)) ?? 0, share.areas / areas));
  }
  return [...most.keys()].sort((a, b) => ORDER[a.split('|')[0]] - ORDER[b.split('|')[0]] || most.get(b) - most.get(a));
}

/** The people of a share: at least, and up to. */
function people(keys, days, cell, actors) {
  return keys.flatMap((key) => {
    const colour = actors[key.split('|')[1]]?.colour ?? '#5b6472';
    const of = (value) => days.map(({ on }) => { const share = cell(on, key); return share?.counted ? value(share) : null; });
    return [
      { stack: key, skipNull: true, data: of(({ min }) => min ?? 0), signs: of(({ min, max }) => (max === null ? (min === null ? '?' : '\u2191') : null)), backgroundColor: pattern(paintOf(key), actors), borderColor: colour, borderWidth: 1 },
      { stack: key, skipNull: true, data: of(({ min, max }) => (max === null ? 0 : max - (min ?? 0))), backgroundColor: `${colour}2b`, borderColor: colour, borderWidth: 1 },
    ];
  });
}

/** The shares of areas, all together a hundred per cent. */
function shares(keys, days, cell, actors) {
  return keys.map((key) => ({
    stack: 'areas', categoryPercentage: 1, barPercentage: 0.94,
    data: days.map(({ on, areas }) => (areas ? (100 * (cell(on, key)?.areas ?? 0)) / areas : null)),
    backgroundColor: pattern(paintOf(key), actors), borderColor: actors[key.split('|')[1]]?.colour ?? '#5b6472', borderWidth: 1,
  }));
}

/** The areas of a day's picture that make up a share. */
export function areasOf({ areas }, key, places) {
  const wholes = new Set();
  for (const { id } of areas) for (let up = places.get(id)?.parent; up && !wholes.has(up); up = places.get(up)?.parent) wholes.add(up);
  return areas.filter((area) => keyOf(area) === key && !wholes.has(area.id));
}

/** The chart; `said` is what the server says. */
export function controlChart(said, chosen, record, act) {
  const days = said.days.filter(({ areas }) => areas > 0);
  const keys = ranked(days);
  const byPeople = chosen.measure === 'people';
  const cells = new Map(days.flatMap(({ on, shares: all }) => all.map((share) => [`${on} ${keyOf(share)}`, share])));
  const cell = (on, key) => cells.get(`${on} ${key}`);
  const name = (key) => { const [status, id] = key.split('|'); return status === 'held' ? (record.actors[id] ? nameOf(record.actors[id]) : id) : t(`status.${status}`); };
  const title = t('charts.control');
  const inhabitants = (share) => (share.counted ? t('charts.people-in', { range: range(share), n: number(share.counted), all: number(share.areas) }) : t('unknown-number'));
  const say = ({ areas }, share, key) => `${name(key)}: ${byPeople ? inhabitants(share) : t('charts.share', { share: percent(share.areas / areas), n: number(share.areas) })}`;
  const open = ({ on }, key) => act.openHeld(on, key, name(key));
  const line = (whole, share) => [day(whole.on), el('bdi', {}, name(keyOf(share))), percent(share.areas / whole.areas), inhabitants(share),
    opener(number(share.areas), t('charts.open-areas', { n: number(share.areas), what: short(name(keyOf(share)), 60), day: day(whole.on) }), () => open(whole, keyOf(share)))];
  const [node, canvas] = frame('control', {
    title, note: t('charts.control-note'), empty: days.length === 0, fits: byPeople ? days.length * 14 : 0,
    choices: [choice('control-measure', t('charts.measure'), ['areas', 'people'].map((one) => [one, t(`charts.by-${one}`)]), chosen.measure, (measure) => act.chooseChart({ measure }))],
    legend: keys.map((key) => legendItem(paintOf(key), record.actors, name(key))),
    data: table(title, ['charts.day', 'charts.holder', 'charts.of-areas', 'charts.of-people', 'tab.areas'].map((key) => t(key)), days.toReversed().flatMap((whole) => whole.shares.map((share) => line(whole, share)))),
  });
  const keyAt = (dataset) => keys[byPeople ? dataset >> 1 : dataset];
  const found = (dataset, index) => cell(days[index].on, keyAt(dataset));
  const draw = () => days.length && drawBars(canvas, {
    across: days.map(({ on }) => day(on, { day: 'numeric', month: 'short', year: '2-digit' })),
    unit: t(byPeople ? 'population' : 'charts.percent'), most: byPeople ? undefined : 100,
    datasets: byPeople ? people(keys, days, cell, record.actors) : shares(keys, days, cell, record.actors),
    tell: (dataset, index) => (found(dataset, index) ? short(say(days[index], found(dataset, index), keyAt(dataset)), 90) : ''),
    onchoose: (dataset, index) => found(dataset, index) && open(days[index], keyAt(dataset)),
  });
  return { node, draw };
}
