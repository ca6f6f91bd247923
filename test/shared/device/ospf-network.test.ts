/** Several routers of ours: what flooding, sequence numbers, silence and loss do; and what tshark says of every packet. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ipv4 } from '../../../shared/address/ipv4.ts';
import type { Station } from '../../../shared/device/device.ts';
import { updateReceived } from '../../../shared/device/ospf-flood.ts';
import { beginTurn } from '../../../shared/device/ospf-turn.ts';
import { captureOf } from '../../../shared/network/capture.ts';
import { buildNetwork, isLabMistake, type Lab, type LabStation, readLab } from '../../../shared/network/lab.ts';
import { advance, type Network, type Observer, schedule } from '../../../shared/network/network.ts';
import type { Frame } from '../../../shared/wire/frame.ts';
import { linksOf, routerLsa } from '../../../shared/wire/ospf-lsa.ts';
import { type OspfMessage, readOspf } from '../../../shared/wire/ospf-packet.ts';
import { writePcapng } from '../../../shared/wire/pcapng.ts';
import { askTshark, canAskTshark } from '../wire/captures.ts';

const SECOND = 1_000_000;

function lab(name: string, changes: NonNullable<Lab['changes']> = []): Lab {
  const text = readFileSync(new URL(`../../fixtures/labs/ospf-${name}.json`, import.meta.url), 'utf8');
  const read = readLab({ ...(JSON.parse(text) as object), changes });
  if (isLabMistake(read)) throw new Error(`${read.path}: ${read.mistake}`);
  return read;
}

interface Said {
  readonly atUs: number;
  readonly by: string;
  readonly port: string;
  readonly message: OspfMessage;
}

/** The network, run for so long, and all that its routers said. */
function ran(network: Network, seconds: number): readonly Said[] {
  const said: Said[] = [];
  advance(network, seconds * SECOND, {
    sent: (by, port, frame, atUs) => note(by, port, frame, atUs),
  } satisfies Observer);
  return said;

  function note(by: string, port: string, frame: Frame, atUs: number): void {
    const packet = readOspf(frame);
    if (packet !== undefined) said.push({ atUs, by, port, message: packet.message });
  }
}

function ospfOf(network: Network, id: string) {
  return (network.devices[id] as Station).ospf!;
}

const routers = ['R1', 'R2', 'R3', 'R4'];
const statesOf = (network: Network): string[] =>
  routers.flatMap((id) => Object.values(ospfOf(network, id).neighbors).map(({ state }) => state));

/** The database as all routers must have it, without the ages. */
function databaseOf(network: Network, id: string): string[] {
  return Object.entries(ospfOf(network, id).database)
    .map(([key, { lsa }]) => `${key} ${lsa.header.sequence.toString(16)} ${lsa.header.checksum}`)
    .toSorted();
}

