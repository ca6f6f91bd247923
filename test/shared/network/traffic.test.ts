/** UDP flows and traceroute. Frames and orders of whole labs are compared with Linux in test/conformance; here is what only the records say. */
import { describe, expect, it } from 'vitest';
import { isStation } from '../../../shared/device/device.ts';
import { buildNetwork, type Lab, type LabStation } from '../../../shared/network/lab.ts';
import { advance, type Network } from '../../../shared/network/network.ts';
import { stateOf } from '../../../shared/network/state.ts';
import { hopsOf } from '../../../shared/network/traceroute.ts';
import { layer, type Frame } from '../../../shared/wire/frame.ts';
import { firstProbe, packetOctets } from '../device/linux-frames.ts';

interface More {
  readonly r1?: Partial<LabStation>;
  readonly b?: Partial<LabStation>;
}

/** A – R1 – R2 – B, as the labs "traceroute-…" have it. */
function chain(traffic: NonNullable<Lab['traffic']>, { r1, b }: More = {}): { network: Network; sent: Frame[] } {
  const card = (octets: string, ipv4: string) => ({ mac: `02:00:00:00:${octets}`, ipv4 });
  const network = buildNetwork({
    devices: {
      A: {
        kind: 'host',
        interfaces: { eth0: card('01:01', '10.0.1.2/24') },
        routes: [{ to: 'default', via: '10.0.1.1' }],
      },
      R1: {
        kind: 'router',
        interfaces: { eth0: card('11:01', '10.0.1.1/24'), eth1: card('11:02', '10.0.2.1/24') },
        routes: [{ to: 'default', via: '10.0.2.3' }],
        ...r1,
      },
      R2: {
        kind: 'router',
        interfaces: { eth0: card('12:01', '10.0.2.3/24'), eth1: card('12:02', '10.0.3.1/24') },
        routes: [{ to: '10.0.1.0/24', via: '10.0.2.1' }],
      },
      B: {
        kind: 'host',
        interfaces: { eth0: card('02:01', '10.0.3.2/24') },
        routes: [{ to: 'default', via: '10.0.3.1' }],
        ...b,
      },
    },
    links: [
      ['A.eth0', 'R1.eth0'],
      ['R1.eth1', 'R2.eth0'],
      ['R2.eth1', 'B.eth0'],
    ],
    traffic,
  });
  const sent: Frame[] = [];
  advance(network, 200_000_000, { sent: (device, _port, frame) => void (device === 'A' && sent.push(frame)) });
  return { network, sent };
}

const trace = (to: string, more: object = {}) => [{ on: 'A', traceroute: { to, probes: 1, waitMs: 700, ...more } }];
const tracedBy = ({ network }: { network: Network }) => network.traceroutes[0]!;

