/** A process that writes is killed: everything that it had been told is written is there, without a gap. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSqlite } from '../../../server/store/sqlite.ts';
import { folderForEach } from './folder.ts';
import { plainInput } from './kept.ts';

const { path } = folderForEach();
const writer = join(import.meta.dirname, 'crash-writer.ts');
const KILLS = 6;

/** Kills the writer when it has printed so many lines; gives how many inputs of each room it had printed. */
async function killed(when: 'told' | 'early', after: number): Promise<ReadonlyMap<string, number>> {
  const child = spawn(process.execPath, [writer, path(), when], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += String(chunk);
    if (printed.split('\n').length > after) child.kill('SIGKILL');
  });
  const signal = await new Promise((resolve) => child.on('close', (_status, by) => resolve(by)));
  expect(signal).toBe('SIGKILL');
  const told = new Map<string, number>();
  for (const [, room = '', seq] of printed.matchAll(/^(\S+) (\d+)\n/gm)) told.set(room, Number(seq) + 1);
  return told;
}

/** How many of those told are not there. Throws if one is in another place than its own. */
async function missing(told: ReadonlyMap<string, number>): Promise<number> {
  const store = openSqlite(path());
  let count = 0;
  for (const [room, number] of told) {
    const [played] = await store.rounds(room);
    expect(played?.inputs).toEqual(played?.inputs.map((_, seq) => plainInput(seq)));
    count += Math.max(0, number - (played?.inputs.length ?? 0));
  }
  await store.close();
  return count;
}

it('loses nothing that it has told', { timeout: 60_000 }, async () => {
  for (let kill = 1; kill <= KILLS; kill++) {
    const told = await killed('told', 300 * kill + 37);
    expect(told.size).toBe(3);
    expect(await missing(told)).toBe(0);
  }
});

it('and this test would see it: whoever tells before it is written loses something', { timeout: 60_000 }, async () => {
  let lost = 0;
  for (let kill = 1; kill <= 40 && lost === 0; kill++) lost += await missing(await killed('early', 37 * kill));
  expect(lost).toBeGreaterThan(0);
});
