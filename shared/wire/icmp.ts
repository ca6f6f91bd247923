/**
 * The Internet Control Message Protocol. RFC 792; which types are errors: RFC 1122 section 3.2.2. All messages share type, code
 * and checksum; the second word is the echo's identifier and sequence number, and unused in the errors we send. An error
 * goes on with the packet that it is about: its IP header and at least 8 octets (frame.ts shows them as further layers).
 */
import type { Malformed } from '../address/malformed.ts';
import { CHECKSUM_RIGHT, sumOf } from './checksum.ts';
import { type HeaderCodec, type HeaderOf, checksum, compileHeader, uint } from './field.ts';
import { malformedFrame } from './reasons.ts';

const start = { type: uint(0, 8), code: uint(8, 8), checksum: checksum(16) } as const;
const echoTable = { ...start, identifier: uint(32, 16), sequence: uint(48, 16) } as const;
const errorTable = { ...start, unused: uint(32, 32, 'hex') } as const;

export type IcmpEchoHeader = HeaderOf<typeof echoTable>;
export type IcmpErrorHeader = HeaderOf<typeof errorTable>;
export type IcmpHeader = IcmpEchoHeader | IcmpErrorHeader;

export const echoCodec = compileHeader(echoTable);
export const errorCodec = compileHeader(errorTable);

/** RFC 792, "Summary of Message Types". */
export const ICMP_ECHO_REPLY = 0;
export const ICMP_UNREACHABLE = 3;
export const ICMP_ECHO_REQUEST = 8;
export const ICMP_TIME_EXCEEDED = 11;
/** Codes of ICMP_UNREACHABLE. */
export const ICMP_NET_UNREACHABLE = 0;
export const ICMP_HOST_UNREACHABLE = 1;
export const ICMP_PROTOCOL_UNREACHABLE = 2;
export const ICMP_PORT_UNREACHABLE = 3;

const ICMP_OCTETS = 8;
/** Destination unreachable, source quench, redirect, time exceeded, parameter problem. */
const ERROR_TYPES: readonly number[] = [3, 4, 5, 11, 12];

export function isEcho(header: IcmpHeader): header is IcmpEchoHeader {
  return isEchoType(header.type);
}

/** Errors quote a packet, and nobody may answer one with another error (RFC 1122 section 3.2.2). */
export function isError(header: IcmpHeader): header is IcmpErrorHeader {
  return ERROR_TYPES.includes(header.type);
}

/** The table by which messages of this type are read; types that we do not send are read like errors. */
export function codecOfType(type: number): HeaderCodec<IcmpEchoHeader> | HeaderCodec<IcmpErrorHeader> {
  return isEchoType(type) ? echoCodec : errorCodec;
}

/** The header at `offset`; the bytes end before `end`. Says nothing about the checksum: see fault. */
export function parse(bytes: Uint8Array, offset: number, end: number): IcmpHeader | Malformed {
  if (end - offset < ICMP_OCTETS) return malformedFrame('icmp-truncated', end);
  return codecOfType(bytes[offset]!).read(bytes, offset);
}

/** What is wrong with a whole message: its checksum, which covers everything up to `end`. */
export function fault(bytes: Uint8Array, offset: number, end: number): Malformed | undefined {
  return sumOf(bytes, offset, end) === CHECKSUM_RIGHT ? undefined : malformedFrame('icmp-checksum', offset + 2);
}

/** Writes the header as it stands, its checksum included. */
export function emit(bytes: Uint8Array, offset: number, header: IcmpHeader): void {
  if (isEcho(header)) echoCodec.write(bytes, offset, header);
  else errorCodec.write(bytes, offset, header);
}

/** What of the packet that an error quotes could be read. */
export interface Quoted {
  readonly destination: string;
  readonly protocol: number;
  /** Of UDP, the destination's. */
  readonly port?: number;
}

/** `about` is the packet that an error quotes, if it could be read. */
export function summary(header: IcmpHeader, about?: Quoted): string {
  if (isEcho(header)) {
    const kind = header.type === ICMP_ECHO_REQUEST ? 'request' : 'reply';
    return `ICMP echo ${kind}, id ${header.identifier}, seq ${header.sequence}`;
  }
  if (header.type === ICMP_UNREACHABLE && header.code < UNREACHABLE_KINDS.length) {
    return `ICMP ${unreached(header.code, about)}unreachable`;
  }
  if (header.type === ICMP_TIME_EXCEEDED && header.code === 0) return 'ICMP time exceeded in-transit';
  return `ICMP type ${header.type}, code ${header.code}`;
}

const UNREACHABLE_KINDS: readonly string[] = ['net', 'host', 'protocol', 'port'];

/** In tcpdump's order of words: "host 10.0.0.9 ", but "10.0.0.9 udp port 7 ". */
function unreached(code: number, about: Quoted | undefined): string {
  const kind = UNREACHABLE_KINDS[code]!;
  if (about === undefined) return `${kind} `;
  if (code === ICMP_PROTOCOL_UNREACHABLE) return `${about.destination} protocol ${about.protocol} `;
  if (code === ICMP_PORT_UNREACHABLE && about.port !== undefined) return `${about.destination} udp port ${about.port} `;
  return `${kind} ${about.destination} `;
}

/** Request or reply. */
export function isEchoType(type: number): boolean {
  return type === ICMP_ECHO_REQUEST || type === ICMP_ECHO_REPLY;
}
