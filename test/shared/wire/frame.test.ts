import { expect, test } from 'vitest';
import { crc32 } from '../../../shared/wire/crc.ts';
import { fcsIsRight, fcsOf, layer, parseFrame } from '../../../shared/wire/frame.ts';
import { arpRequest, ping } from './frames.ts';

test('a right FCS is not kept, for it can be computed; a wrong one is', () => {
  const { bytes } = ping();
  const right = parseFrame(bytes, crc32(bytes));
  expect(right).toEqual(parseFrame(bytes));
  expect([fcsIsRight(right), fcsOf(right)]).toEqual([true, crc32(bytes)]);
  const damaged = parseFrame(bytes, 0);
  expect([fcsIsRight(damaged), fcsOf(damaged)]).toEqual([false, 0]);
});

test('a frame is plain data', () => {
  expect(structuredClone(ping())).toEqual(ping());
});

test('layer gives the first of its protocol, or nothing', () => {
  expect(layer(ping(), 'ipv4')?.offset).toBe(14);
  expect(layer(ping(), 'arp')).toBeUndefined();
  expect(layer(arpRequest(), 'padding')).toEqual({ protocol: 'padding', offset: 42, length: 18 });
});
