/** The spanning tree as time passes: IEEE 802.1D-1998 8.6 to 8.8. Bytes are those that a Linux 6.18 bridge sent in the same situation. */
import { describe, expect, it } from 'vitest';
import { mac } from '../../../shared/address/mac.ts';
import type { Change } from '../../../shared/device/change.ts';
import type { Switch } from '../../../shared/device/device.ts';
import { BRIDGE_GROUP_ADDRESS, configurationFrame } from '../../../shared/device/stp-bpdu.ts';
import { BRIDGE_PRIORITY, PATH_COST } from '../../../shared/device/stp.ts';
import { buildNetwork, type Lab, type LabDevice } from '../../../shared/network/lab.ts';
import { advance, deviceOf, schedule, scheduleOnNetwork, type Network } from '../../../shared/network/network.ts';
import { stateOf } from '../../../shared/network/state.ts';
import { parseFrame, type Frame } from '../../../shared/wire/frame.ts';
import { acts, arrival } from './vocabulary.ts';

const SECOND = 1_000_000;

type Settings = NonNullable<Extract<LabDevice, { kind: 'switch' }>['stp']>;
const usual: Settings = { priority: BRIDGE_PRIORITY };

/** `stp` null: without the protocol. */
function bridge(letter: string, ports: number, stp: Settings | null = usual): LabDevice {
  const names = Array.from({ length: ports }, (_, index) => [`p${index + 1}`, {}]);
  const device = { kind: 'switch' as const, mac: `02:00:00:00:0${letter}:00`, ports: Object.fromEntries(names) };
  return stp === null ? device : { ...device, stp };
}

/** Three switches in a ring, and a host at each on p3: S1 is the root, and S3.p1 is the blocked port. */
function ring(stp: Settings | null = usual): Lab {
  const host = (number: number): LabDevice => {
    const card = { mac: `02:00:00:00:00:0${number}`, ipv4: `10.0.0.${number}/24` };
    return { kind: 'host', interfaces: { eth0: card } };
  };
  return {
    devices: {
      S1: bridge('a', 3, stp),
      S2: bridge('b', 3, stp),
      S3: bridge('c', 3, stp),
      A: host(1),
      B: host(2),
      C: host(3),
    },
    links: [
      ['S1.p1', 'S2.p2'],
      ['S2.p1', 'S3.p1'],
      ['S3.p2', 'S1.p2'],
      ['A.eth0', 'S1.p3'],
      ['B.eth0', 'S2.p3'],
      ['C.eth0', 'S3.p3'],
    ],
  };
}

interface Sent {
  readonly from: string;
  readonly atUs: number;
  readonly hex: string;
}

/** The network, and every message of a bridge that left since. */
function watched(lab: Lab) {
  const network = buildNetwork(lab);
  const sent: Sent[] = [];
  const run = (untilSeconds: number): void => {
    const observer = {
      sent: (device: string, port: string, frame: Frame, atUs: number) => {
        if (isToBridges(frame)) sent.push({ from: `${device}.${port}`, atUs, hex: hexOf(frame) });
      },
    };
    expect(advance(network, untilSeconds * SECOND, observer)).toBe(true);
  };
  return { network, sent, run };
}

function isToBridges(frame: Frame): boolean {
  return frame.layers[0]?.protocol === 'ethernet' && frame.layers[0].header.destination === BRIDGE_GROUP_ADDRESS;
}

/** From the source address on, without the zeros at the end: they are padding, but for times, which end in 00 anyway. */
function hexOf(frame: Frame): string {
  return Array.from(frame.bytes.subarray(6, 52), (octet) => octet.toString(16).padStart(2, '0')).join('');
}

const stateAt = (network: Network, id: string, port: string) => stateOf(network).stp?.[id]?.[port];
const cut = (network: Network, device: string, port: string, up = false) =>
  scheduleOnNetwork(network, network.nowUs, {
    kind: 'change',
    change: { change: up ? 'mend' : 'cut', at: { device, port } },
  });
const configure = (network: Network, id: string, change: Change) =>
  schedule(network, network.nowUs, id, { kind: 'configure', change });
const treeOf = (network: Network, id: string) => (deviceOf(network, id) as Switch).stp;

