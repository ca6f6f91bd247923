import { describe, expect, test } from 'vitest';
import { type Random, draw, drawOne, randomFrom } from '../../../shared/random.ts';
import {
  type Frame,
  type Layer,
  type LayerSpec,
  buildFrame,
  parseFrame,
  tagFrame,
} from '../../../shared/wire/frame.ts';
import { MALFORMED_FRAME_REASONS } from '../../../shared/wire/reasons.ts';
import { CAPTURES, type TsharkRow, readCapture, readRows, rowOf, valuesOf } from './captures.ts';
import { A, B, arpRequest, data, echoRequest, ethernetToR, ipv4ToB, ping, withOctets } from './frames.ts';

const llc: LayerSpec = { protocol: 'llc', header: {} };
const topologyChange: LayerSpec = { protocol: 'bpdu', header: { type: 0x80 } };
const protocols = (frame: Frame) => frame.layers.map((layer) => layer.protocol).join(' ');

describe.each(CAPTURES)('%s, as it was on the wire', (name) => {
  const rows = readRows(name);

  test.each(readCapture(name).map((bytes, index) => [index + 1, bytes] as const))('frame %i', (number, bytes) => {
    const frame = parseFrame(bytes);
    const row = rows[number - 1]!;
    // A status of 0 is bad. tshark judges quoted datagrams too, we only the packet's own.
    const isBad = row['udp.checksum.status']!.startsWith('0') && row['icmp.type'] === '';
    expect(frame.malformed?.malformed).toBe(isBad ? 'udp-checksum' : undefined);
    // tshark reads on in the first fragment of a tunnel's packet; half a frame is no frame, so we do not.
    const isHalf = row['vxlan.vni'] !== '' && row['ip.flags']!.startsWith('0x01');
    expect(rowOf(frame)).toEqual(isHalf ? outermost(valuesOf(row)) : valuesOf(row));
    expectWithoutGap(frame);
  });

  test.each(readCapture(name).map((bytes, index) => [index + 1, bytes] as const))(
    'frame %i, cut short at any length, is read as far as it goes',
    (_, bytes) => {
      const whole = parseFrame(bytes);
      for (let octets = 0; octets < Math.min(bytes.length, 200); octets++) {
        const frame = parseFrame(bytes.slice(0, octets));
        expectWithoutGap(frame);
        // What could be read is what stands in the whole frame.
        const headers = frame.layers.filter((each) => 'header' in each);
        expect(headers).toEqual(whole.layers.slice(0, headers.length));
      }
    },
  );
});

