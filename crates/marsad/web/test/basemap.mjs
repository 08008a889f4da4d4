/** The map over a file of tiles: `node basemap.mjs http://127.0.0.1:PORT/`, whose one tile is green all over. */
import assert from 'node:assert/strict';
import { goTo, openPage } from './browser.mjs';

const base = process.argv[2];
const { browser, page, seen } = await openPage({ width: 900, height: 700 });

try {
  await goTo(page, base);
  await page.evaluate(() => new Promise((done) => { globalThis.marsad.map.once('idle', done).jumpTo({ center: [-30, 30], zoom: 4 }); }));
  const [red, green, blue] = await page.evaluate(() => {
    const { map } = globalThis.marsad;
    map.redraw();
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
    const pen = canvas.getContext('2d');
    const drawn = map.getCanvas();
    pen.drawImage(drawn, drawn.width / 2, drawn.height / 2, 1, 1, 0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  });
  assert.ok(green > red + 40 && green > blue + 20, `the sea is ${red} ${green} ${blue}`);
  const order = await page.evaluate(() => globalThis.marsad.map.getStyle().layers.map(({ id }) => id));
  assert.ok(order.indexOf('basemap') < order.indexOf('area-fill'));
  const others = seen.requests.filter((url) => !/^(data|blob):/.test(url) && new URL(url).host !== new URL(base).host);
  assert.deepEqual(others, []);
  assert.deepEqual(seen.complaints, []);
} finally {
  await browser.close();
}
console.log('basemap: all well');
