/** What is deleted is in no file any more. */
import { copyFileSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openSqlite } from '../../../server/store/sqlite.ts';
import type { Store } from '../../../server/store/store.ts';
import { accept } from '../../../shared/class/classroom.ts';
import { FILE, filesWith, folderForEach } from './folder.ts';
import { input, newRoom, player, round, someClass, withStudent } from './kept.ts';

const { path, file } = folderForEach();
const DAY_MS = 24 * 3600 * 1000;

/** A class in which much has been written, over and over, with names that stand nowhere else. */
async function writeMuch(store: Store, code: string, canary: string): Promise<void> {
  let classroom = someClass(code, `${canary} title`);
  let version = 0;
  await store.addClass(classroom);
  for (let index = 0; index < 20; index++) {
    classroom = withStudent(classroom, `${code}${index}`, `${canary}${index}`);
    const room = `R${code.slice(0, 3)}${String(index).padStart(2, '0')}`;
    await store.putClass(classroom, ++version, [newRoom(room, code)]);
    await store.putPlayer(room, { ...player, id: `p${index}`, name: `${canary} ${'long '.repeat(index)}` });
    await store.putPlayer(room, { ...player, id: `p${index}`, name: `${canary}${index}` });
    for (let seq = 0; seq < 4; seq++) await store.addInput(room, 1, seq, input(seq));
    // Larger than a page, with a text by which it can be found.
    const bytes = Buffer.from(`${canary} snapshot`.repeat(400));
    await store.putSnapshot(room, 1, { seq: 4, madeBy: 'me', bytes });
  }
  for (const student of classroom.students) {
    const outcome = accept(classroom, { do: 'rename', student: student.id, name: `${canary} again ${student.number}` });
    if ('classroom' in outcome) classroom = outcome.classroom;
    await store.putClass(classroom, ++version, []);
  }
}

it('deletes a class at once: no file of the folder holds a name of it any more, and another class is as it was', async () => {
  const store = openSqlite(path());
  await writeMuch(store, 'DDDDDD', 'Bystander');
  await writeMuch(store, 'CCCCCC', 'Canarybird');
  expect(filesWith(path(), 'Canarybird').length).toBeGreaterThan(0);
  expect(await store.deleteClass('CCCCCC')).toBe(true);
  expect(filesWith(path(), 'Canarybird')).toEqual([]);
  expect(filesWith(path(), 'Bystander').length).toBeGreaterThan(0);
  expect((await store.class('DDDDDD'))?.classroom.students).toHaveLength(20);
  expect(await store.class('CCCCCC')).toBeNull();
  await store.close();
  expect(filesWith(path(), 'Canarybird')).toEqual([]);
  const rows = new DatabaseSync(file());
  const count = (table: string) => rows.prepare(`SELECT COUNT(*) AS n FROM ${table}`).get()?.['n'];
  expect(['room', 'player', 'round', 'input', 'snapshot'].map(count)).toEqual([20, 20, 20, 80, 20]);
  rows.close();
});

it('deletes a class after so many days by itself, unless somebody has played in a room of it', async () => {
  let nowMs = 0;
  const store = openSqlite(path(), () => nowMs);
  await writeMuch(store, 'CCCCCC', 'Canarybird');
  await writeMuch(store, 'DDDDDD', 'Bystander');
  nowMs = 29 * DAY_MS;
  await store.addInput('RDDD07', 1, 4, input(9));
  nowMs = 31 * DAY_MS;
  expect(await store.deleteOlderThan(30)).toBe(1);
  expect([await store.class('CCCCCC'), (await store.class('DDDDDD')) === null]).toEqual([null, false]);
  expect((await store.summary('RDDD07'))?.players.length).toBeGreaterThan(0);
  expect(filesWith(path(), 'Canarybird')).toEqual([]);
  expect(filesWith(path(), 'Bystander').length).toBeGreaterThan(0);
  await store.close();
});

it('what a crash has kept from being overwritten is gone with the first deleting after the next start', async () => {
  const store = openSqlite(path());
  await store.addRoom(newRoom('BBBBBB').room, round);
  await store.putPlayer('BBBBBB', { ...player, name: 'Canarybird' });
  await store.removePlayer('BBBBBB', 'p1');
  const after = join(path(), 'after-the-crash');
  mkdirSync(after);
  for (const name of readdirSync(path()))
    if (name.startsWith(FILE)) copyFileSync(join(path(), name), join(after, name));
  await store.close();
  expect(readFileSync(join(after, `${FILE}-wal`)).includes('Canarybird')).toBe(true);
  const again = openSqlite(after);
  expect(await again.deleteOlderThan(30)).toBe(0);
  expect(filesWith(after, 'Canarybird')).toEqual([]);
  await again.close();
});
