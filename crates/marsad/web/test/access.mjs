/** What axe-core finds amiss for readers who see, hear or point otherwise: rules of WCAG 2.2 at A and AA. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Fails on a serious or critical fault of what the page shows now. */
export async function isOpenToAll(page, what) {
  await page.evaluate(source);
  const { violations } = await page.evaluate((values) => globalThis.axe.run({ runOnly: { type: 'tag', values } }), RULES);
  const bad = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const said = bad.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 4).map(({ html, any }) => `${html.slice(0, 120)} ${any[0]?.message ?? ''}`).join(' | ')}`);
  assert.deepEqual(said, [], `${what}: axe-core finds`);
}
