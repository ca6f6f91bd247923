import { describe, expect, it } from 'vitest';
import type { Station } from '../../../shared/device/device.ts';
import type { DeviceEvent } from '../../../shared/device/event.ts';
import { act } from '../../../shared/device/decision.ts';
import { pathLines, pathOf, type Stage } from '../../../shared/device/path.ts';
import { buildNetwork, type LabStation } from '../../../shared/network/lab.ts';
import { parseFrame } from '../../../shared/wire/frame.ts';
import { datagramAtTarget, pingAtSecondRouter } from './linux-frames.ts';
import {
  A,
  arrival,
  B,
  C,
  echo,
  EVERYBODY,
  FAR,
  hostA,
  loopedBack,
  ping,
  R1,
  routerR,
  switchOf,
  whoHas,
} from './vocabulary.ts';

function stationOf(lab: LabStation): Station {
  return buildNetwork({ devices: { X: lab } }).devices['X'] as Station;
}

const cards = {
  eth0: { mac: '02:00:00:00:12:01', ipv4: '10.0.2.3/24' },
  eth1: { mac: '02:00:00:00:12:02', ipv4: '10.0.3.1/24' },
};
const knowsB = { '10.0.3.2': '02:00:00:00:02:01' };
const router = (more: Partial<LabStation> = {}) =>
  stationOf({ kind: 'router', interfaces: cards, neigh: knowsB, ...more });
const pinged = arrival('eth0', pingAtSecondRouter);

/** "card>fcs>…", and what happens at the last one. */
function way(station: Station, event: DeviceEvent): string {
  const path = pathOf(station, event);
  return `${path.map((stage) => stage.at).join('>')} ${path.at(-1)?.outcome}`;
}
const last = (station: Station, event: DeviceEvent): Stage | undefined => pathOf(station, event).at(-1);

