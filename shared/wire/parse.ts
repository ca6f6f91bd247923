/** Bytes to frame: one function a protocol, each handing on to what it carries. */
import { type Malformed, isMalformed } from '../address/malformed.ts';
import * as arp from './arp.ts';
import * as bpdu from './bpdu.ts';
import { crc32 } from './crc.ts';
import * as ethernet from './ethernet.ts';
import * as icmp from './icmp.ts';
import * as ipv4 from './ipv4.ts';
import type { Frame, Layer } from './layer.ts';
import * as llc from './llc.ts';
import { malformedFrame } from './reasons.ts';
import { parseOspf } from './ospf-layers.ts';
import { PROTOCOL_OSPF } from './ospf.ts';
import * as udp from './udp.ts';
import * as vlan from './vlan.ts';
import * as vxlan from './vxlan.ts';

/** Tags in tags and tunnels in tunnels are read so deep; what is beyond is data. Linux stops at 8 tags (VLAN_MAX_DEPTH). */
export const LAYERS_MAX = 32;

/**
 * Reads a frame. Never throws and never reads outside `bytes`, which it keeps: do not change them afterwards. `bytes` come without
 * FCS; `fcs` is the one that came with them, if it is not known to be right.
 */
export function parseFrame(bytes: Uint8Array, fcs?: number): Frame {
  const layers: Layer[] = [];
  const malformed = parseEthernet(bytes, 0, bytes.length, layers);
  const damaged = fcs !== undefined && fcs !== crc32(bytes);
  if (malformed) return damaged ? { bytes, layers, malformed, fcs } : { bytes, layers, malformed };
  return damaged ? { bytes, layers, fcs } : { bytes, layers };
}

/** Each of these functions adds layers for the octets from `offset` to before `end`, and returns the first thing that is wrong. */
function parseEthernet(bytes: Uint8Array, offset: number, end: number, layers: Layer[]): Malformed | undefined {
  const header = ethernet.parse(bytes, offset, end);
  if (isMalformed(header)) return unreadable(layers, offset, end, header);
  const payload = offset + ethernet.codec.octets;
  layers.push({ protocol: 'ethernet', offset, length: ethernet.codec.octets, header });
  return parseByType(bytes, payload, end, layers, header.etherType);
}

/** What stands behind a type or length, which are the two octets before it. */
function parseByType(
  bytes: Uint8Array,
  offset: number,
  end: number,
  layers: Layer[],
  typeOrLength: number,
): Malformed | undefined {
  if (typeOrLength === ethernet.ETHERTYPE_IPV4) return parseIpv4(bytes, offset, end, layers);
  if (typeOrLength === ethernet.ETHERTYPE_ARP) return parseArp(bytes, offset, end, layers);
  if (typeOrLength === ethernet.ETHERTYPE_VLAN) return parseVlan(bytes, offset, end, layers);
  if (typeOrLength <= ethernet.PAYLOAD_OCTETS_MAX) return parseLlc(bytes, offset, end, layers, typeOrLength);
  pushRest(layers, 'data', offset, end);
  return undefined;
}

function parseVlan(bytes: Uint8Array, offset: number, end: number, layers: Layer[]): Malformed | undefined {
  if (layers.length >= LAYERS_MAX) return pushRest(layers, 'data', offset, end);
  const header = vlan.parse(bytes, offset, end);
  if (isMalformed(header)) return unreadable(layers, offset, end, header);
  layers.push({ protocol: 'vlan', offset, length: vlan.codec.octets, header });
  return parseByType(bytes, offset + vlan.codec.octets, end, layers, header.etherType);
}

