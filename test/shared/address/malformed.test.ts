import { expect, test } from 'vitest';
import { MALFORMED_ADDRESS_REASONS, isMalformed, malformedAddress } from '../../../shared/address/malformed.ts';

test('isMalformed tells an answer from a value', () => {
  expect(isMalformed(malformedAddress('mac-digit', 3))).toBe(true);
  for (const value of ['malformed', null, undefined, 7, {}, []]) expect(isMalformed(value)).toBe(false);
});

test('reasons are kebab-case and told apart', () => {
  expect(MALFORMED_ADDRESS_REASONS.filter((reason) => !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(reason))).toEqual([]);
  expect(new Set(MALFORMED_ADDRESS_REASONS).size).toBe(MALFORMED_ADDRESS_REASONS.length);
});
