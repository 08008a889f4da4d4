/** Draws the pictures of the documentation: `node screenshot.mjs MARSAD FOLDER`, the demo on the day on which most was shut in. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { goTo, openPage } from './browser.mjs';

const [program, out] = process.argv.slice(2);
const DAY = 'on=2017-01-19';
const JOURA = 'sy/deir-ez-zor/al-joura';
const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

/** Each picture: what is opened, on what, and what is pressed before it is taken. */
const PICTURES = [
  ['screenshot', `lang=en&${DAY}&area=${JOURA}`, WIDE, ['#tab-areas']],
  ['screenshot-ar', `lang=ar&${DAY}`, WIDE, ['#tab-areas']],
  ['screenshot-phone', `lang=ar&${DAY}`, PHONE, ['#tab-areas']],
  ['screenshot-why', `lang=ar&${DAY}&area=${JOURA}`, WIDE, ['#panel .provenance button']],
  ['screenshot-review', `lang=en&${DAY}&view=review`, WIDE, ['.waiting .card']],
  ['screenshot-compare', 'lang=en&view=compare&on=2017-09-24&than=2017-01-19', WIDE, []],
  ['screenshot-charts', 'lang=ar&view=charts&measure=areas', { width: 1280, height: 1150 }, []],
];

const folder = await mkdtemp(join(tmpdir(), 'marsad-'));
const demo = spawn(program, ['demo', '--bind', '127.0.0.1:0', '--record', join(folder, 'demo.db')]);
try {
  const url = await new Promise((found, failed) => {
    createInterface({ input: demo.stdout }).on('line', (line) => line.includes('http://') && found(line.match(/http:\/\/[^\s#]+/)[0]));
    demo.on('exit', () => failed(new Error('the demo ended before it served')));
  });
  for (const [name, address, size, pressed] of PICTURES) await draw(`${url}#${address}`, name, size, pressed);
} finally {
  demo.kill();
  await rm(folder, { recursive: true });
}

async function draw(address, name, size, pressed) {
  const { browser, page } = await openPage(size);
  await goTo(page, address);
  for (const button of pressed) await page.locator(button).first().click();
  // The map moves to what was opened, and its labels find their places.
  await page.waitForTimeout(2500);
  await page.screenshot({ path: join(out, `${name}.png`) });
  await browser.close();
}
