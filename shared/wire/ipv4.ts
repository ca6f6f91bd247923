/** The Internet Protocol, version 4. RFC 791 section 3.1; the type-of-service octet as RFC 2474 section 3 and RFC 3168 section 5 split it. */
import type { Malformed } from '../address/malformed.ts';
import { CHECKSUM_RIGHT, sumOf } from './checksum.ts';
import { type HeaderOf, checksum, compileHeader, ipv4, length, uint } from './field.ts';
import { malformedFrame } from './reasons.ts';

const table = {
  version: uint(0, 4),
  /** In words of 32 bits: 5 without options. */
  headerLength: length(4, 4),
  dscp: uint(8, 6),
  ecn: uint(14, 2),
  /** Header and payload, in octets. */
  totalLength: length(16, 16),
  identification: uint(32, 16),
  /** Reserved, don't fragment, more fragments. */
  flags: uint(48, 3, 'binary'),
  /** In units of 8 octets. */
  fragmentOffset: uint(51, 13),
  ttl: uint(64, 8),
  protocol: uint(72, 8),
  checksum: checksum(80),
  source: ipv4(96),
  destination: ipv4(128),
} as const;

/** Options are rare and for routers of another age: they are kept as they came (a multiple of 4 octets, at most 40). */
export type Ipv4Header = HeaderOf<typeof table> & { readonly options?: Uint8Array };

export const codec = compileHeader(table);

/** Source, then destination, in octets: with them begin the pseudo headers of what IPv4 carries. */
export const ADDRESSES_OFFSET = 12;
/** IANA "Protocol Numbers". */
export const PROTOCOL_ICMP = 1;
/** RFC 3692 section 2.1: for experiments; we use it for payloads without a name. */
export const PROTOCOL_EXPERIMENTAL = 253;
/** RFC 791 section 3.1, "Flags". */
export const FLAG_DONT_FRAGMENT = 0b010;
export const FLAG_MORE_FRAGMENTS = 0b001;
/** What Linux and most others start with; RFC 1122 section 3.2.1.7 only asks that it can be changed. */
export const DEFAULT_TTL = 64;

/** The header at `offset`; the bytes end before `end`. Says nothing about length and checksum: see fault. */
export function parse(bytes: Uint8Array, offset: number, end: number): Ipv4Header | Malformed {
  if (offset >= end) return malformedFrame('ipv4-truncated', end);
  if (bytes[offset]! >>> 4 !== 4) return malformedFrame('ipv4-version', offset);
  const octets = (bytes[offset]! & 15) * 4;
  if (octets < codec.octets) return malformedFrame('ipv4-header-length', offset);
  if (end - offset < octets) return malformedFrame('ipv4-truncated', end);
  const header = codec.read(bytes, offset);
  return octets === codec.octets ? header : { ...header, options: bytes.slice(offset + codec.octets, offset + octets) };
}

/** What is wrong with a header that could be read, in the order in which Linux looks: first the checksum, then the length. */
export function fault(bytes: Uint8Array, offset: number, end: number, header: Ipv4Header): Malformed | undefined {
  const octets = header.headerLength * 4;
  if (sumOf(bytes, offset, offset + octets) !== CHECKSUM_RIGHT) return malformedFrame('ipv4-checksum', offset + 10);
  if (!lengthIsRight(offset, end, header)) return malformedFrame('ipv4-total-length', offset + 2);
  return undefined;
}

/** Whether the total length holds the header and ends where bytes still are. */
export function lengthIsRight(offset: number, end: number, header: Ipv4Header): boolean {
  return header.totalLength >= header.headerLength * 4 && offset + header.totalLength <= end;
}

/** Writes the header as it stands, its checksum included. */
export function emit(bytes: Uint8Array, offset: number, header: Ipv4Header): void {
  codec.write(bytes, offset, header);
  if (header.options) bytes.set(header.options, offset + codec.octets);
}

export function summary(header: Ipv4Header): string {
  return `${header.source} > ${header.destination}`;
}
