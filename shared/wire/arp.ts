/**
 * The Address Resolution Protocol for IPv4 on Ethernet. RFC 826, "Packet format", where the names are ar$hrd, ar$pro, ar$hln,
 * ar$pln, ar$op, ar$sha, ar$spa, ar$tha, ar$tpa.
 */
import type { Malformed } from '../address/malformed.ts';
import { type HeaderOf, compileHeader, ipv4, length, mac, uint } from './field.ts';
import { malformedFrame } from './reasons.ts';

const table = {
  hardwareType: uint(0, 16),
  protocolType: uint(16, 16, 'hex'),
  hardwareLength: length(32, 8),
  protocolLength: length(40, 8),
  operation: uint(48, 16),
  senderMac: mac(64),
  senderIp: ipv4(112),
  /** All zeros in a request: it is what the sender wants to know. */
  targetMac: mac(144),
  targetIp: ipv4(192),
} as const;

export type ArpHeader = HeaderOf<typeof table>;

export const codec = compileHeader(table);

/** RFC 826, "Definitions". */
export const ARP_REQUEST = 1;
export const ARP_REPLY = 2;
/** IANA "ARP Parameters": Ethernet. */
export const HARDWARE_ETHERNET = 1;

const LENGTHS_END = 8;

/** The packet at `offset`; the bytes end before `end`. Other hardware or protocol types are for the device to refuse (RFC 826). */
export function parse(bytes: Uint8Array, offset: number, end: number): ArpHeader | Malformed {
  if (end - offset < LENGTHS_END) return malformedFrame('arp-truncated', end);
  if (bytes[offset + 4] !== 6) return malformedFrame('arp-hardware-length', offset + 4);
  if (bytes[offset + 5] !== 4) return malformedFrame('arp-protocol-length', offset + 5);
  if (end - offset < codec.octets) return malformedFrame('arp-truncated', end);
  return codec.read(bytes, offset);
}

export function emit(bytes: Uint8Array, offset: number, header: ArpHeader): void {
  codec.write(bytes, offset, header);
}

export function summary(header: ArpHeader): string {
  if (header.operation === ARP_REQUEST) return `ARP who-has ${header.targetIp} tell ${header.senderIp}`;
  if (header.operation === ARP_REPLY) return `ARP ${header.senderIp} is-at ${header.senderMac}`;
  return `ARP op ${header.operation} ${header.senderIp} > ${header.targetIp}`;
}
