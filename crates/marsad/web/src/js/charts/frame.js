/** What every chart stands in: a heading, a choice, the bars, a legend, and the same as a table. */
import { el } from '../dom.js';
import { dataUrl } from '../map/textures.js';
import { t } from '../words.js';

/** A texture and whom it stands for. */
export const legendItem = (key, actors, words) =>
  el('li', {}, el('span.swatch', { 'aria-hidden': 'true', style: { 'background-image': `url("${dataUrl(key, actors)}")` } }), el('bdi', {}, words));

/** A choice among named things. */
export function choice(id, label, values, chosen, onchoose) {
  return el('label.choice', {}, label,
    el('select', { id, onchange: ({ target }) => onchoose(target.value) }, values.map(([value, words]) => el('option', { value, selected: value === chosen }, words))));
}

/** Rows of a table; the first cell of each is its heading, and the last opens what it rests on. */
export function table(caption, columns, rows) {
  const row = ([first, ...cells]) => el('tr', {}, el('th', { scope: 'row' }, first), cells.map((cell) => el('td', {}, cell)));
  return el('div.chart-table', { tabindex: 0, role: 'region', 'aria-label': caption },
    el('table', {}, el('caption', {}, caption), el('thead', {}, el('tr', {}, columns.map((column) => el('th', { scope: 'col' }, column)))), el('tbody', {}, rows.map(row))));
}

/** The button of a row that opens what it rests on. */
export const opener = (words, label, onclick) => el('button.text', { type: 'button', 'aria-label': label, onclick }, words);

/** The whole: `fits` is the least width of the bars in pixels, `tall` their height. */
export function frame(id, { title, note, choices = [], legend = [], fits = 0, tall = 300, data, empty }) {
  const canvas = el('canvas', { role: 'img', 'aria-label': `${title}. ${t('charts.see-table')}` });
  return [
    el('section.chart', { id: `chart-${id}`, 'aria-labelledby': `chart-${id}-title` },
      el('header', {}, el('h2', { id: `chart-${id}-title` }, title), choices),
      note && el('p.note', {}, note),
      empty ? el('p.none', {}, t('none-on-day')) : el('div.chart-body', {},
        el('div', {},
          el('div.chart-scroll', { ...(fits > 0 && { tabindex: 0, role: 'region', 'aria-label': title }) }, el('div.chart-canvas', { style: { 'min-width': `${fits}px`, height: `${tall}px` } }, canvas)),
          el('ul.chart-legend', {}, legend)),
        data)),
    canvas,
  ];
}
