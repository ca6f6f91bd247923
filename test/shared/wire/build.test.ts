import { describe, expect, test } from 'vitest';
import { ipv4FromNumber, type Ipv4 } from '../../../shared/address/ipv4.ts';
import { mac, type Mac } from '../../../shared/address/mac.ts';
import { draw, randomFrom } from '../../../shared/random.ts';
import { type Frame, type LayerSpec, buildFrame, layer, parseFrame } from '../../../shared/wire/frame.ts';
import { CAPTURES, readCapture } from './captures.ts';
import { A, B, R, arpRequest, data, echoRequest, ethernetToR, ipv4ToB, ping } from './frames.ts';

describe.each(CAPTURES)('frames of %s, built again from their values', (name) => {
  test.each(readCapture(name).map((bytes, index) => [index + 1, bytes] as const))('frame %i', (_, bytes) => {
    const built = buildFrame(...specsOf(parseFrame(bytes)));
    expect(built.bytes.subarray(0, bytes.length)).toEqual(bytes);
    expect(built.bytes.subarray(bytes.length).every((octet) => octet === 0)).toBe(true);
  });
});

describe('what is left out', () => {
  test('ARP is for IPv4 on Ethernet, and the frame says ARP', () => {
    const frame = arpRequest();
    expect(layer(frame, 'ethernet')!.header.etherType).toBe(0x0806);
    expect(layer(frame, 'arp')!.header).toMatchObject({
      hardwareType: 1,
      protocolType: 0x0800,
      hardwareLength: 6,
      protocolLength: 4,
    });
  });

  test('IPv4 gets its version, lengths, checksum and the protocol that it carries', () => {
    const frame = ping();
    expect(frame.malformed).toBeUndefined();
    expect(layer(frame, 'ethernet')!.header.etherType).toBe(0x0800);
    expect(layer(frame, 'ipv4')!.header).toMatchObject({
      version: 4,
      headerLength: 5,
      totalLength: 84,
      ttl: 64,
      protocol: 1,
    });
  });

  test('payloads without a name get the numbers for experiments', () => {
    expect(layer(buildFrame(ethernetToR, data(9)), 'ethernet')!.header.etherType).toBe(0x88b5);
    expect(layer(buildFrame(ethernetToR, ipv4ToB, data(9)), 'ipv4')!.header.protocol).toBe(253);
  });

  test('options are filled up to whole words and counted', () => {
    const header = { source: A.ip, destination: B.ip, options: Uint8Array.of(7, 3, 4, 0, 1) };
    const frame = buildFrame(ethernetToR, { protocol: 'ipv4', header }, echoRequest);
    expect(frame.malformed).toBeUndefined();
    expect(layer(frame, 'ipv4')!.header).toMatchObject({ headerLength: 7, totalLength: 36 });
    expect([...layer(frame, 'ipv4')!.header.options!]).toEqual([7, 3, 4, 0, 1, 0, 0, 0]);
  });
});

describe('what is given is written, right or wrong', () => {
  test.each([
    [
      'ipv4.checksum',
      { protocol: 'ipv4', header: { source: A.ip, destination: B.ip, checksum: 0x1234 } },
      'ipv4-checksum',
    ],
    ['ipv4.version', { protocol: 'ipv4', header: { source: A.ip, destination: B.ip, version: 6 } }, 'ipv4-version'],
    [
      'ipv4.totalLength',
      { protocol: 'ipv4', header: { source: A.ip, destination: B.ip, totalLength: 99 } },
      'ipv4-total-length',
    ],
  ] as const)('%s', (_, spec, reason) => {
    expect(buildFrame(ethernetToR, spec, echoRequest).malformed?.malformed).toBe(reason);
  });

  test('to the bit', () => {
    const header = { source: A.ip, destination: B.ip, checksum: 0x1234 };
    const frame = buildFrame(ethernetToR, { protocol: 'ipv4', header }, echoRequest);
    expect(layer(frame, 'ipv4')!.header.checksum).toBe(0x1234);
  });

  test('icmp.checksum and ethernet.etherType', () => {
    const header = { type: 8, identifier: 1, sequence: 1, checksum: 1 };
    expect(buildFrame(ethernetToR, ipv4ToB, { protocol: 'icmp', header }).malformed?.malformed).toBe('icmp-checksum');
    const ethernet: LayerSpec = {
      protocol: 'ethernet',
      header: { destination: R.mac, source: A.mac, etherType: 0x86dd },
    };
    expect(buildFrame(ethernet, ipv4ToB).layers.map((each) => each.protocol)).toEqual(['ethernet', 'data']);
  });
});

describe('the shortest frame is 60 octets without FCS', () => {
  test.each([
    [0, 60],
    [17, 60],
    [18, 60],
    [19, 61],
    [56, 98],
  ])('an echo with %i octets of data makes %i', (octets, expected) => {
    const frame = buildFrame(ethernetToR, ipv4ToB, echoRequest, data(octets));
    expect(frame.bytes.length).toBe(expected);
    expect(layer(frame, 'padding')?.length ?? 0).toBe(expected - 42 - octets);
    expect(frame.malformed).toBeUndefined();
  });
});

