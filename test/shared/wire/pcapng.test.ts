import { describe, expect, test } from 'vitest';
import {
  type Frame,
  buildFrame,
  fcsOf,
  parseFrame,
  patchFrame,
  tagFrame,
  untagFrame,
} from '../../../shared/wire/frame.ts';
import { type CapturedPacket, writePcapng } from '../../../shared/wire/pcapng.ts';
import { mac } from '../../../shared/address/mac.ts';
import { askTshark, canAskTshark, readCapture, rowOf, valuesOf } from './captures.ts';
import { A, B, R, arpRequest, data, echoRequest, ethernetToR, ipv4ToB, ping, withOctets } from './frames.ts';

test('the file, octet by octet, as the draft lays it out', () => {
  const file = writePcapng({
    interfaces: ['A.0'],
    packets: [{ interface: 0, timeUs: 0x1_0000_0002, direction: 'out', bytes: Uint8Array.of(1, 2, 3, 4, 5) }],
  });
  const words = [
    '0a0d0d0a 1c000000 4d3c2b1a 01000000 ffffffffffffffff 1c000000',
    '01000000 28000000 01000000 00000000 02000300 412e3000 09000100 06000000 00000000 28000000',
    '06000000 34000000 00000000 01000000 02000000 05000000 05000000 01020304 05000000 02000400 02000000 00000000 34000000',
  ];
  const hex = [...file].map((octet) => octet.toString(16).padStart(2, '0')).join('');
  expect(hex).toBe(words.join('').replaceAll(' ', ''));
});

test('a damaged frame is marked by bit 24 of its flags, "wrong CRC" (section 4.3.1)', () => {
  const packet = { interface: 0, timeUs: 0, direction: 'in', bytes: new Uint8Array(60) } as const;
  const flagsOf = (isDamaged: boolean): number => {
    const file = writePcapng({ interfaces: ['A.0'], packets: [{ ...packet, isDamaged }] });
    return new DataView(file.buffer).getUint32(file.length - 12, true);
  };
  expect([flagsOf(true), flagsOf(false)]).toEqual([0x0100_0001, 0x0000_0001]);
});

test('a packet of no interface is refused', () => {
  const packet = { timeUs: 0, direction: 'in', bytes: new Uint8Array(60) } as const;
  for (const index of [1, -1, Number.NaN]) {
    expect(() => writePcapng({ interfaces: ['A.eth0'], packets: [{ ...packet, interface: index }] })).toThrow(
      RangeError,
    );
  }
});

describe.skipIf(!canAskTshark())('tshark', { timeout: 60_000 }, () => {
  const frames = ourFrames();
  const names = Object.keys(rowOf(frames[0]!));

  test('reads each field of our frames as we do, and finds nothing wrong', () => {
    const file = writePcapng({ interfaces: ['A.eth0'], packets: frames.map((frame) => sent(frame.bytes)) });
    const rows = askTshark(file, [
      ...names,
      'ip.checksum.status',
      'icmp.checksum.status',
      'udp.checksum.status',
      '_ws.malformed',
    ]);
    expect(rows.map(valuesOf)).toEqual(frames.map(rowOf));
    for (const row of rows) {
      // 1 is good, 2 is unverified: a quoted message may be incomplete.
      expect(row['ip.checksum.status']).toMatch(/^(1(,1)*)?$/);
      expect(row['icmp.checksum.status']).toMatch(/^(1(,[12])*)?$/);
      // 3 is not there.
      expect(row['udp.checksum.status']).toMatch(/^([123](,[123])*)?$/);
      expect(row['_ws.malformed']).toBe('');
    }
  });

  test('finds the checksums wrong that we find wrong', () => {
    const damaged = [withOctets(ping().bytes, { 22: 63 }), withOctets(ping().bytes, { 97: 0 })];
    const file = writePcapng({ interfaces: ['A.eth0'], packets: damaged.map(sent) });
    const rows = askTshark(file, ['ip.checksum.status', 'icmp.checksum.status']);
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['0', '1'],
      ['1', '0'],
    ]);
    expect(damaged.map((bytes) => parseFrame(bytes).malformed?.malformed)).toEqual(['ipv4-checksum', 'icmp-checksum']);
  });

  test('reads interfaces, directions and times', () => {
    const packets: CapturedPacket[] = [
      { interface: 0, timeUs: 0, direction: 'out', bytes: ping().bytes },
      { interface: 1, timeUs: 12, direction: 'in', bytes: ping().bytes },
      { interface: 1, timeUs: 5_000_000_001, direction: 'out', bytes: arpRequest().bytes },
    ];
    const file = writePcapng({ interfaces: ['A.eth0', '路由器.p1'], packets });
    const rows = askTshark(file, [
      'frame.interface_name',
      'frame.time_epoch',
      'frame.packet_flags_direction',
      'frame.len',
    ]);
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['A.eth0', '0.000000000', '0x00000002', '98'],
      ['路由器.p1', '0.000012000', '0x00000001', '98'],
      ['路由器.p1', '5000.000001000', '0x00000002', '60'],
    ]);
  });

  test('agrees with our FCS, and with us that a changed frame needs another', () => {
    const withFcs = (bytes: Uint8Array, fcs: number) => Uint8Array.of(...bytes, fcs, fcs >>> 8, fcs >>> 16, fcs >>> 24);
    const stale = patchFrame(ping(), { 'ipv4.ttl': 1 });
    const packets = [...frames.map((frame) => withFcs(frame.bytes, fcsOf(frame))), withFcs(stale.bytes, fcsOf(ping()))];
    const file = writePcapng({ interfaces: ['A.eth0'], packets: packets.map(sent) });
    const rows = askTshark(file, ['eth.fcs.status'], ['eth.fcs:Always', 'eth.check_fcs:TRUE']);
    expect(rows.map((row) => row['eth.fcs.status'])).toEqual([...frames.map(() => '1'), '0']);
  });
});

