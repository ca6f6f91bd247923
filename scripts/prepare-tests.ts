/** Brings together what tests need from outside: a browser, tshark, a Chinese font, an old Node. Says plainly what it cannot get. */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { CHROMIUM_VARIABLE, LIBRARIES_VARIABLE, MISSING_VARIABLE } from '../test/setup/chromium.ts';
import { findChromium } from '../test/setup/find-chromium.ts';
import { OLDEST_NODE, OLDEST_NODE_FOLDER } from '../test/setup/oldest-node.ts';
import { hasTool, TOOLS } from '../test/setup/tools.ts';

/** Variables for the test process, and one line for each thing that is not there. */
export interface Prepared {
  readonly environment: Readonly<Record<string, string>>;
  readonly missing: readonly string[];
}

export async function prepareTests(needs: { readonly browser: boolean }): Promise<Prepared> {
  installDebianPackages(needs);
  installOldestNode();
  const missing = TOOLS.filter((tool) => !hasTool(tool.program)).map(
    (tool) => `${tool.program} is not installed: skipped is ${tool.neededFor}`,
  );
  if (!needs.browser) return { environment: {}, missing };
  if (process.platform === 'linux' && !hasChineseFont()) {
    missing.push(
      'no Chinese font is installed (Debian: fonts-noto-cjk): Chinese pages show boxes in the browser tests',
    );
  }
  const found = await findChromium();
  if ('missing' in found) {
    missing.push(`no browser: skipped are the browser tests (${found.missing})`);
    return { environment: { [MISSING_VARIABLE]: found.missing }, missing };
  }
  return { environment: { [CHROMIUM_VARIABLE]: found.path, [LIBRARIES_VARIABLE]: found.libraries }, missing };
}

/** Only as root on Debian or its children, and only what is missing. HOPBYHOP_INSTALL=never forbids it. */
function installDebianPackages(needs: { readonly browser: boolean }): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return;
  if (process.env['HOPBYHOP_INSTALL'] === 'never') return;
  const packages = TOOLS.filter((tool) => !hasTool(tool.program)).map((tool) => tool.debianPackage);
  if (needs.browser && !hasChineseFont()) packages.push('fonts-noto-cjk');
  if (packages.length === 0) return;
  console.log(`Installing for the tests (HOPBYHOP_INSTALL=never forbids it): ${packages.join(' ')}`);
  if (aptGet(['update'])) aptGet(['install', '--yes', '--no-install-recommends', ...packages]);
}

/** A package of its own, see there; whoever lacks it has a test that says so. */
function installOldestNode(): void {
  if (process.env['HOPBYHOP_INSTALL'] === 'never' || existsSync(OLDEST_NODE)) return;
  const options = {
    cwd: OLDEST_NODE_FOLDER,
    encoding: 'utf8',
    timeout: 600_000,
    shell: process.platform === 'win32',
  } as const;
  const run = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], options);
  if (run.status !== 0)
    console.log(`npm ci in test/random/oldest-node failed: ${(run.stderr ?? '').trim().split('\n').at(-1)}`);
}

function aptGet(args: readonly string[]): boolean {
  const run = spawnSync('apt-get', ['--quiet', '--quiet', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    encoding: 'utf8',
    timeout: 600_000,
  });
  if (run.status !== 0) console.log(`apt-get ${args[0]} failed: ${(run.stderr ?? '').trim().split('\n').at(-1)}`);
  return run.status === 0;
}

function hasChineseFont(): boolean {
  const places = ['/usr/share/fonts/**/*CJK*', '/usr/share/fonts/**/wqy*', '/usr/local/share/fonts/**/*CJK*'];
  return places.some((place) => globSync(place).length > 0);
}
