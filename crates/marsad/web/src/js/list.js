/** The list beside the map: claims, areas and routes, filtered. */
import { changeRows } from './changes.js';
import { claimCard, GROUPS, MODALITIES } from './claims.js';
import { el } from './dom.js';
import { swatch, areaBadges } from './marks.js';
import { day, language, nameOf, number, otherName, t } from './words.js';

/** Rows shown at a time: a document of thousands is slow to lay out, and nobody reads them all. */
export const PAGE = 120;

/** Folds what Arabic spelling leaves open, so that a search finds a word however it is written. */
const fold = (text) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u064b-\u065f\u0670\u0640]|\p{M}/gu, '')
    .replace(/[\u0622\u0623\u0625\u0671]/g, '\u0627')
    .replace(/\u0649/g, '\u064a')
    .replace(/\u0629/g, '\u0647');

/** Whether a claim passes the filters. */
export function passes(claim, { words, type, modalities }) {
  if (type && claim.type !== type && !GROUPS[type]?.includes(claim.type)) return false;
  if (modalities.size && !modalities.has(claim.modality)) return false;
  if (!words) return true;
  const text = fold([claim.quote.text, claim.report.outlet, claim.report.title, ...claim.places.map((p) => p.name_en)].join(' '));
  return fold(words).split(/\s+/).every((word) => text.includes(word));
}

function filters(state, act) {
  const types = Object.entries(GROUPS).map(([group, names]) =>
    el('optgroup', { label: t(`group.${group}`) }, [group, ...names].map((name) =>
      el('option', { value: name, selected: state.filter.type === name }, name === group ? `${t(`group.${group}`)} …` : t(`type.${name}`)))));
  const chips = MODALITIES.map((modality) =>
    el(`button.chip.${modality}`, { type: 'button', 'aria-pressed': String(state.filter.modalities.has(modality)), onclick: () => act.toggleModality(modality) }, t(`modality.${modality}`)));
  return el('div.filters', {},
    el('input', { type: 'search', value: state.filter.words, placeholder: t('search'), 'aria-label': t('search'), oninput: (event) => act.search(event.target.value) }),
    el('select', { 'aria-label': t('all-types'), onchange: (event) => act.chooseType(event.target.value) }, el('option', { value: '' }, t('all-types')), types),
    el('div.chips', {}, chips));
}

function claimRows(state, record, act) {
  const seen = record.claims.filter((claim) => (claim.report.date ?? '') <= state.on && passes(claim, state.filter));
  if (!record.claims.length && !record.ended) return [el('p.none', {}, t('reading'))];
  const newest = seen.sort((a, b) => (b.report.date ?? '').localeCompare(a.report.date ?? '') || a.report.id.localeCompare(b.report.id) || a.start - b.start);
  const rows = [];
  let last = null;
  for (const claim of newest.slice(0, state.shown)) {
    if (claim.report.date !== last) rows.push(el('h3.day', {}, day((last = claim.report.date))));
    rows.push(claimCard(claim, record, { selected: state.claim === claim.id, onopen: act.openClaim }));
  }
  const left = newest.length - state.shown;
  if (left <= 0 && !record.ended) rows.push(el('button.more', { type: 'button', onclick: act.readOlder }, t('claims.older')));
  if (left > 0) rows.push(el('button.more', { type: 'button', onclick: () => act.showMore(PAGE) }, t('more', { n: number(Math.min(left, PAGE)) })));
  return rows.length ? rows : [el('p.none', {}, t('none'))];
}

function areaRow(area, state, record, act) {
  return el('button.row', { type: 'button', 'data-area': area.id, 'aria-pressed': String(state.area === area.id), onclick: () => act.openArea(area.id) },
    swatch(area, record.actors),
    el('span.row-names', {}, el('strong', {}, nameOf(area)), el('small', {}, otherName(area))),
    areaBadges(area));
}

function routeRow(route, state, act) {
  return el('button.row', { type: 'button', 'data-route': route.id, 'aria-pressed': String(state.route === route.id), onclick: () => act.openRoute(route.id) },
    el(`span.route-swatch.${route.state}`),
    el('span.row-names', {}, el('strong', {}, nameOf(route)), el('small', {}, otherName(route))),
    el(`span.badge.route-${route.state}`, {}, t(`state.${route.state}`)));
}

const order = { besieged: 0, 'hard-to-reach': 1, unknown: 2, open: 3 };

/** Areas by what is worst, then by name. */
function ordered(areas) {
  const inOrder = new Intl.Collator(language());
  return [...areas].sort((a, b) => order[a.access] - order[b.access] || Number(b.isolated) - Number(a.isolated) || inOrder.compare(nameOf(a), nameOf(b)));
}

/** Areas or routes whose names hold every word that is looked for. */
function named(all, words) {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  if (!wanted.length) return all;
  return all.filter((one) => {
    const names = fold(`${one.name_ar} ${one.name_en}`);
    return wanted.every((word) => names.includes(word));
  });
}

function listedRows(state, record, act) {
  const { areas, routes } = state.picture.situation;
  const isAreas = state.tab === 'areas';
  const found = named(isAreas ? ordered(areas) : routes, state.find);
  const rows = found.slice(0, state.listed).map((one) => (isAreas ? areaRow(one, state, record, act) : routeRow(one, state, act)));
  const left = found.length - rows.length;
  if (left > 0) rows.push(el('button.more', { type: 'button', onclick: act.listMore }, t('more.rest', { n: number(left) })));
  return rows.length ? rows : [el('p.none', {}, t(state.find ? 'none' : 'none-on-day'))];
}

/** The rows of the chosen tab. */
export function rows(state, record, act) {
  if (state.tab === 'claims') return claimRows(state, record, act);
  if (state.tab === 'changes') return changeRows(state, record, act);
  return listedRows(state, record, act);
}

/** A box to look for names in, where the list is longer than one page of it. */
function finder(state, act) {
  if (!['areas', 'routes'].includes(state.tab) || state.picture.situation[state.tab].length <= PAGE) return null;
  return el('div.filters', {}, el('input', { type: 'search', id: 'find', value: state.find, placeholder: t('find'), 'aria-label': t('find'), oninput: ({ target }) => act.find(target.value) }));
}

/** Draws the tabs, the filters (for claims) and the list. */
export function drawSide(state, record, act) {
  const counts = { areas: state.picture.situation.areas.length, routes: state.picture.situation.routes.length };
  document.getElementById('tabs').replaceChildren(...['claims', 'areas', 'routes', 'changes'].map((tab) =>
    el('button', { type: 'button', role: 'tab', id: `tab-${tab}`, 'aria-selected': String(state.tab === tab), onclick: () => act.chooseTab(tab) },
      t(`tab.${tab}`), tab in counts && el('span.count', {}, number(counts[tab])))));
  document.getElementById('side-body').replaceChildren(
    ...[
      state.tab === 'claims' ? filters(state, act) : finder(state, act),
      el('div.rows', { id: 'rows' }, rows(state, record, act)),
    ].filter(Boolean));
}

/** Draws the list again and leaves the filters, and so the caret in the search box, alone. */
export function drawRows(state, record, act) {
  document.getElementById('rows').replaceChildren(...rows(state, record, act));
}
