/** The map: drawn once, then given the picture of each day. */
import * as maplibre from '../../vendor/maplibre-gl.mjs';
import { readBasemap } from './basemap.js';
import { difference } from './diff.js';
import { areaFeatures, bounds, claimPlaces, eventFeatures, gazetteerFeatures, routeFeatures } from './features.js';
import { addSigns } from './signs.js';
import { style } from './style.js';
import { PIXEL_RATIO, pixels } from './textures.js';
import { readWorld } from './world.js';

const CLICKABLE = ['area-fill', 'route-casing', 'event-cluster', 'event-sign'];
const EVENT_LAYERS = ['event-cluster', 'event-count', 'event-sign'];

// The map's worker starts while the picture is on its way.
maplibre.prewarm();

/** Labels are drawn with a canvas, which does not wait for web fonts: they must be here before the first one. */
async function readFonts() {
  const faces = ['400 16px "Noto Sans Arabic"', '600 16px "Noto Sans Arabic"', '400 16px "Noto Sans Arabic SemiBold"'];
  await Promise.all(faces.flatMap((face) => ['\u0639', 'a'].map((letter) => document.fonts.load(face, letter))));
}

/** Draws the map of that picture; `first` is given the map before anything is drawn, so that all is laid out once. */
export async function openMap(container, { actors, onArea, onRoute, onEvent, picture, first }) {
  const [world, below, pictured] = await Promise.all([readWorld(), readBasemap(maplibre), picture, readFonts()]);
  const data = dataOf(pictured, actors);
  const map = new maplibre.Map({
    container, style: style(world, below, data), center: [40, 34.8], zoom: 5, minZoom: 2, maxZoom: 14,
    attributionControl: false, dragRotate: false, pitchWithRotate: false, fadeDuration: 0, refreshExpiredTiles: false,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), 'bottom-left');
  map.addControl(new maplibre.ScaleControl({ unit: 'metric' }), 'bottom-left');
  await new Promise((resolve) => map.once('style.load', resolve));
  addSigns(map);
  listen(map, { onArea, onRoute, onEvent });
  const opened = view(map, actors, data);
  first?.(opened);
  return opened;
}

/** Comes nearer, until the events of a cluster stand apart. */
async function spread(map, { geometry, properties }) {
  const zoom = await map.getSource('events').getClusterExpansionZoom(properties.cluster_id);
  map.easeTo({ center: geometry.coordinates, zoom, duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 500 });
}

function listen(map, { onArea, onRoute, onEvent }) {
  const under = (event) => map.queryRenderedFeatures(event.point, { layers: CLICKABLE });
  map.on('click', (event) => {
    const found = under(event);
    const smallest = found.filter(({ layer }) => layer.id === 'area-fill').sort((a, b) => a.properties.radius_m - b.properties.radius_m)[0];
    const road = found.find(({ layer }) => layer.id === 'route-casing');
    const happened = found.find(({ layer }) => layer.id === 'event-sign');
    const cluster = found.find(({ layer }) => layer.id === 'event-cluster');
    if (happened) onEvent(happened.properties.claim);
    else if (cluster) spread(map, cluster);
    else if (road) onRoute(road.properties.id);
    else onArea(smallest?.properties.id ?? null);
  });
  map.on('mousemove', (event) => {
    map.getCanvas().style.cursor = under(event).length ? 'pointer' : '';
  });
}

/** Of these cells, the most that lie within some thirty kilometres of one of them. */
function closest(cells) {
  // By squares of that width: all with all takes too long where there are thousands.
  const squares = new Map();
  const square = (lon, lat) => `${Math.floor(lon / 0.3)} ${Math.floor(lat / 0.3)}`;
  for (const cell of cells) {
    const { lon, lat } = cell.properties;
    const here = square(lon, lat);
    if (!squares.has(here)) squares.set(here, []);
    squares.get(here).push(cell);
  }
  const around = ({ lon, lat }) => [-0.3, 0, 0.3].flatMap((x) => [-0.3, 0, 0.3].flatMap((y) => squares.get(square(lon + x, lat + y)) ?? []));
  const near = ({ properties: a }) => around(a).filter(({ properties: b }) => Math.hypot(a.lon - b.lon, a.lat - b.lat) < 0.3);
  let most = [];
  for (const cell of cells) {
    const group = near(cell);
    if (group.length > most.length) most = group;
  }
  return most;
}