describe('a ring of three', () => {
  it('each port listens, then learns, for a forward delay each; the blocked one does neither', () => {
    const { network, run } = watched(ring());
    const seen = [1.5, 14.9, 15.1, 29.9, 30.1].map((seconds) => {
      run(seconds);
      return ['p1', 'p2', 'p3'].map((port) => stateAt(network, 'S3', port));
    });
    expect(seen).toEqual([
      ['blocking', 'listening', 'listening'],
      ['blocking', 'listening', 'listening'],
      ['blocking', 'learning', 'learning'],
      ['blocking', 'learning', 'learning'],
      ['blocking', 'forwarding', 'forwarding'],
    ]);
    expect(stateOf(network).stpRoot).toEqual({ S1: 'S1', S2: 'S1', S3: 'S1' });
  });

  it('the root speaks every hello time, and the others when they have heard it', () => {
    const { sent, run } = watched(ring());
    run(60);
    const late = sent.filter(({ atUs }) => atUs >= 50 * SECOND);
    const by = (from: string) => late.filter((one) => one.from === from).map(({ atUs }) => atUs);
    const root = by('S1.p1');
    expect(root).toHaveLength(6);
    expect(new Set(root.slice(1).map((atUs, index) => atUs - (root[index] ?? 0)))).toEqual(new Set([2 * SECOND]));
    expect(by('S2.p1')).toEqual(root.slice(0, by('S2.p1').length).map((atUs) => atUs + 100));
    // The designated port of a segment speaks, the root port and the blocked port do not.
    expect([...new Set(late.map(({ from }) => from))].toSorted()).toEqual(
      ['S1.p1', 'S1.p2', 'S1.p3', 'S2.p1', 'S2.p3', 'S3.p3'].toSorted(),
    );
  });

  it('says it in the bytes of Linux', () => {
    const { sent, run } = watched(ring({ ...usual, helloSeconds: 2, forwardDelaySeconds: 4, maxAgeSeconds: 6 }));
    run(40);
    const bytes = new Set(sent.map(({ hex }) => hex));
    // Source address, length 38, LLC; then the message: flags, root, cost, bridge, port, age, and the three times.
    const start = (port: string) => `${port}0026424203`;
    const times = '060002000400';
    const [s1, s2] = ['8000020000000a00', '8000020000000b00'];
    expect(bytes).toContain(`${start('020000000a01')}0000000000${s1}00000000${s1}80010000${times}`);
    expect(bytes).toContain(`${start('020000000a01')}0000000001${s1}00000000${s1}80010000${times}`);
    expect(bytes).toContain(`${start('020000000a01')}0000000081${s1}00000000${s1}80010000${times}`);
    expect(bytes).toContain(`${start('020000000b01')}0000000000${s1}00000002${s2}80010001${times}`);
    expect(bytes).toContain(`${start('020000000b01')}0000000001${s1}00000002${s2}80010001${times}`);
    expect(bytes).toContain(`020000000b020007424203${'00000080'.padEnd(70, '0')}`);
    // And what is to be seen for the rest is no more than this: the claims of the first instant, and S3.
    const claims = [...bytes].filter((hex) => !hex.includes(`${s1}00000000${s1}`) && !hex.includes(`${s1}00000002`));
    expect(claims.every((hex) => hex.startsWith('020000000b') || hex.startsWith('020000000c'))).toBe(true);
  });

  it('a message is as old as the time since the root spoke, in 1/256 s', () => {
    // Hello and hold time are the same second: what S2 passes on has always waited for it (Linux: 00fe to 0108).
    const { sent, run } = watched(ring({ ...usual, helloSeconds: 1 }));
    run(40);
    const ages = sent
      .filter(({ from, atUs }) => from === 'S2.p1' && atUs > 30 * SECOND)
      .map(({ hex }) => hex.slice(76, 80));
    expect(new Set(ages)).toEqual(new Set(['0100']));
  });

  it('whoever knows less is told better at once', () => {
    const { network, run } = watched(ring());
    run(51.5);
    const device = deviceOf(network, 'S2') as Switch;
    const id = { priority: 0x8000, mac: mac('02:00:00:00:0d:00') };
    const claim = configurationFrame(id.mac, {
      vector: { root: id, cost: 0, bridge: id, port: 0x8001 },
      messageAge: 0,
      times: { maxAgeUs: 20 * SECOND, helloUs: 2 * SECOND, forwardDelayUs: 15 * SECOND },
      topologyChange: false,
      topologyChangeAcknowledgment: false,
    });
    const { sends } = acts(device, arrival('p3', claim));
    expect(sends.map(({ port, frame }) => [port, hexOf(frame).slice(32, 48)])).toEqual([['p3', '8000020000000a00']]);
    // By the root port it comes from somebody who will hear of the root anyway.
    expect(acts(device, arrival('p2', claim)).sends).toEqual([]);
  });

  it('never sends two configuration messages by one port within a second', () => {
    const { network, sent, run } = watched(ring());
    run(40);
    cut(network, 'S1', 'p2');
    run(100);
    const last: Record<string, number> = {};
    for (const { from, atUs, hex } of sent) {
      if (hex.slice(28, 30) === '80') continue;
      expect(atUs - (last[from] ?? -SECOND)).toBeGreaterThanOrEqual(SECOND);
      last[from] = atUs;
    }
  });
});

