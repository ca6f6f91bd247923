import { describe, expect, test } from 'vitest';
import { crc32 } from '../../../shared/wire/crc.ts';
import { fcsOf, parseFrame } from '../../../shared/wire/frame.ts';
import {
  FCS_GENERATOR,
  bitTimesOf,
  bitsOf,
  divide,
  durationUs,
  fcsByDivision,
  fcsOctets,
  isRunt,
  signalOf,
} from '../../../shared/wire/physical.ts';
import { readCapture } from './captures.ts';
import { arpRequest, ping } from './frames.ts';

describe('signalOf', () => {
  const signal = signalOf(ping());
  const bits = bitsOf(signal.bytes).join('');

  test('56 bits of alternating ones and zeros, then 10101011, as IEEE 802.3 prints them', () => {
    expect(bits.slice(0, 56)).toBe('10'.repeat(28));
    expect(bits.slice(56, 64)).toBe('10101011');
  });

  test('the first bit of the destination address is the one that says group or single', () => {
    expect(bitsOf(signalOf(arpRequest()).bytes)[64]).toBe(1);
    expect(bits[64]).toBe('0');
    // 02 is sent as 0100 0000.
    expect(bits.slice(64, 72)).toBe('01000000');
  });

  test('its parts cover it', () => {
    expect(signal.parts.map(({ part, offset, length }) => [part, offset, length])).toEqual([
      ['preamble', 0, 7],
      ['delimiter', 7, 1],
      ['frame', 8, 98],
      ['fcs', 106, 4],
    ]);
    expect(signal.bytes.length).toBe(110);
    expect(signal.bytes.subarray(106)).toEqual(fcsOctets(fcsOf(ping())));
  });

  test('a wrong FCS is sent as it is', () => {
    expect([...signalOf(parseFrame(ping().bytes, 0x01020304)).bytes.subarray(106)]).toEqual([4, 3, 2, 1]);
  });
});

// RFC 2544 section 20 and every data sheet: 14 880 frames of 64 octets a second at 10 Mbit/s, 812 of 1518.
test.each([
  [60, 10, 14_880],
  [1514, 10, 812],
  [60, 1000, 1_488_095],
])('frames of %i octets at %i Mbit/s: %i a second', (octets, rate, expected) => {
  expect(Math.floor(1_000_000 / durationUs(octets, rate))).toBe(expected);
});

test('the shortest frame takes a slot time, and 64 bits before and 96 behind it', () => {
  expect(bitTimesOf(60)).toBe(64 + 512 + 96);
  expect(isRunt(arpRequest())).toBe(false);
  expect(isRunt(parseFrame(arpRequest().bytes.subarray(0, 59)))).toBe(true);
});

describe('divide', () => {
  test('the example of the Wikipedia article "Cyclic redundancy check": 11010011101100 by 1011 leaves 100', () => {
    const { dividend, steps, remainder } = divide('11010011101100', '1011');
    expect(dividend).toBe('11010011101100000');
    expect(remainder).toBe('100');
    expect(steps.slice(0, 2)).toEqual([
      { at: 0, window: '1101', subtrahend: '1011', result: '0110' },
      { at: 1, window: '1100', subtrahend: '1011', result: '0111' },
    ]);
  });

  test('the word with its remainder behind it is divided without rest', () => {
    for (const generator of ['11', '1011', '10011', '100000111', FCS_GENERATOR]) {
      const word = '1101011011';
      const { remainder } = divide(word, generator);
      expect(divide(word + remainder, generator).remainder).toMatch(/^0+$/);
    }
  });

  // Peterson and Davie, "Computer Networks", section 2.4; Kurose and Ross, section 6.2.3.
  test.each([
    ['10011010', '1101', '101'],
    ['101110', '1001', '011'],
    ['1101011011', '10011', '1110'],
    ['', '1011', '000'],
  ])('%s by %s leaves %s', (word, generator, remainder) => {
    expect(divide(word, generator).remainder).toBe(remainder);
  });

  test.each([
    ['1012', '11'],
    ['1', '1'],
    ['1', '011'],
    ['1', ''],
  ])('"%s" by "%s" is refused', (word, generator) => {
    expect(() => divide(word, generator)).toThrow(RangeError);
  });
});

test('the division of real frames gives the FCS that crc32 gives', () => {
  const frames = readCapture('linux-router-inside').slice(0, 8);
  for (const bytes of [...frames, ping().bytes, arpRequest().bytes]) {
    const { division, fcs } = fcsByDivision(bytes);
    expect(fcs).toBe(crc32(bytes));
    // What is sent behind the frame is the complement of the remainder, in its order.
    const complement = Array.from(division.remainder, (bit) => 1 - Number(bit)).join('');
    expect(bitsOf(fcsOctets(fcs)).join('')).toBe(complement);
  }
});
