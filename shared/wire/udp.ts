/**
 * The User Datagram Protocol. RFC 768. Its checksum covers a pseudo header too: both addresses, the protocol and the length of the
 * datagram; RFC 1122 section 4.1.3.4.
 */
import type { Malformed } from '../address/malformed.ts';
import { CHECKSUM_RIGHT, sumOf } from './checksum.ts';
import { type HeaderOf, checksum, compileHeader, length, uint } from './field.ts';
import { malformedFrame } from './reasons.ts';

const table = {
  sourcePort: uint(0, 16),
  destinationPort: uint(16, 16),
  /** Header and data, in octets. */
  length: length(32, 16),
  /** Zero: the sender did not make one. */
  checksum: checksum(48),
} as const;

export type UdpHeader = HeaderOf<typeof table>;

export const codec = compileHeader(table);

/** IANA "Protocol Numbers". */
export const PROTOCOL_UDP = 17;
export const NO_CHECKSUM = 0;

/** The header at `offset`; the bytes end before `end`. Says nothing about length and checksum: see fault. */
export function parse(bytes: Uint8Array, offset: number, end: number): UdpHeader | Malformed {
  if (end - offset < codec.octets) return malformedFrame('udp-truncated', end);
  return codec.read(bytes, offset);
}

/** What is wrong with a whole datagram, in the order in which Linux looks. Its addresses, source then destination, stand at `addresses`. */
export function fault(
  bytes: Uint8Array,
  offset: number,
  end: number,
  header: UdpHeader,
  addresses: number,
): Malformed | undefined {
  if (!lengthIsRight(offset, end, header)) return malformedFrame('udp-length', offset + 4);
  if (header.checksum === NO_CHECKSUM) return undefined;
  const sum = sumOf(bytes, offset, offset + header.length) + pseudoSum(bytes, addresses, header.length);
  return sum % 0xffff === 0 ? undefined : malformedFrame('udp-checksum', offset + 6);
}

/** Whether the length holds the header and ends where bytes still are. */
export function lengthIsRight(offset: number, end: number, header: UdpHeader): boolean {
  return header.length >= codec.octets && offset + header.length <= end;
}

/** The sum of the pseudo header's words, not folded; its addresses stand at `addresses`. */
export function pseudoSum(bytes: Uint8Array, addresses: number, octets: number): number {
  return sumOf(bytes, addresses, addresses + 8) + PROTOCOL_UDP + octets;
}

/** The checksum to send for a sum of all words: what comes out as zero is sent as all ones, for zero means that there is none. */
export function checksumOfSum(sum: number): number {
  return CHECKSUM_RIGHT - (sum % CHECKSUM_RIGHT);
}

/** Writes the header as it stands, its checksum included. */
export function emit(bytes: Uint8Array, offset: number, header: UdpHeader): void {
  codec.write(bytes, offset, header);
}

export function summary(header: UdpHeader): string {
  return `UDP, length ${Math.max(header.length - codec.octets, 0)}`;
}
