/**
 * Runs a lab on the real Linux that this runs on: exactly the script that `npm run lab -- export` prints, and nothing else. Then reads what the
 * script recorded.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportLab } from '../../shared/network/export/export.ts';
import type { Lab } from '../../shared/network/lab.ts';
import { BUILDING, hasTool, TOOLS } from '../setup/tools.ts';
import { readOutcome } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** Whether such a network can be built here; if not, why. */
export function whyNotLinux(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'it needs root on Linux';
  const missing = TOOLS.filter(({ neededFor, program }) => neededFor === BUILDING && !hasTool(program));
  if (missing.length > 0) return `${missing.map(({ program }) => program).join(', ')} not installed`;
  const name = `hop${process.pid}.probe`;
  const added = spawnSync('ip', ['netns', 'add', name]).status === 0;
  if (added) spawnSync('ip', ['netns', 'delete', name]);
  return added ? undefined : 'network namespaces cannot be made here';
}

/** Runs the lab in real time and leaves nothing behind, except in `keep`, if that is given: a folder for script and recordings. */
export async function runOnLinux(lab: Lab, keep?: string): Promise<Outcome> {
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'hop-lab-'));
  try {
    const script = join(folder, 'script.sh');
    writeFileSync(script, exportLab(lab));
    await run(script, folder);
    return readOutcome(lab, folder);
  } finally {
    if (keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

async function run(script: string, folder: string): Promise<void> {
  const environment = { ...process.env, HOP_OUT: folder };
  const child = spawn('bash', [script], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`the script ended with ${String(code)}: ${said}`);
}
