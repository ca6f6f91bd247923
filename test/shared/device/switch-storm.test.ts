/** A loop without a spanning tree: the frames multiply until the cables are full, and the network still answers. */
import { expect, it } from 'vitest';
import type { Switch } from '../../../shared/device/device.ts';
import { buildNetwork, type Lab, type LabDevice } from '../../../shared/network/lab.ts';
import { advance, deviceOf, type Network, scheduleOnNetwork } from '../../../shared/network/network.ts';
import { pending, sizeOf } from '../../../shared/network/queue.ts';
import { stateOf } from '../../../shared/network/state.ts';

const QUEUE_FRAMES = 50;
const names = ['S1', 'S2', 'S3', 'S4'] as const;
const trunks = names.flatMap((one, index) => names.slice(index + 1).map((other) => [one, other] as const));

/** Four switches, each with a cable to each other one, and a host at the first and the last. */
function mesh(): Lab {
  const bridge: LabDevice = { kind: 'switch', ports: { S1: {}, S2: {}, S3: {}, S4: {}, host: {} } };
  const host = (number: number): LabDevice => {
    const card = { mac: `02:00:00:00:00:0${number}`, ipv4: `10.0.0.${number}/24` };
    return { kind: 'host', interfaces: { eth0: card } };
  };
  const links = [
    ...trunks.map(([one, other]) => [`${one}.${other}`, `${other}.${one}`] as const),
    ['A.eth0', 'S1.host'] as const,
    ['B.eth0', 'S4.host'] as const,
  ];
  return {
    devices: { S1: bridge, S2: bridge, S3: bridge, S4: bridge, A: host(1), B: host(2) },
    links: links.map((ends) => ({ ends, queue: QUEUE_FRAMES })),
    traffic: [{ on: 'A', ping: { to: '10.0.0.2' } }],
  };
}

function counts(network: Network) {
  const ends = Object.values(network.cables).flatMap((ports) => Object.values(ports));
  const sum = (of: 'sentFrames' | 'sentDropped') => ends.reduce((total, end) => total + end.counts[of], 0);
  return { sent: sum('sentFrames'), lost: sum('sentDropped'), underWay: ends.map((end) => end.underWay) };
}

/** The network in the middle of the storm, when the budget has run out. */
function storm(budget: number): Network {
  const network = buildNetwork(mesh());
  expect(advance(network, 10_000_000, {}, budget)).toBe(false);
  return network;
}

it('a storm uses up the budget, and the network can be asked and run on', () => {
  const network = storm(20_000);
  expect(network.nowUs).toBeLessThan(10_000_000);
  expect(stateOf(network).fdb['S2']).toHaveProperty('02:00:00:00:00:01');
  const before = counts(network);
  expect(advance(network, 10_000_000, {}, 20_000)).toBe(false);
  const after = counts(network);
  expect(after.sent).toBeGreaterThan(before.sent + 15_000);
  expect(after.lost).toBeGreaterThan(before.lost);
});

it('no cable holds more frames than its queue, however long it lasts', () => {
  for (const budget of [1000, 10_000, 100_000]) {
    const network = storm(budget);
    const { underWay } = counts(network);
    expect(Math.max(...underWay)).toBeLessThanOrEqual(QUEUE_FRAMES);
    const frames = pending(network.queue).filter((item) => item.event.kind === 'frame').length;
    expect(frames).toBe(underWay.reduce((total, one) => total + one, 0));
    expect(frames).toBeLessThanOrEqual(underWay.length * QUEUE_FRAMES);
  }
});

it('three cables out, and it comes to rest', () => {
  const network = storm(20_000);
  // What is left is a star around S1.
  for (const [device, port] of trunks.slice(3)) {
    scheduleOnNetwork(network, network.nowUs, { kind: 'change', change: { change: 'cut', at: { device, port } } });
  }
  expect(advance(network, 20_000_000)).toBe(true);
  expect(sizeOf(network.queue)).toBe(0);
  expect(Math.max(...counts(network).underWay)).toBe(0);
  expect(stateOf(network).fdb['S4']).toHaveProperty('02:00:00:00:00:02', 'host');
});

it('with a spanning tree the same network is quiet, and everybody is reached', () => {
  const { devices, links } = mesh();
  const trees = Object.entries(devices).map(([id, device]) => [
    id,
    device.kind === 'switch' ? { ...device, mac: `02:00:00:00:0${id.slice(1)}:00`, stp: { priority: 32_768 } } : device,
  ]);
  const network = buildNetwork({
    devices: Object.fromEntries(trees),
    links: links ?? [],
    traffic: [{ at: 40, on: 'A', ping: { to: '10.0.0.2' } }],
  });
  expect(advance(network, 60_000_000, {}, 2000)).toBe(true);
  expect(stateOf(network).ping[0]).toMatchObject({ sent: 1, received: 1 });
  const open = names.flatMap((id) => {
    const { stp } = deviceOf(network, id) as Switch;
    return Object.entries(stp?.ports ?? {}).filter(([name, port]) => name !== 'host' && port.state === 'forwarding');
  });
  // A tree of four has three cables: six open ends, and three ports that are designated towards a blocked one.
  expect(open).toHaveLength(9);
  expect(counts(network).lost).toBe(0);
});