describe('a ring of routers', () => {
  test('agrees on one map: all neighbours are fully adjacent, all databases the same', () => {
    const network = buildNetwork(lab('ring-cut'));
    ran(network, 12);
    expect(statesOf(network)).toEqual(Array(8).fill('Full'));
    expect(databaseOf(network, 'R1')).toHaveLength(4);
    for (const id of routers) expect(databaseOf(network, id)).toEqual(databaseOf(network, 'R1'));
  });

  test('makes its own LSA not more often than every five seconds, with one number more each time', () => {
    const network = buildNetwork(
      lab('ring-cut', [
        { at: 11, cut: 'R2.eth1' },
        { at: 12, mend: 'R2.eth1' },
      ]),
    );
    const made = new Map<number, number>();
    for (const { atUs, by, message } of ran(network, 40)) {
      if (by !== 'R2' || message.kind !== 'update') continue;
      const own = message.lsas.find(({ header }) => header.advertisingRouter === ospfOf(network, 'R2').routerId);
      if (own !== undefined && !made.has(own.header.sequence)) made.set(own.header.sequence, atUs);
    }
    const sequences = [...made.keys()].map((sequence) => sequence - 0x80000000);
    expect(sequences).toEqual([1, 2, 3, 4].slice(0, sequences.length));
    expect(sequences.length).toBeGreaterThanOrEqual(3);
    // The first one is only sent when somebody asks for it.
    const times = [...made.values()].slice(1);
    for (const [index, time] of times.slice(1).entries())
      expect(time - times[index]!).toBeGreaterThanOrEqual(5 * SECOND);
  });

  test('when nothing changes says nothing but hello, every two seconds', () => {
    const network = buildNetwork(lab('ring-cut'));
    ran(network, 20);
    const said = ran(network, 60);
    expect(new Set(said.map(({ message }) => message.kind))).toEqual(new Set(['hello']));
    expect(said.filter(({ by, port }) => by === 'R1' && port === 'eth1')).toHaveLength(20);
  });

  test('passes an announcement on, never back to where it came from, and acknowledges it', () => {
    const network = buildNetwork(lab('ring-cut', [{ at: 20, cut: 'A.eth0' }]));
    ran(network, 19);
    const said = ran(network, 25).filter(({ message }) => message.kind !== 'hello');
    const updates = said.filter(({ message }) => message.kind === 'update');
    // R1 tells both neighbours, who tell R3 at the same time: it hears R2 first, and tells R4, whose own word is under way to it.
    expect(updates.map(({ by, port }) => `${by}.${port}`).toSorted()).toEqual([
      'R1.eth1',
      'R1.eth2',
      'R2.eth1',
      'R3.eth2',
      'R4.eth0',
    ]);
    expect(said.filter(({ by, message }) => by === 'R2' && message.kind === 'acknowledgment')).toHaveLength(1);
    for (const id of routers) expect(databaseOf(network, id)).toEqual(databaseOf(network, 'R1'));
    expect(Object.values(ospfOf(network, 'R1').neighbors).map((neighbor) => neighbor.unacknowledged)).toEqual([{}, {}]);
  });

  test('sends again after five seconds what was damaged on the way', () => {
    const changes = [
      { at: 30.9, damage: 'R1.eth1', frames: 1 },
      { at: 31, cut: 'C.eth0' },
    ];
    const network = buildNetwork(lab('tree', changes));
    ran(network, 30.5);
    const updates = ran(network, 45).filter(({ by, message }) => by === 'R3' && message.kind === 'update');
    expect(updates.map(({ atUs }) => Math.round(atUs / SECOND))).toEqual([31, 36]);
    expect(databaseOf(network, 'R4')).toEqual(databaseOf(network, 'R3'));
  });

  test('takes another way at once when a card loses its link, and the old way when it is back', () => {
    const network = buildNetwork(
      lab('ring-cut', [
        { at: 20, cut: 'R2.eth1' },
        { at: 30, mend: 'R2.eth1' },
      ]),
    );
    const wayOf = () =>
      (network.devices['R2'] as Station).routes.find((route) => route.to === '10.3.0.0/24')?.interface;
    ran(network, 19);
    expect(wayOf()).toBe('eth1');
    ran(network, 20.1);
    expect(wayOf()).toBe('eth0');
    ran(network, 45);
    expect(wayOf()).toBe('eth1');
  });

  test('announces a card without a link by its address alone, and one that is switched off not at all', () => {
    const network = buildNetwork(lab('ring-cut', [{ at: 20, cut: 'R2.eth1' }]));
    const own = () => {
      const { database, routerId } = ospfOf(network, 'R2');
      return linksOf(database[`1 ${routerId} ${routerId}`]!.lsa).map(({ type, id, data }) => `${type} ${id} ${data}`);
    };
    const others = ['1 10.1.0.1 10.0.12.2', '3 10.0.12.0 255.255.255.252'];
    const mask = '255.255.255.252';
    ran(network, 19);
    expect(own()).toEqual([...others, '1 10.3.0.1 10.0.23.1', `3 10.0.23.0 ${mask}`]);
    ran(network, 30);
    expect(own()).toEqual([...others, '3 10.0.23.1 255.255.255.255']);
    schedule(network, network.nowUs, 'R2', { kind: 'configure', change: { set: 'link', port: 'eth1', up: false } });
    ran(network, 40);
    expect(own()).toEqual(others);
  });

  test('a router outbids what goes about in its name from an earlier life', () => {
    const network = buildNetwork(lab('ring-cut'));
    ran(network, 19);
    // R1 has forgotten everything and begins again with the lowest number, which its neighbours take for old.
    const router = network.devices['R1'] as Station;
    router.ospf = { ...router.ospf!, neighbors: {}, database: {}, originatedUs: undefined, interfaces: fresh(router) };
    schedule(network, network.nowUs, 'R1', { kind: 'start' });
    ran(network, 60);
    expect(statesOf(network)).toEqual(Array(8).fill('Full'));
    for (const id of routers) expect(databaseOf(network, id)).toEqual(databaseOf(network, 'R1'));
    const own = Object.values(router.ospf.database).find(
      ({ lsa }) => lsa.header.advertisingRouter === router.ospf!.routerId,
    )!;
    expect(own.lsa.header.sequence).toBeGreaterThan(0x80000003);
    expect(linksOf(own.lsa).map((link) => link.id)).toContain(ipv4('10.1.0.0'));

    function fresh(station: Station) {
      return Object.fromEntries(
        Object.entries(station.ospf!.interfaces).map(([name, own]) => [
          name,
          { ...own, state: 'down' as const, round: 0 },
        ]),
      );
    }
  });

  test('an announcement that nobody renews is used for an hour; a living router renews its own', () => {
    const network = buildNetwork(lab('triangle'));
    advance(network, 2000 * SECOND);
    const ages = Object.values(ospfOf(network, 'R1').database).map(({ lsa, installedUs }) => [
      lsa.header.sequence,
      installedUs,
    ]);
    for (const [sequence, installedUs] of ages) {
      expect(sequence).toBeGreaterThanOrEqual(0x80000003);
      expect(installedUs).toBeGreaterThan(1790 * SECOND);
    }
  });
});

