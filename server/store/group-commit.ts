/**
 * The queue of an SQLite database. What is asked for in one turn of the event loop is carried out at its end, in order, in one transaction: so many writes cost one
 * journey to the disk, and what has been promised is on it. Each write stands in a savepoint of its own: one that fails takes no other with it, unless the disk fails.
 */
import type { DatabaseSync } from 'node:sqlite';
import { concernsAll, readFailure, writeFailure } from './sqlite-failure.ts';
import { StoreError } from './store.ts';

export interface GroupCommit {
  /** Resolves when it is on the disk; rejects with a StoreError. */
  write<Result>(work: () => Result): Promise<Result>;
  /** The same, and no file of the database holds any more what it has deleted. */
  erase<Result>(work: () => Result): Promise<Result>;
  /** Sees what was asked for before. */
  read<Result>(work: () => Result): Promise<Result>;
  /** Carries out what waits, and closes the database. What is asked for later is refused. */
  close(): void;
}

type Kind = 'read' | 'write' | 'erase';

interface Asked {
  readonly kind: Kind;
  /** Carries it out and keeps what has come of it, until it is settled. */
  carryOut(): void;
  refuse(error: StoreError): void;
  settle(): void;
}

export function createGroupCommit(database: DatabaseSync): GroupCommit {
  const carryOut = prepareGroup(database);
  let waiting: Asked[] = [];
  const flush = (): void => {
    const group = waiting;
    waiting = [];
    carryOut(group);
    for (const asked of group) asked.settle();
  };
  const ask = <Result>(kind: Kind, work: () => Result): Promise<Result> => {
    const { asked, promise } = asking(kind, work);
    if (!database.isOpen) {
      asked.refuse(new StoreError(kind === 'read' ? 'cannot-read' : 'cannot-write', 'the store is closed'));
      asked.settle();
      return promise;
    }
    if (waiting.length === 0) setImmediate(flush);
    waiting.push(asked);
    return promise;
  };
  return {
    write: (work) => ask('write', work),
    erase: (work) => ask('erase', work),
    read: (work) => ask('read', work),
    close: () => {
      if (!database.isOpen) return;
      flush();
      database.close();
    },
  };
}

function asking<Result>(kind: Kind, work: () => Result): { readonly asked: Asked; readonly promise: Promise<Result> } {
  let outcome: { readonly result: Result } | { readonly error: StoreError } | null = null;
  let settle: () => void = () => {};
  const promise = new Promise<Result>((resolve, reject) => {
    settle = () => {
      if (outcome === null) reject(new StoreError('cannot-write', 'it was never carried out'));
      else if ('error' in outcome) reject(outcome.error);
      else resolve(outcome.result);
    };
  });
  const carryOut = (): void => {
    outcome = { result: work() };
  };
  const refuse = (error: StoreError): void => {
    outcome = { error };
  };
  return { asked: { kind, carryOut, refuse, settle }, promise };
}

/** How a group is carried out, so that each of it can be settled afterwards. */
function prepareGroup(database: DatabaseSync): (group: readonly Asked[]) => void {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const savepoint = database.prepare('SAVEPOINT one');
  const release = database.prepare('RELEASE one');
  const undo = database.prepare('ROLLBACK TO one');
  const read = (asked: Asked): void => {
    try {
      asked.carryOut();
    } catch (error) {
      asked.refuse(readFailure(error));
    }
  };
  const write = (asked: Asked): void => {
    savepoint.run();
    try {
      asked.carryOut();
    } catch (error) {
      // A full disk ends the whole transaction by itself.
      if (concernsAll(error) || !database.isTransaction) throw error;
      undo.run();
      asked.refuse(writeFailure(error));
    }
    release.run();
  };
  // An erasure that did not come off is made up for with the next group.
  let owesErasure = false;
  const erase = (group: readonly Asked[]): void => {
    const erasing = group.filter(({ kind }) => kind === 'erase');
    if (erasing.length === 0 && !owesErasure) return;
    owesErasure = true;
    try {
      emptyJournal(database);
      owesErasure = false;
    } catch (error) {
      for (const asked of erasing) asked.refuse(writeFailure(error));
    }
  };
  return (group) => {
    const writes = group.filter(({ kind }) => kind !== 'read');
    if (writes.length === 0) return group.forEach(read);
    try {
      begin.run();
      for (const asked of group) (asked.kind === 'read' ? read : write)(asked);
      commit.run();
    } catch (error) {
      rollBack(database);
      for (const asked of writes) asked.refuse(new StoreError('cannot-write', writeFailure(error).message, error));
      // What they have seen is not so; they see what has been written before.
      for (const asked of group) if (asked.kind === 'read') read(asked);
      return;
    }
    erase(group);
  };
}

/** If that fails, too, the next group finds a transaction open, is refused, and comes here again. */
function rollBack(database: DatabaseSync): void {
  try {
    if (database.isTransaction) database.exec('ROLLBACK');
  } catch {
    // The group is refused already, for the first error.
  }
}

/** What was deleted is overwritten with zeros (secure_delete); this writes the zeros into the file, and empties the journal in which older pages still lie. */
function emptyJournal(database: DatabaseSync): void {
  const outcome = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
  if (outcome?.['busy'] === 1) throw new Error('the journal is in use');
}
