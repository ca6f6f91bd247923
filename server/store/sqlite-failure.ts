/** What an error of SQLite means to who has asked the store. Messages and causes name tables, never what stands in them. */
import { StoreError } from './store.ts';

/** Result codes (sqlite.org/rescode.html). */
const CONSTRAINT_UNIQUE: ReadonlySet<number> = new Set([1555, 2067, 2579]);
const CONSTRAINT_FOREIGNKEY = 787;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;
const LOCKED: ReadonlySet<number> = new Set([5, 6]);
/** PERM, BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOLFS, NOTADB: whatever is written now meets the same. */
const CONCERNS_ALL: ReadonlySet<number> = new Set([3, 5, 6, 7, 8, 9, 10, CORRUPT, 13, 14, 15, 22, NOT_A_DATABASE]);

/** IOERR, FULL, CANTOPEN. */
const WITHOUT_ROOM: ReadonlySet<number> = new Set([10, 13, 14]);

/** The extended result code; null if the error is not SQLite's. */
function codeOf(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : null;
}

/** The lower eight bits say what kind it is. */
const kindOf = (error: unknown): number | null => {
  const code = codeOf(error);
  return code === null ? null : code & 0xff;
};

/** Is it the disk's or the file's, and not of the one write that has met it? */
export function concernsAll(error: unknown): boolean {
  return CONCERNS_ALL.has(kindOf(error) ?? -1);
}

export function isDamage(error: unknown): boolean {
  const kind = kindOf(error);
  return kind === CORRUPT || kind === NOT_A_DATABASE;
}

export function isLock(error: unknown): boolean {
  return LOCKED.has(kindOf(error) ?? -1);
}

/** No file can be made, or none can grow. */
export function isWithoutRoom(error: unknown): boolean {
  return WITHOUT_ROOM.has(kindOf(error) ?? -1);
}

export function writeFailure(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const code = codeOf(error);
  if (code === CONSTRAINT_FOREIGNKEY) return new StoreError('no-such', 'what it belongs to is not there', error);
  if (code !== null && CONSTRAINT_UNIQUE.has(code)) return new StoreError('second-writer', messageOf(error), error);
  return new StoreError('cannot-write', `cannot be written: ${messageOf(error)}`, error);
}

export function readFailure(error: unknown): StoreError {
  return error instanceof StoreError
    ? error
    : new StoreError('cannot-read', `cannot be read: ${messageOf(error)}`, error);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
