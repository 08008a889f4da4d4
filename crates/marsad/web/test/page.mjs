/** Reads the page as a reader would: `node page.mjs http://127.0.0.1:PORT/`. Ends in an error at the first thing amiss. */
import assert from 'node:assert/strict';
import { isOpenToAll } from './access.mjs';
import { goTo, openPage } from './browser.mjs';
import { chartsAreRead } from './charts.mjs';
import { daysAreLaidSideBySide, outlinesAreBroughtAndChecked, theMapIsPrinted } from './compare.mjs';
import { eventsAreMarkedAndOpened } from './events.mjs';

const GRAVES = { id: 'sy/deir-ez-zor/al-maqabir', at: [40.141, 35.308] };
const base = process.argv[2];
const { browser, page, seen } = await openPage({ width: 1280, height: 800 });

try {
  await theMapIsDrawnBeforeTheRestIsAskedFor();
  await aLongListIsNotLaidOutAtOnce();
  await aStepLeavesWhatAFreshPageWouldShow();
  await eventsAreMarkedAndOpened(page, base);
  await anAreaOpensOnItsSentences();
  await aClaimOfTheListOpens();
  await whatIsNotFactDoesNotLookLikeOne();
  await aStrangersMarkupStaysText();
  await theOtherLanguageTurnsThePage();
  await twoDaysAreCompared();
  await chartsAreRead(page, base, seen);
  await daysAreLaidSideBySide(page, base);
  await outlinesAreBroughtAndChecked(page);
  await theMapIsPrinted(page);
  await aPastedReportIsReadAsItIsWritten();
  await aReviewerDecidesWithKeys();
  await aPhoneShowsMapAndList();
  await everybodysPageShowsAndTakesNothing(process.argv[3]);
  await everyViewIsOpenToAll();
  nothingWasAskedOfOthers();
} finally {
  await browser.close();
}
console.log('page: all well');

async function theMapIsDrawnBeforeTheRestIsAskedFor() {
  await goTo(page, `${base}#on=2017-02-20`);
  const early = await page.evaluate(() => {
    const [drawn] = performance.getEntriesByName('map-drawn');
    return performance.getEntriesByType('resource').filter(({ startTime }) => startTime < drawn.startTime).map(({ name }) => name);
  });
  assert.equal(early.filter((name) => name.includes('api/picture')).length, 1, 'another day was asked for first');
  assert.ok(!early.some((name) => /api\/(claims|places)/.test(name)), 'the list kept the map waiting');
}

/** Only what changed is given to the map: after steps there and back it holds what a page holds that was opened on that day. */
async function aStepLeavesWhatAFreshPageWouldShow() {
  const held = () => page.evaluate(async () => {
    const { map } = globalThis.marsad;
    const sources = await Promise.all(['areas', 'area-points', 'routes', 'route-signs'].map((name) => map.getSource(name).getData()));
    return sources.map(({ features }) => features.map(({ properties, geometry }) => JSON.stringify([properties, geometry])).sort());
  });
  const day = () => page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get('on'));
  const press = async (button) => {
    const from = await day();
    await page.locator(button).click();
    await page.waitForFunction((was) => new URLSearchParams(location.hash.slice(1)).get('on') !== was, from);
  };
  await press('.step.earlier');
  await press('.step.earlier');
  const stepped = await held();
  const on = await day();
  await page.goto('about:blank');
  await goTo(page, `${base}#on=${on}`);
  assert.deepEqual(stepped, await held());
  await page.goto('about:blank');
}

/** Five thousand areas of twenty holders: a page of rows, all to be found by name, and a legend of a few. */
async function aLongListIsNotLaidOutAtOnce() {
  const shown = await page.evaluate(async () => {
    const [{ rows }, { drawLegend }] = await Promise.all([import('/js/list.js'), import('/js/marks.js')]);
    const areas = Array.from({ length: 5000 }, (_, n) => ({ id: `x/${n}`, name_ar: `\u0627\u0644\u062c\u0648\u0631\u0629 ${n}`, name_en: `Joura ${n}`, status: 'held', holder: `party-${n % 20}`, access: 'unknown', isolated: false }));
    const situation = { areas, routes: [] };
    const state = { tab: 'areas', find: '', listed: 120, picture: { situation } };
    const first = rows(state, { actors: {} }, {}).length;
    const found = rows({ ...state, find: '\u0627\u0644\u062c\u0648\u0631\u0647 4321' }, { actors: {} }, {}).map((row) => row.dataset.area);
    drawLegend(situation, {}, { outlines: { count: 0, problem: '' }, events: true }, {});
    return { first, found, holders: document.querySelectorAll('#legend ul:first-of-type li').length };
  });
  assert.equal(shown.first, 121);
  assert.deepEqual(shown.found, ['x/4321']);
  assert.equal(shown.holders, 13);
}

