import { expect, it } from 'vitest';
import { createLimit } from '../../server/limit.ts';

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
