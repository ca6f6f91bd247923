/** Who is better: IEEE 802.1D-1998 8.2 and 8.6.2.2, question by question. */
import { describe, expect, it } from 'vitest';
import { mac } from '../../../shared/address/mac.ts';
import {
  bestRootPort,
  compareBridgeIds,
  compareVectors,
  roleOf,
  shouldBeDesignated,
  supersedes,
} from '../../../shared/device/stp-compare.ts';
import {
  type BridgeId,
  initialSpanningTree,
  type PriorityVector,
  type SpanningTree,
  type StpPort,
} from '../../../shared/device/stp.ts';

const bridge = (last: string, priority = 32_768): BridgeId => ({ priority, mac: mac(`02:00:00:00:00:${last}`) });
const [one, two, three] = [bridge('01'), bridge('02'), bridge('03')];

function vector(root: BridgeId, cost: number, from: BridgeId, port: number): PriorityVector {
  return { root, cost, bridge: from, port };
}

/** Bridge 9 with ports p1, p2, p3 that have heard this; undefined: nobody is there. */
function listener(...heard: (PriorityVector | undefined)[]): SpanningTree {
  const tree = initialSpanningTree(bridge('09').mac, ['p1', 'p2', 'p3'], { priority: 32_768 });
  for (const [index, port] of Object.values(tree.ports).entries()) {
    port.state = 'listening';
    port.designated = heard[index] ?? port.designated;
  }
  return tree;
}

describe('bridge identifiers', () => {
  it('the lower priority is better, whatever the address', () => {
    expect(compareBridgeIds(bridge('ff', 4096), bridge('00'))).toBeLessThan(0);
  });

  it('of equal priorities, the lower address is better: as octets, not as numbers in decimal', () => {
    expect(compareBridgeIds(bridge('0a'), bridge('10'))).toBeLessThan(0);
    expect(compareBridgeIds(bridge('9f'), bridge('a0'))).toBeLessThan(0);
    expect(compareBridgeIds(one, bridge('01'))).toBe(0);
  });

  it('priorities are numbers: 4096 is lower than 32768, and 8192 than 16384', () => {
    expect([32_768, 4096, 16_384, 8192].map((priority) => bridge('01', priority)).toSorted(compareBridgeIds)).toEqual(
      [4096, 8192, 16_384, 32_768].map((priority) => bridge('01', priority)),
    );
  });
});

it('a vector is compared by root, cost, bridge and port, in this order', () => {
  const sorted = [
    vector(one, 0, three, 0x8009),
    vector(one, 2, two, 0x8009),
    vector(one, 2, three, 0x8001),
    vector(one, 2, three, 0x8002),
    vector(one, 4, one, 0x8001),
    vector(two, 0, one, 0x8001),
  ];
  expect(sorted.toReversed().toSorted(compareVectors)).toEqual(sorted);
});

describe('what was heard supersedes what holds at a port', () => {
  const holds = (designated: PriorityVector): StpPort => ({ ...(listener().ports['p1'] as StpPort), designated });
  const own = bridge('09');
  const known = vector(two, 2, two, 0x8002);

  it.each<[why: string, heard: PriorityVector, yes: boolean]>([
    ['a better root', vector(one, 90, three, 0x8009), true],
    ['a worse root', vector(three, 0, one, 0x8001), false],
    ['a shorter way', vector(two, 0, three, 0x8009), true],
    ['a longer way', vector(two, 4, one, 0x8001), false],
    ['a better bridge', vector(two, 2, one, 0x8009), true],
    ['a worse bridge', vector(two, 2, three, 0x8001), false],
    ['the same again', known, true],
    ['the same bridge by a lower port', vector(two, 2, two, 0x8001), true],
    ['the same bridge by a higher port: its news counts', vector(two, 2, two, 0x8003), true],
  ])('%s: %#', (_why, heard, yes) => {
    expect(supersedes(heard, holds(known), own)).toBe(yes);
  });

  it('a higher port of its own says nothing new, a lower one does', () => {
    const mine = holds(vector(two, 2, own, 0x8002));
    expect(supersedes(vector(two, 2, own, 0x8003), mine, own)).toBe(false);
    expect(supersedes(vector(two, 2, own, 0x8001), mine, own)).toBe(true);
  });
});