/** The margins that keep what is shown clear of the legend and the panel, whichever side they stand on. */
function clear(container) {
  const around = { top: 60, bottom: 60, left: 60, right: 60 };
  const box = container.getBoundingClientRect();
  if (box.width < 600) return { top: 40, bottom: 40, left: 40, right: 40 };
  for (const id of ['legend', 'panel']) {
    const over = document.getElementById(id).getBoundingClientRect();
    if (!over.width || over.height < 60) continue;
    const side = over.left + over.right > box.left + box.right ? 'right' : 'left';
    around[side] = Math.max(around[side], over.width + 40);
  }
  return around.left + around.right < box.width - 120 ? around : { top: 60, bottom: 60, left: 60, right: 60 };
}

/** What each source of the map holds of a picture. */
function dataOf(picture, actors) {
  const [areas, routes] = [areaFeatures(picture, actors), routeFeatures(picture)];
  return { areas: areas.cells, 'area-points': areas.points, routes: routes.lines, 'route-signs': routes.signs };
}

function view(map, actors, drawn) {
  const give = (source, data) => map.getSource(source).setData(data);
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const fit = (box, options) => box && map.fitBounds(box, { padding: clear(map.getContainer()), maxZoom: 12.5, duration: calm ? 0 : 900, ...options });
  let cells = [];
  let shown = drawn;
  let chosen = JSON.stringify(['', '', claimPlaces([])]);
  /** Keeps the cells, and makes the textures they are filled with. */
  const take = ({ areas }) => {
    cells = areas.features;
    for (const { properties } of cells) {
      if (!map.hasImage(properties.pattern)) map.addImage(properties.pattern, pixels(properties.pattern, actors), { pixelRatio: PIXEL_RATIO });
    }
  };
  take(drawn);
  return {
    map,
    /** Shows the picture of a day, with the names in the reader's language. */
    show(picture) {
      const data = dataOf(picture, actors);
      take(data);
      for (const [source, { features }] of Object.entries(data)) {
        const changed = difference(shown[source].features, features);
        if (changed) map.getSource(source).updateData(changed);
      }
      shown = data;
    },
    /** Marks what happened on the last days. */
    mark: (events) => give('events', eventFeatures(events)),
    /** Shows those marks, or hides them. */
    showEvents(shown) {
      for (const layer of EVENT_LAYERS) map.setLayoutProperty(layer, 'visibility', shown ? 'visible' : 'none');
    },
    /** Names for orientation, but for those that areas of the record bear. */
    name(places) {
      give('gazetteer', gazetteerFeatures(places.values(), new Set(cells.map(({ properties }) => properties.id))));
    },
    /** Draws outlines that the reader brought, or takes them away. */
    showOutlines: (outlines) => give('outlines', outlines ?? { type: 'FeatureCollection', features: [] }),
    /** Marks what is chosen, and where these claims say they happened. */
    choose({ area, route, claims }) {
      const places = claimPlaces(claims);
      const now = JSON.stringify([area ?? '', route ?? '', places]);
      // Whatever is given is laid out and drawn anew, even where it is what was there: a step of the slider changes none of it.
      if (now === chosen) return;
      chosen = now;
      map.setFilter('area-chosen', ['==', ['get', 'id'], area ?? '']);
      map.setFilter('route-chosen', ['==', ['get', 'id'], route ?? '']);
      give('claim-places', places);
    },
    /** Moves to an area. */
    goTo: (id) => fit(bounds(cells.filter(({ properties }) => properties.id === id))),
    /** Moves to where claims say they happened. */
    goToClaims: (claims) => fit(bounds(claimPlaces(claims).features), { maxZoom: 11.5 }),
    /** Opens where it is worst: where most areas that are shut in or disputed lie together, or most areas where none is. */
    goHome() {
      const places = cells.filter(({ properties }) => !properties.wide);
      const worst = places.filter(({ properties: p }) => p.isolated || p.access === 'besieged' || p.status === 'disputed');
      const shown = worst.length ? worst : places;
      fit(bounds(shown.length ? closest(shown) : cells), { duration: 0 });
    },
    resize: () => map.resize(),
  };
}
