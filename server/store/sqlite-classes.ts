/** The statements about classes. */
import type { DatabaseSync } from 'node:sqlite';
import type { Classroom } from '../../shared/class/classroom.ts';

export function prepareClasses(database: DatabaseSync) {
  return {
    taken: database.prepare('SELECT code FROM room WHERE code = ? UNION ALL SELECT code FROM class WHERE code = ?'),
    get: database.prepare('SELECT json FROM class WHERE code = ?'),
    add: database.prepare('INSERT INTO class (code, used_ms, json) VALUES (?, ?, ?)'),
    put: database.prepare('UPDATE class SET used_ms = ?, json = ? WHERE code = ?'),
    delete: database.prepare('DELETE FROM class WHERE code = ?'),
    // A class in whose rooms somebody has played is not old.
    deleteOld: database.prepare(
      'DELETE FROM class WHERE used_ms < ? AND NOT EXISTS (SELECT 1 FROM room WHERE room.class = class.code AND room.used_ms >= ?)',
    ),
  };
}

/** The text was written by this program. */
export function readClass({ get }: ReturnType<typeof prepareClasses>, code: string): Classroom | null {
  const row = get.get(code);
  return row === undefined ? null : (JSON.parse(String(row['json'])) as Classroom);
}
