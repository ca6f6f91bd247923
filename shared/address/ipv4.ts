/**
 * IPv4 addresses: 32 bits, written as four decimal octets. RFC 791 section 2.3; text form RFC 6943 section 3.1.1 (strict
 * form: four parts, no leading zeros, which some programs read as octal). The value is its canonical text.
 */
import { type Malformed, isMalformed, malformedAddress } from './malformed.ts';

declare const ipv4Brand: unique symbol;

/** Canonical dotted quad such as "192.168.1.1"; only the functions of this file make one. */
export type Ipv4 = string & { readonly [ipv4Brand]: true };

/** Reads a dotted quad; refuses leading zeros ("192.168.01.1"), which mean 1 to one program and octal to another. */
export function parseIpv4(text: string): Ipv4 | Malformed {
  let at = 0;
  for (let octet = 0; octet < 4; octet++) {
    const start = at;
    let value = 0;
    for (; at < text.length && isDigit(text.charCodeAt(at)); at++) {
      if (at > start && value === 0) return malformedAddress('ipv4-leading-zero', start);
      value = value * 10 + text.charCodeAt(at) - ZERO;
      if (value > 255) return malformedAddress('ipv4-octet-range', start);
    }
    if (at === start) return malformedAddress(at === text.length ? 'ipv4-length' : 'ipv4-digit', at);
    if (octet === 3) break;
    if (at === text.length) return malformedAddress('ipv4-length', at);
    if (text.charCodeAt(at) !== DOT) return malformedAddress('ipv4-digit', at);
    at++;
  }
  if (at === text.length) return text as Ipv4;
  return malformedAddress(text.charCodeAt(at) === DOT ? 'ipv4-length' : 'ipv4-digit', at);
}

/** For constants and tests: the address that the text must be. Throws RangeError if it is none. */
export function ipv4(text: string): Ipv4 {
  const parsed = parseIpv4(text);
  if (isMalformed(parsed)) throw new RangeError(`"${text}" is no IPv4 address: ${parsed.malformed} at ${parsed.at}`);
  return parsed;
}

/** The four octets at `offset`; the caller has checked that they are there. */
export function readIpv4(bytes: Uint8Array, offset: number): Ipv4 {
  return (OCTET_DOT[bytes[offset]!]! +
    OCTET_DOT[bytes[offset + 1]!]! +
    OCTET_DOT[bytes[offset + 2]!]! +
    OCTET[bytes[offset + 3]!]!) as Ipv4;
}

/** Writes the four octets at `offset`. */
export function writeIpv4(bytes: Uint8Array, offset: number, address: Ipv4): void {
  const number = ipv4ToNumber(address);
  bytes[offset] = number >>> 24;
  bytes[offset + 1] = number >>> 16;
  bytes[offset + 2] = number >>> 8;
  bytes[offset + 3] = number;
}

/** The address as an unsigned number, 0 … 2^32 - 1, most significant octet first. */
export function ipv4ToNumber(address: Ipv4): number {
  let number = 0;
  let octet = 0;
  for (let at = 0; at < address.length; at++) {
    const code = address.charCodeAt(at);
    if (code === DOT) {
      number = (number << 8) | octet;
      octet = 0;
    } else {
      octet = octet * 10 + code - ZERO;
    }
  }
  return ((number << 8) | octet) >>> 0;
}

/** The address of an unsigned number; bits above the 32nd are ignored. */
export function ipv4FromNumber(number: number): Ipv4 {
  return (OCTET_DOT[number >>> 24]! +
    OCTET_DOT[(number >>> 16) & 255]! +
    OCTET_DOT[(number >>> 8) & 255]! +
    OCTET[number & 255]!) as Ipv4;
}

const ZERO = 0x30;
const DOT = 0x2e;

/** "0" … "255" and "0." … "255.": a table instead of formatting, as in mac.ts. */
const OCTET: readonly string[] = Array.from({ length: 256 }, (_, octet) => String(octet));
const OCTET_DOT: readonly string[] = OCTET.map((octet) => octet + '.');

function isDigit(code: number): boolean {
  return code >= ZERO && code <= 0x39;
}
