/** A sheet for the printer: the map as it stands on the screen, what its marks mean, and a list of what is shown. */
import { el } from './dom.js';
import { swatch } from './marks.js';
import { day, nameOf, since, t } from './words.js';

/** The map's pixels: drawn anew at once, for a canvas keeps none of them. */
function picture(map) {
  if (!map) return null;
  map.redraw();
  return el('img', { src: map.getCanvas().toDataURL('image/png'), alt: '' });
}

const cells = (tag, words) => words.map((word) => el(tag, {}, word));
const list = (title, columns, rows) => rows.length > 0 && [el('h2', {}, title), el('table', {}, el('thead', {}, el('tr', {}, cells('th', columns))), el('tbody', {}, rows.map((row) => el('tr', {}, cells('td', row)))))];

function areaRow(area, record) {
  const holders = (area.status === 'held' ? [area.holder, ...(area.jointly_with ?? [])] : (area.holders ?? [])).filter(Boolean);
  const names = holders.map((id) => (record.actors[id] ? nameOf(record.actors[id]) : id)).join(area.status === 'held' ? t('comma') : ' / ');
  const access = [area.access !== 'unknown' && t(`access.${area.access}`), area.isolated && t('isolated')].filter(Boolean).join(t('comma'));
  return [
    [swatch(area, record.actors), ' ', nameOf(area)],
    [area.status !== 'held' && `${t(`status.${area.status}`)} `, names],
    holders.length > 0 && since(area),
    access,
  ].map((cell) => el('span', {}, cell));
}

/** Lays the sheet out; it is seen on paper alone. */
export function layOut(state, record, map) {
  const { areas, routes } = state.picture.situation;
  const sorted = [...areas].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
  const legend = document.querySelector('#legend .legend-body')?.cloneNode(true);
  document.getElementById('sheet').replaceChildren(...[
    el('h1', {}, `${t('brand')} \u00b7 ${t('on')} ${day(state.on)}`),
    state.asKnown && el('p', {}, t('as-known')),
    el('div.sheet-map', {}, picture(map)), legend && el('div.sheet-legend', {}, legend),
    list(t('tab.areas'), [t('print.area'), t('holder'), t('print.since'), t('access')], sorted.map((area) => areaRow(area, record))),
    list(t('tab.routes'), [t('route'), t('print.state'), t('print.since')], routes.map((route) => [nameOf(route), t(`state.${route.state}`), route.since || route.since_text ? since(route) : ''])),
    el('p.sheet-foot', { dir: 'ltr' }, location.href),
  ].flat().filter(Boolean));
}
