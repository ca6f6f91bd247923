/** The copies that an intro card counts are those of the simulated network, hop by hop. */
import { expect, it } from 'vitest';
import { copiesAfter, COPIES_MAX } from '../../../client/pages/copies.ts';
import { deal } from '../../../shared/game/deal.ts';
import { createMatch } from '../../../shared/game/match.ts';
import { mapView } from '../../../shared/game/seat-view.ts';
import { buildNetwork } from '../../../shared/network/lab.ts';
import { advance, CABLE_DELAY_US } from '../../../shared/network/network.ts';
import { addPing, schedulePing } from '../../../shared/network/ping.ts';
import { broadcastStorm } from '../../../shared/puzzles/broadcast-storm.ts';

it('counts as many copies on each cable as the switches make of a broadcast', () => {
  const { storm: _slow, ...quick } = broadcastStorm;
  const { lab, traffic } = deal(quick, 'copies');
  const network = buildNetwork(lab);
  const everybody = traffic.find(({ to }) => to === null)!.address;
  // To everybody, so nobody has to be asked for an address first, and nobody answers.
  schedulePing(network, addPing(network, 'M1', everybody), 1, 0);
  const seen: Record<string, number>[] = [];
  const sent = (device: string, port: string, _frame: unknown, atUs: number): void => {
    const hop = (seen[atUs / CABLE_DELAY_US] ??= {});
    const place = broadcastStorm.links.findIndex((ends) => ends.includes(`${device}.${port}`));
    hop[`l${place} from ${device}`] = (hop[`l${place} from ${device}`] ?? 0) + 1;
  };
  advance(network, 6 * CABLE_DELAY_US, { sent });
  const map = mapView(createMatch(broadcastStorm, 'copies'));
  const counted = Array.from({ length: 7 }, (_, hop) => {
    const copies: Record<string, number> = {};
    for (const { link, to } of copiesAfter(map, 'M1', hop + 1)) {
      const { a, b } = map.links.find(({ id }) => id === link)!;
      const key = `${link} from ${a.device === to ? b.device : a.device}`;
      copies[key] = (copies[key] ?? 0) + 1;
    }
    return copies;
  });
  expect(counted).toEqual(seen);
  expect(counted.map((copies) => Object.values(copies).reduce((sum, count) => sum + count, 0)).slice(0, 4)).toEqual([
    1, 2, 6, 10,
  ]);
});

it('stops where nobody can count any more', () => {
  const map = mapView(createMatch(broadcastStorm, 'copies'));
  expect(copiesAfter(map, 'M1', 100).length).toBeGreaterThan(COPIES_MAX);
  expect(copiesAfter(map, 'M1', 100).length).toBeLessThan(10 * COPIES_MAX);
});
