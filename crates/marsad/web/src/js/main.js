/** The page: one state, and what the reader can do to it. */
import { changeRows, daysBefore } from './changes.js';
import { areasOf } from './charts/control.js';
import { askedOfCharts, chartsInAddress, drawCharts, readCharts } from './charts/view.js';
import { el } from './dom.js';
import { drawEarlier } from './compare.js';
import { drawRows, drawSide, PAGE } from './list.js';
import { openMap } from './map/view.js';
import { readOutlines } from './map/outlines.js';
import { drawLegend } from './marks.js';
import { drawNav, VIEWS } from './nav.js';
import { areaPanel, claimPanel, reportPanel, routePanel } from './panel.js';
import { drawRead, drawReading, emptyReading } from './read.js';
import { layOut } from './print.js';
import { forgetPictures, needClaims, readChanges, readClaims, readLately, readPicture, readPlaces, readRecord, readReport, readWhy } from './record.js';
import { beside, decide, drawQueue, emptyReview, isAct, keyed, recall, refresh, reviewForm, wanted } from './review.js';
import { drawPerson } from './session.js';
import { areasSheaf, claimsSheaf, readOn, sheafPanel } from './sheaf.js';
import { drawTime, neighbour, sayDay } from './time.js';
import { language, number, speak, t } from './words.js';

const asked = new URLSearchParams(location.hash.slice(1));

const state = {
  view: VIEWS.includes(asked.get('view')) ? asked.get('view') : 'map', reading: emptyReading(), review: emptyReview(),
  charts: askedOfCharts(asked), sheaf: null,
  than: asked.get('than') ?? '', changes: null, before: null, earlier: false,
  outlines: { count: 0, problem: '' }, events: true,
  on: asked.get('on'), asKnown: asked.has('known'), tab: asked.has('than') ? 'changes' : 'claims', shown: PAGE, listed: PAGE, find: '', playing: null,
  area: asked.get('area'), route: null, claim: asked.get('claim'), report: null,
  picture: { situation: { areas: [], routes: [] }, map: { type: 'FeatureCollection', features: [] } },
  filter: { words: '', type: '', modalities: new Set() },
};

const NOTHING = { claims: [], byId: new Map(), actors: {}, places: new Map(), days: [], ended: true };

let record;
let map = null;

const known = () => (state.asKnown ? state.on : null);

/** Keeps the address in step, so that what is on the screen can be sent to somebody else. */
function remember() {
  const words = new URLSearchParams({ lang: language(), on: state.on ?? '' });
  if (state.view !== 'map') words.set('view', state.view);
  if (state.view === 'charts') chartsInAddress(state.charts).forEach(([name, value]) => words.set(name, value));
  if (state.asKnown) words.set('known', '');
  if (comparing() && state.than) words.set('than', state.than);
  if (state.area) words.set('area', state.area);
  if (state.claim) words.set('claim', state.claim);
  history.replaceState(null, '', `#${words}`);
}

/** Whether the page shows what changed between two days. */
const comparing = () => state.view === 'compare' || state.tab === 'changes';

/** The record that the lists show: the one on the server's desk, or the text that was pasted. */
const shownRecord = () => (state.view === 'read' ? (state.reading.record ?? NOTHING) : record);

function panelContent() {
  const claim = shownRecord().byId.get(state.claim);
  const shown = state.earlier ? { ...state, picture: state.before, on: state.than } : state;
  const area = shown.picture.situation.areas.find(({ id }) => id === state.area);
  const route = state.picture.situation.routes.find(({ id }) => id === state.route);
  if (state.sheaf) return sheafPanel(state.sheaf, record, act);
  if (state.report && claim) return reportPanel(state.report, claim, record, act);
  if (claim && state.view === 'read') return claimPanel(claim, shownRecord(), act, { onReport: null });
  if (claim && state.view === 'review') return [...claimPanel(claim, record, act), reviewForm(claim, state, record, act)];
  if (claim) return claimPanel(claim, record, act);
  if (area) return areaPanel(area, shown, record, act);
  return route ? routePanel(route, record, act) : null;
}

/** The claims that the map points at: the chosen one, or all of a text that is being read. */
function pointedAt() {
  const claim = shownRecord().byId.get(state.claim);
  if (claim) return [claim];
  return state.view === 'read' ? shownRecord().claims : [];
}

function drawPanel() {
  const panel = document.getElementById('panel');
  const content = panelContent();
  // Side by side they would leave little of the map.
  if (content && panel.hidden && innerWidth < 1400) document.getElementById('legend').open = false;
  panel.hidden = !content;
  document.getElementById('app').classList.toggle('with-panel', Boolean(content));
  const shows = [state.view, state.report?.id, state.claim, state.area, state.route].join(' ');
  const scrolled = panel.dataset.shows === shows ? panel.scrollTop : 0;
  panel.dataset.shows = shows;
  panel.replaceChildren(...(content ?? []).filter(Boolean));
  panel.scrollTop = scrolled;
  map?.choose({ area: state.area, route: state.route, claims: pointedAt() });
}