/** Where a length is given instead of a type, what lies behind that length is padding (IEEE 802.3-2022 section 3.2.7). */
function parseLlc(
  bytes: Uint8Array,
  offset: number,
  end: number,
  layers: Layer[],
  length: number,
): Malformed | undefined {
  const dataEnd = offset + length;
  if (dataEnd > end) return unreadable(layers, offset, end, malformedFrame('ethernet-length', offset - 2));
  const header = llc.parse(bytes, offset, dataEnd);
  if (isMalformed(header)) {
    pushRest(layers, 'data', offset, dataEnd);
    pushRest(layers, 'padding', dataEnd, end);
    return header;
  }
  layers.push({ protocol: 'llc', offset, length: llc.codec.octets, header });
  const payload = offset + llc.codec.octets;
  const malformed = llc.isSpanningTree(header)
    ? parseBpdu(bytes, payload, dataEnd, layers)
    : pushRest(layers, 'data', payload, dataEnd);
  pushRest(layers, 'padding', dataEnd, end);
  return malformed;
}

function parseBpdu(bytes: Uint8Array, offset: number, end: number, layers: Layer[]): Malformed | undefined {
  const header = bpdu.parse(bytes, offset, end);
  if (isMalformed(header)) return unreadable(layers, offset, end, header);
  const length = bpdu.codecOfType(header.type).octets;
  layers.push({ protocol: 'bpdu', offset, length, header });
  return pushRest(layers, 'data', offset + length, end);
}

function parseArp(bytes: Uint8Array, offset: number, end: number, layers: Layer[]): Malformed | undefined {
  const header = arp.parse(bytes, offset, end);
  if (isMalformed(header)) return unreadable(layers, offset, end, header);
  layers.push({ protocol: 'arp', offset, length: arp.codec.octets, header });
  pushRest(layers, 'padding', offset + arp.codec.octets, end);
  return undefined;
}

/** A wrong checksum does not keep the rest from being shown; a wrong length does, for nothing says where the rest ends. */
function parseIpv4(bytes: Uint8Array, offset: number, end: number, layers: Layer[]): Malformed | undefined {
  const header = ipv4.parse(bytes, offset, end);
  if (isMalformed(header)) return unreadable(layers, offset, end, header);
  const payload = offset + header.headerLength * 4;
  layers.push({ protocol: 'ipv4', offset, length: payload - offset, header });
  const fault = ipv4.fault(bytes, offset, end, header);
  if (fault && !ipv4.lengthIsRight(offset, end, header)) return unreadable(layers, payload, end, fault);
  const packetEnd = offset + header.totalLength;
  const inner = parsePayload(bytes, payload, packetEnd, layers, header);
  pushRest(layers, 'padding', packetEnd, end);
  return fault ?? inner;
}

/** Only the first fragment starts with a header, and its checksum covers fragments that are not here. */
function parsePayload(
  bytes: Uint8Array,
  offset: number,
  end: number,
  layers: Layer[],
  carrier: ipv4.Ipv4Header,
): Malformed | undefined {
  if (carrier.fragmentOffset === 0) {
    const isWhole = (carrier.flags & ipv4.FLAG_MORE_FRAGMENTS) === 0;
    if (carrier.protocol === ipv4.PROTOCOL_ICMP) return parseIcmp(bytes, offset, end, layers, isWhole);
    if (carrier.protocol === udp.PROTOCOL_UDP) return parseUdp(bytes, offset, end, layers, isWhole);
    if (carrier.protocol === PROTOCOL_OSPF && isWhole) return parseOspf(bytes, offset, end, layers);
  }
  return pushRest(layers, 'data', offset, end);
}

function parseIcmp(
  bytes: Uint8Array,
  offset: number,
  end: number,
  layers: Layer[],
  isWhole: boolean,
): Malformed | undefined {
  const header = icmp.parse(bytes, offset, end);
  if (isMalformed(header)) return unreadable(layers, offset, end, header);
  const fault = isWhole ? icmp.fault(bytes, offset, end) : undefined;
  const length = icmp.codecOfType(header.type).octets;
  layers.push({ protocol: 'icmp', offset, length, header });
  if (icmp.isError(header)) parseQuote(bytes, offset + length, end, layers);
  else pushRest(layers, 'data', offset + length, end);
  return fault;
}

