/** A group is written as a whole or, by the disk's fault, not at all. SQLite itself is made to fail: it may take no further page, may only read, or finds at the end that a key is missing. */
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, it } from 'vitest';
import { createGroupCommit, type GroupCommit } from '../../../server/store/group-commit.ts';

let database: DatabaseSync;
let queue: GroupCommit;
beforeEach(() => {
  database = new DatabaseSync(':memory:');
  database.exec(`
    PRAGMA foreign_keys = ON;
    CREATE TABLE kept (n INTEGER PRIMARY KEY, bytes BLOB, other INTEGER REFERENCES kept DEFERRABLE INITIALLY DEFERRED) STRICT;
  `);
  queue = createGroupCommit(database);
});

const add = (n: number, octets = 1, other: number | null = null) =>
  queue.write(() => {
    database.prepare('INSERT INTO kept (n, bytes, other) VALUES (?, zeroblob(?), ?)').run(n, octets, other);
    return n;
  });
const numbers = () =>
  queue.read(() =>
    database
      .prepare('SELECT n FROM kept ORDER BY n')
      .all()
      .map(({ n }) => n),
  );
const failure = (asked: Promise<unknown>) =>
  asked.then(
    () => 'written',
    (error: { failure?: string }) => error.failure,
  );

it('one that fails takes no other with it', async () => {
  const twice = () => {
    throw new Error('half done');
  };
  const asked = [
    add(1),
    add(1),
    queue.write(() => {
      database.exec('INSERT INTO kept (n) VALUES (7)');
      twice();
    }),
    add(2),
  ];
  expect(await Promise.all(asked.map(failure))).toEqual(['written', 'second-writer', 'cannot-write', 'written']);
  expect(await numbers()).toEqual([1, 2]);
});

it.each([
  ['the disk is full', 'PRAGMA max_page_count = 3', 'PRAGMA max_page_count = 100000'],
  ['nothing may be written', 'PRAGMA query_only = ON', 'PRAGMA query_only = OFF'],
])('when %s all of the group are refused, reading goes on, and afterwards writing', async (_, fail, mend) => {
  await add(1);
  database.exec(fail);
  const seen = numbers();
  const asked = [add(2), add(3, 100_000), add(4)];
  const [refused, before, after] = [await Promise.all(asked.map(failure)), await seen, await numbers()];
  expect(refused).toEqual(['cannot-write', 'cannot-write', 'cannot-write']);
  expect([before, after]).toEqual([[1], [1]]);
  expect(database.isTransaction).toBe(false);
  database.exec(mend);
  expect(await Promise.all([add(2), add(3, 100_000)])).toEqual([2, 3]);
  expect(await numbers()).toEqual([1, 2, 3]);
});

it('what is the fault of the disk refuses all, also those that it let through', async () => {
  const failsFor = (n: number) =>
    queue.write(() => {
      database.exec('PRAGMA query_only = ON');
      try {
        database.exec(`INSERT INTO kept (n) VALUES (${n})`);
      } finally {
        database.exec('PRAGMA query_only = OFF');
      }
    });
  const asked = [add(1), failsFor(2), add(3)];
  expect(await Promise.all(asked.map(failure))).toEqual(['cannot-write', 'cannot-write', 'cannot-write']);
  expect(await numbers()).toEqual([]);
});

it('nothing is promised before the commit: one that fails there refuses all, and who has read in between reads again', async () => {
  await add(1);
  const asked = [add(2), add(3, 1, 99)];
  const seen = numbers();
  expect(await Promise.all(asked.map(failure))).toEqual(['cannot-write', 'cannot-write']);
  expect(await seen).toEqual([1]);
  expect(await add(2)).toBe(2);
});

it('what cannot be read says so, alone', async () => {
  const asked = [queue.read(() => database.prepare('SELECT * FROM nothing').all()), add(1), numbers()];
  expect(await Promise.all(asked.map(failure))).toEqual(['cannot-read', 'written', 'written']);
});
