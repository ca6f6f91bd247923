/** The store in one SQLite file. WAL with synchronous FULL: what was answered is on the disk, even after a power cut. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import type { JournalInput } from '../../shared/game/journal.ts';
import { puzzleIds } from '../../shared/game/puzzle.ts';
import { APPLICATION_ID, migrate, VERSION } from './schema.ts';
import { prepareClasses, readClass } from './sqlite-classes.ts';
import type { PlayedRound, Store, StoredGame, StoredPlayer, StoredRoom, StoredRound, StoredSummary } from './store.ts';

/** How long is waited for another server that is just going, milliseconds. */
const LOCK_WAIT_MS = 2000;

/** Locked for this process: two servers on one folder would write one journal. */
const SETTINGS = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON;
  PRAGMA secure_delete = ON;
`;

const DAY_MS = 24 * 60 * 60 * 1000;

type Row = Record<string, SQLOutputValue>;

/** Opens, or makes, the database in a folder, or in memory when it is called ':memory:'. Throws if it cannot be opened, or was made by a newer version. */
export function openSqlite(folder: string, nowMs: () => number = Date.now): Store {
  const database = openDatabase(folder);
  const sql = prepare(database);
  const classes = prepareClasses(database);
  const used = (code: string) => sql.use.run(nowMs(), code);
  const isFree = (code: string) => classes.taken.get(code, code) === undefined;
  const addRoom: Store['addRoom'] = (room, round) => {
    if (!isFree(room.code)) return false;
    sql.addRoom.run(room.code, Number(room.alone), nowMs(), room.class ?? null);
    sql.putRound.run(room.code, ...roundValues(round));
    return true;
  };
  const putClass: Store['putClass'] = (classroom, rooms) => {
    if (classes.put.run(nowMs(), JSON.stringify(classroom), classroom.code).changes === 0)
      throw new Error(`no class ${classroom.code}`);
    for (const { room, round } of rooms) if (!addRoom(room, round)) throw new Error(`code ${room.code} is taken`);
  };
  return {
    addRoom: (room, round) => transaction(database, () => addRoom(room, round)),
    summary: (code) => readSummary(sql, code),
    game: (code) => readGame(sql, code),
    rounds: (code) => readRounds(sql, code),
    putPlayer: (code, { id, tokenHash, name, colour, device }) => {
      sql.putPlayer.run(code, id, tokenHash, name, colour, device);
    },
    removePlayer: (code, id) => void sql.removePlayer.run(code, id),
    putRound: (code, round) =>
      transaction(database, () => {
        sql.putRound.run(code, ...roundValues(round));
        used(code);
      }),
    addInput: (code, round, { atUs, input }) =>
      transaction(database, () => {
        sql.addInput.run(code, round, code, round, atUs, JSON.stringify(input));
        used(code);
      }),
    isFree,
    class: (code) => readClass(classes, code),
    addClass: (classroom) =>
      transaction(database, () => {
        if (!isFree(classroom.code)) return false;
        classes.add.run(classroom.code, nowMs(), JSON.stringify(classroom));
        return true;
      }),
    putClass: (classroom, rooms) => transaction(database, () => putClass(classroom, rooms)),
    deleteClass: (code) => {
      const isDeleted = classes.delete.run(code).changes > 0;
      if (isDeleted) forget(database);
      return isDeleted;
    },
    deleteOlderThan: (days) => {
      const beforeMs = nowMs() - days * DAY_MS;
      const deleted =
        Number(classes.deleteOld.run(beforeMs, beforeMs).changes) + Number(sql.deleteOld.run(beforeMs).changes);
      if (deleted > 0) forget(database);
      return deleted;
    },
    close: () => database.close(),
  };
}

function openDatabase(folder: string): DatabaseSync {
  if (folder !== ':memory:') mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(folder === ':memory:' ? folder : join(folder, 'hop-by-hop.sqlite'), {
    timeout: LOCK_WAIT_MS,
  });
  try {
    checkOwner(database);
    database.exec(SETTINGS);
    migrate(database);
  } catch (error) {
    database.close();
    const isLocked = error instanceof Error && /database is locked/.test(error.message);
    throw isLocked ? new Error('another running server uses it', { cause: error }) : error;
  }
  return database;
}

/** Throws, before anything is written, when the file is not ours or of a newer version. */
function checkOwner(database: DatabaseSync): void {
  const number = (sql: string): number => Number(Object.values(database.prepare(sql).get() ?? {})[0]);
  const isEmpty = number('SELECT COUNT(*) FROM sqlite_schema') === 0;
  if (!isEmpty && number('PRAGMA application_id') !== APPLICATION_ID)
    throw new Error('the database belongs to another program');
  const version = number('PRAGMA user_version');
  if (version > VERSION)
    throw new Error(`the database is of version ${version}; this program knows version ${VERSION}`);
}

function prepare(database: DatabaseSync) {
  return {
    room: database.prepare('SELECT * FROM room WHERE code = ?'),
    addRoom: database.prepare('INSERT INTO room (code, alone, used_ms, class) VALUES (?, ?, ?, ?)'),
    use: database.prepare('UPDATE room SET used_ms = ? WHERE code = ?'),
    deleteOld: database.prepare('DELETE FROM room WHERE used_ms < ? AND class IS NULL'),
    players: database.prepare('SELECT * FROM player WHERE room = ? ORDER BY rowid'),
    putPlayer: database.prepare(
      `INSERT INTO player (room, id, token_hash, name, colour, device) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (room, id) DO UPDATE SET name = excluded.name, colour = excluded.colour, device = excluded.device,
         token_hash = excluded.token_hash`,
    ),
    removePlayer: database.prepare('DELETE FROM player WHERE room = ? AND id = ?'),
    rounds: database.prepare('SELECT * FROM round WHERE room = ? ORDER BY number'),
    lastRound: database.prepare('SELECT * FROM round WHERE room = ? ORDER BY number DESC LIMIT 1'),
    putRound: database.prepare(
      `INSERT INTO round (room, number, puzzle, seed, rules, started) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (room, number) DO UPDATE SET puzzle = excluded.puzzle, seed = excluded.seed, rules = excluded.rules, started = excluded.started`,
    ),
    inputs: database.prepare('SELECT at_us, json FROM input WHERE room = ? AND round = ? ORDER BY seq'),
    addInput: database.prepare(
      `INSERT INTO input (room, round, seq, at_us, json)
       VALUES (?, ?, (SELECT COALESCE(MAX(seq) + 1, 0) FROM input WHERE room = ? AND round = ?), ?, ?)`,
    ),
  };
}

function readGame(sql: ReturnType<typeof prepare>, code: string): StoredGame | null {
  const summary = readSummary(sql, code);
  if (summary === null) return null;
  return { ...summary, inputs: sql.inputs.all(code, summary.round.number).map(readInput) };
}

function readRounds(sql: ReturnType<typeof prepare>, code: string): readonly PlayedRound[] {
  return sql.rounds.all(code).map((row) => {
    const round = readRound(row);
    return { round, inputs: sql.inputs.all(code, round.number).map(readInput) };
  });
}

function readSummary(sql: ReturnType<typeof prepare>, code: string): StoredSummary | null {
  const room = sql.room.get(code);
  const round = sql.lastRound.get(code);
  if (room === undefined || round === undefined) return null;
  return { room: readRoom(room), players: sql.players.all(code).map(readPlayer), round: readRound(round) };
}

function readRoom(row: Row): StoredRoom {
  const room = { code: String(row['code']), alone: row['alone'] === 1 };
  return row['class'] === null ? room : { ...room, class: String(row['class']) };
}

function readPlayer(row: Row): StoredPlayer {
  return {
    id: String(row['id']),
    tokenHash: String(row['token_hash']),
    name: String(row['name']),
    colour: Number(row['colour']),
    device: row['device'] === null ? null : String(row['device']),
  };
}

/** Throws when the database names a puzzle that this version does not have. */
function readRound(row: Row): StoredRound {
  const puzzle = puzzleIds.find((id) => id === row['puzzle']);
  if (puzzle === undefined) throw new Error(`no puzzle ${String(row['puzzle'])}`);
  const started = row['started'] === 1;
  return { number: Number(row['number']), puzzle, seed: String(row['seed']), rules: Number(row['rules']), started };
}

/** The text was written by this program from an input that had been checked. */
function readInput(row: Row): JournalInput {
  return { atUs: Number(row['at_us']), input: JSON.parse(String(row['json'])) as JournalInput['input'] };
}

function roundValues({ number, puzzle, seed, rules, started }: StoredRound) {
  return [number, puzzle, seed, rules, Number(started)] as const;
}

/** What was deleted is overwritten with zeros (secure_delete); this writes the zeros into the file, and empties the journal in which older pages still lie. */
function forget(database: DatabaseSync): void {
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

function transaction<Result>(database: DatabaseSync, write: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = write();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