async function anAreaOpensOnItsSentences() {
  await goTo(page, `${base}#on=2017-02-20`);
  assert.equal(await page.locator('#app').getAttribute('dir'), 'rtl');
  assert.equal(await page.locator('#map').getAttribute('dir'), 'ltr');
  await page.evaluate(({ at }) => new Promise((done) => {
    globalThis.marsad.map.once('idle', done).jumpTo({ center: at, zoom: 12.5 });
  }), GRAVES);
  const spot = await page.evaluate(({ at }) => globalThis.marsad.map.project(at), GRAVES);
  const box = await page.locator('#map').boundingBox();
  await page.mouse.click(box.x + spot.x, box.y + spot.y + 14);
  await page.locator('#panel:not([hidden]) .evidence').first().waitFor();
  const reply = await page.request.get(`${base}api/claims`);
  const claims = await reply.json();
  const shown = await page.locator('#panel .why .evidence').evaluateAll((all) => all.map((one) => ({
    id: one.dataset.claim,
    sentence: one.querySelector('.sentence').textContent,
    trigger: [...one.querySelectorAll('mark[data-slot~="trigger"]')].map((mark) => mark.textContent).join(''),
    direction: getComputedStyle(one.querySelector('.sentence')).direction,
  })));
  assert.ok(shown.length > 0, 'the area has no evidence');
  for (const { id, sentence, trigger, direction } of shown) {
    const claim = claims.find((one) => one.id === id);
    assert.equal(sentence, claim.quote.text);
    assert.equal(trigger, claim.trigger.text, 'the highlighted words are not those of the claim');
    assert.equal(direction, 'rtl');
  }
  assert.ok(claims.find(({ id }) => id === shown[0].id).places.some(({ id }) => id === GRAVES.id));
}

async function aClaimOfTheListOpens() {
  const card = page.locator('.card[data-claim]').first();
  const id = await card.getAttribute('data-claim');
  await card.click();
  await page.locator(`#panel .evidence[data-claim="${id}"] mark`).first().waitFor();
  await page.locator('#panel .provenance button').first().click();
  await page.locator('#panel .sentence.whole mark').first().waitFor();
  await page.keyboard.press('Escape');
  assert.ok(await page.locator('#panel').isHidden());
}

async function whatIsNotFactDoesNotLookLikeOne() {
  const fact = await page.locator('.card.actual').first().evaluate((card) => getComputedStyle(card).borderTopStyle);
  assert.equal(fact, 'solid');
  for (const modality of ['failed', 'intended', 'feared', 'denied']) {
    const card = page.locator(`.card.${modality}`).first();
    assert.equal(await card.evaluate((one) => getComputedStyle(one).borderTopStyle), 'dashed', modality);
    assert.equal(await card.locator('.modality').count(), 1, modality);
  }
}

async function aStrangersMarkupStaysText() {
  const card = page.locator('.card', { hasText: '<img src=x' }).first();
  await card.click();
  const sentence = page.locator('#panel .sentence').first();
  assert.ok((await sentence.textContent()).includes('<img src=x onerror='));
  assert.equal(await page.locator('#panel img, #side img, #panel b').count(), 0);
  assert.equal(await page.locator('#panel a[href^="javascript"]').count(), 0);
  assert.ok(!(await page.title()).includes('broken'));
  // An emoji before the words is one code point but two UTF-16 units.
  assert.equal(await page.locator('#panel mark[data-slot="trigger"]').first().textContent(), 'سيطر');
}

async function theOtherLanguageTurnsThePage() {
  await page.locator('#lang').click();
  await page.locator('#app[dir="ltr"][lang="en"]').waitFor();
  await page.locator('#tab-areas').click();
  await page.locator(`[data-area="${GRAVES.id}"]`).click();
  assert.ok((await page.locator('#panel h2').textContent()).includes('Maqabir'));
  assert.equal(await page.locator('#panel .sentence').first().evaluate((one) => getComputedStyle(one).direction), 'rtl');
}

async function twoDaysAreCompared() {
  await page.keyboard.press('Escape');
  await page.locator('#tab-changes').click();
  await page.locator('#than').fill('2017-01-01');
  await page.locator('#than').dispatchEvent('change');
  await page.locator(`[data-change="${GRAVES.id}"]`).first().click();
  await page.locator('#panel .why .evidence').first().waitFor();
  assert.ok(page.url().includes('than=2017-01-01'), page.url());
  await page.keyboard.press('Escape');
}