describe('layers', () => {
  test.each([
    ['an ARP request', arpRequest().bytes, 'ethernet arp padding'],
    ['a ping', ping().bytes, 'ethernet ipv4 icmp data'],
    ['a short ping', buildFrame(ethernetToR, ipv4ToB, echoRequest).bytes, 'ethernet ipv4 icmp padding'],
    ['an etherType without a name', buildFrame(ethernetToR, data(80)).bytes, 'ethernet data'],
    ['an IPv4 protocol without a name', buildFrame(ethernetToR, ipv4ToB, data(80)).bytes, 'ethernet ipv4 data'],
    // Some cards pad with what was in their memory; it belongs to no checksum.
    ['a short ping, padded with leftovers', leftovers(), 'ethernet ipv4 icmp padding'],
    // A length instead of a type: 38 octets of a bridge's message, then padding.
    ['an 802.3 length', withOctets(arpRequest().bytes, { 12: 0, 13: 38 }), 'ethernet llc data padding'],
    ['a configuration BPDU', readCapture('linux-stp')[0]!, 'ethernet llc bpdu'],
    ['a topology change', buildFrame(ethernetToR, llc, topologyChange).bytes, 'ethernet llc bpdu padding'],
    ['a rapid BPDU', readCapture('ovs-trunk')[0]!, 'ethernet llc bpdu'],
    ['a BPDU of an unknown type', withOctets(readCapture('linux-stp')[0]!, { 20: 9 }), 'ethernet llc bpdu data'],
    ['ARP in a VLAN', readCapture('ovs-trunk')[9]!, 'ethernet vlan arp'],
    ['a ping in a VLAN', readCapture('ovs-trunk')[11]!, 'ethernet vlan ipv4 icmp data'],
    [
      'a tag in a tag',
      tagFrame(parseFrame(readCapture('ovs-trunk')[11]!), 7).bytes,
      'ethernet vlan vlan ipv4 icmp data',
    ],
    ['a BPDU in a VLAN', tagFrame(parseFrame(readCapture('linux-stp')[0]!), 7).bytes, 'ethernet vlan llc bpdu'],
    ['a datagram', readCapture('linux-udp')[2]!, 'ethernet ipv4 udp data'],
    ['ARP in a tunnel', readCapture('linux-vxlan-inside')[2]!, 'ethernet ipv4 udp vxlan ethernet arp'],
    ['a ping in a tunnel', readCapture('linux-vxlan-inside')[4]!, 'ethernet ipv4 udp vxlan ethernet ipv4 icmp data'],
    // 1501 … 1535 is neither a length nor a type.
    ['a value between lengths and types', withOctets(arpRequest().bytes, { 12: 5, 13: 0xdd }), 'ethernet data'],
    ['a time exceeded', readCapture('linux-router-inside')[7]!, 'ethernet ipv4 icmp ipv4 icmp data'],
    ['a port unreachable', readCapture('linux-router-inside')[23]!, 'ethernet ipv4 icmp ipv4 udp data'],
    ['a first fragment', readCapture('linux-router-inside')[13]!, 'ethernet ipv4 icmp data'],
    ['a last fragment', readCapture('linux-router-inside')[14]!, 'ethernet ipv4 data'],
  ])('%s', (_, bytes, expected) => {
    const frame = parseFrame(bytes);
    expect(frame.malformed).toBeUndefined();
    expect(protocols(frame)).toBe(expected);
    expectWithoutGap(frame);
  });

  test('options are kept as they came', () => {
    const ipv4 = parseFrame(readCapture('linux-router-inside')[17]!).layers[1]!;
    expect(ipv4).toMatchObject({ protocol: 'ipv4', length: 60, header: { headerLength: 15 } });
    // RFC 791 section 3.1: record route is option 7; ping -R asks for the most that fits, 39 octets, after a no-operation.
    expect(ipv4.protocol === 'ipv4' && [...ipv4.header.options!.subarray(0, 3)]).toEqual([1, 7, 39]);
  });

  test('a quote may be cut after its first 8 octets, and is not judged', () => {
    const quoted = ping().bytes.slice(14, 14 + 28);
    quoted[10]! ^= 0xff;
    const error = buildFrame(
      ethernetToR,
      ipv4ToB,
      { protocol: 'icmp', header: { type: 11 } },
      { protocol: 'data', bytes: quoted },
    );
    expect(error.malformed).toBeUndefined();
    expect(protocols(error)).toBe('ethernet ipv4 icmp ipv4 icmp');
  });

  test('a quote that cannot be read, and a quote in a quote, are data', () => {
    const error = (quoted: Uint8Array) =>
      buildFrame(
        ethernetToR,
        ipv4ToB,
        { protocol: 'icmp', header: { type: 3, code: 1 } },
        { protocol: 'data', bytes: quoted },
      );
    expect(protocols(error(new Uint8Array(28)))).toBe('ethernet ipv4 icmp data');
    const lastFragment = readCapture('linux-router-inside')[14]!.slice(14, 90);
    expect(protocols(error(lastFragment))).toBe('ethernet ipv4 icmp ipv4 data');
    const once = error(ping().bytes.slice(14, 90));
    const twice = error(once.bytes.slice(14));
    expect(protocols(twice)).toBe('ethernet ipv4 icmp ipv4 icmp data');
    expectWithoutGap(twice);
  });
});

const tagged = tagFrame(parseFrame(readCapture('linux-stp')[0]!), 7).bytes;

