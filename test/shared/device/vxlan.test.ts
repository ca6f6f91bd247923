/** A VXLAN tunnel end point, RFC 7348 section 4. The same networks on a real Linux: test/conformance with test/fixtures/labs/vxlan. */
import { describe, expect, it } from 'vitest';
import { ipv4 } from '../../../shared/address/ipv4.ts';
import { mac, type Mac } from '../../../shared/address/mac.ts';
import { apply, ageTables } from '../../../shared/device/apply.ts';
import { act } from '../../../shared/device/decision.ts';
import type { Station } from '../../../shared/device/device.ts';
import type { Action } from '../../../shared/device/event.ts';
import { buildNetwork, isLabMistake, readLab } from '../../../shared/network/lab.ts';
import { advance } from '../../../shared/network/network.ts';
import { stateOf } from '../../../shared/network/state.ts';
import { buildFrame, innerFrameOf, layer, parseFrame, type Frame } from '../../../shared/wire/frame.ts';

const [A, B, C] = ['02:00:00:00:00:0a', '02:00:00:00:00:0b', '02:00:00:00:00:0c'].map((text) => mac(text)) as [
  Mac,
  Mac,
  Mac,
];
const EVERYBODY = mac('ff:ff:ff:ff:ff:ff');
const [OTHER, THIRD] = ['172.16.0.2', '172.16.0.3'];

function endPoint(): Station {
  const lab = readLab({
    devices: {
      V: {
        kind: 'vtep',
        interfaces: { eth0: { mac: '02:00:00:00:21:01', ipv4: '172.16.0.1/24' } },
        neigh: { [OTHER]: '02:00:00:00:22:01', [THIRD]: '02:00:00:00:23:01' },
        ports: { p1: { vni: 100 }, p2: { vni: 100 }, p3: { vni: 200 } },
        remotes: { '100': [OTHER, THIRD], '200': [THIRD] },
      },
      H: { kind: 'hub', ports: { p1: {}, p2: {}, p3: {}, p4: {} } },
    },
    links: [
      ['V.p1', 'H.p1'],
      ['V.p2', 'H.p2'],
      ['V.p3', 'H.p3'],
      ['V.eth0', 'H.p4'],
    ],
  });
  if (isLabMistake(lab)) throw new Error(`${lab.path}: ${lab.mistake}`);
  return buildNetwork(lab).devices['V'] as Station;
}

function frame(source: Mac, destination: Mac): Frame {
  return buildFrame({ protocol: 'ethernet', header: { source, destination, etherType: 0x88b5 } });
}

/** What comes out for a frame, follow-ups included: "p2" for a local port, "172.16.0.2 100" for a packet to another end point. */
function outcome(station: Station, port: string, arriving: Frame): { out: string[]; frames: Frame[]; drops: string[] } {
  const result = { out: [] as string[], frames: [] as Frame[], drops: [] as string[] };
  const open = [{ kind: 'frame', port, frame: arriving } as Parameters<typeof act>[1]];
  for (let event = open.shift(); event !== undefined; event = open.shift()) {
    const actions: readonly Action[] = act(station, event);
    for (const action of actions) if (action.do === 'drop') result.drops.push(action.why);
    const effects = apply(station, actions, 0);
    for (const send of effects.sends) {
      const vxlan = layer(send.frame, 'vxlan')?.header;
      const to = layer(send.frame, 'ipv4')?.header.destination;
      result.out.push(vxlan === undefined ? send.port : `${to} ${vxlan.vni}`);
      result.frames.push(send.frame);
    }
    open.unshift(...effects.next);
  }
  return result;
}

/** The packet as the other end point would send it to ours. */
function tunnelled(vni: number, inner: Frame, from = OTHER, flags = 0x08): Frame {
  const header = Uint8Array.of(flags, 0, 0, 0, vni >> 16, vni >> 8, vni, 0);
  return buildFrame(
    { protocol: 'ethernet', header: { source: mac('02:00:00:00:22:01'), destination: mac('02:00:00:00:21:01') } },
    { protocol: 'ipv4', header: { source: ipv4(from ?? ''), destination: ipv4('172.16.0.1') } },
    { protocol: 'udp', header: { sourcePort: 50_000, destinationPort: 4789 } },
    { protocol: 'data', bytes: Uint8Array.of(...header, ...inner.bytes) },
  );
}

