/** Land, borders and a graticule: Natural Earth at 1:50 million, as `world-atlas` ships it. */
import feature from '../../vendor/topojson-client/feature.js';
import mesh from '../../vendor/topojson-client/mesh.js';

const line = (coordinates) => ({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates } });

function graticule(step) {
  const lines = [];
  for (let lon = -180; lon <= 180; lon += step) lines.push(line([[lon, -80], [lon, 80]]));
  for (let lat = -80; lat <= 80; lat += step) lines.push(line([[-180, lat], [180, lat]]));
  return { type: 'FeatureCollection', features: lines };
}

export async function readWorld() {
  const atlas = await (await fetch('vendor/countries-50m.json')).json();
  return {
    land: feature(atlas, atlas.objects.countries),
    borders: { type: 'Feature', properties: {}, geometry: mesh(atlas, atlas.objects.countries, (a, b) => a !== b) },
    graticule: graticule(1),
  };
}
