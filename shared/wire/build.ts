/** Values to frame: what is not said is filled in as a sender's software would. */
import { type Ipv4, ipv4ToNumber } from '../address/ipv4.ts';
import * as arp from './arp.ts';
import * as bpdu from './bpdu.ts';
import { zeroBytes } from './bytes.ts';
import { checksumOf, sumOf } from './checksum.ts';
import * as ethernet from './ethernet.ts';
import { writeValue } from './field.ts';
import * as icmp from './icmp.ts';
import * as ipv4 from './ipv4.ts';
import type { Frame, Layer } from './layer.ts';
import * as llc from './llc.ts';
import { parseFrame } from './parse.ts';
import type { LayerSpec } from './spec.ts';
import * as udp from './udp.ts';
import * as vlan from './vlan.ts';
import * as vxlan from './vxlan.ts';

/**
 * Builds a frame of layers, outermost first, beginning with 'ethernet'. Computed: lengths, checksums, and the types and protocols of the next
 * layer. Usual values: TTL 64, ARP for IPv4 on Ethernet, LLC for the spanning tree, all else zero. Ends with zeros up to 60 octets.
 */
export function buildFrame(...specs: readonly LayerSpec[]): Frame {
  let octets = 0;
  for (let index = 0; index < specs.length; index++) octets += octetsOf(specs[index]!);
  const bytes = zeroBytes(Math.max(octets, ethernet.FRAME_OCTETS_MIN));
  // Innermost first: an outer checksum covers the inner layers, finished.
  let offset = octets;
  const layers: Layer[] = [];
  for (let index = specs.length - 1; index >= 0; index--) {
    const length = octetsOf(specs[index]!);
    offset -= length;
    const header = emitLayer(bytes, offset, octets, specs, index);
    const { protocol } = specs[index]!;
    if (header !== undefined) layers.push({ protocol, offset, length, header } as Layer);
    else if (length > 0) layers.push({ protocol: 'data', offset, length });
  }
  if (!isPlain(specs)) return parseFrame(bytes);
  layers.reverse();
  if (bytes.length > octets) layers.push({ protocol: 'padding', offset: octets, length: bytes.length - octets });
  return { bytes, layers };
}

/**
 * Whether a reader would find just these layers: the packets of which networks are full, whose fields that say how to go on are all computed. Others are
 * read from their bytes like any frame, which takes as long again as writing them.
 */
function isPlain(specs: readonly LayerSpec[]): boolean {
  const [outer, packet, message, data] = specs;
  if (outer?.protocol !== 'ethernet' || outer.header.etherType !== undefined) return false;
  if (packet?.protocol === 'arp') return specs.length === 2 && isForIpv4(packet.header);
  if (packet?.protocol !== 'ipv4' || !isUsual(packet.header) || message?.protocol !== 'icmp') return false;
  if (message.header.checksum !== undefined || !icmp.isEchoType(message.header.type)) return false;
  return specs.length === 3 || (specs.length === 4 && data?.protocol === 'data');
}

function isForIpv4(header: SpecOf<'arp'>['header']): boolean {
  return (
    header.hardwareType === undefined &&
    header.protocolType === undefined &&
    header.hardwareLength === undefined &&
    header.protocolLength === undefined
  );
}

function isUsual(header: SpecOf<'ipv4'>['header']): boolean {
  return (
    header.version === undefined &&
    header.headerLength === undefined &&
    header.totalLength === undefined &&
    header.fragmentOffset === undefined &&
    header.protocol === undefined &&
    header.checksum === undefined &&
    header.options === undefined
  );
}

type SpecOf<P extends LayerSpec['protocol']> = Extract<LayerSpec, { readonly protocol: P }>;