describe('a tunnel end point', () => {
  it('sends broadcast and what it does not know to the local ports of the VNI and to each other end point, in order', () => {
    for (const destination of [EVERYBODY, B]) {
      const { out } = outcome(endPoint(), 'p1', frame(A, destination));
      expect(out).toEqual(['p2', `${OTHER} 100`, `${THIRD} 100`]);
    }
    expect(outcome(endPoint(), 'p3', frame(A, EVERYBODY)).out).toEqual([`${THIRD} 200`]);
  });

  it('wraps the frame as it is: VXLAN with the VNI, UDP to 4789, TTL 64, from its own address', () => {
    const inner = frame(A, B);
    const [, packet] = outcome(endPoint(), 'p1', inner).frames;
    if (packet === undefined) throw new Error('no packet');
    // Read anew from the bytes: nothing of what the sender said about them.
    const read = parseFrame(packet.bytes);
    expect(read.malformed).toBeUndefined();
    expect(layer(read, 'ipv4')?.header).toMatchObject({ source: '172.16.0.1', destination: OTHER, ttl: 64 });
    expect(layer(read, 'udp')?.header).toMatchObject({ destinationPort: 4789 });
    expect(layer(read, 'udp')?.header.sourcePort).toBeGreaterThanOrEqual(49_152);
    expect(layer(read, 'vxlan')?.header).toMatchObject({ flags: 0x08, vni: 100, reserved: 0, reservedEnd: 0 });
    expect(innerFrameOf(read)?.bytes).toEqual(inner.bytes);
  });

  it('learns from the tunnel who is behind which other end point, and then sends only there', () => {
    const station = endPoint();
    expect(outcome(station, 'eth0', tunnelled(100, frame(B, A), THIRD)).out).toEqual(['p1', 'p2']);
    expect(outcome(station, 'p1', frame(A, B)).out).toEqual([`${THIRD} 100`]);
    expect(outcome(station, 'eth0', tunnelled(100, frame(B, A))).out).toEqual(['p1']);
    // It has moved: the latest wins.
    expect(outcome(station, 'p1', frame(A, B)).out).toEqual([`${OTHER} 100`]);
  });

  it('never passes a frame from one end point on to another', () => {
    const station = endPoint();
    expect(outcome(station, 'eth0', tunnelled(100, frame(B, EVERYBODY))).out).toEqual(['p1', 'p2']);
    outcome(station, 'eth0', tunnelled(100, frame(C, EVERYBODY), THIRD));
    expect(outcome(station, 'eth0', tunnelled(100, frame(B, C)))).toMatchObject({ out: [], drops: ['same-port'] });
  });

  it('keeps tenants apart, even with the same addresses', () => {
    const station = endPoint();
    outcome(station, 'p1', frame(A, EVERYBODY));
    expect(outcome(station, 'eth0', tunnelled(200, frame(B, A))).out).toEqual(['p3']);
    expect(outcome(station, 'p3', frame(A, B)).out).toEqual([`${OTHER} 200`]);
    expect(Object.keys(station.tunnel?.macs ?? {}).toSorted()).toEqual([`100/${A}`, `200/${A}`, `200/${B}`].toSorted());
  });

  it('drops what is in no VNI of its own, or in none at all', () => {
    expect(outcome(endPoint(), 'eth0', tunnelled(300, frame(B, A)))).toMatchObject({ out: [], drops: ['unknown-vni'] });
    // RFC 7348 section 5: the I flag must be set.
    expect(outcome(endPoint(), 'eth0', tunnelled(100, frame(B, A), OTHER, 0))).toMatchObject({
      drops: ['not-understood'],
    });
  });

  it('forgets who was behind a port without a link, and whoever was not heard for 300 s', () => {
    const station = endPoint();
    outcome(station, 'p1', frame(A, EVERYBODY));
    outcome(station, 'p2', frame(B, EVERYBODY));
    apply(station, act(station, { kind: 'carrier', port: 'p1', up: false }), 0);
    expect(Object.keys(station.tunnel?.macs ?? {})).toEqual([`100/${B}`]);
    expect(outcome(station, 'p2', frame(B, EVERYBODY)).out).toEqual([`${OTHER} 100`, `${THIRD} 100`]);
    ageTables(station, 299_999_999);
    expect(Object.keys(station.tunnel?.macs ?? {})).toEqual([`100/${B}`]);
    ageTables(station, 300_000_000);
    expect(station.tunnel?.macs).toEqual({});
  });

  it('is not asked about what is too old, even if nothing has happened since', () => {
    const lab = readLab({
      devices: {
        A: { kind: 'host', interfaces: { eth0: { mac: A, ipv4: '10.0.0.1/24' } } },
        V: {
          kind: 'vtep',
          interfaces: { eth0: { mac: '02:00:00:00:21:01', ipv4: '172.16.0.1/24' } },
          ports: { p1: { vni: 100 } },
        },
      },
      links: [['A.eth0', 'V.p1']],
      traffic: [{ on: 'A', ping: { to: '10.0.0.2' } }],
    });
    if (isLabMistake(lab)) throw new Error(`${lab.path}: ${lab.mistake}`);
    const network = buildNetwork(lab);
    advance(network, 100_000_000);
    expect(stateOf(network).fdb).toEqual({ V: { [`100/${A}`]: 'p1' } });
    advance(network, 310_000_000);
    expect(stateOf(network).fdb).toEqual({ V: {} });
  });

  it('lets a damaged frame go no further than its port', () => {
    const damaged = parseFrame(frame(A, B).bytes, 0xdeadbeef);
    expect(outcome(endPoint(), 'p1', damaged)).toMatchObject({ out: [], drops: ['bad-fcs'] });
  });

  it('has a source port for each pair of machines, so that routers can spread them (RFC 7348 section 5)', () => {
    const sourcePort = (from: Mac) => {
      const [sent] = outcome(endPoint(), 'p3', frame(from, B)).frames;
      return sent && layer(sent, 'udp')?.header.sourcePort;
    };
    expect(sourcePort(A)).toBe(sourcePort(A));
    expect(sourcePort(A)).not.toBe(sourcePort(C));
  });
});
