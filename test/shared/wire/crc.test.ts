import { expect, test } from 'vitest';
import { crc32 } from '../../../shared/wire/crc.ts';

test.each([
  ['123456789', 0xcbf43926],
  ['', 0],
  ['The quick brown fox jumps over the lazy dog', 0x414fa339],
])('the published CRC-32 of "%s"', (text, expected) => {
  expect(crc32(new TextEncoder().encode(text))).toBe(expected);
});

test('a frame followed by its FCS, least significant octet first, leaves the residue of IEEE 802.3', () => {
  const frame = Uint8Array.from({ length: 60 }, (_, at) => (at * 37) & 255);
  const fcs = crc32(frame);
  expect(crc32(Uint8Array.of(...frame, fcs, fcs >>> 8, fcs >>> 16, fcs >>> 24))).toBe(0x2144df1c);
});

test('every single damaged bit is noticed', () => {
  const frame = new Uint8Array(60).fill(0x42);
  const fcs = crc32(frame);
  const unnoticed = [];
  for (let bit = 0; bit < 480; bit++) {
    frame[bit >>> 3]! ^= 1 << (bit & 7);
    if (crc32(frame) === fcs) unnoticed.push(bit);
    frame[bit >>> 3]! ^= 1 << (bit & 7);
  }
  expect(unnoticed).toEqual([]);
});