async function aPastedReportIsReadAsItIsWritten() {
  await page.locator('#view-read').click();
  await page.locator('#paste').fill('\u{1F6A8} سيطر الجيش السوري على مدينة تدمر، وفشل تنظيم داعش في التقدم نحو مدينة السخنة.');
  await page.locator('#rows .card').first().waitFor();
  assert.equal(await page.locator('.found.territory').first().textContent(), 'سيطر');
  assert.ok(await page.locator('.card.failed').count() > 0, 'a failed attempt reads like a fact');
  await page.locator('.found').first().click();
  await page.locator('#panel .evidence mark[data-slot~="places"]').first().waitFor();
  assert.ok((await page.locator('#panel .evidence mark[data-slot~="places"]').first().textContent()).includes('تدمر'));
  assert.equal(await page.evaluate(() => globalThis.marsad.map.getSource('claim-places').serialize().data.features.length), 1);
}

async function aReviewerDecidesWithKeys() {
  await page.locator('#view-review').click();
  await page.locator('.waiting').first().waitFor();
  await page.keyboard.press('j');
  await page.locator('#review-author').fill('Salma');
  const first = await page.locator('#panel .evidence').getAttribute('data-claim');
  await page.locator('#panel h2').click();
  await page.keyboard.press('a');
  await page.locator('#panel .problem').waitFor();
  await page.locator('#review-reason').fill('the sentence says so');
  await page.locator('#panel h2').click();
  await page.keyboard.press('a');
  await page.locator('#panel .done').waitFor();
  const [accepted] = await history(first);
  assert.deepEqual([accepted.review.act, accepted.review.author], ['accept', 'Salma']);
  const second = await page.locator('#panel .evidence').getAttribute('data-claim');
  assert.notEqual(second, first, 'the next claim of the queue did not open');
  await page.keyboard.press('c');
  await page.locator('#slot').selectOption('modality');
  await page.locator('#value').selectOption('feared');
  await page.locator('.correction button').click();
  await page.locator('#panel .done').waitFor();
  const [corrected] = await history(second);
  assert.deepEqual([corrected.review.slot, corrected.review.value], ['modality', 'feared']);
  await page.locator('#view-map').click();
  await page.locator('#tab-claims').waitFor();
}

async function history(claim) {
  return (await page.request.get(`${base}api/review/history/${claim}`)).json();
}

async function aPhoneShowsMapAndList() {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.keyboard.press('Escape');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 390, `the page is ${wide} wide on a phone`);
  assert.ok(await page.locator('#map canvas').isVisible());
  assert.ok(await page.locator('#tab-claims').isVisible());
  const lines = await page.locator('#nav button').evaluateAll((buttons) => new Set(buttons.map((button) => button.getBoundingClientRect().height)).size);
  assert.equal(lines, 1, 'the name of a view stands on two lines');
  await page.setViewportSize({ width: 320, height: 640 });
  for (const id of ['lang', 'side', 'time']) {
    const box = await page.locator(`#${id}`).boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 320, `${id} is cut off on a small phone`);
  }
}

async function everybodysPageShowsAndTakesNothing(everybodys) {
  await page.goto('about:blank');
  await goTo(page, everybodys);
  assert.ok(await page.locator('#map canvas').isVisible());
  assert.equal(await page.locator('#view-map').count(), 1);
  assert.equal(await page.locator('#view-review, #view-read').count(), 0);
  await page.locator('#view-charts').click();
  await page.locator('#chart-sources[data-drawn]').waitFor();
}

/** In both languages, with a proof open, at every view, and on a phone. */
async function everyViewIsOpenToAll() {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('about:blank');
  await goTo(page, `${base}#lang=ar&on=2017-02-20`);
  await isOpenToAll(page, 'the map');
  await page.locator('#rows .card').first().click();
  await page.locator('#panel:not([hidden]) .evidence').first().waitFor();
  await isOpenToAll(page, 'a claim');
  await page.locator('#lang').click();
  await isOpenToAll(page, 'the page in English');
  await page.locator('#tab-changes').click();
  await isOpenToAll(page, 'the changes');
  await page.locator('#view-read').click();
  await isOpenToAll(page, 'the reader');
  await page.locator('#view-review').click();
  await page.locator('.waiting').first().click();
  await isOpenToAll(page, 'the review');
  await page.setViewportSize({ width: 390, height: 844 });
  await isOpenToAll(page, 'the page on a phone');
}

function nothingWasAskedOfOthers() {
  const others = seen.requests.filter((url) => !/^(data|blob):/.test(url) && ![base, process.argv[3]].some((own) => new URL(own).host === new URL(url).host));
  assert.deepEqual(others, []);
  assert.deepEqual(seen.complaints, []);
}
