/** Bytes to frame: one function a protocol, each handing on to what it carries. */
import { type Malformed, isMalformed } from '../address/malformed.ts';
import * as arp from './arp.ts';
import { crc32 } from './crc.ts';
import * as ethernet from './ethernet.ts';
import * as icmp from './icmp.ts';
import * as ipv4 from './ipv4.ts';
import type { Frame, Layer } from './layer.ts';
import { malformedFrame } from './reasons.ts';

/**
 * Reads a frame. Never throws and never reads outside `bytes`, which it keeps: do not change them afterwards. `bytes` come without
 * FCS; `fcs` is the one that came with them, if it is not known to be right.
 */
export function parseFrame(bytes: Uint8Array, fcs?: number): Frame {
  const layers: Layer[] = [];
  const malformed = parseEthernet(bytes, layers);
  const damaged = fcs !== undefined && fcs !== crc32(bytes);
  if (malformed) return damaged ? { bytes, layers, malformed, fcs } : { bytes, layers, malformed };
  return damaged ? { bytes, layers, fcs } : { bytes, layers };
}

/** Each of these functions adds layers for the octets from `offset` to before `end`, and returns the first thing that is wrong. */
function parseEthernet(bytes: Uint8Array, layers: Layer[]): Malformed | undefined {
  const end = bytes.length;
  const header = ethernet.parse(bytes, 0, end);
  if (isMalformed(header)) return unreadable(layers, 0, end, header);
  const offset = ethernet.codec.octets;
  layers.push({ protocol: 'ethernet', offset: 0, length: offset, header });
  if (header.etherType === ethernet.ETHERTYPE_IPV4) return parseIpv4(bytes, offset, end, layers);
  if (header.etherType === ethernet.ETHERTYPE_ARP) return parseArp(bytes, offset, end, layers);
  return parseUnknown(offset, end, layers, header.etherType);
}

/** A payload that we do not read; if its length is given instead of a type, the rest is padding (IEEE 802.3-2022 section 3.2.7). */
function parseUnknown(offset: number, end: number, layers: Layer[], typeOrLength: number): Malformed | undefined {
  const dataEnd = typeOrLength <= ethernet.PAYLOAD_OCTETS_MAX ? offset + typeOrLength : end;
  if (dataEnd > end) return unreadable(layers, offset, end, malformedFrame('ethernet-length', offset - 2));
  pushRest(layers, 'data', offset, dataEnd);
  pushRest(layers, 'padding', dataEnd, end);
  return undefined;
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
  if (carrier.protocol !== ipv4.PROTOCOL_ICMP || carrier.fragmentOffset > 0) {
    pushRest(layers, 'data', offset, end);
    return undefined;
  }
  const header = icmp.parse(bytes, offset, end);
  if (isMalformed(header)) return unreadable(layers, offset, end, header);
  const isWhole = (carrier.flags & ipv4.FLAG_MORE_FRAGMENTS) === 0;
  const fault = isWhole ? icmp.fault(bytes, offset, end) : undefined;
  const length = icmp.codecOfType(header.type).octets;
  layers.push({ protocol: 'icmp', offset, length, header });
  if (icmp.isError(header)) parseQuote(bytes, offset + length, end, layers);
  else pushRest(layers, 'data', offset + length, end);
  return fault;
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
  const startsWithIcmp = header.protocol === ipv4.PROTOCOL_ICMP && header.fragmentOffset === 0;
  const message = startsWithIcmp ? icmp.parse(bytes, payload, end) : undefined;
  if (message === undefined || isMalformed(message)) return pushRest(layers, 'data', payload, end);
  const length = icmp.codecOfType(message.type).octets;
  layers.push({ protocol: 'icmp', offset: payload, length, header: message });
  pushRest(layers, 'data', payload + length, end);
}

/** The octets that nobody could read become data, so that the layers still cover the frame. */
function unreadable(layers: Layer[], offset: number, end: number, malformed: Malformed): Malformed {
  pushRest(layers, 'data', offset, end);
  return malformed;
}

function pushRest(layers: Layer[], protocol: 'data' | 'padding', offset: number, end: number): void {
  if (end > offset) layers.push({ protocol, offset, length: end - offset });
}