function drawTally() {
  const { areas, routes } = state.picture.situation;
  const figures = [['reports', record.reports], ['claims', record.count], ['besieged', areas.filter(({ access }) => access === 'besieged').length], ['cut', routes.filter((route) => route.state === 'cut').length]];
  document.getElementById('tally').replaceChildren(...figures.map(([name, count]) => el(`div.${name}`, {}, el('dd', {}, number(count)), el('dt', {}, t(`tally.${name}`)))));
}

function drawWords() {
  const app = document.getElementById('app');
  document.documentElement.lang = app.lang = language();
  app.dir = language() === 'ar' ? 'rtl' : 'ltr';
  document.getElementById('sheet').dir = app.dir;
  document.title = t('title');
  for (const node of document.querySelectorAll('[data-i18n]')) node.textContent = t(node.dataset.i18n);
  document.getElementById('lang').textContent = t('switch');
  drawPerson();
}

/** What stands beside the map. */
function drawBeside() {
  const charts = state.view === 'charts';
  drawStages();
  document.getElementById('app').classList.toggle('with-charts', charts);
  document.getElementById('charts').hidden = !charts;
  document.getElementById('tabs').hidden = state.view !== 'map';
  if (charts) return drawCharts(state, record, act)?.catch(complain);
  if (state.view === 'read') drawReading(state, act);
  else if (state.view === 'review') drawQueue(state, record, act);
  else if (state.view === 'compare') drawCompared();
  else drawSide(state, record, act);
  return undefined;
}

/** One map, or two with what changed between them. */
function drawStages() {
  const two = state.view === 'compare';
  if (document.getElementById('before').hidden === !two) return;
  document.getElementById('before').hidden = !two;
  document.getElementById('app').classList.toggle('with-before', two);
  if (two) document.getElementById('legend').open = false;
  map?.resize();
}

function drawCompared() {
  document.getElementById('side-body').replaceChildren(el('div.rows', { id: 'rows' }, changeRows(state, record, act)));
  drawEarlier(state, record, map, act).catch(complain);
}

/** The same, without what the reader writes into. */
function drawList() {
  if (state.view === 'read') drawRead(state, act);
  else if (state.view === 'review') drawQueue(state, record, act);
  else if (state.view === 'compare') drawCompared();
  else if (state.view !== 'charts') drawRows(state, record, act);
}

function drawPicture() {
  map?.show(state.picture.map);
  drawLegend(state.picture.situation, record.actors, state, act);
  drawTally();
  drawBeside();
  drawPanel();
  remember();
}

function drawAll() {
  drawWords();
  drawNav(state, act);
  drawTime(state, record, act);
  drawPicture();
}

/** Whether all is here that the page opens with: what may be asked for next waits for that. */
let settled = false;
/** Milliseconds for which a day is looked at before its events are asked for: who slides past it needs none, and its areas are drawn first. */
const REST = 700;
let resting = 0;
let latest = 0;

/** Shows a day; of several asked for in a row, only the last is drawn. */
async function showDay(on) {
  state.on = on;
  const ticket = ++latest;
  const picture = await readPicture(on, known());
  if (ticket !== latest) return;
  state.picture = picture;
  state.on = picture.situation.on ?? on;
  if (comparing()) await compare();
  if (state.area) await explain(state.earlier ? state.before : picture, 'place', state.area, state.earlier ? state.than : on);
  if (state.route) await explain(picture, 'route', state.route, on);
  drawPicture();
  if (!settled) return;
  prepare(on);
  clearTimeout(resting);
  resting = setTimeout(() => markEvents().catch(complain), REST);
}

/** Marks what happened in the week up to the day that is shown. */
async function markEvents() {
  if (!state.events || !state.on) return;
  const { on } = state;
  const { events } = await readLately(on, known());
  if (on === state.on) map?.mark(events);
}

/** Asks for the days beside the one shown, so that a step finds them here. */
function prepare(on) {
  for (const way of [1, -1]) {
    const near = neighbour(record.days, on, way);
    if (near) readPicture(near, state.asKnown ? near : null).catch(() => {});
  }
}

/** Reads why something is said of an area or a route of a picture, unless it is here. */
async function explain({ situation }, what, id, on) {
  const one = situation[what === 'place' ? 'areas' : 'routes'].find((other) => other.id === id);
  if (!one || one.proof) return;
  const { area, route, harm } = await readWhy(record, what, id, { on, known: known() });
  Object.assign(one, area ?? route, harm && { harm });
}

