/** The seeded generator: chance as plain data that belongs to a state. Mulberry32, integer arithmetic only, equal on every machine. */

/** State of a generator; changed in place by each draw. */
export interface Random {
  state: number;
}

/** A generator from any text; equal texts give equal draws (FNV-1a over UTF-16 code units). */
export function randomFrom(seed: string): Random {
  let hash = 0x811c9dc5;
  for (let index = 0; index < seed.length; index++) {
    hash ^= seed.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return { state: hash | 0 };
}

/** An integer from 0 to `below` - 1. `below` is 1 to 2^32. */
export function draw(random: Random, below: number): number {
  random.state = (random.state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(random.state ^ (random.state >>> 15), 1 | random.state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
}

/** One of the values. Throws on an empty list: a caller that has nothing to draw from is wrong. */
export function drawOne<Value>(random: Random, values: readonly Value[]): Value {
  const value = values[draw(random, Math.max(1, values.length))];
  if (value === undefined) throw new Error('nothing to draw from');
  return value;
}

/** The values in a drawn order (Fisher and Yates); the list given is not changed. */
export function shuffled<Value>(random: Random, values: readonly Value[]): Value[] {
  const result = [...values];
  for (let last = result.length - 1; last > 0; last--) {
    const other = draw(random, last + 1);
    [result[last], result[other]] = [result[other] as Value, result[last] as Value];
  }
  return result;
}
