/** The statements about classes, and what is done by them. Each is called in a transaction. */
import type { DatabaseSync } from 'node:sqlite';
import type { Classroom } from '../../shared/class/classroom.ts';
import { readJson } from './sqlite-rows.ts';
import { StoreError, type StoredClass } from './store.ts';

export function prepareClasses(database: DatabaseSync) {
  const get = database.prepare('SELECT json, version FROM class WHERE code = ?');
  const add = database.prepare('INSERT INTO class (code, used_ms, json) VALUES (?, ?, ?)');
  const put = database.prepare(
    'UPDATE class SET used_ms = ?1, json = ?2, version = ?3 WHERE code = ?4 AND version = ?3 - 1',
  );
  const remove = database.prepare('DELETE FROM class WHERE code = ?');
  // A class in whose rooms somebody has played is not old.
  const removeOld = database.prepare(
    'DELETE FROM class WHERE used_ms < ?1 AND NOT EXISTS (SELECT 1 FROM room WHERE room.class = class.code AND room.used_ms >= ?1)',
  );
  return {
    get: (code: string): StoredClass | null => {
      const row = get.get(code);
      if (row === undefined) return null;
      return { classroom: readJson<Classroom>(row, `class ${code}`), version: Number(row['version']) };
    },
    add: (classroom: Classroom, nowMs: number): void => void add.run(classroom.code, nowMs, JSON.stringify(classroom)),
    put: (classroom: Classroom, version: number, nowMs: number): void => {
      const { code } = classroom;
      if (put.run(nowMs, JSON.stringify(classroom), version, code).changes > 0) return;
      const kept = get.get(code);
      if (kept === undefined) throw new StoreError('no-such', `no class ${code}`);
      const found = Number(kept['version']);
      throw new StoreError('second-writer', `class ${code} is at change ${found}, not at ${version - 1}`);
    },
    remove: (code: string): boolean => remove.run(code).changes > 0,
    removeOld: (beforeMs: number): number => Number(removeOld.run(beforeMs).changes),
  };
}