/** Reads what changed since the day compared with; a week before, where none is chosen or it is later than the day shown. */
async function compare() {
  if (!state.on) return;
  if (!state.than || state.than > state.on) state.than = daysBefore(state.on, 7);
  if (state.view === 'compare') state.before = await readPicture(state.than, known());
  state.changes = (await readChanges(state.than, state.on, known())).changes;
}

function open(chosen) {
  Object.assign(state, { area: null, route: null, claim: null, report: null, sheaf: null, earlier: false }, chosen);
  drawPanel();
  drawList();
  remember();
}

const act = {
  close: () => open({}),
  async openArea(id) {
    if (id) await explain(state.picture, 'place', id, state.on);
    open({ area: id });
    if (id) map?.goTo(id);
  },
  async openEarlier(id) {
    if (id) await explain(state.before, 'place', id, state.than);
    open({ area: id, earlier: true });
  },
  async openRoute(id) {
    await explain(state.picture, 'route', id, state.on);
    open({ route: id });
  },
  openClaim(claim) {
    record.byId.set(claim.id, claim);
    open({ claim: claim.id, area: state.area });
    map?.goToClaims([claim]);
  },
  async openReport(claim) {
    record.byId.set(claim.id, claim);
    const report = await readReport(claim.report.id);
    open({ claim: claim.id, report });
  },
  async chooseView(view) {
    if (view === 'review') await refresh(state.review);
    if (view === 'charts') await readCharts(state.charts, record.days);
    state.view = view;
    if (view === 'compare') await compare();
    drawNav(state, act);
    drawBeside();
    open({});
  },
  async chooseChart(chosen) {
    Object.assign(state.charts, chosen);
    await readCharts(state.charts, record.days);
    drawBeside();
    remember();
  },
  async openClaims(asked) {
    open({ sheaf: await claimsSheaf(asked) });
  },
  async readOn() {
    await readOn(state.sheaf);
    drawPanel();
  },
  async openHeld(on, key, title) {
    state.asKnown = false;
    await showDay(on);
    open({ sheaf: areasSheaf({ title, on, areas: areasOf(state.picture.situation, key, record.places) }) });
  },
  readingDone({ whole = false } = {}) {
    state.claim = null;
    if (whole) drawReading(state, act);
    else drawRead(state, act);
    drawPanel();
    if (pointedAt().length) map?.goToClaims(pointedAt());
  },
  openRead(claim) {
    open({ claim: claim.id });
    map?.goToClaims([claim]);
  },
  async openEvent(id) {
    await needClaims(record, [id]);
    const claim = record.byId.get(id);
    if (claim) act.openClaim(claim);
  },
  async showEvents(shown) {
    state.events = shown;
    map?.showEvents(shown);
    drawLegend(state.picture.situation, record.actors, state, act);
    await markEvents();
    document.getElementById('show-events').focus();
  },
  async bringOutlines(file) {
    try {
      const outlines = file ? await readOutlines(file) : null;
      map?.showOutlines(outlines);
      state.outlines = { count: outlines?.features.length ?? 0, problem: '' };
    } catch (error) {
      state.outlines = { ...state.outlines, problem: error.message };
    }
    drawLegend(state.picture.situation, record.actors, state, act);
  },
  async openWaiting(claim) {
    record.byId.set(claim.id, claim);
    Object.assign(state.review, { problem: '', done: '', correcting: false });
    await recall(state.review, claim);
    open({ claim: claim.id });
    map?.goToClaims([claim]);
  },
  tick(id) {
    const { ticked } = state.review;
    if (!ticked.delete(id)) ticked.add(id);
    drawList();
  },
  async decide(name) {
    const claim = record.byId.get(state.claim);
    if (!claim) return;
    const act = wanted(name, state.review, claim);
    if (act === null) state.review.correcting = true;
    else if (await decide(state.review, act)) await takeOver(claim);
    drawPanel();
    document.getElementById('slot')?.focus();
    if (state.review.problem) document.getElementById(state.review.author.trim() ? 'review-reason' : 'review-author').focus();
  },
  async chooseTab(tab) {
    Object.assign(state, { tab, listed: PAGE });
    if (tab === 'changes') await compare();
    drawSide(state, record, act);
    remember();
  },
  async compareWith(day) {
    state.than = day;
    await compare();
    drawBeside();
    remember();
  },
  search(words) {
    state.filter.words = words;
    drawRows(state, record, act);
  },
  chooseType(type) {
    state.filter.type = type;
    drawRows(state, record, act);
  },
  toggleModality(modality) {
    const { modalities } = state.filter;
    if (!modalities.delete(modality)) modalities.add(modality);
    drawSide(state, record, act);
  },
  async readOlder() {
    await readClaims(record);
    state.shown += PAGE;
    drawRows(state, record, act);
  },
  find(words) {
    Object.assign(state, { find: words, listed: PAGE });
    drawRows(state, record, act);
  },
  listMore() {
    state.listed += PAGE;
    drawList();
  },
  showMore(count) {
    state.shown += count;
    drawRows(state, record, act);
  },
  slide(on) {
    sayDay(on);
    showDay(on).catch(complain);
  },
  async step(way) {
    const on = neighbour(record.days, state.on, way);
    if (!on) return;
    await showDay(on);
    drawTime(state, record, act);
  },
  play() {
    clearInterval(state.playing);
    state.playing = state.playing ? null : setInterval(playOn, 1600);
    drawTime(state, record, act);
  },
  async setAsKnown(asKnown) {
    state.asKnown = asKnown;
    await showDay(state.on);
  },
};

