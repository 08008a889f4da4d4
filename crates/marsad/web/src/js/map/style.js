/** What the map looks like: one list of layers, from the ground up. */

const FONT = ['Noto Sans Arabic'];
const BOLD = ['Noto Sans Arabic SemiBold'];
const EMPTY = { type: 'FeatureCollection', features: [] };

const INK = '#2a2f3a';
const HALO = '#fffdf8';

const route = (state, paint) => ({
  id: `route-${state}`, type: 'line', source: 'routes', filter: ['==', ['get', 'state'], state],
  layout: { 'line-cap': state === 'open' ? 'round' : 'butt', 'line-join': 'round' }, paint,
});

/** Beyond this zoom each event stands by itself. */
const APART = 12;
/** Events stand beside the sign of their place, clear of its name (pixels). */
const BESIDE = [-24, -13];

const ring = (id, filter, paint) => ({ id, type: 'line', source: 'areas', filter, layout: { 'line-join': 'round' }, paint });

const wide = (...stops) => ['interpolate', ['linear'], ['zoom'], ...stops];

const ground = [
  { id: 'sea', type: 'background', paint: { 'background-color': '#d9e3e6' } },
  { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': '#f5f1e8' } },
  { id: 'graticule', type: 'line', source: 'graticule', paint: { 'line-color': '#cfc8b8', 'line-width': 0.6, 'line-opacity': 0.55 } },
  { id: 'borders', type: 'line', source: 'borders', paint: { 'line-color': '#9d9483', 'line-width': wide(3, 0.7, 8, 1.8), 'line-dasharray': [5, 2] } },
];

/** What the reader brought: below everything that the record says. */
const outlines = [{ id: 'outlines', type: 'line', source: 'outlines', paint: { 'line-color': '#6b5a86', 'line-width': wide(4, 0.8, 10, 2), 'line-opacity': 0.85 } }];

const areas = [
  { id: 'area-fill', type: 'fill', source: 'areas', layout: { 'fill-sort-key': ['get', 'order'] }, paint: { 'fill-pattern': ['get', 'pattern'], 'fill-opacity': ['case', ['get', 'wide'], 0.22, 0.92] } },
  ring('area-outline', true, { 'line-color': ['get', 'outline'], 'line-width': 1.4, 'line-dasharray': [3, 2.2], 'line-opacity': 0.9 }),
  ring('ring-hard', ['==', ['get', 'access'], 'hard-to-reach'], { 'line-color': '#c05a12', 'line-width': 3, 'line-offset': -3.5, 'line-dasharray': [1.2, 1.6] }),
  ring('ring-siege', ['==', ['get', 'access'], 'besieged'], { 'line-color': '#a3122a', 'line-width': 3, 'line-offset': -3.5 }),
  ring('ring-teeth', ['==', ['get', 'access'], 'besieged'], { 'line-color': '#a3122a', 'line-width': 7, 'line-offset': -0.5, 'line-dasharray': [0.35, 1.1] }),
  ring('ring-isolated', ['get', 'isolated'], { 'line-color': INK, 'line-width': 2, 'line-offset': -9, 'line-dasharray': [4, 3] }),
  ring('area-chosen', ['==', ['get', 'id'], ''], { 'line-color': '#0d5566', 'line-width': 4, 'line-offset': -1 }),
];

const routes = [
  { id: 'route-casing', type: 'line', source: 'routes', layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': HALO, 'line-width': wide(5, 5, 12, 10), 'line-opacity': 0.85 } },
  route('unknown', { 'line-color': '#8d8779', 'line-width': wide(5, 2, 12, 4), 'line-dasharray': [1, 2] }),
  route('open', { 'line-color': '#1b7f4d', 'line-width': wide(5, 2.5, 12, 5) }),
  route('contested', { 'line-color': '#c05a12', 'line-width': wide(5, 2.5, 12, 5), 'line-dasharray': [3, 1, 0.6, 1] }),
  route('cut', { 'line-color': '#c8102e', 'line-width': wide(5, 2.5, 12, 5), 'line-dasharray': [2, 1.4] }),
  { id: 'route-chosen', type: 'line', source: 'routes', filter: ['==', ['get', 'id'], ''], paint: { 'line-color': '#0d5566', 'line-width': 2, 'line-gap-width': wide(5, 5, 12, 9) } },
];

// Events of the last days: the nearer the reader comes, the more of them stand by themselves.
const events = [
  {
    id: 'event-cluster', type: 'circle', source: 'events', filter: ['has', 'point_count'],
    paint: { 'circle-radius': ['step', ['get', 'point_count'], 11, 10, 14, 100, 18], 'circle-color': '#fffdf8', 'circle-opacity': 0.92, 'circle-stroke-color': INK, 'circle-stroke-width': 1.6, 'circle-translate': BESIDE },
  },
  {
    id: 'event-count', type: 'symbol', source: 'events', filter: ['has', 'point_count'],
    layout: { 'text-field': ['get', 'point_count_abbreviated'], 'text-font': BOLD, 'text-size': 11.5, 'text-allow-overlap': true, 'text-ignore-placement': true },
    paint: { 'text-color': INK, 'text-translate': BESIDE },
  },
  {
    id: 'event-sign', type: 'symbol', source: 'events', filter: ['!', ['has', 'point_count']],
    layout: { 'icon-image': ['concat', 'event-', ['get', 'group']], 'icon-allow-overlap': true, 'icon-ignore-placement': true },
    paint: { 'icon-translate': BESIDE },
  },
];

// Of two that do not fit, the layer listed later is kept: signs before names, areas before what is there for orientation.
const labels = [
  {
    id: 'gazetteer', type: 'symbol', source: 'gazetteer', minzoom: 5.5,
    layout: { 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': ['get', 'size'], 'symbol-sort-key': ['get', 'rank'], 'text-padding': 6, 'text-anchor': 'top', 'text-offset': [0, 0.35] },
    paint: { 'text-color': '#8a8272', 'text-halo-color': '#f5f1e8', 'text-halo-width': 1.4 },
  },
  {
    id: 'route-label', type: 'symbol', source: 'routes', minzoom: 9,
    layout: { 'symbol-placement': 'line-center', 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 12, 'text-offset': [0, 1.1], 'text-max-angle': 60 },
    paint: { 'text-color': '#574f41', 'text-halo-color': HALO, 'text-halo-width': 1.6 },
  },
  {
    id: 'area-label', type: 'symbol', source: 'area-points',
    layout: { 'text-field': ['get', 'name'], 'text-font': BOLD, 'text-size': wide(5, 11, 12, 15), 'text-variable-anchor': ['top', 'right', 'left'], 'text-radial-offset': 0.3, 'text-max-width': 7, 'symbol-sort-key': ['get', 'rank'], 'text-optional': true },
    paint: { 'text-color': INK, 'text-halo-color': HALO, 'text-halo-width': 2 },
  },
  {
    id: 'area-sign', type: 'symbol', source: 'area-points', filter: ['has', 'sign'],
    layout: { 'icon-image': ['get', 'sign'], 'icon-size': wide(5, 0.55, 11, 0.85), 'icon-anchor': 'bottom', 'icon-offset': [0, -4], 'symbol-sort-key': ['get', 'rank'] },
  },
  {
    id: 'route-cut-sign', type: 'symbol', source: 'route-signs',
    layout: { 'icon-image': 'sign-cut', 'icon-allow-overlap': true, 'icon-size': wide(5, 0.6, 11, 0.95) },
  },
  {
    id: 'claim-places', type: 'circle', source: 'claim-places',
    paint: { 'circle-radius': 13, 'circle-color': '#f2a33a', 'circle-opacity': 0.25, 'circle-stroke-color': '#d9761c', 'circle-stroke-width': 2.5 },
  },
];

/** The whole style. Without `glyphs`, labels are drawn with the page's own fonts, and nothing is fetched. */
export function style({ land, borders, graticule }, below, data) {
  const sources = { land, borders, graticule, outlines: EMPTY, gazetteer: EMPTY, areas: EMPTY, 'area-points': EMPTY, routes: EMPTY, 'route-signs': EMPTY, 'claim-places': EMPTY, ...data };
  const clustered = { type: 'geojson', data: EMPTY, cluster: true, clusterRadius: 34, clusterMaxZoom: APART };
  return {
    version: 8,
    sources: { ...Object.fromEntries(Object.entries(sources).map(([name, data]) => [name, { type: 'geojson', data, promoteId: 'id' }])), events: clustered, ...below.sources },
    layers: [...ground, ...below.layers, ...outlines, ...areas, ...routes, ...events, ...labels],
  };
}
