/**
 * Ethernet II. IEEE 802.3-2022 section 3.1.1 (the fields in order) and 3.2.6 (length or type). The preamble before the header
 * is not kept, and the FCS at the end belongs to the frame: see frame.ts.
 */
import type { Malformed } from '../address/malformed.ts';
import { type HeaderOf, compileHeader, mac, uint } from './field.ts';
import { malformedFrame } from './reasons.ts';

const table = {
  destination: mac(0),
  source: mac(48),
  /** What the payload is, or, below ETHERTYPE_MIN, how many octets it has. */
  etherType: uint(96, 16, 'hex'),
} as const;

export type EthernetHeader = HeaderOf<typeof table>;

export const codec = compileHeader(table);

/** IANA "IEEE 802 Numbers". */
export const ETHERTYPE_IPV4 = 0x0800;
export const ETHERTYPE_ARP = 0x0806;
/** IEEE 802.1Q-2018 table 9-1: the tag protocol identifier (TPID) of a customer VLAN tag. */
export const ETHERTYPE_VLAN = 0x8100;
/** IEEE 802-2014 section 9.2.3: for experiments within one site; we use it for payloads without a name. */
export const ETHERTYPE_EXPERIMENTAL = 0x88b5;
/** IEEE 802.3-2022 section 3.2.6: types start here, lengths end at PAYLOAD_OCTETS_MAX, nothing is in between. */
export const ETHERTYPE_MIN = 0x0600;
export const PAYLOAD_OCTETS_MAX = 1500;
/** IEEE 802.3-2022 section 3.2.8: 64 octets including the FCS of 4, so that a collision is noticed while still sending. */
export const FRAME_OCTETS_MIN = 60;

/** The header at `offset`; the bytes end before `end`. */
export function parse(bytes: Uint8Array, offset: number, end: number): EthernetHeader | Malformed {
  if (end - offset < codec.octets) return malformedFrame('ethernet-truncated', end);
  return codec.read(bytes, offset);
}

export function emit(bytes: Uint8Array, offset: number, header: EthernetHeader): void {
  codec.write(bytes, offset, header);
}

export function summary(header: EthernetHeader): string {
  const type = header.etherType;
  const kind = type < ETHERTYPE_MIN ? '802.3' : `ethertype 0x${type.toString(16).padStart(4, '0')}`;
  return `${header.source} > ${header.destination}, ${kind}`;
}