/** Shows what a review changed, and goes on to the next claim that waits. */
async function takeOver(claim) {
  const next = beside(state.review, claim.id, 1);
  const [fresh] = await Promise.all([readRecord(), refresh(state.review)]);
  forgetPictures();
  await Promise.all([readClaims(fresh), readPlaces(fresh)]);
  record = fresh;
  state.review.ticked.clear();
  const waits = state.review.queue.some((one) => one.claim.id === claim.id);
  if (!waits && next && next.id !== claim.id) state.claim = next.id;
  await needClaims(record, [state.claim]);
  if (!record.byId.has(state.claim)) state.claim = null;
  await recall(state.review, record.byId.get(state.claim));
  await showDay(state.on);
  map?.name(record.places);
}

/** A key in the review view: a move through the queue, or an act on the open claim. */
async function onReviewKey(key) {
  const name = keyed(key);
  if (!name) return;
  if (isAct(name)) await act.decide(name);
  else if (name === 'tick' && state.claim) act.tick(state.claim);
  else {
    const to = beside(state.review, state.claim, name === 'next' ? 1 : -1);
    if (to) await act.openWaiting(to);
  }
}

function playOn() {
  if (neighbour(record.days, state.on, 1)) act.step(1).catch(complain);
  else act.play();
}

function complain(error) {
  console.error(error);
  const note = document.getElementById('map-note');
  note.hidden = false;
  note.textContent = t('broken', { why: error.message });
}

/** Draws the map once the picture is there; of that day it is drawn once. */
async function drawMap(pictured) {
  try {
    await openMap(document.getElementById('map'), { actors: record.actors, onArea: act.openArea, onRoute: act.openRoute, onEvent: act.openEvent, first: showFirst, picture: pictured.then(() => state.picture.map) });
  } catch (error) {
    console.error(error);
    const note = document.getElementById('map-note');
    note.hidden = false;
    note.textContent = t('no-webgl');
    await pictured;
    return;
  }
  await new Promise((drawn) => map.map.once('idle', drawn));
  performance.mark('map-drawn');
  if (state.view === 'compare') await drawEarlier(state, record, map, act);
  document.getElementById('app').dataset.ready = '';
}

/** What the map is to show before anything of it is laid out. */
function showFirst(opened) {
  map = opened;
  // For the console: `marsad.map` is the map itself.
  globalThis.marsad = { ...globalThis.marsad, map: map.map };
  map.goHome();
  drawPanel();
  if (pointedAt().length) map.goToClaims(pointedAt());
  else if (state.area) map.goTo(state.area);
}

async function start() {
  await speak(asked.get('lang') === 'en' ? 'en' : 'ar');
  document.getElementById('legend').open = innerWidth > 760;
  drawWords();
  record = await readRecord();
  state.on ||= record.days.at(-1) ?? null;
  if (state.view === 'review') await refresh(state.review);
  if (state.view === 'charts') await readCharts(state.charts, record.days);
  await needClaims(record, [state.claim]);
  await drawMap(showDay(state.on).then(drawAll));
  await readRest();
  map?.name(record.places);
  drawBeside();
  document.getElementById('app').dataset.read = '';
  settled = true;
  prepare(state.on);
}

/** What can wait until the map is there: claims for the list, and names to find one's way by. */
const readRest = () => Promise.all([readClaims(record), readPlaces(record), markEvents()]);

document.getElementById('lang').addEventListener('click', async () => {
  await speak(language() === 'ar' ? 'en' : 'ar');
  drawAll();
  map?.name(record.places);
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') act.close();
  const writes = event.target.closest?.('input:not([type="checkbox"]), textarea, select');
  if (state.view !== 'review' || writes || event.ctrlKey || event.metaKey || event.altKey) return;
  if (keyed(event.key)) event.preventDefault();
  onReviewKey(event.key).catch(complain);
});
addEventListener('beforeprint', () => state.view !== 'charts' && layOut(state, record, map?.map));
addEventListener('afterprint', () => document.getElementById('sheet').replaceChildren());
start().catch(complain);
