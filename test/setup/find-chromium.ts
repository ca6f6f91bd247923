import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** A browser that starts, and what it needs in its environment to do so. */
export interface FoundChromium {
  readonly path: string;
  /** For LD_LIBRARY_PATH: the libraries of a system that has none of its own; empty where they are not needed. */
  readonly libraries: string;
}

/** What keeps the browser tests from running, for a person to read. */
export interface MissingChromium {
  readonly missing: string;
}

const PACKAGE = '@sparticuz/chromium';
const root = join(import.meta.dirname, '../..');
const cache = join(root, 'node_modules/.cache/hop-by-hop/chromium');

/** Where an installed Chromium or Chrome usually is, for systems for which the npm package has no binary. */
const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** CHROMIUM_PATH if set; else the browser from npm, unpacked once; else one that is installed in a usual place. */
export async function findChromium(): Promise<FoundChromium | MissingChromium> {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen !== undefined && chosen !== '') {
    return existsSync(chosen)
      ? { path: chosen, libraries: '' }
      : { missing: `CHROMIUM_PATH is ${chosen}, and there is no such file` };
  }
  const reasons: string[] = [];
  if (process.platform === 'linux' && process.arch === 'x64') {
    const unpacked = await fromPackage();
    if ('path' in unpacked) return unpacked;
    reasons.push(unpacked.missing);
  } else {
    reasons.push(`${PACKAGE} has no browser for ${process.platform} ${process.arch}`);
  }
  const installed = USUAL_PLACES.find((path) => existsSync(path));
  if (installed !== undefined) return { path: installed, libraries: '' };
  return { missing: `${reasons.join('; ')}; set CHROMIUM_PATH to a Chromium or Chrome` };
}

async function fromPackage(): Promise<FoundChromium | MissingChromium> {
  const path = join(cache, 'chromium');
  try {
    if (!existsSync(path)) await unpack();
  } catch (error) {
    return { missing: `the browser of ${PACKAGE} cannot be unpacked (${String(error)})` };
  }
  // The package brings the libraries of a bare image too; the system's own are better where they exist.
  const failures: string[] = [];
  for (const libraries of ['', join(cache, 'al2023/lib')]) {
    const failure = await failureToStart({ path, libraries });
    if (failure === undefined) return { path, libraries };
    failures.push(failure);
  }
  return { missing: `the browser of ${PACKAGE} does not start (${failures.at(-1) ?? ''})` };
}

/** Unpacks beside the final place and moves it there in one step, so that two runs at once cannot meet half a browser. */
async function unpack(): Promise<void> {
  await mkdir(dirname(cache), { recursive: true });
  const folder = await mkdtemp(`${cache}-`);
  const before = process.env['TMPDIR'];
  // The package unpacks into the temporary folder and nowhere else, under a name that others may use too.
  process.env['TMPDIR'] = folder;
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium');
    await chromium.executablePath();
    await inflate(join(root, 'node_modules', PACKAGE, 'bin/al2023.tar.br'));
    await rename(folder, cache);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (!existsSync(join(cache, 'chromium'))) throw error;
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

async function failureToStart(chromium: FoundChromium): Promise<string | undefined> {
  try {
    await promisify(execFile)(chromium.path, ['--version', '--no-sandbox'], {
      env: chromiumEnvironment(chromium),
      timeout: 30_000,
    });
    return undefined;
  } catch (error) {
    return String(error).split('\n').slice(0, 2).join(' ');
  }
}

/** The environment in which this browser starts. */
export function chromiumEnvironment(chromium: FoundChromium): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) environment[name] = value;
  if (chromium.libraries !== '') environment['LD_LIBRARY_PATH'] = chromium.libraries;
  return environment;
}
