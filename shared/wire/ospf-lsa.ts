/**
 * Link state advertisements: what one router says about itself, passed on unchanged to all. RFC 2328 appendix A.4; the checksum is
 * Fletcher's (RFC 2328 12.1.7, RFC 905 annex B). Only the router-LSA (type 1) is taken apart here: the others are for networks that we do not
 * build, and are passed on as they came.
 */
import type { Ipv4 } from '../address/ipv4.ts';
import { type HeaderCodec, type HeaderOf, compileHeader, ipv4, length, uint } from './field.ts';

const headerTable = {
  /** Seconds since it was originated. */
  age: uint(0, 16),
  options: uint(16, 8, 'hex'),
  type: uint(24, 8),
  id: ipv4(32),
  advertisingRouter: ipv4(64),
  /** Signed, from 0x80000001 up. */
  sequence: uint(96, 32, 'hex'),
  checksum: { ...uint(128, 16, 'hex'), computed: 'checksum' },
  /** Header and body, in octets. */
  length: length(144, 16),
} as const;

const routerTable = {
  ...headerTable,
  /** Virtual link end point, external, area border. */
  flags: uint(160, 16, 'hex'),
  linkCount: uint(176, 16),
} as const;

/** RFC 2328 A.4.2: one link of the router, without the obsolete metrics a type of service. */
const linkTable = {
  id: ipv4(0),
  data: ipv4(32),
  type: uint(64, 8),
  tosCount: uint(72, 8),
  metric: uint(80, 16),
} as const;

export type LsaHeader = HeaderOf<typeof headerTable>;
export type RouterLsaHeader = HeaderOf<typeof routerTable>;
export type RouterLink = HeaderOf<typeof linkTable>;

export const headerCodec = compileHeader(headerTable);
export const routerCodec = compileHeader(routerTable);
export const linkCodec = compileHeader(linkTable);

/** The table by which so many octets of an LSA's header are read: a whole router-LSA shows four octets more. */
export function codecOfLength(octets: number): HeaderCodec<LsaHeader> {
  return octets >= routerCodec.octets ? routerCodec : headerCodec;
}

/** The type of a router-LSA. */
export const ROUTER_LSA = 1;
/** Kinds of link in a router-LSA (RFC 2328 A.4.2). */
export const LINK_POINT_TO_POINT = 1;
export const LINK_STUB = 3;
/** RFC 2328 12.1.6: the first sequence number. */
export const FIRST_SEQUENCE = 0x8000_0001;

/** An LSA: its header, and the octets behind it. */
export interface Lsa {
  readonly header: LsaHeader;
  readonly body: Uint8Array;
}

/** The LSA at `offset`; its header and length have to be right. */
export function readLsa(bytes: Uint8Array, offset: number): Lsa {
  const header = headerCodec.read(bytes, offset);
  return { header, body: bytes.slice(offset + headerCodec.octets, offset + header.length) };
}

/** Writes header and body as they stand. */
export function writeLsa(bytes: Uint8Array, offset: number, lsa: Lsa): void {
  headerCodec.write(bytes, offset, lsa.header);
  bytes.set(lsa.body, offset + headerCodec.octets);
}

/** A router-LSA of these links with its length and checksum. `sequence` unsigned, `age` in seconds. */
export function routerLsa(router: Ipv4, sequence: number, options: number, links: readonly RouterLink[]): Lsa {
  const bytes = new Uint8Array(routerCodec.octets + links.length * linkCodec.octets);
  const header = {
    age: 0,
    options,
    type: ROUTER_LSA,
    id: router,
    advertisingRouter: router,
    sequence,
    checksum: 0,
    length: bytes.length,
    flags: 0,
    linkCount: links.length,
  };
  routerCodec.write(bytes, 0, header);
  for (const [index, link] of links.entries())
    linkCodec.write(bytes, routerCodec.octets + index * linkCodec.octets, link);
  headerCodec.write(bytes, 0, { ...header, checksum: fletcherOf(bytes, 0, bytes.length) });
  return readLsa(bytes, 0);
}

/** The links of a router-LSA, as far as its body is whole; empty for another LSA. */
export function linksOf({ header, body }: Lsa): readonly RouterLink[] {
  if (header.type !== ROUTER_LSA || body.length < 4) return [];
  const links: RouterLink[] = [];
  const count = (body[2]! << 8) | body[3]!;
  let at = 4;
  while (links.length < count && at + linkCodec.octets <= body.length) {
    const link = linkCodec.read(body, at);
    links.push(link);
    at += linkCodec.octets + link.tosCount * 4;
  }
  return links;
}

/** Whether the checksum of the LSA fits: the age is left out, so that it can change on the way. */
export function lsaIsWhole(bytes: Uint8Array, offset: number, octets: number): boolean {
  const { low, high } = fletcherSums(bytes, offset + AGE_OCTETS, offset + octets);
  return low === 0 && high === 0;
}

/** Fletcher's checksum of an LSA whose checksum field is zero. */
export function fletcherOf(bytes: Uint8Array, offset: number, octets: number): number {
  const { low, high } = fletcherSums(bytes, offset + AGE_OCTETS, offset + octets);
  // Two octets, so chosen that both sums over the whole become zero.
  const behind = octets - CHECKSUM_OFFSET - 1;
  const first = (((behind * low - high) % 255) + 255) % 255 || 255;
  const second = (510 - low - first) % 255 || 255;
  return (first << 8) | second;
}

export function summary(header: LsaHeader): string {
  return `LSA type ${header.type} of ${header.advertisingRouter}, sequence 0x${header.sequence.toString(16)}`;
}

const AGE_OCTETS = 2;
const CHECKSUM_OFFSET = 16;

function fletcherSums(bytes: Uint8Array, start: number, end: number): { readonly low: number; readonly high: number } {
  let low = 0;
  let high = 0;
  for (let at = start; at < end; at++) {
    low = (low + bytes[at]!) % 255;
    high = (high + low) % 255;
  }
  return { low, high };
}
