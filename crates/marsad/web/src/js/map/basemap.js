/** What is drawn below everything, where the server's setting names it: tiles of one server, or a file that this one gives out. */
const NONE = { sources: {}, layers: [] };

/** How layers of vector tiles are drawn, by the names that Protomaps and OpenMapTiles give them. */
const DRAWN = {
  water: { type: 'fill', paint: { 'fill-color': '#d3dfe3' } },
  waterway: { type: 'line', paint: { 'line-color': '#c3d4da', 'line-width': 1 } },
  buildings: { type: 'fill', minzoom: 13, paint: { 'fill-color': '#e2dccd' } },
  building: { type: 'fill', minzoom: 13, paint: { 'fill-color': '#e2dccd' } },
  roads: { type: 'line', paint: { 'line-color': '#d8cfbb', 'line-width': 1.1 } },
  transportation: { type: 'line', paint: { 'line-color': '#d8cfbb', 'line-width': 1.1 } },
  boundaries: { type: 'line', paint: { 'line-color': '#b3a994', 'line-width': 0.8, 'line-dasharray': [4, 2] } },
  boundary: { type: 'line', paint: { 'line-color': '#b3a994', 'line-width': 0.8, 'line-dasharray': [4, 2] } },
};
/** Tile type of a PMTiles file that holds vector tiles. */
const VECTOR = 1;

const raster = (source) => ({ sources: { basemap: { type: 'raster', tileSize: 256, ...source } }, layers: [{ id: 'basemap', type: 'raster', source: 'basemap', paint: { 'raster-saturation': -0.5, 'raster-opacity': 0.8 } }] });

/** The library is a script of its own, which names itself to the page. */
function library() {
  return new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = 'vendor/pmtiles.js';
    script.onload = () => done(globalThis.pmtiles);
    script.onerror = () => failed(new Error(script.src));
    document.head.append(script);
  });
}

async function fromFile(maplibre, address) {
  const { PMTiles, Protocol } = await library();
  const file = new PMTiles(new URL(address, location.href).href);
  const protocol = new Protocol();
  protocol.add(file);
  maplibre.addProtocol('pmtiles', protocol.tile);
  const source = { url: `pmtiles://${file.source.getKey()}` };
  if ((await file.getHeader()).tileType !== VECTOR) return raster(source);
  const named = ((await file.getMetadata()).vector_layers ?? []).map(({ id }) => id).filter((id) => id in DRAWN);
  return { sources: { basemap: { type: 'vector', ...source } }, layers: named.map((id) => ({ id: `basemap-${id}`, source: 'basemap', 'source-layer': id, ...DRAWN[id] })) };
}

/** Sources and layers of the basemap; none where there is no setting, or the file cannot be read. */
export async function readBasemap(maplibre) {
  const address = document.documentElement.dataset.basemap;
  if (!address) return NONE;
  if (address.includes('{z}')) return raster({ tiles: [address] });
  try {
    return await fromFile(maplibre, address);
  } catch (error) {
    console.error(error);
    return NONE;
  }
}
