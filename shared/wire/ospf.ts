/**
 * Open Shortest Path First, version 2: what routers tell each other to agree on one map. RFC 2328 appendix A.3. It stands right behind the
 * IPv4 header (protocol 89). Five kinds of packet share a header of 24 octets; a hello, a database description and an update have some more
 * fields of their own, and then comes a list: of neighbours, of requests, of LSAs or of their headers (ospf-lsa.ts, ospf-packet.ts).
 */
import type { Malformed } from '../address/malformed.ts';
import { CHECKSUM_RIGHT, sumOf } from './checksum.ts';
import { type HeaderCodec, type HeaderOf, checksum, compileHeader, ipv4, length, uint } from './field.ts';
import { malformedFrame } from './reasons.ts';

const common = {
  version: uint(0, 8),
  type: uint(8, 8),
  /** Of the whole packet from the version on, in octets. */
  packetLength: length(16, 16),
  routerId: ipv4(32),
  areaId: ipv4(64),
  /** Over the packet without the authentication. */
  checksum: checksum(96),
  authenticationType: uint(112, 16),
  authenticationHigh: uint(128, 32, 'hex'),
  authenticationLow: uint(160, 32, 'hex'),
} as const;

const helloTable = {
  ...common,
  networkMask: ipv4(192),
  /** Seconds between two hellos, which must be the same on both sides. */
  helloInterval: uint(224, 16),
  options: uint(240, 8, 'hex'),
  priority: uint(248, 8),
  /** Seconds of silence after which a neighbour is taken for dead. */
  deadInterval: uint(256, 32),
  designatedRouter: ipv4(288),
  backupDesignatedRouter: ipv4(320),
} as const;

const descriptionTable = {
  ...common,
  mtu: uint(192, 16),
  options: uint(208, 8, 'hex'),
  /** Init, more, master. */
  flags: uint(216, 8, 'binary'),
  sequence: uint(224, 32),
} as const;

const updateTable = {
  ...common,
  /** How many LSAs follow. */
  lsaCount: uint(192, 32),
} as const;

export type OspfHelloHeader = HeaderOf<typeof helloTable>;
export type OspfDescriptionHeader = HeaderOf<typeof descriptionTable>;
export type OspfUpdateHeader = HeaderOf<typeof updateTable>;
export type OspfCommonHeader = HeaderOf<typeof common>;
export type OspfHeader = OspfHelloHeader | OspfDescriptionHeader | OspfUpdateHeader | OspfCommonHeader;

export const helloCodec = compileHeader(helloTable);
export const descriptionCodec = compileHeader(descriptionTable);
export const updateCodec = compileHeader(updateTable);
export const commonCodec = compileHeader(common);

/** IANA "Protocol Numbers". */
export const PROTOCOL_OSPF = 89;
export const OSPF_VERSION = 2;

/** RFC 2328 A.3.1. */
export const OSPF_HELLO = 1;
export const OSPF_DESCRIPTION = 2;
export const OSPF_REQUEST = 3;
export const OSPF_UPDATE = 4;
export const OSPF_ACKNOWLEDGMENT = 5;

/** Flags of a database description (RFC 2328 A.3.3). */
export const FLAG_MASTER = 0b001;
export const FLAG_MORE = 0b010;
export const FLAG_INIT = 0b100;

/** Where the authentication stands, which the checksum leaves out, in octets. */
const AUTHENTICATION_START = 16;
const AUTHENTICATION_END = 24;

/** The table by which packets of this type are read. */
export function codecOfType(type: number): HeaderCodec<OspfHeader> {
  if (type === OSPF_HELLO) return helloCodec;
  if (type === OSPF_DESCRIPTION) return descriptionCodec;
  return type === OSPF_UPDATE ? updateCodec : commonCodec;
}

/** The header at `offset`; the bytes end before `end`. Says nothing about length and checksum: see fault. */
export function parse(bytes: Uint8Array, offset: number, end: number): OspfHeader | Malformed {
  if (end - offset < commonCodec.octets) return malformedFrame('ospf-truncated', end);
  if (bytes[offset] !== OSPF_VERSION) return malformedFrame('ospf-version', offset);
  const codec = codecOfType(bytes[offset + 1]!);
  if (end - offset < codec.octets) return malformedFrame('ospf-truncated', end);
  return codec.read(bytes, offset);
}

/** What is wrong with a whole packet: its length, which is not longer than what is there, or its checksum (RFC 2328 8.2). */
export function fault(bytes: Uint8Array, offset: number, end: number, header: OspfHeader): Malformed | undefined {
  const fits = header.packetLength >= codecOfType(header.type).octets && offset + header.packetLength <= end;
  if (!fits) return malformedFrame('ospf-length', offset + 2);
  const sum = sumWithoutAuthentication(bytes, offset, offset + header.packetLength);
  return sum === CHECKSUM_RIGHT ? undefined : malformedFrame('ospf-checksum', offset + 12);
}

/** The checksum of a packet whose checksum field is zero (RFC 2328 D.4.1: authentication type 0). */
export function packetChecksum(bytes: Uint8Array, offset: number, end: number): number {
  return ~sumWithoutAuthentication(bytes, offset, end) & 0xffff;
}

/** Writes the header as it stands, its checksum included. */
export function emit(bytes: Uint8Array, offset: number, header: OspfHeader): void {
  codecOfType(header.type).write(bytes, offset, header);
}

export function summary(header: OspfHeader): string {
  return `OSPFv2 ${KINDS[header.type] ?? `type ${header.type}`} of ${header.routerId}`;
}

const KINDS: readonly string[] = [
  '',
  'hello',
  'database description',
  'link state request',
  'link state update',
  'link state acknowledgment',
];

function sumWithoutAuthentication(bytes: Uint8Array, offset: number, end: number): number {
  const sum = sumOf(bytes, offset, offset + AUTHENTICATION_START) + sumOf(bytes, offset + AUTHENTICATION_END, end);
  return (sum & 0xffff) + (sum >>> 16);
}