const MALFORMED: readonly (readonly [what: string, bytes: Uint8Array, reason: string, at: number, layers: string])[] = [
  ['no octets', new Uint8Array(0), 'ethernet-truncated', 0, ''],
  ['13 octets', ping().bytes.slice(0, 13), 'ethernet-truncated', 13, 'data'],
  [
    'a length beyond the end',
    withOctets(arpRequest().bytes, { 12: 0, 13: 47 }),
    'ethernet-length',
    12,
    'ethernet data',
  ],
  ['ARP of 7 octets', arpRequest().bytes.slice(0, 21), 'arp-truncated', 21, 'ethernet data'],
  ['ARP of 27 octets', arpRequest().bytes.slice(0, 41), 'arp-truncated', 41, 'ethernet data'],
  ['ARP for long MACs', withOctets(arpRequest().bytes, { 18: 8 }), 'arp-hardware-length', 18, 'ethernet data'],
  ['ARP for IPv6', withOctets(arpRequest().bytes, { 19: 16 }), 'arp-protocol-length', 19, 'ethernet data'],
  ['IPv4 of no octets', ping().bytes.slice(0, 14), 'ipv4-truncated', 14, 'ethernet'],
  ['IPv4 of 19 octets', ping().bytes.slice(0, 33), 'ipv4-truncated', 33, 'ethernet data'],
  ['IPv6 by the etherType of IPv4', withOctets(ping().bytes, { 14: 0x65 }), 'ipv4-version', 14, 'ethernet data'],
  ['a header of 4 words', withOctets(ping().bytes, { 14: 0x44 }), 'ipv4-header-length', 14, 'ethernet data'],
  [
    'options beyond the end',
    withOctets(ping().bytes.slice(0, 50), { 14: 0x4f }),
    'ipv4-truncated',
    50,
    'ethernet data',
  ],
  ['a wrong header checksum', withOctets(ping().bytes, { 22: 63 }), 'ipv4-checksum', 24, 'ethernet ipv4 icmp data'],
  [
    'both wrong: Linux looks at the checksum first',
    withOctets(ping().bytes, { 17: 200 }),
    'ipv4-checksum',
    24,
    'ethernet ipv4 data',
  ],
  [
    'header and message checksums wrong',
    withOctets(ping().bytes, { 22: 63, 97: 0 }),
    'ipv4-checksum',
    24,
    'ethernet ipv4 icmp data',
  ],
  ['more promised than there is', ping().bytes.slice(0, 97), 'ipv4-total-length', 16, 'ethernet ipv4 data'],
  ['a total length below the header', totalLengthOf(19), 'ipv4-total-length', 16, 'ethernet ipv4 data'],
  ['ICMP of 7 octets', totalLengthOf(27), 'icmp-truncated', 41, 'ethernet ipv4 data padding'],
  ['a wrong message checksum', withOctets(ping().bytes, { 97: 0 }), 'icmp-checksum', 36, 'ethernet ipv4 icmp data'],
  ['a tag of 3 octets', readCapture('ovs-trunk')[9]!.slice(0, 17), 'vlan-truncated', 17, 'ethernet data'],
  ['a length beyond the end, in a VLAN', tagged.slice(0, 55), 'ethernet-length', 16, 'ethernet vlan data'],
  ['LLC of 2 octets', withOctets(arpRequest().bytes, { 12: 0, 13: 2 }), 'llc-truncated', 16, 'ethernet data padding'],
  ['a BPDU of 34 octets', withOctets(tagged, { 17: 37 }), 'bpdu-truncated', 55, 'ethernet vlan llc data padding'],
  ['a BPDU of 3 octets', withOctets(tagged, { 17: 6 }), 'bpdu-truncated', 24, 'ethernet vlan llc data padding'],
  ['UDP of 7 octets', datagram({}, 7), 'udp-truncated', 41, 'ethernet ipv4 data padding'],
  ['UDP that says 7 octets', datagram({ length: 7 }), 'udp-length', 38, 'ethernet ipv4 udp data padding'],
  ['UDP that says too many', datagram({ length: 17 }), 'udp-length', 38, 'ethernet ipv4 udp data padding'],
  ['a wrong UDP checksum', datagram({ checksum: 7 }), 'udp-checksum', 40, 'ethernet ipv4 udp data padding'],
  [
    'VXLAN of 7 octets',
    datagram({ destinationPort: 4789 }, 15),
    'vxlan-truncated',
    49,
    'ethernet ipv4 udp data padding',
  ],
];

describe('malformed', () => {
  test.each(MALFORMED)('%s', (_, bytes, malformed, at, layers) => {
    const frame = parseFrame(bytes);
    expect(frame.malformed).toEqual({ malformed, at });
    expect(protocols(frame)).toBe(layers);
    expectWithoutGap(frame);
  });

  test('every reason has a row here, or is one of those in ospf.test.ts', () => {
    const here = MALFORMED_FRAME_REASONS.filter((reason) => !/^(ospf|lsa)-/.test(reason));
    expect(new Set(MALFORMED.map((row) => row[2]))).toEqual(new Set(here));
  });
});