describe('a link goes, and comes back', () => {
  it('the own root port has gone: the blocked port takes over at once, and opens after two forward delays', () => {
    const { network, run } = watched(ring());
    run(50);
    cut(network, 'S3', 'p2');
    const seen = [50.1, 64.9, 65.1, 79.9, 80.1].map((seconds) => {
      run(seconds);
      return [stateAt(network, 'S3', 'p1'), stateAt(network, 'S3', 'p2')];
    });
    expect(seen).toEqual([
      ['listening', 'disabled'],
      ['listening', 'disabled'],
      ['learning', 'disabled'],
      ['learning', 'disabled'],
      ['forwarding', 'disabled'],
    ]);
    expect(treeOf(network, 'S3')?.rootPathCost).toBe(2 * PATH_COST);
  });

  it('a link beyond the neighbour has gone: what was heard is believed for the maximum age', () => {
    const { network, run } = watched(ring());
    run(50);
    cut(network, 'S2', 'p2');
    // The last message was heard a moment ago, or up to a hello time.
    run(50 + 17.9);
    expect(stateAt(network, 'S3', 'p1')).toBe('blocking');
    run(50 + 20.1);
    expect(stateAt(network, 'S3', 'p1')).toBe('listening');
    run(50 + 51);
    expect(stateAt(network, 'S3', 'p1')).toBe('forwarding');
    expect(stateOf(network).stpRoot).toEqual({ S1: 'S1', S2: 'S1', S3: 'S1' });
  });

  it('back again, the old way holds and the other port is blocked at once', () => {
    const { network, run } = watched(ring());
    run(1);
    cut(network, 'S3', 'p2');
    run(90);
    expect(stateAt(network, 'S3', 'p1')).toBe('forwarding');
    expect(treeOf(network, 'S1')?.topologyChange).toBe(false);
    cut(network, 'S3', 'p2', true);
    run(93);
    expect([stateAt(network, 'S3', 'p1'), stateAt(network, 'S3', 'p2')]).toEqual(['blocking', 'listening']);
    // A port that forwarded does no longer: that is a change, too (8.6.13).
    expect(treeOf(network, 'S1')?.topologyChange).toBe(true);
  });

  it('without the root, the next one becomes the root, with its own times', () => {
    const lab = ring({ ...usual, helloSeconds: 1 });
    const devices = { ...lab.devices, S1: bridge('a', 3, { ...usual, helloSeconds: 3 }) };
    const { network, sent, run } = watched({ ...lab, devices });
    run(50);
    expect(treeOf(network, 'S2')?.times.helloUs).toBe(3 * SECOND);
    cut(network, 'S1', 'p1');
    cut(network, 'S1', 'p2');
    run(60);
    // S3 still believes what S2 said last, and S2's new claim is worse than that (8.6.2.2).
    expect(stateOf(network).stpRoot).toEqual({ S1: 'S1', S2: 'S2', S3: 'S1' });
    run(75);
    expect(stateOf(network).stpRoot).toEqual({ S1: 'S1', S2: 'S2', S3: 'S2' });
    const root = sent.filter(({ from, atUs }) => from === 'S2.p1' && atUs > 72 * SECOND).map(({ atUs }) => atUs);
    expect((root[1] ?? 0) - (root[0] ?? 0)).toBe(SECOND);
  });
});

