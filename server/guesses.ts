/**
 * How often codes, PINs and numbers may be guessed wrongly. Right ones are never counted, for a whole school shares one address; who is known by a token or a secret is not
 * held up by any of it. What the figures mean stands in ARCHITECTURE.md.
 */
import { bothOf, createLimit, type Limit } from './limit.ts';

const MINUTE_MS = 60_000;

/** Wrong guesses of whatever kind, in a minute: of one address (in IPv6 of a network of 48 bits), and of all. */
export const GUESSES_PER_ADDRESS = 60;
export const GUESSES_IN_ALL = 600;

/** Wrong PINs of one class, from wherever they come: six digits. */
export const WRONG_PINS = { most: 10, windowMs: 10 * MINUTE_MS } as const;
/** Wrong numbers of students of one class: four digits, of which each student has some. */
export const WRONG_NUMBERS = { most: 5, windowMs: 10 * MINUTE_MS } as const;
export const WRONG_NUMBERS_LONG = { most: 12, windowMs: 60 * MINUTE_MS } as const;

/**
 * Wrong guesses by address and in all. When all together have used up what they may, an address that has guessed wrongly in this minute has to wait, and others still have
 * their first guess: else whoever guesses from many addresses would close the door to everybody.
 */
export function createGuesses(nowMs: () => number = Date.now): Limit {
  const common = { windowMs: MINUTE_MS, networkBits: 48, nowMs } as const;
  const own = createLimit({ ...common, most: GUESSES_PER_ADDRESS });
  const first = createLimit({ ...common, most: 1 });
  const all = createLimit({ ...common, most: GUESSES_IN_ALL });
  const each = (address: string) => [[own, address] as const, [first, address] as const, [all, ''] as const];
  return {
    isReached: (address) => own.isReached(address) || (all.isReached('') && first.isReached(address)),
    count: (address) => each(address).forEach(([limit, key]) => limit.count(key)),
    uncount: (address) => each(address).forEach(([limit, key]) => limit.uncount(key)),
  };
}

/** Wrong PINs by class. */
export function createPinGuesses(nowMs: () => number = Date.now): Limit {
  return createLimit({ ...WRONG_PINS, nowMs });
}

/** Wrong numbers by class. */
export function createNumberGuesses(nowMs: () => number = Date.now): Limit {
  return bothOf(createLimit({ ...WRONG_NUMBERS, nowMs }), createLimit({ ...WRONG_NUMBERS_LONG, nowMs }));
}