function octetsOf(spec: LayerSpec): number {
  switch (spec.protocol) {
    case 'ethernet':
      return ethernet.codec.octets;
    case 'vlan':
      return vlan.codec.octets;
    case 'llc':
      return llc.codec.octets;
    case 'bpdu':
      return bpdu.codecOfType(spec.header.type).octets;
    case 'arp':
      return arp.codec.octets;
    case 'ipv4':
      return ipv4.codec.octets + optionOctets(spec.header.options);
    case 'icmp':
      return icmp.codecOfType(spec.header.type).octets;
    case 'udp':
      return udp.codec.octets;
    case 'vxlan':
      return vxlan.codec.octets;
    case 'data':
      return spec.bytes.length;
  }
}

/** Options fill whole words; the octets added are zero, "end of option list" (RFC 791 section 3.1). */
function optionOctets(options: Uint8Array | undefined): number {
  return options ? Math.ceil(options.length / 4) * 4 : 0;
}

/** Writes the layer `specs[index]` at `offset`; what it carries stands behind it already and ends before `end`. Returns its header as written. */
function emitLayer(
  bytes: Uint8Array,
  offset: number,
  end: number,
  specs: readonly LayerSpec[],
  index: number,
): object | undefined {
  const spec = specs[index]!;
  const next = specs[index + 1];
  const payloadOctets = end - offset - octetsOf(spec);
  switch (spec.protocol) {
    case 'ethernet':
      return emitEthernet(bytes, offset, spec.header, etherTypeOf(next, payloadOctets));
    case 'vlan':
      vlan.emit(bytes, offset, { ...VLAN_USUAL, etherType: etherTypeOf(next, payloadOctets), ...spec.header });
      return spec.header;
    case 'llc':
      llc.emit(bytes, offset, { ...LLC_OF_BRIDGES, ...spec.header });
      return spec.header;
    case 'bpdu':
      bpdu.emit(bytes, offset, { ...bpduUsual(spec.header.type), ...spec.header });
      return spec.header;
    case 'arp':
      return emitArp(bytes, offset, spec.header);
    case 'ipv4':
      return emitIpv4(bytes, offset, end, spec.header, next);
    case 'icmp':
      return emitIcmp(bytes, offset, end, spec.header);
    case 'udp':
      emitUdp(bytes, offset, end, spec.header, specs[index - 1]);
      return spec.header;
    case 'vxlan':
      vxlan.emit(bytes, offset, { flags: vxlan.FLAG_VNI, reserved: 0, reservedEnd: 0, ...spec.header });
      return spec.header;
    case 'data':
      bytes.set(spec.bytes, offset);
      return undefined;
  }
}

function emitEthernet(
  bytes: Uint8Array,
  offset: number,
  given: SpecOf<'ethernet'>['header'],
  etherType: number,
): ethernet.EthernetHeader {
  const { destination, source } = given;
  const header = { destination, source, etherType: given.etherType ?? etherType };
  ethernet.emit(bytes, offset, header);
  return header;
}

function emitArp(bytes: Uint8Array, offset: number, given: SpecOf<'arp'>['header']): arp.ArpHeader {
  const header = { ...ARP_FOR_IPV4_ON_ETHERNET, ...given };
  arp.emit(bytes, offset, header);
  return header;
}

const VLAN_USUAL = { priority: 0, dropEligible: 0 } as const;

const LLC_OF_BRIDGES = {
  destination: llc.SAP_SPANNING_TREE,
  source: llc.SAP_SPANNING_TREE,
  control: llc.CONTROL_UNNUMBERED,
} as const;

/** IEEE 802.1D-2004 section 9.3: the version is 0, of the rapid protocol 2. */
function bpduUsual(type: number) {
  return { protocolId: 0, version: type === bpdu.BPDU_RAPID ? 2 : 0, reservedFlags: 0, version1Length: 0 };
}

const ARP_FOR_IPV4_ON_ETHERNET = {
  hardwareType: arp.HARDWARE_ETHERNET,
  protocolType: ethernet.ETHERTYPE_IPV4,
  hardwareLength: 6,
  protocolLength: 4,
} as const;

const IPV4_CHECKSUM = ipv4.codec.fieldNamed('checksum')!;
const ICMP_CHECKSUM = icmp.errorCodec.fieldNamed('checksum')!;

