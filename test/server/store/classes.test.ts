/** Classes in the store: an old file is taken over, codes are apart, and what is deleted is in no file any more. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqlite } from '../../../server/store/sqlite.ts';
import type { StoredPlayer, StoredRound } from '../../../server/store/store.ts';
import { accept, newClass, type Classroom } from '../../../shared/class/classroom.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hop-by-hop-classes-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const round: StoredRound = { number: 1, puzzle: 'who-has', seed: '00ff', rules: 1, started: false };
const player: StoredPlayer = { id: 'p1', tokenHash: 'f'.repeat(64), name: 'Ann', colour: 3, device: null };
const input = (atUs: number) => ({ atUs, input: { kind: 'occupy', seat: 'M1', occupant: 'person' } as const });

function someClass(code = 'CCCCCC', title = 'Networks 10b'): Classroom {
  const settings = {
    title,
    language: 'en',
    teamSize: 4,
    plan: [{ puzzle: 'who-has', minutes: 10 }],
    pacing: 'together',
    competition: 'off',
    ownNames: true,
  } as const;
  return newClass(settings, code, { secretHash: 'a'.repeat(64), pinHash: 'b'.repeat(64), isDemo: false, nowMs: 0 });
}

function withStudent(classroom: Classroom, id: string, name: string): Classroom {
  const number = String(classroom.students.length).padStart(4, '0');
  const student = { id, tokenHash: id.padEnd(64, '0'), name, number, isBot: false };
  const outcome = accept(classroom, { do: 'join', student, spare: { id: `T${id}`, room: 'RRRRRR' } });
  if ('refused' in outcome) throw new Error(outcome.refused);
  return outcome.classroom;
}

/** Files of the folder in whose bytes the text stands, in UTF-8 or UTF-16. */
function filesWith(text: string): readonly string[] {
  const bytes = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  return readdirSync(folder).filter((file) => bytes.some((one) => readFileSync(join(folder, file)).includes(one)));
}

it('takes over a database of version 1 with everything in it', () => {
  const old = new DatabaseSync(join(folder, 'hop-by-hop.sqlite'));
  old.exec(`
    PRAGMA application_id = ${0x486f7048};
    CREATE TABLE room (code TEXT PRIMARY KEY, alone INTEGER NOT NULL, used_ms INTEGER NOT NULL) STRICT;
    CREATE TABLE player (
      room TEXT NOT NULL REFERENCES room ON DELETE CASCADE, id TEXT NOT NULL, token_hash TEXT NOT NULL,
      name TEXT NOT NULL, colour INTEGER NOT NULL, device TEXT, PRIMARY KEY (room, id), UNIQUE (room, token_hash)
    ) STRICT;
    CREATE TABLE round (
      room TEXT NOT NULL REFERENCES room ON DELETE CASCADE, number INTEGER NOT NULL, puzzle TEXT NOT NULL, seed TEXT NOT NULL,
      rules INTEGER NOT NULL, started INTEGER NOT NULL, PRIMARY KEY (room, number)
    ) STRICT;
    CREATE TABLE input (
      room TEXT NOT NULL, round INTEGER NOT NULL, seq INTEGER NOT NULL, at_us INTEGER NOT NULL, json TEXT NOT NULL,
      PRIMARY KEY (room, round, seq), FOREIGN KEY (room, round) REFERENCES round ON DELETE CASCADE
    ) STRICT;
    INSERT INTO room VALUES ('BCDFGH', 1, 5);
    INSERT INTO player VALUES ('BCDFGH', 'p1', '${player.tokenHash}', 'Ann', 3, NULL);
    INSERT INTO round VALUES ('BCDFGH', 1, 'who-has', '00ff', 1, 0);
    INSERT INTO input VALUES ('BCDFGH', 1, 0, 5, '{"kind":"occupy","seat":"M1","occupant":"person"}');
    PRAGMA user_version = 1;
  `);
  old.close();
  const store = openSqlite(folder);
  expect(store.game('BCDFGH')).toEqual({
    room: { code: 'BCDFGH', alone: true },
    players: [player],
    round,
    inputs: [input(5)],
  });
  expect(store.addClass(someClass())).toBe(true);
  store.close();
  expect(openSqlite(folder).class('CCCCCC')).toEqual(someClass());
});

it('gives back a class as it was written last, and the rounds of its rooms', () => {
  const store = openSqlite(folder);
  expect(store.addClass(someClass())).toBe(true);
  const changed = withStudent(someClass(), 's1', 'Ann');
  store.putClass(changed, [{ room: { code: 'RRRRRR', alone: false, class: 'CCCCCC' }, round }]);
  store.addInput('RRRRRR', 1, input(1));
  store.putRound('RRRRRR', { ...round, number: 2, seed: 'beef' });
  store.addInput('RRRRRR', 2, input(2));
  store.addInput('RRRRRR', 2, input(3));
  store.close();
  const again = openSqlite(folder);
  expect(again.class('CCCCCC')).toEqual(changed);
  expect(again.summary('RRRRRR')?.room).toEqual({ code: 'RRRRRR', alone: false, class: 'CCCCCC' });
  expect(again.rounds('RRRRRR')).toEqual([
    { round, inputs: [input(1)] },
    { round: { ...round, number: 2, seed: 'beef' }, inputs: [input(2), input(3)] },
  ]);
  expect(again.rounds('ZZZZZZ')).toEqual([]);
  again.close();
});

