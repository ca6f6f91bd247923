/** The tables, and how a database of an older version gets them. */
import type { DatabaseSync } from 'node:sqlite';

/** "HopH": says whose database the file is (SQLite's application_id). */
export const APPLICATION_ID = 0x486f7048;

const FIRST = `
  PRAGMA application_id = ${APPLICATION_ID};
  CREATE TABLE IF NOT EXISTS room (
    code TEXT PRIMARY KEY, alone INTEGER NOT NULL, used_ms INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS player (
    room TEXT NOT NULL REFERENCES room ON DELETE CASCADE, id TEXT NOT NULL, token_hash TEXT NOT NULL,
    name TEXT NOT NULL, colour INTEGER NOT NULL, device TEXT, PRIMARY KEY (room, id), UNIQUE (room, token_hash)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS round (
    room TEXT NOT NULL REFERENCES room ON DELETE CASCADE, number INTEGER NOT NULL, puzzle TEXT NOT NULL, seed TEXT NOT NULL,
    rules INTEGER NOT NULL, started INTEGER NOT NULL, PRIMARY KEY (room, number)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS input (
    room TEXT NOT NULL, round INTEGER NOT NULL, seq INTEGER NOT NULL, at_us INTEGER NOT NULL, json TEXT NOT NULL,
    PRIMARY KEY (room, round, seq), FOREIGN KEY (room, round) REFERENCES round ON DELETE CASCADE
  ) STRICT;
`;

/** Classes, each in one text: it is read and written as a whole. A room may belong to one. */
const CLASSES = `
  CREATE TABLE class (code TEXT PRIMARY KEY, used_ms INTEGER NOT NULL, json TEXT NOT NULL) STRICT;
  ALTER TABLE room ADD COLUMN class TEXT REFERENCES class ON DELETE CASCADE;
  CREATE INDEX room_class ON room (class);
`;

/** Inputs that a browser has numbered, each once; snapshots, one a room; the change that a class is at; and a row by which is tried whether anything can be written. */
const MARKS_AND_SNAPSHOTS = `
  ALTER TABLE input ADD COLUMN outbox TEXT;
  ALTER TABLE input ADD COLUMN number INTEGER;
  CREATE UNIQUE INDEX input_mark ON input (room, round, outbox, number) WHERE outbox IS NOT NULL;
  CREATE TABLE snapshot (
    room TEXT PRIMARY KEY, round INTEGER NOT NULL, seq INTEGER NOT NULL, made_by TEXT NOT NULL, bytes BLOB NOT NULL,
    FOREIGN KEY (room, round) REFERENCES round ON DELETE CASCADE
  ) STRICT;
  ALTER TABLE class ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE round ADD COLUMN at_us INTEGER NOT NULL DEFAULT 0;
  CREATE TABLE probe (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
`;

/** Each step leads from the version that is its place in the list to the next one. */
const STEPS = [FIRST, CLASSES, MARKS_AND_SNAPSHOTS] as const;
export const VERSION = STEPS.length;

/** Brings a database to the present version; all of it or nothing. */
export function migrate(database: DatabaseSync): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version === VERSION) return;
  database.exec(`BEGIN IMMEDIATE; ${STEPS.slice(version).join('')} PRAGMA user_version = ${VERSION}; COMMIT`);
}
