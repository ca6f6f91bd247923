/** Why bytes are not a proper frame: a closed list, each name starting with the protocol whose rule is broken. */
import type { Malformed } from '../address/malformed.ts';

export const MALFORMED_FRAME_REASONS = [
  /** Fewer than 14 octets. */
  'ethernet-truncated',
  /** IEEE 802.3-2022 3.2.6: a length field that promises more octets than there are. */
  'ethernet-length',
  'vlan-truncated',
  'llc-truncated',
  'bpdu-truncated',
  'arp-truncated',
  /** RFC 826: hardware addresses of Ethernet have 6 octets. */
  'arp-hardware-length',
  /** RFC 826: protocol addresses of IPv4 have 4 octets. */
  'arp-protocol-length',
  'ipv4-truncated',
  /** RFC 1122 section 3.2.1.1: a version other than 4. */
  'ipv4-version',
  /** RFC 791 section 3.1: fewer than 5 words of header. */
  'ipv4-header-length',
  /** A total length that is smaller than the header or larger than what is there. */
  'ipv4-total-length',
  /** RFC 1122 section 3.2.1.2. */
  'ipv4-checksum',
  'icmp-truncated',
  /** RFC 792, "Checksum". */
  'icmp-checksum',
  'udp-truncated',
  /** A length that is smaller than the header or larger than what is there. */
  'udp-length',
  /** RFC 768: over the pseudo header too. */
  'udp-checksum',
  'vxlan-truncated',
  'ospf-truncated',
  /** RFC 2328 section 8.2: a version other than 2. */
  'ospf-version',
  /** A length that is smaller than the header or larger than what is there. */
  'ospf-length',
  /** RFC 2328 section D.4.1: over the packet without its authentication. */
  'ospf-checksum',
  /** A link state advertisement that is too short, too long, or not whole words. */
  'lsa-length',
  /** RFC 2328 section 12.1.7. */
  'lsa-checksum',
] as const;

export type MalformedFrameReason = (typeof MALFORMED_FRAME_REASONS)[number];

/** A malformed frame; `at` is the octet where the offending field starts, or where the bytes end too early. */
export function malformedFrame(reason: MalformedFrameReason, at: number): Malformed {
  return { malformed: reason, at };
}
