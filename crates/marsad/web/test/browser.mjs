/** Chromium as Debian has it, watched: what it asks for and what it complains of. */
import { chromium } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Opens a page of that size; `seen.requests` are the addresses it asked for, `seen.complaints` its errors. */
export async function openPage(viewport) {
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const page = await browser.newPage({ viewport });
  const seen = { requests: [], complaints: [] };
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('pageerror', (error) => seen.complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') seen.complaints.push(message.text());
  });
  return { browser, page, seen };
}

/** Goes to an address and waits until the map is drawn. */
export async function goTo(page, url) {
  await page.goto(url);
  await page.waitForSelector('#app[data-read]', { timeout: 60_000 });
  await page.evaluate(() => new Promise((done) => {
    const { map } = globalThis.marsad;
    if (map.loaded() && !map.isMoving()) done();
    else map.once('idle', done);
  }));
}
