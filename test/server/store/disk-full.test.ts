/** A disk of one megabyte, really full. Needs root on Linux, for a file system in memory. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../../../server/store/sqlite.ts';
import type { Store } from '../../../server/store/store.ts';
import { skipReason } from '../../setup/requirements.ts';
import { input, newRoom, plainInput, round } from './kept.ts';

let folder = '';

function mount(): string | undefined {
  folder = mkdtempSync(join(tmpdir(), 'hop-by-hop-disk-'));
  const { status, stderr, error } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
  if (status === 0) return undefined;
  rmSync(folder, { recursive: true });
  return error?.message ?? String(stderr).trim();
}

/** Also if a test has failed and left a file open. */
function unmount(): void {
  const { status, stderr } = spawnSync('umount', ['--lazy', folder]);
  if (status !== 0) throw new Error(String(stderr));
  rmSync(folder, { recursive: true });
}

function whyNot(): string | undefined {
  if (process.platform !== 'linux') return `this is ${process.platform}`;
  if (process.getuid?.() !== 0) return 'needs root';
  const obstacle = mount();
  if (obstacle === undefined) unmount();
  return obstacle;
}

const reason = skipReason('a disk that is really full', whyNot());

/** Takes all the space there is. */
function fill(): void {
  const file = openSync(join(folder, 'filler'), 'w');
  for (const octets of [65_536, 4096, 1]) {
    const chunk = Buffer.alloc(octets);
    try {
      for (;;) if (writeSync(file, chunk) < octets) break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    }
  }
  closeSync(file);
}

describe.skipIf(reason !== undefined)('a full disk', () => {
  beforeEach(() => void mount());
  afterEach(unmount);

  const room = 'BBBBBB';
  const length = async (store: Store) => (await store.rounds(room))[0]?.inputs.length ?? -1;

  /** Writes in groups, each from where the journal ends by what has been told, until something is refused. Gives how many were written, and why no more. */
  async function writeUntilRefused(store: Store, from: number): Promise<{ written: number; failures: Set<unknown> }> {
    for (let seq = from; ; seq += 20) {
      const group = Array.from({ length: 20 }, (_, index) => store.addInput(room, 1, seq + index, input(seq + index)));
      const outcomes = await Promise.allSettled(group);
      const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as { failure: string }] : []));
      if (refused.length === 0) continue;
      // One group, one transaction.
      expect(refused).toHaveLength(20);
      return { written: seq, failures: new Set(refused.map(({ failure }) => failure)) };
    }
  }

  it('refuses what is written, is read on, also by a server that starts then, and goes on when there is room again', async () => {
    const store = openSqlite(join(folder, 'data'));
    await store.addRoom(newRoom(room).room, round);
    fill();
    const { written, failures } = await writeUntilRefused(store, 0);
    expect(failures).toEqual(new Set(['cannot-write']));
    expect([await store.canWrite(), await length(store)]).toEqual([false, written]);
    await store.close();

    const later = openSqlite(join(folder, 'data'));
    expect([await later.canWrite(), await length(later)]).toEqual([false, written]);
    rmSync(join(folder, 'filler'));
    expect(await later.canWrite()).toBe(true);
    for (let seq = written; seq < written + 50; seq++) await later.addInput(room, 1, seq, input(seq));
    await later.close();
    const again = openSqlite(join(folder, 'data'));
    const inputs = Array.from({ length: written + 50 }, (_, seq) => plainInput(seq));
    expect((await again.rounds(room))[0]?.inputs).toEqual(inputs);
    await again.close();
  });

  it('goes on in the same process, and the journal has no gap', async () => {
    mkdirSync(join(folder, 'data'));
    const store = openSqlite(join(folder, 'data'));
    await store.addRoom(newRoom(room).room, round);
    let written = 0;
    for (let time = 0; time < 3; time++) {
      fill();
      ({ written } = await writeUntilRefused(store, written));
      rmSync(join(folder, 'filler'));
      expect(await store.canWrite()).toBe(true);
      await expect(store.addInput(room, 1, written + 20, input(0))).rejects.toMatchObject({ failure: 'second-writer' });
      for (let more = 0; more < 10; more++, written++) await store.addInput(room, 1, written, input(written));
    }
    expect(await length(store)).toBe(written);
    await store.close();
    const again = openSqlite(join(folder, 'data'));
    expect(await length(again)).toBe(written);
    await again.close();
  });
});