it('gives no code twice, to a class or to a room, and writes nothing when a room cannot be made', () => {
  const store = openSqlite(':memory:');
  store.addClass(someClass('CCCCCC'));
  store.addRoom({ code: 'BBBBBB', alone: false }, round);
  expect(store.addRoom({ code: 'CCCCCC', alone: false }, round)).toBe(false);
  expect(store.addClass(someClass('BBBBBB'))).toBe(false);
  expect(['BBBBBB', 'CCCCCC', 'DDDDDD'].map((code) => store.isFree(code))).toEqual([false, false, true]);
  const changed = withStudent(someClass(), 's1', 'Ann');
  const taken = { room: { code: 'BBBBBB', alone: false, class: 'CCCCCC' }, round };
  expect(() => store.putClass(changed, [taken])).toThrow('BBBBBB');
  expect(store.class('CCCCCC')?.students).toEqual([]);
  expect(() => store.putClass(someClass('DDDDDD'), [])).toThrow('DDDDDD');
  store.close();
});

it('somebody who is taken out of a room is in it no more, and a token that has changed is the new one', () => {
  const store = openSqlite(':memory:');
  store.addRoom({ code: 'BBBBBB', alone: false }, round);
  store.putPlayer('BBBBBB', player);
  store.putPlayer('BBBBBB', { ...player, tokenHash: 'e'.repeat(64) });
  expect(store.summary('BBBBBB')?.players).toEqual([{ ...player, tokenHash: 'e'.repeat(64) }]);
  store.removePlayer('BBBBBB', 'p1');
  expect(store.summary('BBBBBB')?.players).toEqual([]);
  store.close();
});

/** A class in which much has been written, over and over, with names that stand nowhere else. */
function writeMuch(store: ReturnType<typeof openSqlite>, code: string, canary: string): void {
  let classroom = someClass(code, `${canary} title`);
  store.addClass(classroom);
  for (let index = 0; index < 20; index++) {
    classroom = withStudent(classroom, `${code}${index}`, `${canary}${index}`);
    const room = `R${code.slice(0, 3)}${String(index).padStart(2, '0')}`;
    const isNew = store.isFree(room);
    store.putClass(classroom, isNew ? [{ room: { code: room, alone: false, class: code }, round }] : []);
    store.putPlayer(room, { ...player, id: `p${index}`, name: `${canary} ${'long '.repeat(index)}` });
    store.putPlayer(room, { ...player, id: `p${index}`, name: `${canary}${index}` });
    for (let seq = 0; seq < 4; seq++) store.addInput(room, 1, input(seq));
  }
  for (const student of classroom.students) {
    const outcome = accept(classroom, { do: 'rename', student: student.id, name: `${canary} again ${student.number}` });
    if ('classroom' in outcome) classroom = outcome.classroom;
    store.putClass(classroom, []);
  }
}

it('deletes a class at once: no file of the folder holds a name of it any more, and another class is as it was', () => {
  const store = openSqlite(folder);
  writeMuch(store, 'DDDDDD', 'Bystander');
  writeMuch(store, 'CCCCCC', 'Canarybird');
  expect(filesWith('Canarybird').length).toBeGreaterThan(0);
  expect(store.deleteClass('CCCCCC')).toBe(true);
  expect(filesWith('Canarybird')).toEqual([]);
  expect(filesWith('Bystander').length).toBeGreaterThan(0);
  expect(store.class('DDDDDD')?.students).toHaveLength(20);
  expect(store.class('CCCCCC')).toBeNull();
  expect(store.deleteClass('CCCCCC')).toBe(false);
  store.close();
  expect(filesWith('Canarybird')).toEqual([]);
});

it('deletes a class after so many days by itself, unless somebody has played in a room of it', () => {
  const day = 24 * 3600 * 1000;
  let nowMs = 0;
  const store = openSqlite(folder, () => nowMs);
  writeMuch(store, 'CCCCCC', 'Canarybird');
  writeMuch(store, 'DDDDDD', 'Bystander');
  nowMs = 29 * day;
  store.addInput('RDDD07', 1, input(9));
  nowMs = 31 * day;
  expect(store.deleteOlderThan(30)).toBe(1);
  expect([store.class('CCCCCC') === null, store.class('DDDDDD') === null]).toEqual([true, false]);
  expect(store.summary('RDDD07')?.players.length).toBeGreaterThan(0);
  expect(filesWith('Canarybird')).toEqual([]);
  expect(filesWith('Bystander').length).toBeGreaterThan(0);
  store.close();
});
