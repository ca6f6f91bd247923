/**
 * The VLAN tag. IEEE 802.1Q-2018 section 9.6 (tag control information). The tag stands between source address and type: its own type, the
 * TPID 0x8100, takes the place of the etherType of the layer before, and the frame's etherType moves behind it. Tags can be nested.
 */
import type { Malformed } from '../address/malformed.ts';
import { type HeaderOf, compileHeader, uint } from './field.ts';
import { malformedFrame } from './reasons.ts';

const table = {
  /** Priority code point, PCP: 0 is best effort, 7 the most urgent. */
  priority: uint(0, 3),
  /** Drop eligible indicator, DEI. */
  dropEligible: uint(3, 1),
  /** VLAN identifier, VID: 1 … 4094; 0 means that the tag says a priority only, 4095 is reserved. */
  id: uint(4, 12),
  /** What the tagged frame carries, or its length: as in the Ethernet header. */
  etherType: uint(16, 16, 'hex'),
} as const;

export type VlanHeader = HeaderOf<typeof table>;

export const codec = compileHeader(table);

/** IEEE 802.1Q-2018 section 9.6, table 9-2. */
export const VLAN_ID_MIN = 1;
export const VLAN_ID_MAX = 4094;
/** IEEE 802.1Q-2018 section 9.6: the VLAN of ports for which nothing else is configured. */
export const VLAN_ID_DEFAULT = 1;

/** The tag behind the TPID at `offset`; the bytes end before `end`. */
export function parse(bytes: Uint8Array, offset: number, end: number): VlanHeader | Malformed {
  if (end - offset < codec.octets) return malformedFrame('vlan-truncated', end);
  return codec.read(bytes, offset);
}

export function emit(bytes: Uint8Array, offset: number, header: VlanHeader): void {
  codec.write(bytes, offset, header);
}

export function summary(header: VlanHeader): string {
  const priority = header.priority === 0 ? '' : `, p ${header.priority}`;
  return `vlan ${header.id}${priority}${header.dropEligible === 1 ? ', DEI' : ''}`;
}