describe('a change of the topology', () => {
  /** The ring with a cut at 101 s, between two messages of the root, when the changes of the beginning have long been over. */
  function changed() {
    const net = watched(ring());
    net.run(101);
    net.sent.length = 0;
    cut(net.network, 'S3', 'p2');
    return net;
  }
  const flagsOf = (sent: readonly Sent[], from: string) =>
    sent.filter((one) => one.from === from && one.hex.slice(28, 30) === '00').map((one) => one.hex.slice(30, 32));
  const notifications = (sent: readonly Sent[], from: string) =>
    sent.filter((one) => one.from === from && one.hex.slice(28, 30) === '80').map(({ atUs }) => atUs);

  it('is told from bridge to bridge up to the root, acknowledged, and told to all', () => {
    const { sent, run } = changed();
    run(136);
    // S3 tells S2 when its port opens (two forward delays of 15 s), S2 tells S1; each once, for each is acknowledged.
    const opened = 131 * SECOND;
    expect(notifications(sent, 'S3.p1')).toEqual([opened]);
    expect(notifications(sent, 'S2.p2')).toEqual([opened + 100]);
    const after = sent.filter(({ atUs }) => atUs > opened);
    expect(flagsOf(after, 'S1.p1').slice(0, 2)).toEqual(['81', '01']);
    expect(flagsOf(after, 'S2.p1').slice(0, 2)).toEqual(['80', '01']);
    expect(flagsOf(after, 'S3.p3').at(-1)).toBe('01');
  });

  it('lasts for the maximum age and a forward delay', () => {
    const { network, run } = changed();
    const isChanging = [130.9, 131.1, 165.9, 166.1, 169].map((seconds) => {
      run(seconds);
      return ['S1', 'S2', 'S3'].map((id) => treeOf(network, id)?.topologyChange);
    });
    expect(isChanging[0]).toEqual([false, false, false]);
    expect(isChanging[1]?.[0]).toBe(true);
    expect(isChanging[2]).toEqual([true, true, true]);
    expect(isChanging[3]?.[0]).toBe(false);
    expect(isChanging[4]).toEqual([false, false, false]);
  });

  it('makes the MAC tables age in a forward delay', () => {
    const { network, run } = changed();
    const s1 = deviceOf(network, 'S1') as Switch;
    const rows = () => Object.keys(stateOf(network).fdb['S1'] ?? {});
    run(129);
    s1.macs['02:00:00:00:00:03'] = { port: 'p1', heardUs: network.nowUs };
    run(143.9);
    expect(rows()).toEqual(['02:00:00:00:00:03']);
    run(144);
    expect(rows()).toEqual([]);
  });

  it('is told again and again while nobody acknowledges it', () => {
    const lab = ring();
    const { network, sent, run } = watched(lab);
    run(100);
    // S2 becomes deaf: what arrives at it by its root port is lost, and so is the acknowledgment.
    const end = network.cables['S1']?.['p1'];
    if (end !== undefined) Object.assign(end, { queueMax: 0 });
    sent.length = 0;
    const notify = configurationFrame(mac('02:00:00:00:0c:01'), {
      vector: {
        root: { priority: 0x8000, mac: mac('02:00:00:00:0c:00') },
        cost: 0,
        bridge: { priority: 0x8000, mac: mac('02:00:00:00:0c:00') },
        port: 0x8001,
      },
      messageAge: 0,
      times: { maxAgeUs: 20 * SECOND, helloUs: 2 * SECOND, forwardDelayUs: 15 * SECOND },
      topologyChange: false,
      topologyChangeAcknowledgment: false,
    }).bytes.slice();
    notify.set([0x00, 0x07], 12);
    notify[20] = 0x80;
    notify.fill(0, 21);
    schedule(network, network.nowUs, 'S2', { kind: 'frame', port: 'p1', frame: parseFrame(notify) });
    run(107);
    const times = notifications(sent, 'S2.p2').map((atUs) => atUs / SECOND);
    expect(times).toEqual([100, 102, 104, 106]);
  });
});

