/**
 * Logical link control: what an Ethernet frame that has a length instead of a type says about its payload. ISO/IEC 8802-2 section 3.2, as
 * unnumbered information with a control field of one octet. Bridges speak to one another in such frames.
 */
import type { Malformed } from '../address/malformed.ts';
import { type HeaderOf, compileHeader, uint } from './field.ts';
import { malformedFrame } from './reasons.ts';

const table = {
  /** Service access points, DSAP and SSAP: who the payload is for, and from whom. */
  destination: uint(0, 8, 'hex'),
  source: uint(8, 8, 'hex'),
  control: uint(16, 8, 'hex'),
} as const;

export type LlcHeader = HeaderOf<typeof table>;

export const codec = compileHeader(table);

/** IEEE 802.1D-2004 section 7.12.3: the spanning tree protocol's access point. */
export const SAP_SPANNING_TREE = 0x42;
/** ISO/IEC 8802-2 section 5.4.1: unnumbered information, with no connection and no answer. */
export const CONTROL_UNNUMBERED = 0x03;

export function isSpanningTree(header: LlcHeader): boolean {
  return header.destination === SAP_SPANNING_TREE && header.control === CONTROL_UNNUMBERED;
}

/** The header at `offset`; the bytes end before `end`. */
export function parse(bytes: Uint8Array, offset: number, end: number): LlcHeader | Malformed {
  if (end - offset < codec.octets) return malformedFrame('llc-truncated', end);
  return codec.read(bytes, offset);
}

export function emit(bytes: Uint8Array, offset: number, header: LlcHeader): void {
  codec.write(bytes, offset, header);
}

export function summary(header: LlcHeader): string {
  const octet = (value: number) => `0x${value.toString(16).padStart(2, '0')}`;
  return `LLC, dsap ${octet(header.destination)}, ssap ${octet(header.source)}, ctrl ${octet(header.control)}`;
}