describe('traceroute', () => {
  it('its probe is that of the real program, octet by octet, but for ports that it takes by chance', () => {
    const { sent } = chain(trace('10.0.4.2'));
    const probe = sent.find((frame) => layer(frame, 'udp') !== undefined);
    if (probe === undefined) throw new Error('no probe');
    const withoutChance = (frame: Frame) => packetOctets(frame, 1).split(' ').toSpliced(20, 2).toSpliced(24, 2);
    expect(withoutChance(probe)).toEqual(withoutChance(firstProbe));
  });

  it('counts TTL and port up, each probe from a port of its own', () => {
    const { sent } = chain(trace('10.0.3.2', { probes: 2 }));
    const probes = sent.flatMap((frame) => {
      const [ip, udp] = [layer(frame, 'ipv4')?.header, layer(frame, 'udp')?.header];
      return ip === undefined || udp === undefined
        ? []
        : [{ ttl: ip.ttl, from: udp.sourcePort, to: udp.destinationPort }];
    });
    expect(probes.map(({ ttl }) => ttl)).toEqual([1, 1, 2, 2, 3, 3]);
    expect(probes.map(({ to }) => to)).toEqual([33434, 33435, 33436, 33437, 33438, 33439]);
    expect(new Set(probes.map(({ from }) => from)).size).toBe(6);
  });

  it('who answered, how long it took, and where it ended', () => {
    const traced = tracedBy(chain(trace('10.0.3.2')));
    expect(traced.end).toBe('reached');
    expect(traced.probes.map(({ from, code, isFinal }) => [from, code, isFinal])).toEqual([
      ['10.0.1.1', '', false],
      ['10.0.2.3', '', false],
      ['10.0.3.2', '', true],
    ]);
    // Two cables there and back of 100 µs each, and one more question and answer of ARP behind the first router.
    expect(traced.probes[1]?.rttUs).toBe(600);
  });

  it('net unreachable and host unreachable end it, with the marks of the real program', () => {
    const noRoute = tracedBy(chain(trace('10.9.9.9'), { r1: { routes: [] } }));
    expect(noRoute.probes.map(({ code }) => code)).toEqual(['!N']);
    expect(noRoute.end).toBe('reached');
    // As Linux: the questions take three seconds, and the error that then comes is about the probe that is awaited.
    const nobody = tracedBy(chain(trace('10.0.3.77', { probes: 2 })));
    expect(hopsOf(nobody)).toEqual(['10.0.1.1', '10.0.2.3', '*', '*', '10.0.2.3']);
    expect(nobody.probes.some(({ code, from }) => code === '!H' && from === '10.0.2.3')).toBe(true);
  });

  it('a hop is named by the first that answered, even after stars', () => {
    const late = tracedBy(chain(trace('10.0.3.77', { probes: 3, waitMs: 1100 })));
    expect(late.probes.slice(6).map(({ from }) => from)).toEqual([undefined, undefined, '10.0.2.3']);
    expect(hopsOf(late)).toEqual(['10.0.1.1', '10.0.2.3', '10.0.2.3']);
  });

  it('its own station finds nobody on the link: it says so itself', () => {
    const own = tracedBy(chain(trace('10.0.1.77', { waitMs: 5000 })));
    expect(own.probes.map(({ from, code }) => [from, code])).toEqual([['10.0.1.2', '!H']]);
    expect(own.probes[0]?.rttUs).toBe(3_000_000);
  });

  it('stars where nobody answers, up to the last hop', () => {
    const silent = tracedBy(chain(trace('10.0.3.2', { maxHops: 5 }), { b: { filter: { input: { policy: 'drop' } } } }));
    expect(hopsOf(silent)).toEqual(['10.0.1.1', '10.0.2.3', '*', '*', '*']);
    expect(silent.end).toBe('max-hops');
  });

  it('without a route of its own there is no hop at all', () => {
    const { network } = chain([{ on: 'R2', traceroute: { to: '10.77.0.1' } }]);
    expect(stateOf(network).traceroute).toEqual([{ on: 'R2', to: '10.77.0.1', hops: [] }]);
    expect(network.traceroutes[0]?.end).toBe('no-route');
  });

  it('leaves no port open', () => {
    const { network } = chain(trace('10.0.3.2', { maxHops: 4 }), { b: { filter: { input: { policy: 'drop' } } } });
    const { A } = network.devices;
    expect(A && isStation(A) && Object.keys(A.sockets)).toEqual([]);
  });
});

describe('a flow of datagrams', () => {
  const listen = { udp: { 7: 'echo', 9: 'sink' } } as const;
  const to = (port: number, more: object = {}) => [{ on: 'A', udp: { to: '10.0.3.2', port, ...more } }];

  it('sent, received and answered', () => {
    const { network } = chain([...to(7, { count: 3 }), ...to(9, { count: 2, from: 5000 }), ...to(11)], {
      b: { listen },
    });
    expect(stateOf(network).udp?.map(({ sent, received, answered }) => [sent, received, answered])).toEqual([
      [3, 3, 3],
      [2, 2, 0],
      [1, 0, 0],
    ]);
    expect(network.udpFlows.map(({ errors }) => errors)).toEqual([0, 0, 1]);
  });

  it('without a route, or against the own filter, nothing counts as sent', () => {
    const { network } = chain([{ on: 'R2', udp: { to: '10.77.0.1', port: 7 } }]);
    expect(stateOf(network).udp).toMatchObject([{ sent: 0, received: 0, answered: 0 }]);
  });

  it('carries the text, from port 40000 plus the item’s place', () => {
    const { sent } = chain([{ at: 1, on: 'B', ping: { to: '10.0.1.2' } }, ...to(9, { text: 'hello' })], {
      b: { listen },
    });
    const datagram = sent.find((frame) => layer(frame, 'udp') !== undefined);
    const udp = datagram && layer(datagram, 'udp');
    expect(udp?.header).toMatchObject({ sourcePort: 40_001, destinationPort: 9, length: 13 });
    expect(String.fromCharCode(...(datagram?.bytes.slice(42, 47) ?? []))).toBe('hello');
  });
});
