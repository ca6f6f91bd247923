import { expect, it } from 'vitest';
import { drawBridgeIds, priorityOf } from '../../../client/pages/bridge-ids.ts';

const drawn = Array.from({ length: 200 }, (_, index) => drawBridgeIds(`room ${index}`));
/** A bridge ID as the one number that it is: 16 bits of priority, 48 of address (IEEE 802.1D-2004 9.2.5). */
const numberOf = (id: string): bigint => {
  const [priority = '', mac = ''] = id.split('.');
  return (BigInt(priority) << 48n) | BigInt(`0x${mac.replaceAll(':', '')}`);
};
const addressOf = (id: string): bigint => numberOf(id) & 0xffff_ffff_ffffn;

it('names the lowest of three different bridge IDs', () => {
  for (const { ids, lowest } of drawn.flat()) {
    expect(new Set(ids).size).toBe(3);
    expect(lowest).toBe(ids.toSorted((a, b) => (numberOf(a) < numberOf(b) ? -1 : 1))[0]);
  }
});

it('first lets the priority decide against the address, then the address alone', () => {
  for (const [first, second] of drawn) {
    expect(first.ids.every((id) => addressOf(id) <= addressOf(first.lowest))).toBe(true);
    expect(new Set(first.ids.map(priorityOf)).size).toBe(3);
    expect(second.ids.map(priorityOf)).toEqual([32_768, 32_768, 32_768]);
  }
});

it('is the same for a whole room, and shows the lowest now here, now there', () => {
  expect(drawBridgeIds('X')).toEqual(drawBridgeIds('X'));
  for (const round of [0, 1] as const)
    expect(new Set(drawn.map((tasks) => tasks[round].ids.indexOf(tasks[round].lowest)))).toEqual(new Set([0, 1, 2]));
});
