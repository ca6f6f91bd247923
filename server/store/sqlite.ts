/** The store in one SQLite file. WAL with synchronous FULL: what was promised is on the disk, even after a power cut. */
import { createGroupCommit } from './group-commit.ts';
import { prepareClasses } from './sqlite-classes.ts';
import { openDatabase } from './sqlite-open.ts';
import * as rooms from './sqlite-rooms.ts';
import { StoreError, type NewRoom, type Store } from './store.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What is written to try whether anything can be, octets: more than an input, so that who is told "yes" does not fail with the next one. */
const PROBE_BYTES = 16 * 1024;

/**
 * Opens, or makes, the database in a folder, or in memory when it is called ':memory:'. Throws, with a message of one line, if it cannot be opened, is damaged, or was
 * made by a newer version.
 */
export function openSqlite(folder: string, nowMs: () => number = Date.now): Store {
  const database = openDatabase(folder);
  const { write, erase, read, close } = createGroupCommit(database);
  const sql = rooms.prepareRooms(database);
  const classes = prepareClasses(database);
  const probe = database.prepare('INSERT OR REPLACE INTO probe (id, bytes) VALUES (1, randomblob(?))');
  const addRooms = (added: readonly NewRoom[]) => {
    for (const { room, round } of added)
      if (!rooms.addRoom(sql, room, round, nowMs()))
        throw new StoreError('second-writer', `code ${room.code} is taken`);
  };
  return {
    summary: (code) => read(() => rooms.readSummary(sql, code)),
    game: (code, madeBy) => read(() => rooms.readGame(sql, code, madeBy)),
    rounds: (code) => read(() => rooms.readRounds(sql, code)),
    isFree: (code) => read(() => rooms.isFree(sql, code)),
    class: (code) => read(() => classes.get(code)),
    addRoom: (room, round) => write(() => rooms.addRoom(sql, room, round, nowMs())),
    putPlayer: (code, player) => write(() => rooms.putPlayer(sql, code, player)),
    removePlayer: (code, id) => write(() => void sql.removePlayer.run(code, id)),
    putRound: (code, round) => write(() => rooms.putRound(sql, code, round, nowMs())),
    addInput: (code, round, seq, input) => write(() => rooms.addInput(sql, { code, round, seq }, input, nowMs())),
    putSnapshot: (code, round, snapshot) => write(() => rooms.putSnapshot(sql, code, round, snapshot)),
    addClass: (classroom, added = []) =>
      write(() => {
        if (!rooms.isFree(sql, classroom.code)) return false;
        classes.add(classroom, nowMs());
        addRooms(added);
        return true;
      }),
    putClass: (classroom, version, added) =>
      write(() => {
        classes.put(classroom, version, nowMs());
        addRooms(added);
      }),
    deleteClass: (code) => erase(() => classes.remove(code)),
    deleteOlderThan: (days) =>
      erase(() => {
        const beforeMs = nowMs() - days * DAY_MS;
        return classes.removeOld(beforeMs) + Number(sql.removeOld.run(beforeMs).changes);
      }),
    canWrite: () =>
      write(() => probe.run(PROBE_BYTES)).then(
        () => true,
        () => false,
      ),
    close: () => Promise.resolve(close()),
  };
}