describe('the root port', () => {
  it.each<[why: string, heard: (PriorityVector | undefined)[], best: string | undefined]>([
    ['nobody is heard: the bridge is the root', [], undefined],
    ['a worse root than the bridge itself is heard', [vector(bridge('0b'), 0, bridge('0b'), 0x8001)], undefined],
    ['the better root', [vector(two, 0, two, 0x8001), vector(one, 50, three, 0x8001)], 'p2'],
    ['the lower cost', [vector(one, 4, two, 0x8001), vector(one, 2, three, 0x8001)], 'p2'],
    ['then the better sender', [vector(one, 2, three, 0x8001), vector(one, 2, two, 0x8001)], 'p2'],
    ["then the sender's lower port", [vector(one, 0, one, 0x8002), vector(one, 0, one, 0x8001)], 'p2'],
    ['then the lower port of its own', [undefined, vector(one, 0, one, 0x8001), vector(one, 0, one, 0x8001)], 'p2'],
  ])('%s', (_why, heard, best) => {
    expect(bestRootPort(listener(...heard))).toBe(best);
  });

  it('the cost of the last link counts, too', () => {
    const tree = listener(vector(one, 2, two, 0x8001), vector(one, 4, three, 0x8001));
    tree.ports['p1'] = { ...(tree.ports['p1'] as StpPort), pathCost: 19 };
    expect(bestRootPort(tree)).toBe('p2');
  });

  it('a port without a link leads nowhere', () => {
    const tree = listener(vector(one, 0, one, 0x8001), vector(one, 2, two, 0x8001));
    (tree.ports['p1'] as StpPort).state = 'disabled';
    expect(bestRootPort(tree)).toBe('p2');
  });
});

describe('roles', () => {
  /** Bridge 9 is two links away from the root, by p1. */
  function settled(heard: PriorityVector): SpanningTree {
    const tree = listener(vector(one, 2, two, 0x8001), heard);
    return Object.assign(tree, { root: one, rootPathCost: 4, rootPort: 'p1' });
  }
  const isDesignated = (heard: PriorityVector) =>
    shouldBeDesignated(settled(heard), settled(heard).ports['p2'] as StpPort);

  it('a segment belongs to the bridge that is nearer to the root, then to the better bridge', () => {
    expect(isDesignated(vector(one, 6, two, 0x8001))).toBe(true);
    expect(isDesignated(vector(one, 2, bridge('0b'), 0x8001))).toBe(false);
    expect(isDesignated(vector(one, 4, bridge('0b'), 0x8001))).toBe(true);
    expect(isDesignated(vector(one, 4, bridge('08'), 0x8001))).toBe(false);
  });

  it('of two ports of one bridge on a segment, the lower one is designated', () => {
    expect(isDesignated(vector(one, 4, bridge('09'), 0x8001))).toBe(false);
    expect(isDesignated(vector(one, 4, bridge('09'), 0x8003))).toBe(true);
  });

  it('whoever speaks of another root is not believed', () => {
    expect(isDesignated(vector(two, 0, two, 0x8001))).toBe(true);
    expect(isDesignated(vector(bridge('00'), 0, two, 0x8001))).toBe(true);
  });

  it('a port is root port, designated, blocked or disabled', () => {
    const tree = settled(vector(one, 2, three, 0x8001));
    expect(['p1', 'p2', 'p9'].map((name) => roleOf(tree, name))).toEqual(['root', 'blocked', 'disabled']);
    expect(roleOf(listener(), 'p3')).toBe('designated');
    (tree.ports['p2'] as StpPort).state = 'disabled';
    expect(roleOf(tree, 'p2')).toBe('disabled');
  });
});