describe.skipIf(!canAskTshark())('tshark', () => {
  test('finds every packet and every LSA right', () => {
    const network = buildNetwork(
      lab('ring-cut', [
        { at: 14, cut: 'R2.eth1' },
        { at: 26, mend: 'R2.eth1' },
      ]),
    );
    const capture = captureOf(network);
    advance(network, 40 * SECOND, capture.observer);
    const fields = ['ospf.msg', 'ospf.checksum', 'ospf.lsa.seqnum', '_ws.expert.message', '_ws.malformed'];
    const rows = askTshark(writePcapng(capture), fields).filter((row) => row['ospf.msg'] !== '');
    expect(new Set(rows.map((row) => row['ospf.msg']))).toEqual(new Set(['1', '2', '3', '4', '5']));
    expect(rows.filter((row) => row['_ws.expert.message'] !== '' || row['_ws.malformed'] !== '')).toEqual([]);
  });
});

describe('what RFC 2328 asks of a router', () => {
  /** The ring with another setting of R2. */
  function ringWith(change: (r2: LabStation) => LabStation, changes: Lab['changes'] = []): Network {
    const { devices, ...rest } = lab('ring-cut', [...changes]);
    return buildNetwork({ ...rest, devices: { ...devices, R2: change(devices['R2'] as LabStation) } });
  }

  test('10.5: no neighbour without the same dead interval', () => {
    const network = ringWith((r2) => ({ ...r2, ospf: { ...r2.ospf!, deadSeconds: 9 } }));
    ran(network, 30);
    expect(ospfOf(network, 'R2').neighbors).toEqual({});
  });

  test('10.6: no adjacency with a neighbour whose packets may be larger than the own card takes', () => {
    const large = (r2: LabStation): LabStation => {
      const { eth0, eth1, ...others } = r2.interfaces;
      return { ...r2, interfaces: { ...others, eth0: eth0!, eth1: { ...eth1!, mtu: 1600 } } };
    };
    const network = ringWith(large);
    ran(network, 30);
    expect(ospfOf(network, 'R2').neighbors['eth0']?.state).toBe('Full');
    const { routerId } = ospfOf(network, 'R2');
    const atR3 = Object.values(ospfOf(network, 'R3').neighbors).find((neighbor) => neighbor.routerId === routerId);
    expect(atR3?.state).toBe('ExStart');
  });

  test('10.2, 1-WayReceived: who is no longer named in a hello knows that it is not heard', () => {
    const network = ringWith((r2) => r2, [{ at: 20, damage: 'R2.eth1', frames: 1000 }]);
    ran(network, 35);
    expect(ospfOf(network, 'R2').neighbors['eth1']).toBeUndefined();
    expect(Object.values(ospfOf(network, 'R3').neighbors).map(({ state }) => state)).toContain('Init');
  });

  test('13 (5a): no LSA is taken twice within a second, nor acknowledged', () => {
    const network = buildNetwork(lab('ring-cut'));
    ran(network, 20);
    const station = network.devices['R1'] as Station;
    const { routerId } = ospfOf(network, 'R3');
    const key = `1 ${routerId} ${routerId}`;
    const stored = ospfOf(network, 'R1').database[key]!;
    const newer = routerLsa(routerId, stored.lsa.header.sequence + 1, 0x02, linksOf(stored.lsa));
    const taken = [999_999, 1_000_000].map((waitedUs) => {
      const turn = beginTurn(station, { ...ospfOf(network, 'R1'), nowUs: stored.installedUs + waitedUs });
      updateReceived(turn, 'eth1', turn.routing.neighbors['eth1']!, [newer]);
      return [turn.routing.database[key]?.lsa === newer, Object.keys(turn.acknowledgments)];
    });
    expect(taken).toEqual([
      [false, []],
      [true, ['eth1']],
    ]);
  });

  test('13.3: an LSA is a second older for each link that it crosses (InfTransDelay)', () => {
    const said = ran(buildNetwork(lab('ring-cut')), 20);
    const ages = said.flatMap(({ message }) =>
      message.kind === 'update' ? message.lsas.map(({ header }) => header.age) : [],
    );
    expect(ages.length).toBeGreaterThan(10);
    expect(Math.min(...ages)).toBe(1);
  });
});
