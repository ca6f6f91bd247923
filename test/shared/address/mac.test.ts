import { describe, expect, test } from 'vitest';
import {
  BROADCAST_MAC,
  isBroadcast,
  isMulticast,
  mac,
  parseMac,
  readMac,
  writeMac,
} from '../../../shared/address/mac.ts';

describe('parseMac', () => {
  test.each([
    ['02:00:00:00:01:01', '02:00:00:00:01:01'],
    ['AA:bb:Cc:0D:eE:fF', 'aa:bb:cc:0d:ee:ff'],
    ['01-80-C2-00-00-00', '01:80:c2:00:00:00'],
  ])('%s is the canonical %s', (text, canonical) => {
    expect(parseMac(text)).toBe(canonical);
  });

  test.each([
    ['', 'mac-length', 0],
    ['02:00:00:00:01', 'mac-length', 14],
    ['02:00:00:00:01:01:01', 'mac-length', 17],
    ['02:00:00:00:01:1', 'mac-length', 16],
    ['02:00:00:0g:01:01', 'mac-digit', 10],
    ['2:00:00:00:01:01', 'mac-digit', 1],
    ['0200.0000.0101', 'mac-separator', 2],
    ['02:00-00:00:01:01', 'mac-separator', 5],
    ['02-00:00-00-01-01', 'mac-separator', 5],
    [' 2:00:00:00:01:01', 'mac-digit', 0],
    ['02:00:00:00:01:0٣', 'mac-digit', 16],
    ['02:00:00:00:01:0\u0161', 'mac-digit', 16],
  ])('"%s" is malformed: %s at %d', (text, malformed, at) => {
    expect(parseMac(text)).toEqual({ malformed, at });
  });

  test('mac throws what parseMac reports', () => {
    expect(() => mac('02:00')).toThrow('mac-length at 5');
  });
});

describe('the I/G bit', () => {
  // IEEE 802.1D's bridge group address, RFC 1112's IPv4 groups, and the U/L bit (0x02), which means something else.
  test.each([
    ['01:80:c2:00:00:00', true],
    ['01:00:5e:00:00:fb', true],
    ['ff:ff:ff:ff:ff:ff', true],
    ['02:00:00:00:01:01', false],
    ['fe:ff:ff:ff:ff:ff', false],
    ['00:00:00:00:00:00', false],
  ])('isMulticast(%s) is %s', (text, expected) => {
    expect(isMulticast(mac(text))).toBe(expected);
  });

  test('only all ones is broadcast', () => {
    expect(isBroadcast(mac('FF:FF:FF:FF:FF:FF'))).toBe(true);
    expect(isBroadcast(mac('ff:ff:ff:ff:ff:fe'))).toBe(false);
    expect(BROADCAST_MAC).toBe('ff:ff:ff:ff:ff:ff');
  });
});

test('readMac and writeMac touch six octets and no other', () => {
  const bytes = new Uint8Array(10).fill(0xa5);
  writeMac(bytes, 2, mac('de:ad:0b:ee:f0:09'));
  expect([...bytes]).toEqual([0xa5, 0xa5, 0xde, 0xad, 0x0b, 0xee, 0xf0, 0x09, 0xa5, 0xa5]);
  expect(readMac(bytes, 2)).toBe('de:ad:0b:ee:f0:09');
});
