import { describe, expect, it } from 'vitest';
import { captureOf, type NetworkCapture } from '../../../shared/network/capture.ts';
import { buildNetwork, endOfTrafficUs, endsOf, type Lab } from '../../../shared/network/lab.ts';
import { advance, type Network } from '../../../shared/network/network.ts';
import { stateOf } from '../../../shared/network/state.ts';
import { layer, type Frame } from '../../../shared/wire/frame.ts';
import { allLabs, labOf } from './labs.ts';

const AFTER_TRAFFIC_US = 4_000_000;

describe.each(allLabs)('%s', (file) => {
  const lab = labOf(file);
  const untilUs = endOfTrafficUs(lab) + AFTER_TRAFFIC_US;

  function run(network: Network) {
    const capture = captureOf(network);
    expect(advance(network, untilUs, capture.observer)).toBe(true);
    return { network, packets: packetsOf(capture) };
  }

  it('runs the same twice', () => {
    const first = run(buildNetwork(lab));
    expect(first.packets.length + first.network.pings.length).toBeGreaterThan(0);
    expect(run(buildNetwork(lab))).toEqual(first);
  });

  it('goes on from a copy as it would have gone on', () => {
    const whole = run(buildNetwork(lab));
    for (const stopUs of [0, 250, 1100, 600_000]) {
      const started = buildNetwork(lab);
      const before = captureOf(started);
      advance(started, stopUs, before.observer);
      const rest = run(structuredClone(started));
      expect([...packetsOf(before), ...rest.packets]).toEqual(whole.packets);
      expect(rest.network).toEqual(whole.network);
    }
  });
});

describe.each(['labs/one-subnet.json', 'labs/two-switches.json', 'labs/two-routers.json'])('%s', (file) => {
  it('records each frame once out and once in, a cable later (rule 2)', () => {
    const lab = labOf(file);
    const network = buildNetwork(lab);
    const capture = captureOf(network);
    advance(network, 60_000_000, capture.observer);
    const { packets, interfaces } = capture;
    const peer = new Map(
      (lab.links ?? []).map(endsOf).flatMap(
        ([one, other]) =>
          [
            [one, other],
            [other, one],
          ] as const,
      ),
    );
    const key = (place: string | undefined, timeUs: number, bytes: Uint8Array) => `${place} ${timeUs} ${bytes.join()}`;
    const sent = packets.filter((packet) => packet.direction === 'out');
    const heard = packets.filter((packet) => packet.direction === 'in');
    expect(sent.length).toBeGreaterThan(4);
    expect(heard.map((one) => key(interfaces[one.interface], one.timeUs, one.bytes)).toSorted()).toEqual(
      sent.map((one) => key(peer.get(interfaces[one.interface] ?? ''), one.timeUs + 100, one.bytes)).toSorted(),
    );
  });
});

/** By the names of the ports: a loopback interface has its number from when it was first used. */
function packetsOf({ packets, interfaces }: NetworkCapture) {
  return packets.map(({ interface: number, ...packet }) => ({ ...packet, place: interfaces[number] }));
}

describe('a network', () => {
  const ring: Lab = {
    devices: {
      A: { kind: 'host', interfaces: { eth0: { mac: '02:00:00:00:00:01', ipv4: '10.0.0.1/24' } } },
      S1: { kind: 'switch', ports: { p1: {}, p2: {}, p3: {} } },
      S2: { kind: 'switch', ports: { p1: {}, p2: {} } },
    },
    links: [
      ['A.eth0', 'S1.p1'],
      ['S1.p2', 'S2.p1'],
      ['S1.p3', 'S2.p2'],
    ],
    traffic: [{ on: 'A', ping: { to: '10.0.0.2' } }],
  };

  it('stops when its budget of events is used up: a ring of switches never comes to rest', () => {
    const network = buildNetwork(ring);
    expect(advance(network, 10_000_000, {}, 5000)).toBe(false);
    expect(network.nowUs).toBeLessThan(10_000_000);
  });

  it('handles frames in the order in which they arrive, never depth first (rule 1)', () => {
    const network = buildNetwork(labOf('labs/two-switches.json'));
    const times: number[] = [];
    const note = (_device: string, _port: string, _frame: unknown, atUs: number) => times.push(atUs);
    advance(network, 10_000_000, { sent: note, received: note });
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('records nothing at a port without a cable (rule 2)', () => {
    const network = buildNetwork({ ...ring, links: [] });
    const capture = captureOf(network);
    advance(network, 5_000_000, capture.observer);
    // What the station tells its own program: nobody has answered.
    expect(packetsOf(capture).map(({ place }) => place)).toEqual(['A.lo', 'A.lo']);
    expect(capture.interfaces).toEqual(['A.eth0', 'S1.p1', 'S1.p2', 'S1.p3', 'S2.p1', 'S2.p2', 'A.lo']);
  });

  it('finishes what a station says to itself before anything else happens at that time (Linux: the softirq runs when the packet is sent)', () => {
    const { A } = ring.devices;
    const traffic = [1, 2].map(() => ({ on: 'A', ping: { to: '10.0.0.1' } }));
    const network = buildNetwork({ devices: A === undefined ? {} : { A }, traffic });
    const seen: string[] = [];
    const note = (way: string) => (_device: string, port: string, frame: Frame) => {
      const icmp = layer(frame, 'icmp')?.header;
      seen.push(`${port} ${way} ${icmp?.type} ${icmp !== undefined && 'identifier' in icmp ? icmp.identifier : ''}`);
    };
    advance(network, 1000, { sent: note('out'), received: note('in') });
    expect(seen).toEqual(
      [1, 2].flatMap((id) => [8, 0].flatMap((type) => ['out', 'in'].map((way) => `lo ${way} ${type} ${id}`))),
    );
  });

  it('tells what it knows at the end', () => {
    const network = buildNetwork(labOf('labs/two-switches.json'));
    advance(network, 10_000_000);
    const state = stateOf(network);
    expect(state.fdb['A']).toEqual({
      '02:00:00:00:01:01': 'p1',
      '02:00:00:00:02:01': 'p1',
      '02:00:00:00:04:01': 'p2',
      '02:00:00:00:05:01': 'p2',
      '02:00:00:00:03:01': 'p2',
    });
    expect(state.neigh['M1']).toEqual({ '192.168.1.4': '02:00:00:00:04:01', '192.168.1.2': '02:00:00:00:02:01' });
    expect(state.ping).toEqual([
      { on: 'M1', to: '192.168.1.4', sent: 1, received: 1 },
      { on: 'M2', to: '192.168.1.1', sent: 1, received: 1 },
      { on: 'M5', to: '192.168.1.3', sent: 2, received: 2 },
    ]);
  });
});
