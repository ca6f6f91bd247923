import { describe, expect, it } from 'vitest';
import { contains, prefix } from '../../../shared/address/prefix.ts';
import { deal, type Deal } from '../../../shared/game/deal.ts';
import { puzzleIds, type Puzzle } from '../../../shared/game/puzzle.ts';
import { isLabMistake, readLab } from '../../../shared/network/lab.ts';
import { addressesOf } from '../../../shared/network/lab-format.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';

const seeds = Array.from({ length: 50 }, (_, index) => `deal ${index}`);

/** The interfaces of all stations; without those of some devices. */
function interfacesOf({ lab }: Deal, without: readonly string[] = []) {
  return Object.entries(lab.devices).flatMap(([id, device]) =>
    'interfaces' in device && !without.includes(id) ? Object.values(device.interfaces) : [],
  );
}

/** Copies of other hosts, which are in another VLAN. */
function twinsIn({ devices }: Puzzle): readonly string[] {
  return Object.entries(devices).flatMap(([id, device]) =>
    device.kind === 'host' && device.twin !== undefined ? [id] : [],
  );
}

/** The IPv4 addresses of all cards that hear each other: over one cable, or through switches and hubs. */
function addressesByLink({ lab }: Deal, without: readonly string[]): readonly (readonly string[])[] {
  const cards = Object.entries(lab.devices).flatMap(([id, device]) =>
    'interfaces' in device && !without.includes(id)
      ? Object.entries(device.interfaces).flatMap(([name, card]) =>
          addressesOf(card).map((ipv4) => ({ end: `${id}.${card.vlan?.of ?? name}`, ipv4 })),
        )
      : [],
  );
  const ends = (lab.links ?? []).map((link) => ('ends' in link ? link.ends : link));
  const place = (end: string): string => {
    const [id = ''] = end.split('.');
    return 'interfaces' in (lab.devices[id] ?? {}) ? end : id;
  };
  const reached = (from: string): ReadonlySet<string> => {
    const found = new Set([from]);
    for (const here of found)
      for (const [a, b] of ends) {
        if (place(a) === here) found.add(place(b));
        if (place(b) === here) found.add(place(a));
      }
    return found;
  };
  return cards.map(({ end }) => {
    const near = reached(end);
    return cards.filter((card) => near.has(card.end)).map((card) => card.ipv4);
  });
}

describe.each(puzzleIds)('%s', (id) => {
  const deals = seeds.map((seed) => deal(puzzles[id], seed));

  it('is the same for the same seed, and for other teams with other addresses', () => {
    expect(deal(puzzles[id], 'deal 7')).toEqual(deals[7]);
    const macs = deals.map((dealt) => JSON.stringify(interfacesOf(dealt)));
    expect(new Set(macs).size).toBe(seeds.length);
  });

  it('is a lab that anybody could write: the lab format accepts it', () => {
    expect(deals.map(({ lab }) => readLab(structuredClone(lab))).filter(isLabMistake)).toEqual([]);
  });

  it('gives no MAC address twice, and no IP address twice on one link', () => {
    const twins = twinsIn(puzzles[id]);
    for (const dealt of deals) {
      const macs = interfacesOf(dealt, twins).flatMap(({ mac }) => mac ?? []);
      expect(new Set(macs).size).toBe(macs.length);
      for (const addresses of addressesByLink(dealt, twins)) expect(new Set(addresses).size).toBe(addresses.length);
    }
  });

  it('pings addresses of the device that it names, a whole subnet, or what is nowhere', () => {
    for (const { lab, traffic } of deals) {
      for (const { on, to, address } of traffic) {
        expect(to).not.toBe(on);
        const target = lab.devices[to ?? on];
        const own = target !== undefined && 'interfaces' in target ? Object.values(target.interfaces) : [];
        const all = Object.values(lab.devices).flatMap((device) =>
          'interfaces' in device ? Object.values(device.interfaces) : [],
        );
        // Nobody's address is in no subnet that there is.
        const isNowhere = all
          .flatMap(addressesOf)
          .every((ipv4) => ipv4.split('.', 2).join('.') !== address.split('.', 2).join('.'));
        const found =
          (to === null && isNowhere) ||
          own
            .flatMap(addressesOf)
            .some((ipv4) =>
              to === null
                ? contains(prefix(ipv4.replace(/\d+\/24$/, '0/24')), address)
                : ipv4.startsWith(`${address}/`),
            );
        expect(found, `${on} pings ${address}`).toBe(true);
      }
    }
  });
});

it('deals VLANs: no number twice, trunks by number, a copy with the addresses of the other one, a tag of the other tenant', () => {
  const seen = new Set<string>();
  for (const seed of seeds) {
    const { devices } = deal(puzzles.trunk, seed).lab;
    const { BR1, S, A2, B1, B3 } = devices;
    if (BR1?.kind !== 'switch' || S?.kind !== 'switch') throw new Error('no switches');
    const [a, b, b3, house, uplink] = Object.values(BR1.ports).map(({ vlan }) => vlan);
    const access = (vlan: typeof a): number => (vlan !== undefined && 'access' in vlan ? vlan.access : 0);
    const numbers = [access(a), access(b), access(house)];
    expect(new Set(numbers).size).toBe(3);
    expect(access(b3)).toBe(access(b));
    const trunk = { trunk: numbers.slice(0, 2).toSorted((one, other) => one - other), native: access(house) };
    expect([uplink, S.ports['p1']?.vlan, S.ports['p2']?.vlan]).toEqual([trunk, trunk, trunk]);
    expect(B1).toMatchObject({ interfaces: (A2 as { interfaces: object }).interfaces });
    expect(Object.keys((B3 as { interfaces: object }).interfaces)).toEqual(['eth0', `eth0.${access(a)}`]);
    seen.add(numbers.join());
  }
  expect(seen.size).toBeGreaterThan(10);
});

it('never gives two subnets of a deal the same prefix, even from one pool', () => {
  const pool = ['10.0.1.0/24', '10.0.2.0/24', '10.0.3.0/24'];
  const narrow = { ...puzzles['two-routers'], subnets: { lan1: pool, link: pool, lan2: pool } };
  for (let seed = 0; seed < 50; seed++) {
    const { R1, R2 } = deal(narrow, String(seed)).lab.devices;
    if (R1 === undefined || R2 === undefined || !('interfaces' in R1) || !('interfaces' in R2))
      throw new Error('no routers');
    const thirds = [R1.interfaces['eth0'], R1.interfaces['eth1'], R2.interfaces['eth1']].map(
      (card) => addressesOf(card ?? {})[0]?.split('.')[2],
    );
    expect(new Set(thirds).size).toBe(3);
  }
});
