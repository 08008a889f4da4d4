/** Draws the README's picture: `node screenshot.mjs MARSAD OUT.png`, the demo on the day on which most was shut in. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { goTo, openPage } from './browser.mjs';

const [program, out] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'marsad-'));
const demo = spawn(program, ['demo', '--bind', '127.0.0.1:0', '--record', join(folder, 'demo.db')]);
try {
  const url = await new Promise((found, failed) => {
    createInterface(demo.stdout).on('line', (line) => line.includes('http://') && found(line.match(/http:\/\/\S+/)[0]));
    demo.on('exit', () => failed(new Error('the demo ended before it served')));
  });
  const { browser, page } = await openPage({ width: 1280, height: 800 });
  await goTo(page, url);
  await page.locator('#tab-areas').click();
  await page.locator('[data-area="sy/deir-ez-zor/al-joura"]').click();
  await page.waitForTimeout(2500);
  await page.screenshot({ path: out });
  await browser.close();
} finally {
  demo.kill();
  await rm(folder, { recursive: true });
}
