/** What only a file can do: be somebody else's, be in use, be damaged; and how often the disk is asked. */
import { appendFileSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openSqlite } from '../../../server/store/sqlite.ts';
import { FILE, folderForEach } from './folder.ts';
import { input, newRoom, player, round } from './kept.ts';

const { path, file } = folderForEach();

it('refuses a database of another program, and leaves it as it was', () => {
  const foreign = new DatabaseSync(file());
  foreign.exec('CREATE TABLE notes (text TEXT)');
  foreign.close();
  const before = readFileSync(file());
  expect(() => openSqlite(path())).toThrow('belongs to another program');
  expect(readFileSync(file())).toEqual(before);
});

it('lets one server only use a folder: two would write one journal', async () => {
  const store = openSqlite(path());
  expect(() => openSqlite(path())).toThrow('another running server uses it');
  await store.close();
  await openSqlite(path()).close();
});

it('two who have opened the same journal, one after the other: the second to write finds out', async () => {
  const first = openSqlite(path());
  await first.addRoom(newRoom('BBBBBB').room, round);
  await first.addInput('BBBBBB', 1, 0, input(1));
  await first.close();
  const other = new DatabaseSync(file());
  const write = (seq: number) =>
    other.exec(`INSERT INTO input (room, round, seq, at_us, json) VALUES ('BBBBBB', 1, ${seq}, 2, '{}')`);
  write(1);
  // The table itself refuses a place that is taken, whoever writes.
  expect(() => write(1)).toThrow('UNIQUE constraint failed: input.room, input.round, input.seq');
  other.close();
  const again = openSqlite(path());
  await expect(again.addInput('BBBBBB', 1, 1, input(3))).rejects.toMatchObject({ failure: 'second-writer' });
  await again.addInput('BBBBBB', 1, 2, input(3));
  await again.close();
});

/**
 * Transactions in a write-ahead log: frames that say how large the database is afterwards (https://sqlite.org/fileformat2.html#walformat). The header is 32 octets, a
 * frame has 24 before its page.
 */
function commitsIn(wal: Buffer): number {
  const frame = 24 + wal.readUInt32BE(8);
  let commits = 0;
  for (let at = 32; at + frame <= wal.length; at += frame) if (wal.readUInt32BE(at + 4) !== 0) commits += 1;
  return commits;
}

it('writes what is asked for in one turn of the event loop as one transaction', async () => {
  const store = openSqlite(path());
  const commits = () => commitsIn(readFileSync(`${file()}-wal`));
  await store.addRoom(newRoom('BBBBBB').room, round);
  const before = commits();
  const seqs = Array.from({ length: 100 }, (_, seq) => seq);
  await Promise.all(seqs.map((seq) => store.addInput('BBBBBB', 1, seq, input(seq))));
  expect(commits()).toBe(before + 1);
  for (const seq of [100, 101, 102]) await store.addInput('BBBBBB', 1, seq, input(seq));
  expect(commits()).toBe(before + 4);
  await store.summary('BBBBBB');
  expect(commits()).toBe(before + 4);
  await store.close();
});

/** A database with some pages, and a write-ahead log that nobody has written back, as after a crash. */
async function crashed(): Promise<string> {
  const store = openSqlite(path());
  await store.addRoom(newRoom('BBBBBB').room, round);
  await store.deleteOlderThan(30);
  for (let seq = 0; seq < 200; seq++) void store.addInput('BBBBBB', 1, seq, input(seq, seq + 1));
  await store.putPlayer('BBBBBB', player);
  await store.deleteOlderThan(30);
  await store.putRound('BBBBBB', { ...round, started: true });
  const folder = join(path(), 'crashed');
  mkdirSync(folder);
  for (const name of readdirSync(path()))
    if (name.startsWith(FILE)) copyFileSync(join(path(), name), join(folder, name));
  await store.close();
  return folder;
}

it('goes on after a crash with what stands in the journal only, even if its end is torn', async () => {
  const folder = await crashed();
  appendFileSync(join(folder, `${FILE}-wal`), Buffer.alloc(3000, 7));
  const store = openSqlite(folder);
  const game = await store.game('BBBBBB', 'me');
  expect([game?.round.started, game?.inputs.length]).toEqual([true, 200]);
  await store.close();
});

it.each([
  ['its first page', (bytes: Buffer) => bytes.fill(0x5a, 0, 4096), 'not a database'],
  ['pages in the middle', (bytes: Buffer) => bytes.fill(0x5a, 4096), 'page'],
  ['its end', (bytes: Buffer) => bytes.subarray(0, 4096 * 3), 'malformed|page'],
])(
  'does not start with a file of which %s is damaged, says so in one line, and changes nothing',
  async (_, damage, says) => {
    const folder = await crashed();
    // Without the journal, in which the pages stand once more.
    const bare = join(path(), 'bare');
    mkdirSync(bare);
    const bytes = damage(readFileSync(join(folder, FILE)));
    for (const where of [folder, bare]) writeFileSync(join(where, FILE), bytes);
    expect(() => openSqlite(bare)).toThrow(new RegExp(`^${FILE} is damaged \\([^\\n]*(${says})[^\\n]*$`));
    const before = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))] as const);
    expect(() => openSqlite(folder)).toThrow(`${FILE} is damaged`);
    const changed = before.filter(([name, was]) => !readFileSync(join(folder, name)).equals(was));
    expect(changed.map(([name]) => name)).toEqual([]);
  },
);
