// Lays the page out in dist/, which the program embeds: our own files as they are, and of each package only what the page
// loads. No bundler: the modules go out as they were written, so what the browser runs is what you read here.
import { cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');

const fonts = ['noto-sans-arabic', 'noto-naskh-arabic'].flatMap((family) =>
  ['arabic', 'latin', 'latin-ext'].flatMap((subset) =>
    ['400', '600'].map((weight) => [
      `@fontsource/${family}/files/${family}-${subset}-${weight}-normal.woff2`,
      `fonts/${family}-${subset}-${weight}.woff2`,
    ]),
  ),
);

const vendor = [
  ['maplibre-gl/dist/maplibre-gl.mjs', 'maplibre-gl.mjs'],
  ['maplibre-gl/dist/maplibre-gl-shared.mjs', 'maplibre-gl-shared.mjs'],
  ['maplibre-gl/dist/maplibre-gl-worker.mjs', 'maplibre-gl-worker.mjs'],
  ['maplibre-gl/dist/maplibre-gl.css', 'maplibre-gl.css'],
  ['maplibre-gl/LICENSE.txt', 'maplibre-gl.LICENSE.txt'],
  ['chart.js/dist/chart.umd.min.js', 'chart.umd.min.js'],
  ['chart.js/LICENSE.md', 'chart.js.LICENSE.txt'],
  ['pmtiles/dist/pmtiles.js', 'pmtiles.js'],
  ['topojson-client/src', 'topojson-client'],
  ['topojson-client/LICENSE', 'topojson-client.LICENSE.txt'],
  ['world-atlas/countries-50m.json', 'countries-50m.json'],
  ['world-atlas/LICENSE', 'world-atlas.LICENSE.txt'],
  ['@fontsource/noto-sans-arabic/LICENSE', 'fonts/noto-sans-arabic.LICENSE.txt'],
  ['@fontsource/noto-naskh-arabic/LICENSE', 'fonts/noto-naskh-arabic.LICENSE.txt'],
  ...fonts,
];

await rm(dist, { recursive: true, force: true });
await cp(join(here, 'src'), dist, { recursive: true });
await mkdir(join(dist, 'vendor', 'fonts'), { recursive: true });
for (const [from, to] of vendor) {
  await cp(join(here, 'node_modules', from), join(dist, 'vendor', to), { recursive: true });
}