describe('the way of a packet inside a device', () => {
  it('through a router: card, check, address, stack, hooks and routing in the order of netfilter, next hop, card', () => {
    expect(way(router(), pinged)).toBe(
      'card>fcs>mac>stack>prerouting>routing>ttl>forward>postrouting>neighbor>leave leaves',
    );
    expect(pathOf(router(), pinged).map(({ values }) => values)).toMatchObject([
      { interface: 'eth0' },
      { right: true },
      { destination: '02:00:00:00:12:01', own: '02:00:00:00:12:01' },
      { protocol: 'ipv4' },
      {},
      { destination: '10.0.3.2', decision: '10.0.3.0/24 dev eth1' },
      { ttl: '62' },
      {},
      {},
      { nextHop: '10.0.3.2', mac: '02:00:00:00:02:01' },
      { interface: 'eth1', destination: '02:00:00:00:02:01' },
    ]);
  });

  it('up to a process: input chain, then the socket', () => {
    const up = arrival('eth0', echo({ from: B, toMac: A.mac, to: A.ip }));
    expect(way(hostA(), up)).toBe('card>fcs>mac>stack>prerouting>routing>input>socket delivered');
    expect(last(hostA(), up)?.values).toEqual({ protocol: 'icmp', type: 8, code: 0 });
  });

  it('down from a process: routing, output chain, postrouting, next hop', () => {
    expect(way(hostA({ [B.ip]: B.mac }), ping(B.ip))).toBe('routing>output>postrouting>neighbor>leave leaves');
    expect(way(hostA(), ping(B.ip))).toBe('routing>output>postrouting>neighbor waits');
    expect(way(hostA(), ping(A.ip))).toBe('routing>output>postrouting>leave leaves');
    expect(last(hostA(), ping(A.ip))?.values).toEqual({ interface: 'lo' });
    expect(way(hostA(), loopedBack(hostA(), ping(A.ip)))).toBe('card>stack>prerouting>input>socket delivered');
  });

  it('every end is told, with the values behind it', () => {
    const damaged = parseFrame(pingAtSecondRouter.bytes, 0xdeadbeef);
    const toOther = echo({ from: B, toMac: C.mac, to: A.ip });
    const onLastHop = echo({ from: A, toMac: R1.mac, to: FAR.ip, ttl: 1 });
    const reject = { protocol: 'icmp', do: 'reject' } as const;
    const udp = arrival('eth0', datagramAtTarget);
    const target = (more: Partial<LabStation>) =>
      stationOf({ kind: 'host', interfaces: { eth0: { mac: '02:00:00:00:02:01', ipv4: '10.0.2.2/24' } }, ...more });
    const ends: [Station, DeviceEvent, Stage['at'], Stage['outcome'], object][] = [
      [
        stationOf({ kind: 'host', interfaces: { eth0: { mac: A.mac, up: false } } }),
        arrival('eth0', toOther),
        'card',
        'dropped',
        {},
      ],
      [router(), arrival('eth0', damaged), 'fcs', 'dropped', { right: false }],
      [hostA(), arrival('eth0', toOther), 'mac', 'dropped', { destination: C.mac, own: A.mac }],
      [
        router({ filter: { forward: { rules: [{ in: 'eth1', do: 'drop' }, reject] } } }),
        pinged,
        'forward',
        'rejected',
        { rule: 2 },
      ],
      [router({ filter: { forward: { policy: 'drop' } } }), pinged, 'forward', 'dropped', { rule: 0 }],
      [
        routerR(),
        arrival('eth0', echo({ from: A, toMac: R1.mac, to: '10.9.9.9' })),
        'routing',
        'rejected',
        { destination: '10.9.9.9', decision: 'none' },
      ],
      [routerR(), arrival('eth0', onLastHop), 'ttl', 'rejected', { ttl: 'expired' }],
      [
        hostA(),
        arrival('eth0', echo({ from: B, toMac: A.mac, to: C.ip })),
        'routing',
        'dropped',
        { decision: 'no-forwarding' },
      ],
      [
        routerR(),
        arrival('eth0', echo({ from: A, toMac: EVERYBODY, to: FAR.ip })),
        'routing',
        'dropped',
        { decision: 'link-broadcast' },
      ],
      [
        hostA(),
        arrival('eth0', echo({ from: { mac: B.mac, ip: '127.0.0.1' }, toMac: A.mac, to: A.ip })),
        'routing',
        'dropped',
        { decision: 'martian' },
      ],
      [target({}), udp, 'socket', 'rejected', { protocol: 'udp', port: 11 }],
      [
        target({ listen: { udp: { 11: 'echo' } } }),
        udp,
        'socket',
        'delivered',
        { protocol: 'udp', port: 11, listener: 'echo' },
      ],
      [
        hostA(),
        arrival('eth0', whoHas(B, A.ip)),
        'arp',
        'delivered',
        { sender: B.ip, target: A.ip, learns: true, answers: true },
      ],
      [hostA(), arrival('eth0', whoHas(B, C.ip)), 'arp', 'dropped', { learns: false, answers: false }],
    ];
    for (const [station, event, at, outcome, values] of ends) {
      expect(last(station, event)).toMatchObject({ at, outcome, values });
    }
  });

  it('only the last stage is an end, and it changes nothing', () => {
    const station = router();
    const before = structuredClone(station);
    const path = pathOf(station, pinged);
    expect(path.slice(0, -1).every((stage) => stage.outcome === 'passes')).toBe(true);
    expect(station).toEqual(before);
    expect(act(station, pinged)).toHaveLength(1);
  });

  it('a tagged frame passes the VLAN interface of its card', () => {
    const tagged = parseFrame(
      new Uint8Array([...pingAtSecondRouter.bytes.slice(0, 12), 0x81, 0, 0, 10, ...pingAtSecondRouter.bytes.slice(12)]),
    );
    const vlan = { ...cards, 'eth0.10': { vlan: { of: 'eth0', id: 10 }, ipv4: '10.0.10.1/24' } };
    expect(way(router({ interfaces: vlan }), arrival('eth0', tagged))).toMatch(
      /^card>fcs>mac>vlan>stack>.*leave leaves$/,
    );
    expect(last(router(), arrival('eth0', tagged))).toMatchObject({
      at: 'vlan',
      outcome: 'dropped',
      values: { id: 10 },
    });
  });

  it('is empty for a device without a stack', () => {
    expect(pathOf(switchOf('p1', 'p2'), arrival('p1', pingAtSecondRouter))).toEqual([]);
  });

  it('as lines for a trace', () => {
    const dropping = router({ filter: { forward: { rules: [{ to: '10.0.3.0/24', do: 'drop' }] } } });
    expect(pathLines(pathOf(dropping, pinged)).slice(-3)).toEqual([
      'routing     passes    destination=10.0.3.2 decision=10.0.3.0/24 dev eth1',
      'ttl         passes    ttl=62',
      'forward     dropped   rule=1',
    ]);
  });
});
