/**
 * IPv4 prefixes (subnets) and the addresses of interfaces in them. RFC 4632 section 3.1: an address, a slash, and how many of
 * its leading bits name the network (0 … 32).
 */
import { type Ipv4, ipv4FromNumber, ipv4ToNumber, parseIpv4 } from './ipv4.ts';
import { type Malformed, isMalformed, malformedAddress } from './malformed.ts';

declare const prefixBrand: unique symbol;

/** Canonical text such as "192.168.1.0/24", all host bits zero. */
export type Prefix = string & { readonly [prefixBrand]: true };

/** What `ip address` shows: an interface's own address, and the length of the prefix it is on (0 … 32 bits). */
export interface InterfaceAddress {
  readonly address: Ipv4;
  readonly length: number;
}

/** Reads "192.168.1.0/24". Host bits that are set ("192.168.1.7/24") are a mistake here: see parseInterfaceAddress. */
export function parsePrefix(text: string): Prefix | Malformed {
  const parsed = parseInterfaceAddress(text);
  if (isMalformed(parsed)) return parsed;
  const canonical = prefixOf(parsed.address, parsed.length);
  return canonical === text ? canonical : malformedAddress('prefix-host-bits', 0);
}

/** For constants and tests: the prefix that the text must be. Throws RangeError if it is none. */
export function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (isMalformed(parsed)) throw new RangeError(`"${text}" is no prefix: ${parsed.malformed} at ${parsed.at}`);
  return parsed;
}

/** Reads "192.168.1.101/24". */
export function parseInterfaceAddress(text: string): InterfaceAddress | Malformed {
  const slash = text.indexOf('/');
  const address = parseIpv4(slash < 0 ? text : text.slice(0, slash));
  if (isMalformed(address)) return address;
  if (slash < 0) return malformedAddress('prefix-slash', text.length);
  const length = parseLength(text.slice(slash + 1));
  return length === undefined ? malformedAddress('prefix-length', slash + 1) : { address, length };
}

/** The prefix of `length` bits (0 … 32) that the address is in. */
export function prefixOf(address: Ipv4, length: number): Prefix {
  return `${ipv4FromNumber(ipv4ToNumber(address) & maskNumber(length))}/${length}` as Prefix;
}

/** The number of network bits, 0 … 32. */
export function prefixLength(p: Prefix): number {
  return numbersOf(p).length;
}

/** Whether the address is in the prefix. */
export function contains(p: Prefix, ip: Ipv4): boolean {
  const { network, mask } = numbersOf(p);
  return (ipv4ToNumber(ip) & mask) === network;
}

/** The prefix without its length, as a signed number, which is what JavaScript's bit operators give. */
export function networkNumber(p: Prefix): number {
  return numbersOf(p).network;
}

/** The address of all hosts on the subnet, all host bits one (RFC 919); a /31 and a /32 have none (RFC 3021 section 2.1). */
export function broadcastAddressOf(p: Prefix): Ipv4 | undefined {
  const { network, mask, length } = numbersOf(p);
  return length >= 31 ? undefined : ipv4FromNumber(network | ~mask);
}

/** The mask of a prefix length (0 … 32), as older tools write it: 24 gives "255.255.255.0". */
export function networkMask(length: number): Ipv4 {
  return ipv4FromNumber(maskNumber(length));
}

/** A prefix as signed 32-bit numbers, which is what JavaScript's bit operators give. */
interface PrefixNumbers {
  readonly network: number;
  readonly mask: number;
  readonly length: number;
}

/** Every forwarded packet asks `contains` once per route, so a prefix's text is taken apart only once. */
const numbersByPrefix = new Map<Prefix, PrefixNumbers>();
const REMEMBERED_PREFIXES_MAX = 4096;

function numbersOf(p: Prefix): PrefixNumbers {
  const known = numbersByPrefix.get(p);
  if (known !== undefined) return known;
  const slash = p.indexOf('/');
  const length = Number(p.slice(slash + 1));
  const numbers = { network: ipv4ToNumber(p.slice(0, slash) as Ipv4) | 0, mask: maskNumber(length), length };
  if (numbersByPrefix.size >= REMEMBERED_PREFIXES_MAX) numbersByPrefix.clear();
  numbersByPrefix.set(p, numbers);
  return numbers;
}

/** The mask of a length (0 … 32), as a signed number. A shift by 32 would be a shift by 0 in JavaScript, hence the case for length 0. */
export function maskNumber(length: number): number {
  return length === 0 ? 0 : -1 << (32 - length);
}

function parseLength(text: string): number | undefined {
  const length = Number(text);
  return Number.isInteger(length) && length >= 0 && length <= 32 && String(length) === text ? length : undefined;
}