function emitIpv4(
  bytes: Uint8Array,
  offset: number,
  end: number,
  given: SpecOf<'ipv4'>['header'],
  next: LayerSpec | undefined,
): ipv4.Ipv4Header {
  const octets = ipv4.codec.octets + optionOctets(given.options);
  // In the order of the standard, as a reader makes it.
  const header = {
    version: given.version ?? 4,
    headerLength: given.headerLength ?? octets / 4,
    dscp: given.dscp ?? 0,
    ecn: given.ecn ?? 0,
    totalLength: given.totalLength ?? end - offset,
    identification: given.identification ?? 0,
    flags: given.flags ?? 0,
    fragmentOffset: given.fragmentOffset ?? 0,
    ttl: given.ttl ?? ipv4.DEFAULT_TTL,
    protocol: given.protocol ?? protocolOf(next),
    checksum: given.checksum ?? 0,
    source: given.source,
    destination: given.destination,
    ...(given.options && { options: given.options }),
  };
  ipv4.emit(bytes, offset, header);
  if (given.checksum !== undefined) return header;
  header.checksum = checksumOf(bytes, offset, offset + octets);
  writeValue(bytes, offset, IPV4_CHECKSUM, header.checksum);
  return header;
}

function emitIcmp(bytes: Uint8Array, offset: number, end: number, given: SpecOf<'icmp'>['header']): object {
  if (!('identifier' in given)) {
    icmp.emit(bytes, offset, { code: 0, checksum: 0, unused: 0, ...given });
    if (given.checksum === undefined) writeValue(bytes, offset, ICMP_CHECKSUM, checksumOf(bytes, offset, end));
    return given;
  }
  const { type, code = 0, identifier, sequence } = given;
  const header = { type, code, checksum: given.checksum ?? 0, identifier, sequence };
  icmp.emit(bytes, offset, header);
  if (given.checksum !== undefined) return header;
  header.checksum = checksumOf(bytes, offset, end);
  writeValue(bytes, offset, ICMP_CHECKSUM, header.checksum);
  return header;
}

/** Without a carrier that has addresses there is no pseudo header, and the checksum is left out. */
function emitUdp(
  bytes: Uint8Array,
  offset: number,
  end: number,
  given: SpecOf<'udp'>['header'],
  carrier: LayerSpec | undefined,
): void {
  const header = { length: end - offset, checksum: udp.NO_CHECKSUM, ...given };
  udp.emit(bytes, offset, header);
  if (given.checksum !== undefined || carrier?.protocol !== 'ipv4') return;
  const { source, destination } = carrier.header;
  const pseudo = wordsOf(source) + wordsOf(destination) + udp.PROTOCOL_UDP + header.length;
  const checksum = udp.checksumOfSum(sumOf(bytes, offset, end) + pseudo);
  writeValue(bytes, offset, udp.codec.fieldNamed('checksum')!, checksum);
}

/** The sum of an address's two 16-bit words. */
function wordsOf(address: Ipv4): number {
  const number = ipv4ToNumber(address);
  return (number >>> 16) + (number & 0xffff);
}

/** The type of what comes next, or for LLC the length of all that comes (IEEE 802.3-2022 section 3.2.6). */
function etherTypeOf(next: LayerSpec | undefined, payloadOctets: number): number {
  switch (next?.protocol) {
    case 'arp':
      return ethernet.ETHERTYPE_ARP;
    case 'ipv4':
      return ethernet.ETHERTYPE_IPV4;
    case 'vlan':
      return ethernet.ETHERTYPE_VLAN;
    case 'llc':
      return payloadOctets;
    default:
      return ethernet.ETHERTYPE_EXPERIMENTAL;
  }
}

function protocolOf(next: LayerSpec | undefined): number {
  if (next?.protocol === 'icmp') return ipv4.PROTOCOL_ICMP;
  return next?.protocol === 'udp' ? udp.PROTOCOL_UDP : ipv4.PROTOCOL_EXPERIMENTAL;
}
