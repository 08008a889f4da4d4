/** Two days side by side: the earlier on a map of its own that moves with the other, and between them what changed. */
import { openMap } from './map/view.js';
import { day, t } from './words.js';

let opening = null;

/** Moves each of two maps with the other. */
function together(one, other) {
  let moving = false;
  const follow = (from, to) => from.on('move', () => {
    if (moving) return;
    moving = true;
    to.jumpTo({ center: from.getCenter(), zoom: from.getZoom() });
    moving = false;
  });
  follow(one, other);
  follow(other, one);
}

async function open(later, { actors, act, picture }) {
  const earlier = await openMap(document.getElementById('map-before'), { actors, picture, onArea: act.openEarlier, onRoute: act.openRoute, onEvent: act.openEvent });
  together(later.map, earlier.map);
  // For the console, beside `marsad.map`.
  globalThis.marsad = { ...globalThis.marsad, earlier: earlier.map };
  return earlier;
}

function caption(id, words, iso) {
  const node = document.getElementById(id);
  node.textContent = iso ? t(words, { day: day(iso) }) : '';
}

/** Draws the earlier day beside the later one; its map is made when it is first wanted. */
export async function drawEarlier(state, record, later, act) {
  caption('day-before', 'compare.earlier', state.than);
  caption('day-after', 'compare.later', state.on);
  if (!later || !state.before) return;
  opening ??= open(later, { actors: record.actors, act, picture: state.before.map });
  const earlier = await opening;
  for (const view of [later, earlier]) view.resize();
  earlier.map.jumpTo({ center: later.map.getCenter(), zoom: later.map.getZoom() });
  earlier.show(state.before.map);
  earlier.name(record.places);
  earlier.choose({ area: state.area, route: state.route, claims: [] });
  document.getElementById('before').dataset.drawn = state.than;
}
