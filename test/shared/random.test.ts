import { describe, expect, it } from 'vitest';
import { draw, drawOne, randomFrom, shuffled } from '../../shared/random.ts';

describe('random', () => {
  it('is mulberry32: the published first values of seed 0', () => {
    // Reference values of mulberry32(0) by its author, T. Ettinger: 0.26642920868471265, 0.0003297457005828619, 0.2232720274478197.
    const random = { state: 0 };
    const fractions = [0, 1, 2].map(() => draw(random, 2 ** 32) / 2 ** 32);
    expect(fractions).toEqual([0.26642920868471265, 0.0003297457005828619, 0.2232720274478197]);
  });

  it('hashes the seed text with FNV-1a: its published value of "foobar"', () => {
    expect(randomFrom('foobar').state >>> 0).toBe(0xbf9cf968);
  });

  it('draws every value, and shuffles into every order', () => {
    const random = randomFrom('many');
    const seen = new Set(Array.from({ length: 1000 }, () => draw(random, 7)));
    expect(seen).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
    const orders = new Set(Array.from({ length: 200 }, () => shuffled(random, ['a', 'b', 'c']).join('')));
    expect(orders.size).toBe(6);
  });

  it('refuses to draw from nothing', () => {
    expect(() => drawOne(randomFrom('x'), [])).toThrow('nothing to draw from');
  });
});
