/** The page: one state, and what the reader can do to it. */
import { el } from './dom.js';
import { drawRows, drawSide, PAGE } from './list.js';
import { openMap } from './map/view.js';
import { drawLegend } from './marks.js';
import { areaPanel, claimPanel, reportPanel, routePanel } from './panel.js';
import { readPicture, readRecord, readReport } from './record.js';
import { drawTime, neighbour, sayDay } from './time.js';
import { language, number, speak, t } from './words.js';

const asked = new URLSearchParams(location.hash.slice(1));

const state = {
  on: asked.get('on'), asKnown: asked.has('known'), tab: 'claims', shown: PAGE, playing: null,
  area: asked.get('area'), route: null, claim: asked.get('claim'), report: null,
  picture: { situation: { areas: [], routes: [] }, map: { type: 'FeatureCollection', features: [] } },
  filter: { words: '', type: '', modalities: new Set() },
};

let record;
let map = null;

const known = () => (state.asKnown ? state.on : null);

/** Keeps the address in step, so that what is on the screen can be sent to somebody else. */
function remember() {
  const words = new URLSearchParams({ lang: language(), on: state.on ?? '' });
  if (state.asKnown) words.set('known', '');
  if (state.area) words.set('area', state.area);
  if (state.claim) words.set('claim', state.claim);
  history.replaceState(null, '', `#${words}`);
}

function drawPanel() {
  const panel = document.getElementById('panel');
  const claim = record.byId.get(state.claim);
  const area = state.picture.situation.areas.find(({ id }) => id === state.area);
  const route = state.picture.situation.routes.find(({ id }) => id === state.route);
  let content = null;
  if (state.report && claim) content = reportPanel(state.report, claim, record, act);
  else if (claim) content = claimPanel(claim, record, act);
  else if (area) content = areaPanel(area, state, record, act);
  else if (route) content = routePanel(route, record, act);
  // Side by side they would leave little of the map.
  if (content && panel.hidden && innerWidth < 1400) document.getElementById('legend').open = false;
  panel.hidden = !content;
  document.getElementById('app').classList.toggle('with-panel', Boolean(content));
  panel.replaceChildren(...(content ?? []).filter(Boolean));
  panel.scrollTop = 0;
  map?.choose({ area: state.area, route: state.route, claim });
}

function drawTally() {
  const { areas, routes } = state.picture.situation;
  const reports = new Set(record.claims.map(({ report }) => report.id)).size;
  const figures = [['reports', reports], ['claims', record.claims.length], ['besieged', areas.filter(({ access }) => access === 'besieged').length], ['cut', routes.filter((route) => route.state === 'cut').length]];
  document.getElementById('tally').replaceChildren(...figures.map(([name, count]) => el(`div.${name}`, {}, el('dd', {}, number(count)), el('dt', {}, t(`tally.${name}`)))));
}

function drawWords() {
  const app = document.getElementById('app');
  document.documentElement.lang = app.lang = language();
  app.dir = language() === 'ar' ? 'rtl' : 'ltr';
  document.title = t('title');
  for (const node of document.querySelectorAll('[data-i18n]')) node.textContent = t(node.dataset.i18n);
  document.getElementById('lang').textContent = t('switch');
}

function drawPicture() {
  map?.show(state.picture.map, record.places);
  drawLegend(state.picture.situation, record.actors);
  drawTally();
  drawSide(state, record, act);
  drawPanel();
  remember();
}

function drawAll() {
  drawWords();
  drawTime(state, record, act);
  drawPicture();
}

let latest = 0;

/** Shows a day; of several asked for in a row, only the last is drawn. */
async function showDay(on) {
  state.on = on;
  const ticket = ++latest;
  const picture = await readPicture(on, known());
  if (ticket !== latest) return;
  state.picture = picture;
  state.on = picture.situation.on ?? on;
  drawPicture();
}

function open(chosen) {
  Object.assign(state, { area: null, route: null, claim: null, report: null }, chosen);
  drawPanel();
  drawRows(state, record, act);
  remember();
}

const act = {
  close: () => open({}),
  openArea(id) {
    open({ area: id });
    if (id) map?.goTo(id);
  },
  openRoute: (id) => open({ route: id }),
  openClaim(claim) {
    open({ claim: claim.id, area: state.area });
    map?.goToClaim(claim);
  },
  async openReport(claim) {
    const report = await readReport(claim.report.id);
    open({ claim: claim.id, report });
  },
  chooseTab(tab) {
    state.tab = tab;
    drawSide(state, record, act);
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

async function drawMap() {
  try {
    map = await openMap(document.getElementById('map'), { actors: record.actors, onArea: act.openArea, onRoute: act.openRoute });
  } catch (error) {
    console.error(error);
    const note = document.getElementById('map-note');
    note.hidden = false;
    note.textContent = t('no-webgl');
    return;
  }
  map.show(state.picture.map, record.places);
  map.goHome();
  drawPanel();
  if (state.claim) map.goToClaim(record.byId.get(state.claim));
  else if (state.area) map.goTo(state.area);
  // For the console: `marsad.map` is the map itself.
  globalThis.marsad = { map: map.map };
  document.getElementById('app').dataset.ready = '';
}

async function start() {
  await speak(asked.get('lang') === 'en' ? 'en' : 'ar');
  document.getElementById('legend').open = innerWidth > 760;
  drawWords();
  record = await readRecord();
  state.on ||= record.days.at(-1) ?? null;
  await showDay(state.on);
  drawAll();
  await drawMap();
}

document.getElementById('lang').addEventListener('click', async () => {
  await speak(language() === 'ar' ? 'en' : 'ar');
  drawAll();
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') act.close();
});
start().catch(complain);
