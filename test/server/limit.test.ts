import { describe, expect, it } from 'vitest';
import { createGuesses, createNumberGuesses, GUESSES_IN_ALL, GUESSES_PER_ADDRESS } from '../../server/guesses.ts';
import { createBuckets, createLimit, createTally } from '../../server/limit.ts';

it('counts each address by itself and forgets after the window', () => {
  let now = 0;
  const limit = createLimit({ most: 2, windowMs: 1000, nowMs: () => now });
  for (const address of ['10.0.0.1', '10.0.0.1', '10.0.0.2']) limit.count(address);
  expect(limit.isReached('10.0.0.1')).toBe(true);
  expect(limit.isReached('10.0.0.2')).toBe(false);
  now = 1000;
  expect(limit.isReached('10.0.0.1')).toBe(false);
});

it('takes an IPv6 network of 64 bits as one address', () => {
  const limit = createLimit({ most: 2, windowMs: 1000 });
  limit.count('2001:db8::1');
  limit.count('2001:db8:0:0:ffff::2');
  expect(limit.isReached('2001:db8:0:0:1:2:3:4')).toBe(true);
  expect(limit.isReached('2001:db8:0:1::1')).toBe(false);
  limit.count('::ffff:10.0.0.1');
  limit.count('::ffff:10.0.0.2');
  expect(limit.isReached('::ffff:10.0.0.1')).toBe(false);
});

it('does not grow without end', () => {
  const limit = createLimit({ most: 1, windowMs: 1000, addressesMax: 3 });
  for (const address of ['a', 'b', 'c', 'd']) limit.count(address);
  expect(['a', 'b', 'c', 'd'].map((address) => limit.isReached(address))).toEqual([false, true, true, true]);
});

describe('buckets', () => {
  it('give so many at once and so many a second, to each address, and say when there is one again', () => {
    let now = 0;
    const buckets = createBuckets({ burst: 3, perSecond: 2, nowMs: () => now });
    const taken = (address: string) => [1, 2, 3, 4].map(() => buckets.take(address));
    expect(taken('10.0.0.1')).toEqual([0, 0, 0, 500]);
    expect(buckets.take('10.0.0.2')).toBe(0);
    now = 400;
    expect(buckets.take('10.0.0.1')).toBe(100);
    now = 500;
    expect([buckets.take('10.0.0.1'), buckets.take('10.0.0.1')]).toEqual([0, 500]);
    now = 3_600_000;
    expect(taken('10.0.0.1')).toEqual([0, 0, 0, 500]);
  });

  it('forget who has taken nothing for the longest time, and nobody else', () => {
    const buckets = createBuckets({ burst: 1, perSecond: 0.001, addressesMax: 2, nowMs: () => 0 });
    expect(['a', 'b', 'a', 'c'].map((address) => buckets.take(address) === 0)).toEqual([true, true, false, true]);
    expect(buckets.take('a')).toBeGreaterThan(0);
    expect(buckets.take('b')).toBe(0);
  });
});

it('a tally counts what is there, by address, and lets in again when something has gone', () => {
  const tally = createTally(2);
  expect(['a', 'a', 'a', 'b'].map((address) => tally.enter(address))).toEqual([true, true, false, true]);
  tally.leave('a');
  expect([tally.enter('a'), tally.enter('a')]).toEqual([true, false]);
});

describe('wrong guesses', () => {
  it('of one address do not hold up another; after a minute it may guess again', () => {
    let now = 0;
    const guesses = createGuesses(() => now);
    for (let index = 0; index < GUESSES_PER_ADDRESS; index++) {
      expect(guesses.isReached('10.0.0.1')).toBe(false);
      guesses.count('10.0.0.1');
    }
    expect(guesses.isReached('10.0.0.1')).toBe(true);
    expect(guesses.isReached('::ffff:10.0.0.1')).toBe(true);
    expect(guesses.isReached('10.0.0.2')).toBe(false);
    now = 60_000;
    expect(guesses.isReached('10.0.0.1')).toBe(false);
  });

  it('of all together are limited; then who has not guessed wrongly yet still has one guess', () => {
    const guesses = createGuesses(() => 0);
    const bots = Array.from({ length: GUESSES_IN_ALL / 10 }, (_, index) => `2001:db8:${index.toString(16)}::1`);
    for (const bot of bots) for (let index = 0; index < 10; index++) guesses.count(bot);
    expect(bots.every((bot) => guesses.isReached(bot))).toBe(true);
    // Another host, and another network of 64 bits, of the same 48.
    expect(guesses.isReached('2001:db8:1:ffff::2')).toBe(true);
    expect(guesses.isReached('192.0.2.1')).toBe(false);
    guesses.count('192.0.2.1');
    expect(guesses.isReached('192.0.2.1')).toBe(true);
  });

  it('at numbers are five in ten minutes, twelve in an hour', () => {
    let now = 0;
    const numbers = createNumberGuesses(() => now);
    const wrong: number[] = [];
    for (; now < 3_600_000; now += 1000) {
      if (numbers.isReached('BCDFGH')) continue;
      numbers.count('BCDFGH');
      wrong.push(now / 1000);
    }
    expect(wrong).toHaveLength(12);
    expect(wrong.slice(0, 6)).toEqual([0, 1, 2, 3, 4, 600]);
    expect(numbers.isReached('BCDFGH')).toBe(false);
  });
});
