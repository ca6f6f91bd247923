/** What is told to be written was put on the disk before, as the kernel sees it: a crash of the machine would show it only now and then. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { skipReason } from '../../setup/requirements.ts';
import { hasTool } from '../../setup/tools.ts';
import { folderForEach } from './folder.ts';

const { path } = folderForEach();
const writer = join(import.meta.dirname, 'crash-writer.ts');
const GROUPS = 20;
const IN_GROUP = 100;

const reason = skipReason(
  'looking on while a store is written',
  hasTool('strace') ? undefined : 'strace not installed',
);

/** From the first input on, in order: 's' when the write-ahead log has been put on the disk, 't' when an input was told to be written. */
async function traced(when: 'told' | 'early'): Promise<string> {
  const trace = join(path(), 'trace');
  const options = ['-f', '-y', '-qq', '-e', 'trace=fdatasync,fsync,write', '-o', trace];
  const child = spawn('strace', [...options, process.execPath, writer, path(), when, String(GROUPS)], {
    stdio: 'ignore',
  });
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
  const [, afterReady = ''] = readFileSync(trace, 'utf8').split('"ready');
  // Where the calls of two threads overlap, one has a line for its end, too; the beginnings are in order, for one thread does both.
  return afterReady
    .split('\n')
    .map((line) => (/ f(?:data)?sync\(\d+<[^>]*-wal>/.test(line) ? 's' : / write\(1</.test(line) ? 't' : ''))
    .join('');
}

/** Inputs that were told before there had been a sync for their group. */
function toldTooEarly(trace: string): number {
  let syncs = 0;
  let told = 0;
  let early = 0;
  for (const event of trace) {
    if (event === 's') syncs += 1;
    else if (++told > syncs * IN_GROUP) early += 1;
  }
  return early;
}

describe.skipIf(reason !== undefined)('as the kernel sees it', { timeout: 60_000 }, () => {
  it('what is told to be written was put on the disk before', async () => {
    const trace = await traced('told');
    expect(trace.replaceAll('s', '')).toHaveLength(GROUPS * IN_GROUP);
    expect(toldTooEarly(trace)).toBe(0);
  });

  it('and this test would see it otherwise', async () => {
    expect(toldTooEarly(await traced('early'))).toBeGreaterThan(IN_GROUP);
  });
});