/** A datagram may end before the packet does; nobody reads what is left over. The layer before is the IPv4 header. */
function parseUdp(
  bytes: Uint8Array,
  offset: number,
  end: number,
  layers: Layer[],
  isWhole: boolean,
): Malformed | undefined {
  const header = udp.parse(bytes, offset, end);
  if (isMalformed(header)) return unreadable(layers, offset, end, header);
  const carrier = layers[layers.length - 1]!;
  const fault = isWhole ? udp.fault(bytes, offset, end, header, carrier.offset + ipv4.ADDRESSES_OFFSET) : undefined;
  const payload = offset + udp.codec.octets;
  layers.push({ protocol: 'udp', offset, length: udp.codec.octets, header });
  if (!isWhole || !udp.lengthIsRight(offset, end, header)) return pushRest(layers, 'data', payload, end) ?? fault;
  const datagramEnd = offset + header.length;
  const inner =
    header.destinationPort === vxlan.PORT_VXLAN
      ? parseVxlan(bytes, payload, datagramEnd, layers)
      : pushRest(layers, 'data', payload, datagramEnd);
  pushRest(layers, 'padding', datagramEnd, end);
  return fault ?? inner;
}

/** What is wrong with the frame inside is not for those who only carry it: see Frame.malformed. */
function parseVxlan(bytes: Uint8Array, offset: number, end: number, layers: Layer[]): Malformed | undefined {
  if (layers.length >= LAYERS_MAX) return pushRest(layers, 'data', offset, end);
  const header = vxlan.parse(bytes, offset, end);
  if (isMalformed(header)) return unreadable(layers, offset, end, header);
  layers.push({ protocol: 'vxlan', offset, length: vxlan.codec.octets, header });
  parseEthernet(bytes, offset + vxlan.codec.octets, end, layers);
  return undefined;
}

/**
 * The packet that an ICMP error is about, as far as it is quoted: RFC 792 asks for its header and 8 octets only, so neither its
 * length nor its checksums can be held against it, and what cannot be read is just data. A quote inside a quote is data too.
 */
function parseQuote(bytes: Uint8Array, offset: number, end: number, layers: Layer[]): void {
  const header = ipv4.parse(bytes, offset, end);
  if (isMalformed(header)) return pushRest(layers, 'data', offset, end);
  const payload = offset + header.headerLength * 4;
  layers.push({ protocol: 'ipv4', offset, length: payload - offset, header });
  const message = header.fragmentOffset === 0 ? quotedStart(bytes, payload, end, header.protocol) : undefined;
  if (message) layers.push(message);
  pushRest(layers, 'data', payload + (message?.length ?? 0), end);
}

/** The header that a quoted packet carries. */
function quotedStart(bytes: Uint8Array, offset: number, end: number, protocol: number): Layer | undefined {
  if (protocol === ipv4.PROTOCOL_ICMP) {
    const header = icmp.parse(bytes, offset, end);
    if (isMalformed(header)) return undefined;
    return { protocol: 'icmp', offset, length: icmp.codecOfType(header.type).octets, header };
  }
  if (protocol !== udp.PROTOCOL_UDP) return undefined;
  const header = udp.parse(bytes, offset, end);
  return isMalformed(header) ? undefined : { protocol: 'udp', offset, length: udp.codec.octets, header };
}

/** The octets that nobody could read become data, so that the layers still cover the frame. */
function unreadable(layers: Layer[], offset: number, end: number, malformed: Malformed): Malformed {
  pushRest(layers, 'data', offset, end);
  return malformed;
}

/** Returns nothing: there is nothing wrong with octets that have no form. */
function pushRest(layers: Layer[], protocol: 'data' | 'padding', offset: number, end: number): undefined {
  if (end > offset) layers.push({ protocol, offset, length: end - offset });
}
