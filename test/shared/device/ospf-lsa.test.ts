/** Which of two instances of an LSA is newer: RFC 2328 section 13.1, case by case. */
import { describe, expect, test } from 'vitest';
import { ipv4 } from '../../../shared/address/ipv4.ts';
import { compareLsa, isNews } from '../../../shared/device/ospf-lsa.ts';
import type { LsaHeader } from '../../../shared/wire/ospf-lsa.ts';

const header: LsaHeader = {
  age: 10,
  options: 2,
  type: 1,
  id: ipv4('10.0.0.1'),
  advertisingRouter: ipv4('10.0.0.1'),
  sequence: 0x80000005,
  checksum: 0x1234,
  length: 48,
};

describe('an instance of an LSA is newer', () => {
  test.each<[string, Partial<LsaHeader>, Partial<LsaHeader>, ReturnType<typeof compareLsa>]>([
    ['by its sequence number, however old it is', { sequence: 0x80000006, age: 3000 }, {}, 'newer'],
    [
      'by its sequence number, which is signed: 0x80000001 is the lowest',
      { sequence: 1 },
      { sequence: 0x80000001 },
      'newer',
    ],
    ['by its checksum, if the numbers are the same', { checksum: 0x1235 }, {}, 'newer'],
    ['if it is as old as can be, because it takes the other back', { age: 3600 }, {}, 'newer'],
    ['if it is younger by more than 15 minutes', { age: 10 }, { age: 911 }, 'newer'],
    ['not if it is younger by 15 minutes', { age: 10 }, { age: 910 }, 'same'],
    ['not if only its options differ', { options: 0x42 }, {}, 'same'],
  ])('%s', (_, one, other, expected) => {
    expect(compareLsa({ ...header, ...one }, { ...header, ...other })).toBe(expected);
    const back = { newer: 'older', older: 'newer', same: 'same' } as const;
    expect(compareLsa({ ...header, ...other }, { ...header, ...one })).toBe(back[expected]);
  });

  test('and news, if nothing is known', () => {
    expect(isNews(header, undefined)).toBe(true);
    expect(isNews(header, header)).toBe(false);
    expect(isNews({ ...header, sequence: 0x80000004 }, header)).toBe(false);
  });
});
