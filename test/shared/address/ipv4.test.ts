import { describe, expect, test } from 'vitest';
import { ipv4, ipv4FromNumber, ipv4ToNumber, parseIpv4, readIpv4, writeIpv4 } from '../../../shared/address/ipv4.ts';

describe('parseIpv4', () => {
  test.each(['0.0.0.0', '255.255.255.255', '192.168.1.101', '10.0.0.1'])('%s is an address', (text) => {
    expect(parseIpv4(text)).toBe(text);
  });

  // Among them the forms that inet_aton accepts and RFC 6943 section 3.1.1 warns of.
  test.each([
    ['', 'ipv4-length', 0],
    ['10.1', 'ipv4-length', 4],
    ['10.1.2.', 'ipv4-length', 7],
    ['10.1.2.3.4', 'ipv4-length', 8],
    ['10.1.2.3.', 'ipv4-length', 8],
    ['10.1.2.3 ', 'ipv4-digit', 8],
    ['10.1.2.3/24', 'ipv4-digit', 8],
    ['10..2.3', 'ipv4-digit', 3],
    ['10.-1.2.3', 'ipv4-digit', 3],
    ['0x0a.1.2.3', 'ipv4-digit', 1],
    ['10.256.2.3', 'ipv4-octet-range', 3],
    ['10.1.2.99999999999999999999', 'ipv4-octet-range', 7],
    ['010.1.2.3', 'ipv4-leading-zero', 0],
    ['10.1.00.3', 'ipv4-leading-zero', 5],
    ['10.1.2.٣', 'ipv4-digit', 7],
  ])('"%s" is malformed: %s at %d', (text, malformed, at) => {
    expect(parseIpv4(text)).toEqual({ malformed, at });
  });

  test('ipv4 throws what parseIpv4 reports', () => {
    expect(() => ipv4('10.1.2')).toThrow('ipv4-length at 6');
  });
});

describe('numbers', () => {
  // 3232235777 is what `ping 3232235777` and PostgreSQL's inet arithmetic know as 192.168.1.1.
  test.each([
    ['0.0.0.0', 0],
    ['127.0.0.1', 2_130_706_433],
    ['192.168.1.1', 3_232_235_777],
    ['255.255.255.255', 4_294_967_295],
  ])('%s is %d', (text, number) => {
    expect(ipv4ToNumber(ipv4(text))).toBe(number);
    expect(ipv4FromNumber(number)).toBe(text);
  });
});

test('readIpv4 and writeIpv4 touch four octets and no other', () => {
  const bytes = new Uint8Array(8).fill(0xa5);
  writeIpv4(bytes, 2, ipv4('192.0.2.255'));
  expect([...bytes]).toEqual([0xa5, 0xa5, 192, 0, 2, 255, 0xa5, 0xa5]);
  expect(readIpv4(bytes, 2)).toBe('192.0.2.255');
});
