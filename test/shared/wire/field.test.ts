import { describe, expect, test } from 'vitest';
import { ipv4 as ipv4Address } from '../../../shared/address/ipv4.ts';
import { mac as macAddress } from '../../../shared/address/mac.ts';
import { compileHeader, ipv4, isFieldValue, mac, readValue, uint, writeValue } from '../../../shared/wire/field.ts';

describe('bits are numbered as in the pictures of the RFCs', () => {
  // 1010 0101 · 1100 0011 · 1111 0000 · 0001 1110
  const bytes = Uint8Array.of(0xa5, 0xc3, 0xf0, 0x1e);

  test.each([
    [0, 1, 1],
    [1, 1, 0],
    [0, 4, 0xa],
    [4, 4, 0x5],
    [0, 8, 0xa5],
    [3, 13, 0b0_0101_1100_0011],
    [6, 4, 0b0111],
    [8, 16, 0xc3f0],
    [12, 20, 0x3f01e],
    [0, 32, 0xa5c3f01e],
    [31, 1, 0],
  ])('from bit %i, %i bits are %i', (bit, bits, expected) => {
    expect(readValue(bytes, 0, uint(bit, bits))).toBe(expected);
  });
});

describe('writing leaves the neighbours alone', () => {
  test.each([
    [0, 4],
    [4, 4],
    [3, 13],
    [6, 4],
    [8, 8],
    [8, 16],
    [12, 20],
    [0, 32],
    [31, 1],
  ])('from bit %i, %i bits', (bit, bits) => {
    for (const fill of [0x00, 0xff, 0xa5]) {
      const bytes = new Uint8Array(6).fill(fill);
      const inverse = readValue(bytes, 1, uint(bit, bits)) as number;
      const value = (2 ** bits - 1 - inverse) % 2 ** bits;
      writeValue(bytes, 1, uint(bit, bits), value);
      const written = [...bytes].map((octet) => octet.toString(2).padStart(8, '0')).join('');
      const before = fill.toString(2).padStart(8, '0').repeat(6);
      const start = 8 + bit;
      expect(written).toBe(before.slice(0, start) + value.toString(2).padStart(bits, '0') + before.slice(start + bits));
    }
  });
});

test('compileHeader keeps the order and size of its table', () => {
  const codec = compileHeader({ kind: uint(0, 4), from: mac(8), where: ipv4(56), rest: uint(4, 4) });
  expect(codec.fields.map((field) => field.name)).toEqual(['kind', 'from', 'where', 'rest']);
  expect(codec.octets).toBe(11);
  expect(codec.fieldNamed('where')?.bit).toBe(56);
  expect(codec.fieldNamed('constructor')).toBeUndefined();
  const bytes = new Uint8Array(13).fill(0xa5);
  const header = { kind: 15, from: macAddress('02:00:00:00:00:07'), where: ipv4Address('10.0.0.1'), rest: 0 };
  codec.write(bytes, 1, header);
  expect([...bytes]).toEqual([0xa5, 0xf0, 2, 0, 0, 0, 0, 7, 10, 0, 0, 1, 0xa5]);
  expect(codec.read(bytes, 1)).toEqual(header);
});

test.each([
  ['more than four octets', uint(4, 32)],
  ['an octet across two', uint(4, 8)],
  ['a word across three', uint(4, 16)],
  ['no bits', uint(0, 0)],
  ['an address off its octet', mac(4)],
])('compileHeader refuses a field of %s', (_, field) => {
  expect(() => compileHeader({ field })).toThrow('field');
});

test.each([
  [uint(0, 8), 255, true],
  [uint(0, 8), 256, false],
  [uint(0, 8), -1, false],
  [uint(0, 8), 1.5, false],
  [uint(0, 8), '1', false],
  [uint(0, 8), Number.NaN, false],
  [uint(0, 32), 4_294_967_295, true],
  [uint(0, 32), 4_294_967_296, false],
  [mac(0), '02:00:00:00:01:01', true],
  [mac(0), '02:00:00:00:01:0A', false],
  [mac(0), 2, false],
  [ipv4(0), '10.0.0.1', true],
  [ipv4(0), '10.0.0.256', false],
  [ipv4(0), null, false],
])('isFieldValue(%o, %o) is %s', (field, value, expected) => {
  expect(isFieldValue(field, value)).toBe(expected);
});
