/** Events on the map: as many as the server tells of, hidden when that is asked for, each opening what is said of it. */
import assert from 'node:assert/strict';
import { goTo } from './browser.mjs';

const LAYERS = ['event-sign', 'event-cluster'];

/** Waits until the map has drawn what it was given. */
const drawn = (page, change) => page.evaluate(async (to) => {
  const { map } = globalThis.marsad;
  const idle = map.once('idle');
  if (to) map.jumpTo(to);
  map.triggerRepaint();
  await idle;
}, change ?? null);

const onMap = (page) => page.evaluate((layers) => {
  const seen = new Map(globalThis.marsad.map.queryRenderedFeatures({ layers }).map(({ properties }) => [properties.id ?? properties.cluster_id, properties.point_count ?? 1]));
  return [...seen.values()].reduce((sum, count) => sum + count, 0);
}, LAYERS);

export async function eventsAreMarkedAndOpened(page, base) {
  await page.goto('about:blank');
  await goTo(page, `${base}#on=2017-01-17`);
  await page.waitForSelector('#app[data-read]');
  const { events, from } = await (await page.request.get(`${base}api/lately?on=2017-01-17`)).json();
  assert.equal(from, '2017-01-11');
  assert.ok(events.length > 1, 'nothing happened');
  await drawn(page, { center: [40.15, 35.33], zoom: 8 });
  assert.equal(await onMap(page), events.length, 'the map marks more or fewer events than there were');

  await page.locator('#show-events').uncheck();
  await drawn(page);
  assert.equal(await onMap(page), 0, 'hidden events are still drawn');
  await page.locator('#show-events').check();

  const one = events.find(({ lon, lat }) => events.filter((other) => other.lon === lon && other.lat === lat).length === 1);
  await drawn(page, { center: [one.lon, one.lat], zoom: 13 });
  const spot = await page.evaluate(({ lon, lat }) => globalThis.marsad.map.project([lon, lat]), one);
  const box = await page.locator('#map').boundingBox();
  await page.mouse.click(box.x + spot.x - 24, box.y + spot.y - 13);
  await page.waitForFunction((claim) => location.hash.includes(`claim=${claim}`), one.claim);
  await page.locator('#panel .sentence').first().waitFor();
  await page.goto('about:blank');
}
