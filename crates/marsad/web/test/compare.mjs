/** Two days side by side, outlines that a reader brings, and the sheet for the printer. */
import assert from 'node:assert/strict';
import { isOpenToAll } from './access.mjs';
import { goTo } from './browser.mjs';

/** Compares two days of the record at `base`. */
export async function daysAreLaidSideBySide(page, base) {
  await page.goto('about:blank');
  await goTo(page, `${base}#lang=en&view=compare&on=2017-02-20&than=2017-01-18`);
  await page.locator('#before[data-drawn="2017-01-18"] canvas').waitFor();
  assert.ok((await page.locator('#day-before').innerText()).includes('18 January 2017'));
  assert.ok(await page.locator('.change').count() > 0);
  const centre = () => page.evaluate(() => { const { lng, lat } = globalThis.marsad.earlier.getCenter(); return [lng, lat, globalThis.marsad.earlier.getZoom()].map((value) => Number(value.toFixed(4))); });
  await page.evaluate(() => globalThis.marsad.map.jumpTo({ center: [40.2, 35.1], zoom: 9 }));
  assert.deepEqual(await centre(), [40.2, 35.1, 9]);
  await page.evaluate(() => globalThis.marsad.earlier.jumpTo({ center: [40, 35], zoom: 8 }));
  assert.equal(await page.evaluate(() => globalThis.marsad.map.getZoom()), 8);
  const drawn = await page.evaluate(() => Promise.all(['earlier', 'map'].map(async (name) => (await globalThis.marsad[name].getSource('areas').getData()).features.length)));
  assert.ok(drawn[0] > 0 && drawn[0] !== drawn[1], `both maps show ${drawn}`);
  await page.locator('#than').fill('2017-01-19');
  await page.locator('#than').dispatchEvent('change');
  await page.locator('#before[data-drawn="2017-01-19"]').waitFor();
  assert.match(page.url(), /view=compare.*than=2017-01-19|than=2017-01-19.*view=compare/);
  await isOpenToAll(page, 'two days side by side');
  await page.locator('#view-map').click();
  assert.ok(await page.locator('#before').isHidden());
}

const file = (name, content) => ({ name, mimeType: 'application/geo+json', buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)) });
const square = (at, far) => ({ type: 'Feature', properties: { ADM1_EN: '<img src=x>' }, geometry: { type: 'Polygon', coordinates: [[[at, 35], [far, 35], [far, 36], [at, 35]]] } });

/** Brings outlines, wrong ones first. */
export async function outlinesAreBroughtAndChecked(page) {
  await page.locator('#legend').evaluate((legend) => { legend.open = true; });
  const wrong = [
    ['{', /no JSON/], [{ type: 'Topology' }, /Topology/], [{ type: 'FeatureCollection', features: [] }, /no features/],
    [{ type: 'FeatureCollection', features: [square(39, 41), square(390000, 391000)] }, /Feature 2 .*degrees/],
    [{ type: 'FeatureCollection', features: [{ type: 'Feature', geometry: { type: 'Point', coordinates: [40, 35] } }] }, /Feature 1 .*Point/],
  ];
  for (const [content, said] of wrong) {
    await page.locator('#outlines').setInputFiles(file('cod.geojson', content));
    await page.waitForFunction((pattern) => new RegExp(pattern).test(document.querySelector('#legend .problem')?.textContent), said.source);
  }
  await page.locator('#outlines').setInputFiles(file('cod.geojson', { type: 'FeatureCollection', features: [square(39, 41)] }));
  await page.locator('#legend .outlines [role="status"]').waitFor();
  const outlines = () => page.evaluate(() => globalThis.marsad.map.getSource('outlines').serialize().data.features.length);
  assert.equal(await outlines(), 1);
  await page.locator('#legend .outlines button').click();
  assert.equal(await outlines(), 0);
}

/** Prints the map, and counts what is on the paper. */
export async function theMapIsPrinted(page) {
  const areas = await page.evaluate(async () => (await globalThis.marsad.map.getSource('areas').getData()).features.length);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.locator('#sheet').isVisible());
  assert.ok(await page.locator('#app').isHidden());
  const inked = await page.locator('#sheet .sheet-map img').evaluate(async (picture) => {
    await picture.decode();
    const canvas = document.createElement('canvas');
    const pen = Object.assign(canvas, { width: 64, height: 64 }).getContext('2d');
    pen.drawImage(picture, 0, 0, 64, 64);
    return new Set(new Uint32Array(pen.getImageData(0, 0, 64, 64).data.buffer)).size;
  });
  assert.ok(inked > 20, `the printed map has ${inked} colours`);
  assert.ok(await page.locator('#sheet table').first().locator('tbody tr').count() >= areas);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  assert.match(pdf.toString('latin1'), /MediaBox \[0 0 59[45]\.\d+ 84[12]\.?\d*\]/);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.equal(await page.locator('#sheet').evaluate((sheet) => sheet.children.length), 0);
}
