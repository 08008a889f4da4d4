/** The charts as a reader uses them: bars that open their claims, a table beside each, whatever strangers call themselves. */
import assert from 'node:assert/strict';
import { isOpenToAll } from './access.mjs';
import { goTo } from './browser.mjs';

const LIBRARY = /chart\.umd/;

/** Reads the charts of the record at `base`; `seen` is what the page has asked for so far. */
export async function chartsAreRead(page, base, seen) {
  assert.ok(!seen.requests.some((url) => LIBRARY.test(url)), 'the map paid for the charts');
  await page.goto('about:blank');
  await goTo(page, `${base}#lang=ar&view=charts`);
  await drawn(page);
  assert.ok(seen.requests.some((url) => LIBRARY.test(url)));
  await whatNobodyCountedIsNoNought(page);
  await aRowOpensItsClaims(page, base);
  await aBarOpensItsClaims(page);
  await aShareOpensItsAreas(page);
  await strangersNamesStayNames(page);
  await isOpenToAll(page, 'the charts');
  await page.locator('#lang').click();
  await page.locator('#control-measure').selectOption('people');
  await drawn(page);
  assert.match(page.url(), /view=charts.*measure=people/);
  await isOpenToAll(page, 'the charts in English');
  await page.setViewportSize({ width: 390, height: 844 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 390, 'the charts are wider than a phone');
  await page.setViewportSize({ width: 1280, height: 800 });
}

const drawn = (page) => Promise.all(['control', 'harm', 'sources'].map((id) => page.locator(`#chart-${id}[data-drawn]`).waitFor()));

async function whatNobodyCountedIsNoNought(page) {
  const told = await page.locator('#chart-harm tbody tr').evaluateAll((rows) => rows.map((row) => row.cells[2].textContent));
  assert.ok(told.length > 0);
  assert.ok(told.includes('عدد غير معروف'), told.join());
  assert.ok(!told.includes('0'), told.join());
}

async function aRowOpensItsClaims(page, base) {
  const row = page.locator('#chart-harm tbody tr', { hasText: 'عدد غير معروف' }).first();
  await row.locator('button').click();
  await page.locator('#panel .evidence').first().waitFor();
  const ids = await page.locator('#panel .evidence').evaluateAll((all) => all.map(({ dataset }) => dataset.claim));
  const { weeks } = await (await page.request.get(`${base}api/harm`)).json();
  const told = weeks.filter(({ type, min, max, fighters }) => type === 'killed' && min === null && max === null && !fighters);
  assert.ok(told.some(({ evidence }) => evidence.join() === ids.join()), ids.join());
  await page.keyboard.press('Escape');
}

async function aBarOpensItsClaims(page) {
  const at = await page.evaluate(() => {
    const chart = globalThis.Chart.getChart(document.querySelector('#chart-sources canvas'));
    chart.canvas.scrollIntoView({ block: 'center' });
    const { x, y } = chart.getDatasetMeta(0).data[0].getCenterPoint();
    const { left, top } = chart.canvas.getBoundingClientRect();
    return { x: left + x, y: top + y };
  });
  await page.mouse.click(at.x, at.y);
  await page.locator('#panel .evidence').first().waitFor();
  const first = await page.locator('#chart-sources tbody tr').first().locator('th').innerText();
  assert.ok((await page.locator('#panel h2').innerText()).includes(first));
  await page.keyboard.press('Escape');
}

async function aShareOpensItsAreas(page) {
  const row = page.locator('#chart-control tbody tr').first();
  const share = Number(await row.locator('button').innerText());
  await row.locator('button').click();
  await page.locator('#panel .row').first().waitFor();
  assert.equal(await page.locator('#panel .row').count(), share);
  await page.locator('#panel .row').first().click();
  await page.locator('#panel .why .evidence').first().waitFor();
  await page.keyboard.press('Escape');
}

async function strangersNamesStayNames(page) {
  assert.equal(await page.locator('#charts img').count(), 0);
  const chart = page.locator('#chart-sources');
  assert.ok((await chart.locator('tbody').innerText()).includes('<img src=x'));
  const labels = await page.evaluate(() => {
    const { scales } = globalThis.Chart.getChart(document.querySelector('#chart-sources canvas'));
    return scales.y.ticks.map(({ label }) => label);
  });
  const stranger = labels.find((label) => label.includes('<img'));
  assert.ok(stranger.length < 40 && !stranger.includes('\u202e') && stranger.startsWith('\u2068') && stranger.endsWith('\u2069'), stranger);
  const overflow = await chart.evaluate((node) => node.scrollWidth - node.clientWidth);
  assert.ok(overflow <= 0, 'a long name pushes the chart out of its frame');
}
