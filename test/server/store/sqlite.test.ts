import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqlite } from '../../../server/store/sqlite.ts';
import type { StoredPlayer, StoredRound } from '../../../server/store/store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hop-by-hop-store-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const round: StoredRound = { number: 1, puzzle: 'who-has', seed: '00ff', rules: 1, started: false };
const player: StoredPlayer = { id: 'p1', tokenHash: 'f'.repeat(64), name: 'Ann', colour: 3, device: null };
const input = (atUs: number) => ({ atUs, input: { kind: 'occupy', seat: 'M1', occupant: 'person' } as const });

it('gives back what was written, also after it has been opened again', () => {
  const store = openSqlite(folder);
  expect(store.addRoom({ code: 'BCDFGH', alone: true }, round)).toBe(true);
  store.putPlayer('BCDFGH', player);
  store.putPlayer('BCDFGH', { ...player, name: 'Anna', device: 'M1' });
  store.addInput('BCDFGH', 1, input(5));
  store.addInput('BCDFGH', 1, input(7));
  store.putRound('BCDFGH', { ...round, started: true });
  store.close();
  const again = openSqlite(folder);
  expect(again.game('BCDFGH')).toEqual({
    room: { code: 'BCDFGH', alone: true },
    players: [{ ...player, name: 'Anna', device: 'M1' }],
    round: { ...round, started: true },
    inputs: [input(5), input(7)],
  });
  again.close();
});

it('keeps codes apart and rounds apart', () => {
  const store = openSqlite(':memory:');
  store.addRoom({ code: 'BCDFGH', alone: false }, round);
  store.addRoom({ code: 'JKLMNP', alone: false }, round);
  expect(store.addRoom({ code: 'BCDFGH', alone: true }, round)).toBe(false);
  store.addInput('BCDFGH', 1, input(1));
  store.putRound('BCDFGH', { ...round, number: 2, seed: 'new' });
  expect(store.game('BCDFGH')).toMatchObject({ round: { number: 2, seed: 'new' }, inputs: [] });
  expect(store.game('JKLMNP')).toMatchObject({ round: { number: 1 }, players: [] });
  expect(store.game('QRSTVW')).toBeNull();
  store.close();
});

it('gives back every round of a room with its journal, in order, and of no other room', () => {
  const store = openSqlite(':memory:');
  store.addRoom({ code: 'BCDFGH', alone: false }, round);
  store.addRoom({ code: 'JKLMNP', alone: false }, { ...round, seed: 'other' });
  store.addInput('BCDFGH', 1, input(1));
  store.addInput('BCDFGH', 1, input(2));
  const second = { ...round, number: 2, puzzle: 'nat', seed: 'new', started: true } as const;
  store.putRound('BCDFGH', second);
  store.addInput('BCDFGH', 2, input(9));
  expect(store.rounds('BCDFGH')).toEqual([
    { round, inputs: [input(1), input(2)] },
    { round: second, inputs: [input(9)] },
  ]);
  expect(store.rounds('QRSTVW')).toEqual([]);
  store.close();
});

it('deletes rooms that nobody has used for so long, with all that belongs to them', () => {
  let nowMs = 0;
  const store = openSqlite(folder, () => nowMs);
  store.addRoom({ code: 'BCDFGH', alone: false }, round);
  store.putPlayer('BCDFGH', { ...player, name: 'Canary' });
  store.addRoom({ code: 'JKLMNP', alone: false }, round);
  nowMs = 29 * 24 * 3600 * 1000;
  store.addInput('JKLMNP', 1, input(1));
  nowMs = 31 * 24 * 3600 * 1000;
  expect(store.deleteOlderThan(30)).toBe(1);
  expect([store.game('BCDFGH') === null, store.game('JKLMNP') === null]).toEqual([true, false]);
  store.close();
  const rows = new DatabaseSync(join(folder, 'hop-by-hop.sqlite'));
  expect(rows.prepare('SELECT COUNT(*) AS n FROM player').get()).toEqual(expect.objectContaining({ n: 0 }));
  rows.close();
});

it('refuses a database of a newer version', () => {
  openSqlite(folder).close();
  const newer = new DatabaseSync(join(folder, 'hop-by-hop.sqlite'));
  newer.exec('PRAGMA user_version = 99');
  newer.close();
  expect(() => openSqlite(folder)).toThrow('version 99');
});

it('refuses a database of another program, and leaves it as it was', () => {
  const file = join(folder, 'hop-by-hop.sqlite');
  const foreign = new DatabaseSync(file);
  foreign.exec('CREATE TABLE notes (text TEXT)');
  foreign.close();
  const before = readFileSync(file);
  expect(() => openSqlite(folder)).toThrow('belongs to another program');
  expect(readFileSync(file)).toEqual(before);
});

it('lets one server only use a folder: two would write one journal', () => {
  const store = openSqlite(folder);
  expect(() => openSqlite(folder)).toThrow('another running server uses it');
  store.close();
  openSqlite(folder).close();
});
