/** A browser comes to the same states as the server, bit for bit: the simulation itself is bundled for a page and runs there. */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstDifference, hashes } from '../random/replay.ts';
import { launchChromium, noChromium } from '../setup/chromium.ts';

const LABS = 200;

describe.skipIf(noChromium)('Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  it(`ends ${LABS} random labs as Node does`, async () => {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await bundle() });
    const theirs = await page.evaluate(
      (count) => (globalThis as unknown as { replay: { hashes(count: number): string[] } }).replay.hashes(count),
      LABS,
    );
    expect(firstDifference(hashes(LABS), theirs)).toBe('none');
  });
});

/** The simulation and the random labs as one script that makes a global `replay`. */
async function bundle(): Promise<string> {
  const entry = join(import.meta.dirname, '../random/replay.ts');
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, target: 'es2023', lib: { entry, formats: ['iife'], name: 'replay' } },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (result === undefined || !('output' in result)) throw new Error('nothing was built');
  return result.output[0].code;
}
