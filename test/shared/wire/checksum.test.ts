import { describe, expect, test } from 'vitest';
import { CHECKSUM_RIGHT, checksumOf, sumOf, updatedChecksum } from '../../../shared/wire/checksum.ts';
import { draw, randomFrom } from '../../../shared/random.ts';

const octets = (hex: string) => Uint8Array.from(hex.match(/../g)!, (pair) => Number.parseInt(pair, 16));

describe('sumOf', () => {
  test('RFC 1071 section 3: the example sums to ddf2', () => {
    expect(sumOf(octets('0001f203f4f5f6f7'), 0, 8)).toBe(0xddf2);
    expect(checksumOf(octets('0001f203f4f5f6f7'), 0, 8)).toBe(0x220d);
  });

  test('an odd last octet is the high half of a word', () => {
    expect(sumOf(octets('0001f2'), 0, 3)).toBe(0xf201);
  });

  test('only the octets asked for count', () => {
    expect(sumOf(octets('ffff0001f203f4f5f6f7ffff'), 2, 10)).toBe(0xddf2);
    expect(sumOf(octets('1234'), 1, 1)).toBe(0);
  });

  test('carries of the largest packet are not lost', () => {
    expect(sumOf(new Uint8Array(65_534).fill(0xff), 0, 65_534)).toBe(0xffff);
    // Sixty-five thousand words of 0x8001: their sum is 32 767 * 0x8001, folded.
    const words = Uint8Array.from({ length: 65_534 }, (_, at) => (at % 2 === 0 ? 0x80 : 0x01));
    expect(sumOf(words, 0, words.length)).toBe((32_767 * 0x8001) % 0xffff);
  });

  test('a published IPv4 header', () => {
    const header = octets('45000073000040004011b861c0a80001c0a800c7');
    expect(sumOf(header, 0, 20)).toBe(CHECKSUM_RIGHT);
    header.fill(0, 10, 12);
    expect(checksumOf(header, 0, 20)).toBe(0xb861);
  });
});

describe('updatedChecksum', () => {
  test('RFC 1624 section 4: the example where RFC 1141 goes wrong', () => {
    expect(updatedChecksum(0xdd2f, 0x5555, 0x3285)).toBe(0x0000);
  });

  test('is the checksum of the changed words, for 20 000 drawn changes', () => {
    const random = randomFrom('rfc1624');
    const wrong = [];
    for (let round = 0; round < 20_000; round++) {
      const words = Uint8Array.from({ length: 20 }, () => draw(random, 256));
      const before = checksumOf(words, 0, 20);
      const old = (words[8]! << 8) | words[9]!;
      const changed = draw(random, 0x10000);
      words[8] = changed >>> 8;
      words[9] = changed;
      if (updatedChecksum(before, old, changed) !== checksumOf(words, 0, 20)) wrong.push({ before, old, changed });
    }
    expect(wrong).toEqual([]);
  });
});
