import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { chromiumEnvironment, findChromium } from './find-chromium.ts';
import type { FoundChromium } from './find-chromium.ts';

/** Set by `npm test`, which looks for the browser once; a test that is started alone looks for itself. */
export const CHROMIUM_VARIABLE = 'HOPBYHOP_CHROMIUM';
export const LIBRARIES_VARIABLE = 'HOPBYHOP_CHROMIUM_LIBRARIES';
/** Why there is none, set by `npm test` so that browser tests can skip themselves: `describe.skipIf(noChromium)`. */
export const MISSING_VARIABLE = 'HOPBYHOP_CHROMIUM_MISSING';

/** True where `npm test` found no browser (never with CI=true, where that is an error). */
export const noChromium = (process.env[MISSING_VARIABLE] ?? '') !== '';

/** Only what a test machine needs: nothing that switches off the web's own security, which the tests rely on. */
const FLAGS = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
];

/**
 * Starts the browser of the tests, headless. Close it in `afterAll`.
 * @throws if there is no browser, with what to do about it.
 */
export async function launchChromium(): Promise<Browser> {
  const found = await chosenChromium();
  return chromium.launch({
    executablePath: found.path,
    env: chromiumEnvironment(found),
    args: [...FLAGS],
    // The sandbox starts neither as root nor where user namespaces are closed; the tests open our own pages only.
    chromiumSandbox: false,
  });
}

async function chosenChromium(): Promise<FoundChromium> {
  const path = process.env[CHROMIUM_VARIABLE];
  if (path !== undefined && path !== '') return { path, libraries: process.env[LIBRARIES_VARIABLE] ?? '' };
  const found = await findChromium();
  if ('missing' in found) throw new Error(`No browser for this test: ${found.missing}`);
  return found;
}
