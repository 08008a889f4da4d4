/** Reading: a report is pasted or opened and coded while one looks; nothing of it is stored. */
import { claimCard, groupOf } from './claims.js';
import { el } from './dom.js';
import { stretches } from './passage.js';
import { send } from './record.js';
import { number, t } from './words.js';

/** How long the reader must have stopped typing, in milliseconds. */
const PAUSE = 350;
/** The longest text that is coded here, in characters. */
const MOST = 200_000;

/** What was pasted, and what was read from it. */
export const emptyReading = () => ({ text: '', date: '', record: null, notices: [], problem: '' });

let waiting = null;
let latest = 0;

/** Codes what stands in the box once the reader stops typing, and then calls `done`. */
function readSoon(reading, done, pause = PAUSE) {
  clearTimeout(waiting);
  waiting = setTimeout(() => code(reading).then(done), pause);
}

async function code(reading) {
  const ticket = ++latest;
  if (!reading.text.trim()) {
    Object.assign(reading, { record: null, notices: [], problem: '' });
    return;
  }
  try {
    const said = await send('api/code', { text: reading.text, date: reading.date || null });
    if (ticket === latest) Object.assign(reading, { record: recordOf(said), text: said.text, notices: said.notices, problem: '' });
  } catch (error) {
    if (ticket === latest) Object.assign(reading, { record: null, notices: [], problem: error.message });
  }
}

/** The claims of the text as a record of their own, so that they are shown as those of any other. */
function recordOf({ claims, actors, places }) {
  for (const { report } of claims) report.outlet = t('read.pasted');
  return { claims, byId: new Map(claims.map((claim) => [claim.id, claim])), actors, places: new Map(places.map((place) => [place.id, place])), days: [] };
}

function box(reading, act) {
  const redraw = () => act.readingDone();
  const open = async ({ target }) => {
    const [file] = target.files;
    if (!file) return;
    reading.text = (await file.text()).slice(0, MOST);
    act.readingDone({ whole: true });
    readSoon(reading, redraw, 0);
  };
  return el('form.paste', { onsubmit: (event) => event.preventDefault() },
    el('label', { for: 'paste' }, t('read.paste')),
    el('textarea', { id: 'paste', rows: 7, dir: 'auto', maxlength: MOST, placeholder: t('read.placeholder'), oninput: ({ target }) => { reading.text = target.value; readSoon(reading, redraw); } }, reading.text),
    el('div.paste-row', {},
      el('label', {}, t('read.date'), el('input', { type: 'date', id: 'paste-date', value: reading.date, onchange: ({ target }) => { reading.date = target.value; readSoon(reading, redraw, 0); } })),
      el('label.file', {}, t('read.file'), el('input', { type: 'file', accept: '.txt,text/plain', onchange: open }))),
    el('p.note', {}, t('read.note')));
}

/** The whole text, each claim's own words in the colour of its group; a press on them opens the claim. */
function marked({ text, record }, act) {
  const spans = record.claims.map((claim) => [claim.id, claim.trigger.start, claim.trigger.end]);
  return stretches(text, 0, spans).map(({ text: words, slots: [id] }) => {
    if (!id) return words;
    const claim = record.byId.get(id);
    return el(`button.found.${groupOf[claim.type] ?? 'states'}`, { type: 'button', title: t(`type.${claim.type}`), onclick: () => act.openRead(claim) }, words);
  });
}

function results(state, act) {
  const { record, notices, problem } = state.reading;
  if (problem) return [el('p.problem', { role: 'alert' }, problem)];
  if (!record) return [el('p.none', {}, t('read.empty'))];
  const remarks = notices.map((notice) => el('p.note', { dir: 'auto' }, notice));
  if (!record.claims.length) return [...remarks, el('p.none', {}, t('read.nothing'))];
  return [
    ...remarks,
    el('div.sentence.whole', { dir: 'auto', lang: 'ar' }, marked(state.reading, act)),
    el('h3.day', {}, t('read.found', { n: number(record.claims.length) })),
    ...record.claims.map((claim) => claimCard(claim, record, { selected: state.claim === claim.id, onopen: act.openRead })),
  ];
}

/** Draws the box and what was read. */
export function drawReading(state, act) {
  document.getElementById('side-body').replaceChildren(box(state.reading, act), el('div.rows', { id: 'rows' }, results(state, act)));
}

/** Draws what was read, and leaves the box, and so the caret in it, alone. */
export function drawRead(state, act) {
  document.getElementById('rows').replaceChildren(...results(state, act));
}