/** Everything that a sender decides; what buildFrame can compute is left to it. */
function specsOf(frame: Frame): LayerSpec[] {
  const specs: LayerSpec[] = [];
  for (const each of frame.layers) {
    if (each.protocol === 'ethernet') {
      specs.push({
        protocol: 'ethernet',
        header: { destination: each.header.destination, source: each.header.source },
      });
    } else if (each.protocol === 'arp') {
      const { operation, senderMac, senderIp, targetMac, targetIp } = each.header;
      specs.push({ protocol: 'arp', header: { operation, senderMac, senderIp, targetMac, targetIp } });
    } else if (each.protocol === 'ipv4') {
      specs.push({ protocol: 'ipv4', header: decidedIpv4(each.header) });
    } else if (each.protocol === 'icmp') {
      const { checksum, ...decided } = each.header;
      // A first fragment's checksum covers the fragments that are not here.
      const isFragment = layer(frame, 'ipv4')!.header.flags === 1;
      specs.push({ protocol: 'icmp', header: isFragment ? { ...decided, checksum } : decided });
    } else if (each.protocol === 'vlan') {
      const { priority, dropEligible, id } = each.header;
      specs.push({ protocol: 'vlan', header: { priority, dropEligible, id } });
    } else if (each.protocol === 'llc') {
      specs.push({ protocol: 'llc', header: {} });
    } else if (each.protocol === 'bpdu') {
      const { version: _, protocolId: __, ...decided } = each.header;
      specs.push({ protocol: 'bpdu', header: decided });
    } else if (each.protocol === 'udp') {
      specs.push({ protocol: 'udp', header: decidedUdp(frame, each.header) });
    } else if (each.protocol === 'vxlan') {
      specs.push({ protocol: 'vxlan', header: { vni: each.header.vni } });
    } else if (each.protocol === 'data') {
      specs.push({ protocol: 'data', bytes: frame.bytes.subarray(each.offset, each.offset + each.length) });
    }
  }
  return specs;
}

type UdpHeader = NonNullable<ReturnType<typeof layer<'udp'>>>['header'];

/** Not to make a checksum is the sender's decision; one of the captures has a wrong one, left to a card that was not there. */
function decidedUdp(frame: Frame, { sourcePort, destinationPort, length, checksum }: UdpHeader) {
  const ports = { sourcePort, destinationPort };
  if (layer(frame, 'ipv4')!.header.flags === 1) return { ...ports, length, checksum };
  return checksum === 0 || checksum === LEFT_TO_THE_CARD ? { ...ports, checksum } : ports;
}

const LEFT_TO_THE_CARD = 0x853b;

type Ipv4Header = NonNullable<ReturnType<typeof layer<'ipv4'>>>['header'];

function decidedIpv4(header: Ipv4Header) {
  const { source, destination, dscp, ecn, identification, flags, fragmentOffset, ttl, protocol, options } = header;
  const decided = { source, destination, dscp, ecn, identification, flags, fragmentOffset, ttl, protocol };
  return options ? { ...decided, options } : decided;
}

describe('a frame that is not read back from its bytes', () => {
  const random = randomFrom('build');
  const number = (bits: number): number => draw(random, 2 ** bits);
  const address = (): Ipv4 => ipv4FromNumber(number(32));
  const linkAddress = (): Mac =>
    mac(Array.from({ length: 6 }, () => number(8).toString(16).padStart(2, '0')).join(':'));
  const carrier = () => ({
    protocol: 'ethernet' as const,
    header: { destination: linkAddress(), source: linkAddress() },
  });
  const packet = (): LayerSpec => ({
    protocol: 'ipv4',
    header: {
      dscp: number(6),
      ecn: number(2),
      identification: number(16),
      flags: draw(random, 2) * 0b010,
      ttl: number(8),
      source: address(),
      destination: address(),
    },
  });
  const addresses = () => ({
    senderMac: linkAddress(),
    senderIp: address(),
    targetMac: linkAddress(),
    targetIp: address(),
  });
  const echo = (): LayerSpec => ({
    protocol: 'icmp',
    header: { type: draw(random, 2) * 8, identifier: number(16), sequence: number(16) },
  });
  const kinds: readonly (readonly [string, () => readonly LayerSpec[]])[] = [
    ['ARP', () => [carrier(), { protocol: 'arp', header: { operation: 1 + draw(random, 2), ...addresses() } }]],
    ['an echo', () => [carrier(), packet(), echo(), data(draw(random, 100))]],
    ['an echo without data', () => [carrier(), packet(), echo()]],
  ];

  test.each(kinds)('%s: has the layers that a reader finds', (_, specs) => {
    for (let round = 0; round < 500; round++) {
      const frame = buildFrame(...specs());
      expect(frame).toEqual(parseFrame(frame.bytes));
      expect(frame.malformed).toBeUndefined();
    }
  });
});
