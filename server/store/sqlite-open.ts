/** Opens the database's file: its settings, and what is looked at before anything is written into it. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { APPLICATION_ID, migrate, VERSION } from './schema.ts';
import { isDamage, isLock, isWithoutRoom, messageOf } from './sqlite-failure.ts';

const FILE = 'hop-by-hop.sqlite';

/** How long is waited for another server that is just going, milliseconds. */
const LOCK_WAIT_MS = 2000;

/** A larger file, in octets, is looked through less thoroughly: not whether each index agrees with its table. */
const QUICK_FROM_BYTES = 100 * 1024 * 1024;

/**
 * Before them the database is locked for this process: two servers on one folder would write one journal. On a Mac only a full fsync reaches the disk; elsewhere that
 * setting says nothing.
 * The write-ahead log goes back into the file whenever it has grown to 1,000 pages, 4 MB.
 */
const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA fullfsync = ON;
  PRAGMA foreign_keys = ON;
  PRAGMA secure_delete = ON;
  PRAGMA wal_autocheckpoint = 1000;
`;

/** In a folder, or in memory when it is called ':memory:'. Throws, before anything is written, if the file is damaged, in use, not ours, or of a newer version. */
export function openDatabase(folder: string): DatabaseSync {
  if (folder === ':memory:') return made(new DatabaseSync(folder));
  mkdirSync(folder, { recursive: true });
  const file = join(folder, FILE);
  try {
    const isExamined = existsSync(file) && examineReadOnly(file);
    return made(new DatabaseSync(file, { timeout: LOCK_WAIT_MS }), isExamined ? undefined : file);
  } catch (error) {
    if (isLock(error)) throw new Error('another running server uses it', { cause: error });
    throw isDamage(error) ? damaged(messageOf(error), error) : error;
  }
}

/** The file is given if it has not been looked at yet. */
function made(database: DatabaseSync, unexamined?: string): DatabaseSync {
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    if (unexamined !== undefined) examine(database, unexamined);
    database.exec(SETTINGS);
    migrate(database);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/**
 * By a connection that cannot write: when another one is closed, it puts what stands in the write-ahead log into the file, damaged as it is. False if this cannot be done,
 * for it takes 32 KB for a shared index of the log, which a full disk does not have; an exclusive connection has its index in memory.
 */
function examineReadOnly(file: string): boolean {
  const database = new DatabaseSync(file, { readOnly: true, timeout: LOCK_WAIT_MS });
  try {
    examine(database, file);
    return true;
  } catch (error) {
    if (isWithoutRoom(error)) return false;
    throw error;
  } finally {
    database.close();
  }
}

function examine(database: DatabaseSync, file: string): void {
  checkOwner(database);
  const check = statSync(file).size > QUICK_FROM_BYTES ? 'quick_check(1)' : 'integrity_check(1)';
  const found = String(first(database, `PRAGMA ${check}`));
  if (found !== 'ok') throw damaged(found);
}

function damaged(found: string, cause?: unknown): Error {
  const what = found.replaceAll(/\s+/g, ' ').trim();
  return new Error(`${FILE} is damaged (${what}). It was left as it is: put a copy in its place, or move it away`, {
    cause,
  });
}

function checkOwner(database: DatabaseSync): void {
  const isEmpty = first(database, 'SELECT COUNT(*) FROM sqlite_schema') === 0;
  if (!isEmpty && first(database, 'PRAGMA application_id') !== APPLICATION_ID)
    throw new Error('the database belongs to another program');
  const version = Number(first(database, 'PRAGMA user_version'));
  if (version > VERSION)
    throw new Error(`the database is of version ${version}; this program knows version ${VERSION}`);
}

function first(database: DatabaseSync, sql: string): unknown {
  return Object.values(database.prepare(sql).get() ?? {})[0];
}