describe('what is configured', () => {
  it('a better priority takes the root over, and a worse one gives it back', () => {
    const { network, run } = watched(ring());
    run(50);
    configure(network, 'S3', { set: 'stp-priority', priority: 4096 });
    run(55);
    expect(stateOf(network).stpRoot).toEqual({ S1: 'S3', S2: 'S3', S3: 'S3' });
    run(120);
    expect(stateOf(network).stp?.['S1']?.['p1']).toBe('forwarding');
    expect(stateOf(network).stp?.['S2']?.['p2']).toBe('blocking');
    configure(network, 'S3', { set: 'stp-priority', priority: 61_440 });
    // Nobody has heard anything better than the old claim until it is too old (8.6.2.2, 8.7.4).
    run(121);
    expect(stateOf(network).stpRoot?.['S1']).not.toBe('S1');
    run(160);
    expect(stateOf(network).stpRoot).toEqual({ S1: 'S1', S2: 'S1', S3: 'S1' });
  });

  it('switched on while frames flow, ports go on forwarding until the loop is seen', () => {
    const { network, sent, run } = watched(ring(null));
    for (const id of ['S1', 'S2', 'S3']) configure(network, id, { set: 'stp', on: true });
    run(1.9);
    expect(sent).toEqual([]);
    expect(stateAt(network, 'S3', 'p1')).toBe('forwarding');
    run(3.5);
    expect(sent.length).toBeGreaterThan(0);
    expect(stateOf(network).stp?.['S3']).toEqual({ p1: 'blocking', p2: 'forwarding', p3: 'forwarding' });
    run(20);
    expect(stateOf(network).stp?.['S1']).toEqual({ p1: 'forwarding', p2: 'forwarding', p3: 'forwarding' });
  });

  it('switched off, it says nothing more, and what is blocked opens when the last message is too old', () => {
    const { network, sent, run } = watched(ring());
    run(51);
    for (const id of ['S1', 'S2', 'S3']) configure(network, id, { set: 'stp', on: false });
    run(52);
    sent.length = 0;
    run(69.9);
    expect(stateAt(network, 'S3', 'p1')).toBe('blocking');
    run(70.1);
    expect(stateAt(network, 'S3', 'p1')).toBe('forwarding');
    expect(sent).toEqual([]);
  });

  it('a port that is switched off leaves the tree', () => {
    const { network, run } = watched(ring());
    run(50);
    configure(network, 'S3', { set: 'link', port: 'p2', up: false });
    run(51);
    expect(stateOf(network).stp?.['S3']).toMatchObject({ p1: 'listening', p2: 'disabled' });
    configure(network, 'S3', { set: 'link', port: 'p2', up: true });
    run(54);
    expect(stateOf(network).stp?.['S3']).toMatchObject({ p1: 'blocking', p2: 'listening' });
  });
});

it('there is one tree for all VLANs, and its messages have no tag', () => {
  const plain = ring();
  const devices = Object.entries(plain.devices).map(([id, device]) => {
    if (device.kind !== 'switch') return [id, device];
    const ports = { p1: { vlan: { trunk: [10] } }, p2: { vlan: { trunk: [10] } }, p3: { vlan: { access: 10 } } };
    return [id, { ...device, ports }];
  });
  const ping = [{ at: 40, on: 'B', ping: { to: '10.0.0.3' } }];
  const { network, sent, run } = watched({ ...plain, devices: Object.fromEntries(devices), traffic: ping });
  run(45);
  const withoutVlans = watched(plain);
  withoutVlans.run(45);
  expect(stateOf(network).stp).toEqual(stateOf(withoutVlans.network).stp);
  expect(sent).toEqual(withoutVlans.sent);
  expect(stateOf(network).ping[0]).toMatchObject({ received: 1 });
  expect(stateOf(network).fdb['S1']).toEqual({ '10/02:00:00:00:00:02': 'p1', '10/02:00:00:00:00:03': 'p2' });
});

it('a port that begins later waits for the forward delay of the root, not for its own (8.6.12.3)', () => {
  const quick: Settings = { priority: 0, forwardDelaySeconds: 4, maxAgeSeconds: 6 };
  const { devices, links = [] } = ring();
  const { network, run } = watched({ devices: { ...devices, S1: bridge('a', 3, quick) }, links });
  run(60);
  cut(network, 'S2', 'p3');
  run(61);
  cut(network, 'S2', 'p3', true);
  const seen = [64.9, 65.1, 68.9, 69.1].map((seconds) => {
    run(seconds);
    return stateAt(network, 'S2', 'p3');
  });
  expect(seen).toEqual(['listening', 'learning', 'learning', 'forwarding']);
});

