/**
 * Builds the client into dist/client/ when that is missing or older than what it is made from.
 * `--always` (npm run build) builds in any case.
 */
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
/** Its modification time is the moment at which the last successful build began. */
const stamp = join(root, 'dist/client-built');
const sources = ['client', 'shared', 'scripts/vite', 'vite.config.ts', 'package-lock.json'];

if (import.meta.main && !(await buildIfNeeded({ always: process.argv.includes('--always') }))) process.exitCode = 1;

/** Returns false, with the reason printed, if the build failed; the old stamp is gone then, so the next start tries again. */
export async function buildIfNeeded(options: { readonly always: boolean }): Promise<boolean> {
  if (!options.always && isFresh()) return true;
  const begun = new Date();
  rmSync(stamp, { force: true });
  console.log('Building the client …');
  const { build } = await import('vite');
  try {
    const logLevel = options.always ? 'info' : 'warn';
    await build({ configFile: join(root, 'vite.config.ts'), configLoader: 'native', logLevel });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, `${begun.toISOString()}\n`);
  utimesSync(stamp, begun, begun);
  console.log(`Built the client in ${((Date.now() - begun.getTime()) / 1000).toFixed(1)} s.`);
  return true;
}

function isFresh(): boolean {
  if (!existsSync(stamp) || !existsSync(join(root, 'dist/client/index.html'))) return false;
  const built = statSync(stamp).mtimeMs;
  return sources.every((source) => newest(join(root, source)) <= built);
}

/** The newest modification in milliseconds below `path`; folders count too, so a deleted file is noticed. */
function newest(path: string): number {
  if (!existsSync(path)) return 0;
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  return Math.max(own.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
