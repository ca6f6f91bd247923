/** What is done to a network while it runs. What a real Linux does at the same is compared in test/conformance. */
import { describe, expect, it } from 'vitest';
import { captureOf } from '../../../shared/network/capture.ts';
import { changeHappens } from '../../../shared/network/changes.ts';
import { buildNetwork, isLabMistake, type Lab, readLab } from '../../../shared/network/lab.ts';
import { advance, EVENTS_MAX } from '../../../shared/network/network.ts';
import { pending } from '../../../shared/network/queue.ts';
import { stateOf } from '../../../shared/network/state.ts';
import { crc32 } from '../../../shared/wire/crc.ts';
import { layer, type Frame } from '../../../shared/wire/frame.ts';

const card = (index: number) => ({
  kind: 'host' as const,
  interfaces: { eth0: { mac: `02:00:00:00:00:0${index}`, ipv4: `10.0.0.${index}/24` } },
});
const ports = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index + 1}`, {}]));

function labOf(value: unknown): Lab {
  const lab = readLab(value);
  if (isLabMistake(lab)) throw new Error(`${lab.path}: ${lab.mistake}`);
  return lab;
}

const pair = (changes: Lab['changes'], count = 4): Lab =>
  labOf({
    devices: { A: card(1), B: card(2), S: { kind: 'switch', ports: ports(3) } },
    links: [
      ['A.eth0', 'S.p1'],
      ['B.eth0', 'S.p2'],
    ],
    traffic: [{ at: 0, on: 'A', ping: { to: '10.0.0.2', count, intervalMs: 1000 } }],
    changes,
  });

describe('a cut cable', () => {
  it('carries nothing until it is mended, and both ends forget who was behind it', () => {
    const network = buildNetwork(
      pair([
        { at: 0.5, cut: 'S.p2' },
        { at: 2.5, mend: 'B.eth0' },
      ]),
    );
    advance(network, 600_000);
    expect(stateOf(network)).toMatchObject({
      fdb: { S: { '02:00:00:00:00:01': 'p1' } },
      neigh: { A: { '10.0.0.2': '02:00:00:00:00:02' }, B: {} },
    });
    advance(network, 4_000_000);
    // Requests 2 and 3 are lost. A still knows the address of B, so 4 needs no question.
    expect(network.pings[0]).toMatchObject({ sent: 4, received: 2, answered: [1, 4] });
    expect(stateOf(network).fdb['S']).toEqual({ '02:00:00:00:00:01': 'p1', '02:00:00:00:00:02': 'p2' });
  });

  it('loses what is under way on it, and whoever watches is told', () => {
    const network = buildNetwork(pair([{ at: 1.00005, cut: 'A.eth0' }]));
    const told: unknown[] = [];
    const sent: Frame[] = [];
    advance(network, 1_500_000, {
      sent: (_device, _port, frame) => sent.push(frame),
      lost: (device, port, frame, atUs) => told.push([device, port, frame === sent.at(-1), atUs]),
    });
    // The second request has left at 1 s, and would have been there 100 µs later.
    expect(told).toEqual([['S', 'p1', true, 1_000_100]]);
  });

  it('is mended from either end, and then forgets that it was cut', () => {
    const network = buildNetwork(
      pair([
        { at: 0.5, cut: 'S.p2' },
        { at: 1.5, mend: 'B.eth0' },
        { at: 2.3, on: 'B', run: 'ip link set eth0 down' },
        { at: 2.6, on: 'B', run: 'ip link set eth0 up' },
      ]),
    );
    advance(network, 4_000_000);
    expect(network.pings[0]).toMatchObject({ answered: [1, 3, 4] });
    expect(network.cables['S']?.['p2']).toMatchObject({ cut: false, up: true });
  });

  it('means to a station that it forgets its neighbours there (Linux: neigh_carrier_down)', () => {
    const network = buildNetwork(pair([{ at: 0.5, cut: 'S.p1' }], 1));
    advance(network, 400_000);
    expect(stateOf(network).neigh['A']).toEqual({ '10.0.0.2': '02:00:00:00:00:02' });
    advance(network, 600_000);
    expect(stateOf(network).neigh).toEqual({ A: {}, B: { '10.0.0.1': '02:00:00:00:00:01' } });
  });

  it('loses what is on it at that moment', () => {
    const network = buildNetwork(pair([{ at: 1.00015, cut: 'S.p2' }], 2));
    advance(network, 2_000_000);
    expect(network.pings[0]).toMatchObject({ answered: [1] });
    expect(network.cables['B']?.['eth0']?.counts.receivedFrames).toBe(2);
  });
});

it('damage: the frame arrives with a wrong FCS, is dropped without an answer, and is marked in the capture', () => {
  const network = buildNetwork(pair([{ at: 0.5, damage: 'B.eth0', frames: 2 }]));
  const capture = captureOf(network);
  advance(network, 4_000_000, capture.observer);
  expect(network.pings[0]).toMatchObject({ answered: [1, 4] });
  expect(network.cables['B']?.['eth0']?.counts).toMatchObject({ receivedErrors: 2 });
  const marked = capture.packets.filter((packet) => packet.isDamaged);
  expect(marked.map(({ interface: index, direction }) => [capture.interfaces[index], direction])).toEqual([
    ['B.eth0', 'in'],
    ['B.eth0', 'in'],
  ]);
});

it('damage of certain bits: those turn over, of the octets or of the FCS, and the frame is read again as it is now', () => {
  const network = buildNetwork(pair([], 1));
  const arrived = (): Frame[] => {
    const frames: Frame[] = [];
    const received = (device: string, _port: string, frame: Frame): void => {
      if (device === 'B') frames.push(frame);
    };
    advance(network, 4_000_000, { received });
    return frames;
  };
  changeHappens(network, {
    change: 'damage',
    at: { device: 'B', port: 'eth0' },
    frames: 1,
    // A bit of the first octet of the destination, and the last one of the FCS behind an ARP request of 60 octets.
    flips: [1, 63 * 8 + 7],
  });
  const [first, ...others] = arrived();
  const bytes = Uint8Array.from(first!.bytes);
  expect(layer(first!, 'ethernet')?.header.destination).toBe('fd:ff:ff:ff:ff:ff');
  bytes[0] = 0xff;
  expect(first!.fcs).toBe((crc32(bytes) ^ 0x80000000) >>> 0);
  expect(others.filter(({ fcs }) => fcs !== undefined)).toEqual([]);
});

it('a port from which a machine was unplugged has no link, and nobody behind it', () => {
  const network = buildNetwork(pair([{ at: 0.5, move: ['S.p2', 'S.p3'] }], 1));
  advance(network, 600_000);
  const device = network.devices['S'];
  expect(device?.kind === 'switch' && { down: device.down, macs: Object.keys(device.macs) }).toEqual({
    down: { p2: true },
    macs: ['02:00:00:00:00:01'],
  });
});

it('a machine that moves and says so is found at its new place by the first frame', () => {
  const network = buildNetwork(pair([{ at: 0.5, move: ['S.p2', 'S.p3'], announce: true }]));
  const capture = captureOf(network);
  advance(network, 4_000_000, capture.observer);
  expect(network.pings[0]).toMatchObject({ received: 4 });
  expect(stateOf(network).fdb['S']).toMatchObject({ '02:00:00:00:00:02': 'p3' });
  const leftByOldPort = capture.packets.filter(
    ({ interface: index, timeUs }) => capture.interfaces[index] === 'S.p2' && timeUs > 500_000,
  );
  expect(leftByOldPort).toEqual([]);
});

describe('a storm', () => {
  /** Two switches, three cables between them: each broadcast becomes two, and those become four. */
  const storm = (extra: object = {}): Lab =>
    labOf({
      devices: {
        A: card(1),
        B: card(2),
        S: { kind: 'switch', ports: ports(4) },
        T: { kind: 'switch', ports: ports(4) },
      },
      links: [
        ['A.eth0', 'S.p4'],
        ['B.eth0', 'T.p4'],
        ...[1, 2, 3].map((port) => ({ ends: [`S.p${port}`, `T.p${port}`], queue: 50, ...extra })),
      ],
      traffic: [{ at: 0, on: 'A', ping: { to: '10.0.0.2', count: 1 } }],
    });

  it('ends by its budget, with a network that can be asked', () => {
    const network = buildNetwork(storm());
    expect(advance(network, 10_000_000, {}, 200_000)).toBe(false);
    expect(network.nowUs).toBeLessThan(10_000_000);
    expect(stateOf(network).fdb['S']).toHaveProperty('02:00:00:00:00:01');
    // Nothing is without bounds: 50 frames in each direction of three cables, and what is flooded to the hosts.
    expect(network.queue.lane.length - network.queue.next).toBeLessThan(3 * 2 * 50 + 2 * 1000);
    const counts = network.cables['S']?.['p1']?.counts;
    expect(counts?.sentFrames).toBeGreaterThan(1000);
    expect(counts?.sentDropped).toBeGreaterThan(1000);
  });

  it('goes on and on, and is over when the loop is cut', () => {
    const network = buildNetwork(storm({ rateMbps: 1 }));
    expect(advance(network, 2_000_000, {}, EVENTS_MAX)).toBe(true);
    const before = network.cables['S']?.['p1']?.counts.sentFrames ?? 0;
    advance(network, 3_000_000);
    // 1 Mbit/s is 1488 of the shortest frames a second (RFC 2544 appendix B has 14,880 for 10 Mbit/s).
    const aSecond = (network.cables['S']?.['p1']?.counts.sentFrames ?? 0) - before;
    expect(aSecond).toBeGreaterThan(1400);
    expect(aSecond).toBeLessThanOrEqual(1489);
    expect(stateOf(network).links?.['S.p1']?.load).toBeGreaterThan(0.9);
    for (const port of ['p1', 'p2']) {
      const end = network.cables['S']?.[port];
      const far = network.cables['T']?.[port];
      if (end === undefined || far === undefined) throw new Error('no cable');
      end.up = false;
      far.up = false;
    }
    expect(advance(network, 60_000_000)).toBe(true);
    expect(pending(network.queue)).toEqual([]);
  });
});