function sent(bytes: Uint8Array): CapturedPacket {
  return { interface: 0, timeUs: 0, direction: 'out', bytes };
}

const configuration = {
  type: 0,
  topologyChangeAcknowledgment: 1,
  topologyChange: 0,
  rootPriority: 0x8001,
  rootMac: R.mac,
  rootPathCost: 200_019,
  bridgePriority: 0x900a,
  bridgeMac: A.mac,
  portId: 0x8003,
  messageAge: 256,
  maxAge: 20 * 256,
  helloTime: 2 * 256,
  forwardDelay: 15 * 256,
} as const;

/** One of each kind that we send, built by us from scratch or by changing another. */
function ourFrames(): Frame[] {
  const quote = (from: Frame, octets: number) => data0(from.bytes.subarray(14, 14 + octets));
  const data0 = (bytes: Uint8Array) => ({ protocol: 'data', bytes }) as const;
  const vlan10 = { protocol: 'vlan', header: { id: 10 } } as const;
  const bridgeGroup = {
    protocol: 'ethernet',
    header: { destination: mac('01:80:c2:00:00:00'), source: A.mac },
  } as const;
  const datagram = { protocol: 'udp', header: { sourcePort: 40_000, destinationPort: 9999 } } as const;
  const vxlanPort = { protocol: 'udp', header: { sourcePort: 50_000, destinationPort: 4789 } } as const;
  const udp = buildFrame(ethernetToR, ipv4ToB, datagram, data(20));
  const udpWithout = patchFrame(udp, { 'udp.checksum': 0 });
  const unreachable = { protocol: 'icmp', header: { type: 3, code: 3 } } as const;
  const portUnreachable = buildFrame(ethernetToR, ipv4ToB, unreachable, quote(udp, 48));
  const timeExceeded = buildFrame(ethernetToR, ipv4ToB, { protocol: 'icmp', header: { type: 11 } }, quote(ping(), 84));
  return [
    arpRequest(),
    patchFrame(arpRequest(), { 'arp.operation': 2, 'ethernet.destination': B.mac }),
    ping(),
    patchFrame(ping(), { 'icmp.type': 0, 'ipv4.ttl': 63 }),
    patchFrame(ping(), { 'ipv4.source': '203.0.113.7', 'icmp.identifier': 0xfffe, 'ipv4.dscp': 48, 'ipv4.ecn': 3 }),
    buildFrame(ethernetToR, ipv4ToB, echoRequest),
    buildFrame(ethernetToR, ipv4ToB, echoRequest, data(17)),
    buildFrame(ethernetToR, ipv4ToB, { protocol: 'icmp', header: { type: 11 } }, quote(ping(), 28)),
    buildFrame(ethernetToR, ipv4ToB, { protocol: 'icmp', header: { type: 3, code: 1 } }, quote(ping(), 84)),
    buildFrame(ethernetToR, ipv4ToB, { protocol: 'icmp', header: { type: 3, code: 0 } }, quote(ping(), 84)),
    buildFrame(ethernetToR, ipv4ToB, data(40)),
    patchFrame(parseFrame(readCapture('linux-router-inside')[17]!), { 'ipv4.ttl': 7 }),
    tagFrame(ping(), 4094, 5),
    tagFrame(tagFrame(arpRequest(), 1), 2),
    untagFrame(tagFrame(ping(), 7)),
    buildFrame(ethernetToR, vlan10, ipv4ToB, echoRequest),
    buildFrame(bridgeGroup, { protocol: 'llc', header: {} }, { protocol: 'bpdu', header: { type: 0x80 } }),
    buildFrame(bridgeGroup, { protocol: 'llc', header: {} }, { protocol: 'bpdu', header: configuration }),
    buildFrame(bridgeGroup, vlan10, { protocol: 'llc', header: {} }, { protocol: 'bpdu', header: configuration }),
    udp,
    udpWithout,
    buildFrame(ethernetToR, ipv4ToB, datagram, data(1)),
    patchFrame(udp, { 'ipv4.source': '203.0.113.7', 'udp.sourcePort': 61_000, 'ipv4.ttl': 63 }),
    patchFrame(udpWithout, { 'ipv4.source': '203.0.113.7', 'udp.sourcePort': 61_000 }),
    portUnreachable,
    patchFrame(portUnreachable, {
      'ipv4.destination': '192.168.9.9',
      'quoted.ipv4.source': '192.168.9.9',
      'quoted.udp.sourcePort': 1024,
    }),
    patchFrame(timeExceeded, { 'quoted.ipv4.source': '192.168.9.9', 'quoted.icmp.identifier': 0xabcd }),
    buildFrame(ethernetToR, ipv4ToB, vxlanPort, { protocol: 'vxlan', header: { vni: 77 } }, data0(ping().bytes)),
    patchFrame(
      buildFrame(
        ethernetToR,
        ipv4ToB,
        vxlanPort,
        { protocol: 'vxlan', header: { vni: 77 } },
        data0(arpRequest().bytes),
      ),
      { 'vxlan.vni': 0xabcdef, 'ipv4.ttl': 3 },
    ),
  ];
}
