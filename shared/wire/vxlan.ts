/**
 * Virtual eXtensible Local Area Network: Ethernet frames in UDP datagrams. RFC 7348 section 5. Behind this header a whole Ethernet
 * frame follows, without its FCS; it is shown as further layers, and tunnel.ts takes it out.
 */
import type { Malformed } from '../address/malformed.ts';
import { type HeaderOf, compileHeader, uint } from './field.ts';
import { malformedFrame } from './reasons.ts';

const table = {
  /** The I flag says that the VNI is valid; all others are reserved. */
  flags: uint(0, 8, 'binary'),
  reserved: uint(8, 24, 'hex'),
  /** VXLAN network identifier: which of the networks in the tunnel this frame belongs to. */
  vni: uint(32, 24),
  reservedEnd: uint(56, 8, 'hex'),
} as const;

export type VxlanHeader = HeaderOf<typeof table>;

export const codec = compileHeader(table);

/** IANA "Service Name and Transport Protocol Port Number Registry". */
export const PORT_VXLAN = 4789;
export const FLAG_VNI = 0b0000_1000;

/** Whether the header names a network; RFC 7348 section 5: the I flag must be set. A receiver drops what has it not. */
export function hasVni(header: VxlanHeader): boolean {
  return (header.flags & FLAG_VNI) !== 0;
}

/** The header at `offset`; the bytes end before `end`. */
export function parse(bytes: Uint8Array, offset: number, end: number): VxlanHeader | Malformed {
  if (end - offset < codec.octets) return malformedFrame('vxlan-truncated', end);
  return codec.read(bytes, offset);
}

export function emit(bytes: Uint8Array, offset: number, header: VxlanHeader): void {
  codec.write(bytes, offset, header);
}

export function summary(header: VxlanHeader): string {
  const flags = header.flags.toString(16).padStart(2, '0');
  return `VXLAN, flags [${hasVni(header) ? 'I' : '.'}] (0x${flags}), vni ${header.vni}`;
}
