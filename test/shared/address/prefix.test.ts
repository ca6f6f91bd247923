import { describe, expect, test } from 'vitest';
import { ipv4 } from '../../../shared/address/ipv4.ts';
import {
  broadcastAddressOf,
  contains,
  networkMask,
  parseInterfaceAddress,
  parsePrefix,
  prefix,
  prefixLength,
  prefixOf,
} from '../../../shared/address/prefix.ts';

describe('parsePrefix', () => {
  test.each(['0.0.0.0/0', '192.168.1.0/24', '10.1.128.0/17', '192.0.2.1/32'])('%s is a prefix', (text) => {
    expect(parsePrefix(text)).toBe(text);
  });

  test.each([
    ['192.168.1.7/24', 'prefix-host-bits', 0],
    ['128.0.0.0/0', 'prefix-host-bits', 0],
    ['192.168.1.0', 'prefix-slash', 11],
    ['192.168.1.0/', 'prefix-length', 12],
    ['192.168.1.0/33', 'prefix-length', 12],
    ['192.168.1.0/-1', 'prefix-length', 12],
    ['192.168.1.0/024', 'prefix-length', 12],
    ['192.168.1.0/2.0', 'prefix-length', 12],
    ['192.168.1.0/1e1', 'prefix-length', 12],
    ['192.168.1.0/24/24', 'prefix-length', 12],
    ['192.168.300.0/24', 'ipv4-octet-range', 8],
  ])('"%s" is malformed: %s at %d', (text, malformed, at) => {
    expect(parsePrefix(text)).toEqual({ malformed, at });
  });

  test('prefix throws what parsePrefix reports', () => {
    expect(() => prefix('192.168.1.7/24')).toThrow('prefix-host-bits');
  });
});

test('an interface address keeps its host bits', () => {
  expect(parseInterfaceAddress('192.168.1.101/24')).toEqual({ address: '192.168.1.101', length: 24 });
  expect(parseInterfaceAddress('192.168.1.101')).toEqual({ malformed: 'prefix-slash', at: 13 });
});

// Values as `ipcalc` and Python's ipaddress module print them.
describe.each([
  ['192.168.1.101', 24, '192.168.1.0/24', '255.255.255.0', '192.168.1.255'],
  ['10.201.77.3', 17, '10.201.0.0/17', '255.255.128.0', '10.201.127.255'],
  ['172.16.5.130', 25, '172.16.5.128/25', '255.255.255.128', '172.16.5.255'],
  ['192.0.2.5', 30, '192.0.2.4/30', '255.255.255.252', '192.0.2.7'],
  ['192.0.2.5', 31, '192.0.2.4/31', '255.255.255.254', undefined],
  ['192.0.2.5', 32, '192.0.2.5/32', '255.255.255.255', undefined],
  ['203.0.113.9', 0, '0.0.0.0/0', '0.0.0.0', '255.255.255.255'],
  ['203.0.113.9', 1, '128.0.0.0/1', '128.0.0.0', '255.255.255.255'],
])('%s/%i', (address, length, expected, mask, broadcast) => {
  const p = prefixOf(ipv4(address), length);

  test(`is in ${expected}`, () => {
    expect(p).toBe(expected);
    expect(prefixLength(p)).toBe(length);
    expect(contains(p, ipv4(address))).toBe(true);
  });

  test(`has the mask ${mask} and the broadcast address ${String(broadcast)}`, () => {
    expect(networkMask(length)).toBe(mask);
    expect(broadcastAddressOf(p)).toBe(broadcast);
  });
});

test.each([
  ['192.168.1.0/24', '192.168.0.255', false],
  ['192.168.1.0/24', '192.168.1.0', true],
  ['192.168.1.0/24', '192.168.1.255', true],
  ['192.168.1.0/24', '192.168.2.0', false],
  ['192.0.2.1/32', '192.0.2.1', true],
  ['192.0.2.1/32', '192.0.2.0', false],
  ['0.0.0.0/0', '255.255.255.255', true],
  ['128.0.0.0/1', '127.255.255.255', false],
])('contains(%s, %s) is %s', (p, address, expected) => {
  expect(contains(prefix(p), ipv4(address))).toBe(expected);
});

test('more prefixes than are remembered give the same answers', () => {
  const address = ipv4('10.0.9.1');
  const holding = [];
  for (let third = 0; third < 5000; third++) {
    const p = prefixOf(ipv4(`10.${third >> 8}.${third & 255}.0`), 24);
    if (contains(p, address)) holding.push(p);
  }
  expect(holding).toEqual(['10.0.9.0/24']);
});
