/** Reads a bundle's page as a reader would, from a file: `node bundle.mjs /…/index.html`. Ends in an error at the first thing amiss. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { openPage } from './browser.mjs';

const file = process.argv[2];
const { browser, page, seen } = await openPage({ width: 1000, height: 800 });

try {
  await theChainHolds();
  await theWordsOfAClaimAreMarked();
  await aStrangersMarkupStaysText();
  await theListIsSearched();
  assert.deepEqual(seen.complaints, []);
  await aChangeIsFound('تنظيم', 'تنطيم', 'its body was changed');
  await aChangeIsFound('"modality":"actual"', '"modality":"denied"', 'it is not what was sealed', '"claims":[{"id"');
  await aChangeIsFound('"recorded":', '"recorded":1', 'its seal does not hold');
  const asked = seen.requests.filter((url) => !url.startsWith('file:'));
  assert.deepEqual(asked, [], 'the page asked others for something');
} finally {
  await browser.close();
}
console.log('bundle: all well');

async function verdict(path) {
  await page.goto(pathToFileURL(path).href);
  await page.waitForSelector('#verdict[data-state]');
  return page.locator('#verdict').getAttribute('data-state');
}

async function theChainHolds() {
  assert.equal(await verdict(file), 'holds', await page.locator('#checks').innerText());
  const checks = await page.locator('#checks').innerText();
  assert.match(checks, /Checkpoint of entry \d+/);
  assert.match(checks, /1 corrected or written by reviewers/);
  const hashes = await page.evaluate(async () => {
    const texts = ['', 'abc', 'سيطر', 'a'.repeat(55), 'a'.repeat(56), 'a'.repeat(64), 'a'.repeat(1000)];
    return texts.map((text) => [text, sha256(text)]);
  });
  const { createHash } = await import('node:crypto');
  for (const [text, hash] of hashes) assert.equal(hash, createHash('sha256').update(text).digest('hex'));
}

async function theWordsOfAClaimAreMarked() {
  const data = JSON.parse(await page.locator('#data').textContent());
  for (const event of data.events) {
    const card = page.locator(`[data-event="${event.id}"]`);
    await card.locator('summary').click();
    for (const { claim: id } of event.claims) {
      const { claim } = data.claims.find((one) => one.id === id);
      const shown = card.locator(`[data-claim="${id}"]`);
      await shown.waitFor();
      const trigger = await shown.locator('mark[data-slot~="trigger"]').allTextContents();
      assert.equal(trigger.join(''), claim.trigger.text);
    }
  }
}

async function aStrangersMarkupStaysText() {
  assert.equal(await page.title(), 'Evidence bundle');
  assert.equal(await page.locator('main img, main b').count(), 0);
  assert.ok((await page.locator('main').innerText()).includes('<img src=x'));
}

async function theListIsSearched() {
  await page.fill('#find', 'shelling');
  assert.equal(await page.locator('[data-event]:visible').count(), 1);
  await page.fill('#find', '');
}

/** Somebody changes a word of the data; the page says so. */
async function aChangeIsFound(from, to, fault, behind = '"log":[') {
  const whole = await readFile(file, 'utf8');
  const at = whole.indexOf(from, whole.indexOf(behind));
  assert.ok(at > 0);
  const changed = file.replace('index', 'changed');
  await writeFile(changed, whole.slice(0, at) + to + whole.slice(at + from.length));
  assert.equal(await verdict(changed), 'broken');
  assert.ok((await page.locator('#checks').innerText()).includes(fault));
}