describe('frames at a port that is not open', () => {
  /** S3 of the ring, with p1 blocked, p2 and p3 listening, learning or forwarding. */
  function s3At(seconds: number): Switch {
    const { network, run } = watched(ring());
    run(seconds);
    return deviceOf(network, 'S3') as Switch;
  }
  const frame = (to: string, from: string) =>
    parseFrame(
      Uint8Array.from({ length: 60 }, (_, index) =>
        Number.parseInt(`${to}${from}88b5`.slice(index * 2, index * 2 + 2) || '0', 16),
      ),
    );
  const broadcast = frame('ffffffffffff', '020000000009');

  it('a blocked or listening port neither learns nor forwards', () => {
    expect(acts(s3At(50), arrival('p1', broadcast)).actions).toEqual([{ do: 'drop', why: 'blocked' }]);
    expect(acts(s3At(5), arrival('p3', broadcast)).actions).toEqual([{ do: 'drop', why: 'blocked' }]);
  });

  it('a learning port learns, and forwards nothing', () => {
    expect(acts(s3At(20), arrival('p3', broadcast)).actions.map((action) => action.do)).toEqual(['learn-mac', 'drop']);
  });

  it('nothing leaves by a blocked port, known or unknown', () => {
    const device = s3At(50);
    expect(acts(device, arrival('p3', broadcast)).ports).toEqual(['p2']);
    device.macs['02:00:00:00:00:07'] = { port: 'p1', heardUs: 0 };
    expect(acts(device, arrival('p3', frame('020000000007', '020000000009'))).ports).toEqual([]);
  });

  it('hears bridges even there, and learns nothing from them', () => {
    const { network, run } = watched(ring());
    run(100);
    for (const id of ['S1', 'S2', 'S3']) expect(stateOf(network).fdb[id]).toEqual({});
    expect(stateAt(network, 'S3', 'p1')).toBe('blocking');
  });

  it('ignores what is no message of this protocol, or too old', () => {
    const device = s3At(50);
    const before = structuredClone(device);
    const times = { maxAgeUs: 20 * SECOND, helloUs: 2 * SECOND, forwardDelayUs: 15 * SECOND };
    const better = { priority: 0, mac: mac('02:00:00:00:00:01') };
    const message = (messageAge: number) =>
      configurationFrame(better.mac, {
        vector: { root: better, cost: 0, bridge: better, port: 0x8001 },
        messageAge,
        times,
        topologyChange: false,
        topologyChangeAcknowledgment: false,
      });
    const rapid = message(0).bytes.slice();
    rapid[19] = 2;
    for (const odd of [frame('0180c2000000', '020000000009'), message(20 * 256 + 1), parseFrame(rapid)]) {
      expect(acts(device, arrival('p2', odd)).actions).toEqual([{ do: 'drop', why: 'not-understood' }]);
    }
    expect(acts(device, arrival('p2', message(20 * 256))).actions[0]?.do).toBe('set-spanning-tree');
    expect(device).toEqual(before);
  });

  const from = (bridgePriority: number, port: number, messageAge: number) => {
    const bridge = { priority: bridgePriority, mac: mac('02:00:00:00:0a:00') };
    return configurationFrame(bridge.mac, {
      vector: { root: bridge, cost: 0, bridge, port },
      messageAge,
      times: { maxAgeUs: 20 * SECOND, helloUs: 2 * SECOND, forwardDelayUs: 15 * SECOND },
      topologyChange: false,
      topologyChangeAcknowledgment: false,
    });
  };

  it('believes what it hears for the maximum age, less the age that it came with (8.6.2.3)', () => {
    const { actions } = acts(s3At(49.5), arrival('p2', from(0, 0x8001, 5 * 256)));
    const timers = actions.flatMap((action) =>
      action.do === 'start-timer' && action.event.kind === 'stp-timer' && action.event.timer.name === 'message-age'
        ? [action.afterUs]
        : [],
    );
    expect(timers).toEqual([15 * SECOND]);
  });

  it('passes on what is younger than the maximum age, and nothing that is not (8.6.1.3)', () => {
    expect(acts(s3At(49.5), arrival('p2', from(0, 0x8001, 20 * 256 - 2))).ports).toContain('p3');
    expect(acts(s3At(49.5), arrival('p2', from(0, 0x8001, 20 * 256 - 1))).ports).not.toContain('p3');
  });

  it('a port that is blocked while it learns is a topology change, too (8.6.13.3)', () => {
    // Another port of the root on the segment of p3; the way by p2 stays the better one.
    const { sends } = acts(s3At(20), arrival('p3', from(BRIDGE_PRIORITY, 0x8009, 0)));
    expect(sends.map(({ port, frame: sent }) => [port, sent.bytes[20]])).toEqual([['p2', 0x80]]);
  });

  it('a plain switch without the protocol passes them on, a switch with VLANs or with the protocol does not', () => {
    const bpdu = frame('0180c2000000', '020000000009');
    const plain = { ...s3At(50), stp: undefined };
    expect(acts(plain, arrival('p3', bpdu)).ports).toEqual(['p1', 'p2']);
    expect(acts({ ...plain, vlans: {} }, arrival('p3', bpdu)).ports).toEqual([]);
    expect(acts(plain, arrival('p3', frame('0180c2000001', '020000000009'))).ports).toEqual([]);
  });
});
