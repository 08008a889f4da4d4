/** What the page costs: `node budget.mjs http://127.0.0.1:PORT/` prints the first map, steps of the slider, and what is sent. */
import { openPage } from './browser.mjs';

const url = process.argv[2];
const STEPS = 12;
const told = (what, figure, most = '') => console.log(`${what.padEnd(44)}${figure.padStart(12)}${most && `   (budget ${most})`}`);
const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

const { browser, page } = await openPage({ width: 1280, height: 800 });
const network = await page.context().newCDPSession(page);
await network.send('Network.enable');
let sent = 0;
network.on('Network.loadingFinished', ({ encodedDataLength }) => { sent += encodedDataLength; });

// The first call makes what the server keeps; the second is a reader's.
for (const visit of ['the first to ask', 'any other']) {
  await network.send('Network.clearBrowserCache');
  sent = 0;
  await page.goto('about:blank');
  await page.goto(url);
  const drawn = await page.waitForFunction(() => performance.getEntriesByName('map-drawn')[0]?.startTime, null, { timeout: 120_000 });
  told(`first map, ${visit}`, `${Math.round(await drawn.jsonValue())} ms`, '1500 ms');
  told('  sent up to then', `${(sent / 1e6).toFixed(2)} MB`);
  await page.waitForSelector('#app[data-read]', { timeout: 120_000 });
  told('  sent with the list', `${(sent / 1e6).toFixed(2)} MB`, '1.50 MB');
}

/** From the press of a button to the map being drawn, in milliseconds. */
const step = (button) => page.evaluate((which) => new Promise((done) => {
  const { map } = globalThis.marsad;
  const start = performance.now();
  map.once('data', () => map.once('idle', () => done(performance.now() - start)));
  document.querySelector(which).click();
}), button);

/** Milliseconds that drawing the map once takes: without a graphics card the processor paints it, and no step can be shorter. */
const frame = () => page.evaluate(() => {
  const { map } = globalThis.marsad;
  const { gl } = map.painter.context;
  const start = performance.now();
  map.redraw();
  // What was drawn is waited for only where it is read.
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  return performance.now() - start;
});

const frames = [];
for (let at = 0; at < STEPS; at += 1) frames.push(await frame());
told('drawing the map once, median', `${Math.round(median(frames))} ms`);

const times = [];
for (let at = 0; at < STEPS; at += 1) {
  times.push(await step('.step.earlier'));
  // As long as a reader looks at a day while it is played.
  await page.waitForTimeout(1_200);
}
told('step of the slider, median', `${Math.round(median(times))} ms`, '100 ms');
told('step of the slider, longest', `${Math.round(Math.max(...times))} ms`);
await browser.close();
