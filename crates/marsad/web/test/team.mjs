/**
 * Comes in, reviews with keys and leaves, as people of a team do: `node team.mjs http://127.0.0.1:PORT/ PASSWORD`. Salma reviews and
 * Omar reads. With a third word it also puts pictures there.
 */
import assert from 'node:assert/strict';
import { isOpenToAll } from './access.mjs';
import { openPage } from './browser.mjs';

const [base, password, pictures] = process.argv.slice(2);
const { browser, page, seen } = await openPage({ width: 1280, height: 800 });

try {
  await whoeverIsNotKnownIsAskedToLogIn();
  await aWrongPasswordIsSaid();
  await whoeverLogsInIsWhereTheyWanted();
  await aDecisionIsSignedByWhoeverIsLoggedIn();
  await whoeverLeavesSeesNothingMore();
  await aNewPasswordIsSetWhereOneLogsIn();
  await aReaderIsOfferedNothingToDecide();
  await theFormFitsAPhoneInEnglish();
  nothingWasAskedOfOthers();
} finally {
  await browser.close();
}
console.log('team: all well');

async function picture(name) {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` });
}

async function logIn(name, secret) {
  await page.locator('#name').fill(name);
  await page.locator('#password').fill(secret);
  await page.locator('#enter').click();
}

async function whoeverIsNotKnownIsAskedToLogIn() {
  await page.goto(`${base}#on=2017-02-20&lang=ar`);
  await page.locator('body[data-ready]').waitFor();
  assert.ok(page.url().includes('/login.html#on=2017-02-20'), page.url());
  assert.equal(await page.locator('#login').getAttribute('dir'), 'rtl');
  assert.equal(await page.locator('#password').getAttribute('autocomplete'), 'current-password');
  await isOpenToAll(page, 'the login');
  await picture('login-ar');
}

async function aWrongPasswordIsSaid() {
  await logIn('Salma', 'not the password');
  await page.locator('#problem:not([hidden])').waitFor();
  assert.equal(await page.locator('#password').inputValue(), '');
  await isOpenToAll(page, 'the login with a problem');
}

async function whoeverLogsInIsWhereTheyWanted() {
  await logIn('salma', password);
  await page.waitForSelector('#app[data-ready]', { timeout: 60_000 });
  assert.ok(page.url().includes('on=2017-02-20') && !page.url().includes('login'), page.url());
  assert.equal(await page.locator('#person bdi').textContent(), 'Salma');
  const cookies = await page.context().cookies();
  assert.deepEqual(cookies.map(({ httpOnly, sameSite, expires }) => ({ httpOnly, sameSite, expires })), [{ httpOnly: true, sameSite: 'Strict', expires: -1 }]);
  assert.equal(await page.evaluate(() => document.cookie), '', 'a script can read the session');
  await isOpenToAll(page, 'the page of a team');
}

async function aDecisionIsSignedByWhoeverIsLoggedIn() {
  await page.locator('#view-review').click();
  await page.locator('.waiting').first().waitFor();
  await page.keyboard.press('j');
  const claim = await page.locator('#panel .evidence').getAttribute('data-claim');
  assert.equal(await page.locator('#review-author').count(), 0, 'the author can be chosen');
  assert.equal(await page.locator('#panel .signed bdi').textContent(), 'Salma');
  assert.equal(await page.locator('.act.publish').count(), 0, 'a reviewer is offered to publish');
  await page.locator('#review-reason').fill('the sentence says so');
  await page.locator('#panel h2').click();
  await picture('review');
  await page.keyboard.press('a');
  await page.locator('#panel .done').waitFor();
  const [accepted] = await (await page.request.get(`${base}api/review/history/${claim}`)).json();
  assert.deepEqual([accepted.review.act, accepted.review.author], ['accept', 'Salma']);
}

async function whoeverLeavesSeesNothingMore() {
  await page.locator('#leave').click();
  await page.locator('body[data-ready]').waitFor();
  assert.equal((await page.context().cookies()).length, 0);
  assert.equal((await page.request.get(`${base}api/claims`)).status(), 401);
  await page.goBack();
  await page.locator('#name').waitFor();
}

async function aNewPasswordIsSetWhereOneLogsIn() {
  await goToLogin();
  await page.locator('#change').click();
  await isOpenToAll(page, 'the form for a new password');
  await page.locator('#new').fill('password1234');
  await logIn('Salma', password);
  await page.locator('#problem:not([hidden])').waitFor();
  assert.ok((await page.locator('#problem').textContent()).includes('well known'));
  await page.locator('#new').fill('kettle meadow seventeen');
  await picture('new-password');
  await logIn('Salma', password);
  await page.waitForSelector('#app[data-ready]', { timeout: 60_000 });
  assert.equal(await page.locator('#person bdi').textContent(), 'Salma');
  await page.locator('#leave').click();
  await page.locator('body[data-ready]').waitFor();
}

async function aReaderIsOfferedNothingToDecide() {
  await page.goto('about:blank');
  await page.goto(`${base}login.html#lang=en`);
  await page.locator('body[data-ready]').waitFor();
  await logIn('Omar', password);
  await page.waitForSelector('#app[data-ready]', { timeout: 60_000 });
  assert.equal(await page.locator('#view-review, #view-read').count(), 0);
  await picture('reader');
  // A session that ended elsewhere leads back to the login, once the page asks for something: nothing may be on its way then.
  await page.waitForSelector('#app[data-read]', { timeout: 60_000 });
  await page.waitForLoadState('networkidle');
  await page.context().clearCookies();
  await page.locator('#tab-changes').click();
  await page.locator('body[data-ready]').waitFor();
  assert.ok(page.url().includes('/login.html'), page.url());
}

async function theFormFitsAPhoneInEnglish() {
  await page.setViewportSize({ width: 390, height: 844 });
  await goToLogin();
  assert.equal(await page.locator('#login').getAttribute('dir'), 'ltr');
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 390);
  await isOpenToAll(page, 'the login on a phone');
  await picture('login-phone');
}

async function goToLogin() {
  await page.goto('about:blank');
  await page.goto(`${base}login.html#lang=en`);
  await page.locator('body[data-ready]').waitFor();
}

function nothingWasAskedOfOthers() {
  const others = seen.requests.filter((url) => !/^(data|blob|about):/.test(url) && new URL(url).host !== new URL(base).host);
  assert.deepEqual(others, []);
  // Chromium says of each answer that refuses something that it does.
  assert.deepEqual(seen.complaints.filter((said) => !said.includes('the server responded with a status of 401') && !/401 \(Unauthorized\)|422 \(Unprocessable/.test(said)), []);
}
