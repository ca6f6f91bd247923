/** What is old is deleted by itself: the clock and the timer are moved by hand, the store is a real one. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { KEEP_DAYS, startRetention } from '../../server/retention.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

let store: Store;
let now: number;
beforeEach(() => {
  now = Date.UTC(2026, 8, 1);
  store = openSqlite(':memory:', () => now);
});
afterEach(() => store.close());

/** A timer that runs when the clock is moved. */
function handClock() {
  const calls: { ms: number; next: number; call: () => void }[] = [];
  return {
    every: (ms: number, call: () => void) => {
      const one = { ms, next: now + ms, call };
      calls.push(one);
      return () => void calls.splice(calls.indexOf(one), 1);
    },
    /** The machine sleeps: the clock on the wall goes on, the timer does not. */
    sleep: (ms: number) => {
      now += ms;
      for (const one of calls) one.next += ms;
    },
    /** Time goes by, with all that falls into it; what it leads to has been done afterwards. */
    pass: async (ms: number) => {
      const end = now + ms;
      for (;;) {
        const due = calls.filter(({ next }) => next <= end).toSorted((a, b) => a.next - b.next)[0];
        if (due === undefined) break;
        now = due.next;
        due.next += due.ms;
        due.call();
        await new Promise(setImmediate);
      }
      now = end;
    },
  };
}

const summary = (code: string) => Promise.resolve(store.summary(code));
const addRoom = (code: string) => Promise.resolve(store.addRoom({ code, alone: false }, round));
const round = { number: 1, puzzle: 'who-has', seed: '1', rules: 1, started: false, atUs: 0 } as const;

it('a room goes by itself within a day after its time, a later one later', async () => {
  const clock = handClock();
  await addRoom('BBBBBB');
  const stop = startRetention(store, { nowMs: () => now, every: clock.every });
  await clock.pass(KEEP_DAYS * DAY_MS - HOUR_MS);
  await addRoom('CCCCCC');
  expect(await summary('BBBBBB')).not.toBeNull();
  await clock.pass(DAY_MS + 2 * HOUR_MS);
  expect(await summary('BBBBBB')).toBeNull();
  expect(await summary('CCCCCC')).not.toBeNull();
  await clock.pass(KEEP_DAYS * DAY_MS);
  expect(await summary('CCCCCC')).toBeNull();
  stop();
});

it('runs at the start, then once a day, and once after the machine has slept for a week', async () => {
  const clock = handClock();
  const days: number[] = [];
  const counted = { deleteOlderThan: (days_: number) => (days.push(days_), store.deleteOlderThan(days_)) };
  const stop = startRetention(counted, { nowMs: () => now, every: clock.every });
  await clock.pass(HOUR_MS);
  expect(days).toEqual([KEEP_DAYS]);
  await clock.pass(3 * DAY_MS);
  expect(days).toHaveLength(4);
  clock.sleep(7 * DAY_MS);
  await clock.pass(HOUR_MS);
  expect(days.length).toBe(5);
  // Somebody has put the clock back by a year: it does not wait for a year.
  clock.sleep(-365 * DAY_MS);
  await clock.pass(HOUR_MS);
  expect(days.length).toBe(6);
  stop();
  await clock.pass(10 * DAY_MS);
  expect(days).toHaveLength(6);
});

it.each([
  [
    'throws',
    () => {
      throw new Error('disk I/O error');
    },
  ],
  ['rejects', () => Promise.reject(new Error('disk I/O error'))],
])(
  'a database that %s does not end it, and it is tried again soon',
  async (_how, fail: () => never | Promise<never>) => {
    const clock = handClock();
    const lines: string[] = [];
    let [isBroken, asked] = [true, 0];
    const broken = {
      deleteOlderThan: (days: number) => {
        asked++;
        return isBroken ? fail() : store.deleteOlderThan(days);
      },
    };
    const log = (where: string, error: unknown) => void lines.push(`${where}: ${String(error)}`);
    startRetention(broken, { nowMs: () => now, every: clock.every, log });
    await clock.pass(HOUR_MS);
    expect(asked).toBeGreaterThan(3);
    expect(lines[0]).toBe('deleting what is old: Error: disk I/O error');
    isBroken = false;
    const before = asked;
    await clock.pass(HOUR_MS);
    expect(asked).toBe(before + 1);
  },
);
