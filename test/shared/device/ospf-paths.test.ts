/** Shortest paths against another algorithm (Bellman and Ford's), and the cases on which people err. */
import { describe, expect, test } from 'vitest';
import { type Ipv4, ipv4 } from '../../../shared/address/ipv4.ts';
import { type LinkMap, nearestNetworks, shortestPaths } from '../../../shared/device/ospf-paths.ts';
import { draw, randomFrom } from '../../../shared/random.ts';
import { LINK_POINT_TO_POINT, LINK_STUB, type RouterLink } from '../../../shared/wire/ospf-lsa.ts';

const router = (number: number): Ipv4 => ipv4(`10.0.0.${number}`);

function to(number: number, metric: number): RouterLink {
  return { id: router(number), data: ipv4('0.0.0.0'), type: LINK_POINT_TO_POINT, tosCount: 0, metric };
}

function network(address: string, mask: string, metric: number): RouterLink {
  return { id: ipv4(address), data: ipv4(mask), type: LINK_STUB, tosCount: 0, metric };
}

function mapOf(rows: Readonly<Record<number, readonly RouterLink[]>>): LinkMap {
  return Object.fromEntries(Object.entries(rows).map(([number, links]) => [router(Number(number)), links]));
}

const distances = (map: LinkMap): Record<string, number> =>
  Object.fromEntries(shortestPaths(map, router(1)).map((reached) => [reached.router, reached.distance]));

describe('the shortest way', () => {
  test('costs least, even if it has more hops', () => {
    const map = mapOf({ 1: [to(2, 10), to(3, 50)], 2: [to(1, 10), to(3, 10)], 3: [to(1, 50), to(2, 10)] });
    const third = shortestPaths(map, router(1)).find((reached) => reached.router === router(3));
    expect(third).toMatchObject({ distance: 20, parent: router(2), first: { id: router(2) } });
  });

  test('counts the cost of the side from which it goes', () => {
    const map = mapOf({ 1: [to(2, 7)], 2: [to(1, 1000)] });
    expect(distances(map)).toEqual({ [router(1)]: 0, [router(2)]: 7 });
  });

  test('does not use a link that the other side does not confirm', () => {
    const map = mapOf({ 1: [to(2, 1), to(3, 9)], 2: [to(3, 1)], 3: [to(1, 9), to(2, 1)] });
    expect(distances(map)).toEqual({ [router(1)]: 0, [router(3)]: 9, [router(2)]: 10 });
  });

  test('has the same length as Bellman and Ford find, in 300 drawn maps', () => {
    const random = randomFrom('maps');
    for (let round = 0; round < 300; round++) {
      const map = drawMap();
      expect(distances(map)).toEqual(bellmanFord(map));
    }

    function drawMap(): LinkMap {
      const rows: Record<number, RouterLink[]> = Object.fromEntries(
        Array.from({ length: 8 }, (_, index) => [index + 1, []]),
      );
      for (let link = 0; link < 12; link++) {
        const one = 1 + draw(random, 8);
        const other = 1 + draw(random, 8);
        if (one === other) continue;
        rows[one]!.push(to(other, 1 + draw(random, 20)));
        if (draw(random, 8) > 0) rows[other]!.push(to(one, 1 + draw(random, 20)));
      }
      return mapOf(rows);
    }
  });
});

/** Goes over all links as often as there are routers. */
function bellmanFord(map: LinkMap): Record<string, number> {
  const best: Record<string, number> = { [router(1)]: 0 };
  for (let round = 0; round < 8; round++) {
    for (const [from, links] of Object.entries(map)) {
      for (const { id, metric } of links) {
        const isConfirmed = map[id]!.some((back) => back.id === from);
        const distance = (best[from] ?? Infinity) + metric;
        if (isConfirmed && distance < (best[id] ?? Infinity)) best[id] = distance;
      }
    }
  }
  return best;
}

describe('networks', () => {
  const lan = (metric: number): RouterLink => network('192.168.1.0', '255.255.255.0', metric);

  test('are reached by way of whoever announces them at the least cost', () => {
    const map = mapOf({ 1: [to(2, 10), to(3, 10)], 2: [to(1, 10), lan(20)], 3: [to(1, 10), lan(10)] });
    expect(nearestNetworks(map, router(1))).toEqual([
      { to: '192.168.1.0/24', distance: 20, router: router(3), first: to(3, 10) },
    ]);
  });

  test('announced by two at the same cost are reached by way of the higher router id', () => {
    const map = mapOf({ 1: [to(3, 10), to(2, 10)], 2: [to(1, 10), lan(10)], 3: [to(1, 10), lan(10)] });
    expect(nearestNetworks(map, router(1))[0]?.router).toBe(router(3));
  });

  test('stand in the order of their addresses; a mask with a hole names none', () => {
    const links = [
      network('192.168.9.0', '255.255.255.0', 1),
      network('10.9.9.9', '255.255.255.255', 0),
      network('10.0.0.0', '255.0.255.0', 1),
      network('0.0.0.0', '0.0.0.0', 1),
    ];
    expect(nearestNetworks(mapOf({ 1: links }), router(1)).map((found) => found.to)).toEqual([
      '0.0.0.0/0',
      '10.9.9.9/32',
      '192.168.9.0/24',
    ]);
  });
});
