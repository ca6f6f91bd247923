import { describe, expect, test } from 'vitest';
import { ipv4 } from '../../../shared/address/ipv4.ts';
import {
  type Frame,
  buildFrame,
  innerFrameOf,
  layer,
  parseFrame,
  patchFrame,
  summary,
} from '../../../shared/wire/frame.ts';
import { readCapture } from './captures.ts';
import { arpRequest, ethernetToR, ipv4ToB, ping, withOctets } from './frames.ts';

const packets = readCapture('linux-vxlan-inside').map((bytes) => parseFrame(bytes));

describe('Linux’s tunnel', () => {
  const inner = packets.map(innerFrameOf).filter((frame) => frame !== undefined);

  test('carries ARP, pings, a datagram and an error', () => {
    expect(inner.map(summary).map((line) => line.replace(/ id \d+,/, ''))).toEqual([
      'ARP who-has 10.0.0.2 tell 10.0.0.1',
      'ARP 10.0.0.2 is-at 02:00:00:00:0a:02',
      '10.0.0.1 > 10.0.0.2: ICMP echo request, seq 1, ttl 64',
      '10.0.0.2 > 10.0.0.1: ICMP echo reply, seq 1, ttl 64',
      '10.0.0.1 > 10.0.0.2: ICMP echo request, seq 2, ttl 64',
      '10.0.0.2 > 10.0.0.1: ICMP echo reply, seq 2, ttl 64',
      '10.0.0.1 > 10.0.0.2: ICMP echo request, seq 1, ttl 64',
      '10.0.0.2 > 10.0.0.1: ICMP echo reply, seq 1, ttl 64',
      '10.0.0.1.40000 > 10.0.0.2.9999: UDP, length 11, ttl 64',
      '10.0.0.2 > 10.0.0.1: ICMP 10.0.0.2 udp port 9999 unreachable, ttl 64',
    ]);
  });

  test('frames inside share the bytes, and their layers begin at their own start', () => {
    for (const packet of packets) {
      const frame = innerFrameOf(packet);
      if (!frame) continue;
      expect(frame.bytes.buffer).toBe(packet.bytes.buffer);
      expect(frame.layers[0]).toMatchObject({ protocol: 'ethernet', offset: 0 });
      expect(frame).toEqual(parseFrame(frame.bytes.slice()));
    }
  });

  test('built round the same frame, the packet is the same', () => {
    const tunnelled = packets.filter((packet) => innerFrameOf(packet) !== undefined);
    for (const packet of tunnelled) {
      expect(wrappedLike(packet, innerFrameOf(packet)!).bytes).toEqual(packet.bytes);
    }
  });
});

/** The outer headers of a packet round a frame, as the sender's tunnel end point makes them. */
function wrappedLike(packet: Frame, inner: Frame): Frame {
  const { destination, source } = layer(packet, 'ethernet')!.header;
  const { checksum: _, totalLength: __, ...outer } = layer(packet, 'ipv4')!.header;
  const { sourcePort, destinationPort, checksum } = layer(packet, 'udp')!.header;
  return buildFrame(
    { protocol: 'ethernet', header: { destination, source } },
    { protocol: 'ipv4', header: outer },
    {
      protocol: 'udp',
      header: checksum === 0 ? { sourcePort, destinationPort, checksum } : { sourcePort, destinationPort },
    },
    { protocol: 'vxlan', header: { vni: 100 } },
    { protocol: 'data', bytes: inner.bytes },
  );
}

const wrap = (inner: Uint8Array) =>
  buildFrame(
    ethernetToR,
    ipv4ToB,
    { protocol: 'udp', header: { sourcePort: 50_000, destinationPort: 4789 } },
    { protocol: 'vxlan', header: { vni: 0xfffffe } },
    { protocol: 'data', bytes: inner },
  );

test('what is wrong inside is not wrong outside', () => {
  const packet = wrap(withOctets(ping().bytes, { 22: 1 }));
  expect(packet.malformed).toBeUndefined();
  expect(innerFrameOf(packet)!.malformed).toEqual({ malformed: 'ipv4-checksum', at: 24 });
  expect(innerFrameOf(wrap(new Uint8Array(0)))!.malformed?.malformed).toBe('ethernet-truncated');
});

test('layer and paths mean the outer packet, never what is in it', () => {
  const packet = wrap(arpRequest().bytes);
  expect(layer(packet, 'arp')).toBeUndefined();
  expect(layer(packet, 'ipv4')!.header.source).toBe('192.168.1.101');
  const patched = patchFrame(packet, { 'ipv4.source': ipv4('203.0.113.9'), 'vxlan.vni': 5 });
  expect(patched).toEqual(parseFrame(patched.bytes));
  expect(patched.malformed).toBeUndefined();
  expect(innerFrameOf(patched)).toEqual(arpRequest());
});

test('tunnels in tunnels are read to a limit, beyond which there is data', () => {
  let packet = ping();
  for (let depth = 0; depth < 30; depth++) packet = wrap(packet.bytes);
  expect(packet.layers.length).toBeLessThan(40);
  expect(packet.layers.at(-1)!.protocol).toBe('data');
});