test('a million drawn frames: nothing is thrown, and nothing is read beyond the end', { timeout: 120_000 }, () => {
  const random = randomFrom('parse');
  const samples = [...readCapture('linux-router-inside').filter((bytes) => bytes.length < 200), arpRequest().bytes];
  const memory = new Uint8Array(512);
  let malformed = 0;
  for (let round = 0; round < 1_000_000; round++) {
    const octets = damage(random, memory, drawOne(random, samples));
    const input = memory.subarray(64, 64 + octets);
    const frame = parseFrame(input);
    poison(memory, octets, frame.layers.length & 1 ? 0x45 : 0x08);
    const again = parseFrame(input);
    if (!isSame(frame, again)) throw new Error(`round ${round}: reads beyond its ${octets} octets`);
    if (gapOf(frame) !== undefined) throw new Error(`round ${round}: a gap at ${gapOf(frame)}`);
    if (frame.malformed) malformed++;
  }
  // Both kinds have to come up often, or this test tests little.
  expect(malformed).toBeGreaterThan(200_000);
  expect(malformed).toBeLessThan(900_000);
});

/** A datagram with 8 octets of data, or with so many octets in all. */
function datagram(given: { length?: number; checksum?: number; destinationPort?: number }, octets = 16): Uint8Array {
  const header = { sourcePort: 1, destinationPort: 2, length: octets, ...given };
  const whole = { protocol: 'udp', header } as const;
  if (octets >= 8) return buildFrame(ethernetToR, ipv4ToB, whole, data(octets - 8)).bytes;
  const ipv4 = { protocol: 'ipv4', header: { source: A.ip, destination: B.ip, protocol: 17 } } as const;
  return buildFrame(ethernetToR, ipv4, data(octets)).bytes;
}

/** A ping whose IPv4 header says so many octets, with a checksum that is right. */
function totalLengthOf(octets: number): Uint8Array {
  const [ethernet, ipv4, icmp] = [ethernetToR, ipv4ToB, echoRequest];
  if (ipv4.protocol !== 'ipv4') throw new Error('no ipv4');
  return buildFrame(ethernet, { ...ipv4, header: { ...ipv4.header, totalLength: octets } }, icmp, data(56)).bytes;
}

/** The outer headers of a first fragment: what stands first in each column. */
function outermost(row: TsharkRow): TsharkRow {
  const outer = Object.entries(row).map(([name, value]) => [
    name,
    /^(eth|ip|udp)\./.test(name) ? value.split(',')[0]! : '',
  ]);
  return Object.fromEntries(outer) as TsharkRow;
}

function leftovers(): Uint8Array {
  const bytes = buildFrame(ethernetToR, ipv4ToB, echoRequest).bytes.slice();
  return bytes.fill(0xa5, 42);
}

function expectWithoutGap(frame: Frame): void {
  expect(gapOf(frame)).toBeUndefined();
}

/** The first octet that no layer covers, or that two cover. */
function gapOf(frame: Frame): number | undefined {
  let at = 0;
  for (const layer of frame.layers) {
    if (layer.offset !== at || layer.length <= 0) return at;
    at += layer.length;
  }
  return at === frame.bytes.length ? undefined : at;
}

/** Copies a sample into the memory at 64, damages up to four octets, often cuts it, and returns how long it is now. */
function damage(random: Random, memory: Uint8Array, sample: Uint8Array): number {
  memory.set(sample, 64);
  const damages = draw(random, 5);
  for (let count = 0; count < damages; count++) {
    memory[64 + draw(random, Math.min(sample.length, 64))] = draw(random, 256);
  }
  const octets = draw(random, 3) === 0 ? draw(random, sample.length + 1) : sample.length;
  poison(memory, octets, 0xa5);
  return octets;
}

/** Fills what surrounds the input: whoever reads there gets another value each time. */
function poison(memory: Uint8Array, octets: number, value: number): void {
  memory.fill(value, 0, 64);
  memory.fill(value, 64 + octets, 64 + octets + 80);
}

function isSame(one: Frame, other: Frame): boolean {
  if (one.malformed?.malformed !== other.malformed?.malformed || one.malformed?.at !== other.malformed?.at)
    return false;
  return (
    one.layers.length === other.layers.length && one.layers.every((layer, at) => isSameLayer(layer, other.layers[at]!))
  );
}

function isSameLayer(one: Layer, other: Layer): boolean {
  if (one.protocol !== other.protocol || one.offset !== other.offset || one.length !== other.length) return false;
  if (!('header' in one) || !('header' in other)) return true;
  const headers = [one.header, other.header] as unknown as [Record<string, unknown>, Record<string, unknown>];
  for (const name in headers[0]) {
    if (String(headers[0][name]) !== String(headers[1][name])) return false;
  }
  return true;
}
