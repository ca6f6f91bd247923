/**
 * MAC addresses (EUI-48): six octets, written as twelve hexadecimal digits. IEEE 802-2014 section 8; text form RFC 7042
 * section 2.1. The value is its canonical text, lower case with colons, so `===`, map keys and JSON just work.
 */
import { type Malformed, isMalformed, malformedAddress } from './malformed.ts';

declare const macBrand: unique symbol;

/** Canonical text such as "02:00:00:00:01:01"; only parseMac, mac and readMac make one. */
export type Mac = string & { readonly [macBrand]: true };

/** All stations. IEEE 802-2014 section 8.2.2: every bit is one. */
export const BROADCAST_MAC = 'ff:ff:ff:ff:ff:ff' as Mac;

/** Reads "02:00:00:00:01:01" or "02-00-00-00-01-01", in either case. The separator must be the same throughout. */
export function parseMac(text: string): Mac | Malformed {
  const separator = text.charCodeAt(2) === DASH ? DASH : COLON;
  for (let at = 0; at < Math.min(text.length, TEXT_LENGTH); at++) {
    const code = text.charCodeAt(at);
    if (at % 3 === 2) {
      if (code !== separator) return malformedAddress('mac-separator', at);
    } else if (digitValue(code) < 0) {
      return malformedAddress('mac-digit', at);
    }
  }
  if (text.length !== TEXT_LENGTH) return malformedAddress('mac-length', Math.min(text.length, TEXT_LENGTH));
  return text.toLowerCase().replaceAll('-', ':') as Mac;
}

/** For constants and tests: the address that the text must be. Throws RangeError if it is none. */
export function mac(text: string): Mac {
  const parsed = parseMac(text);
  if (isMalformed(parsed)) throw new RangeError(`"${text}" is no MAC address: ${parsed.malformed} at ${parsed.at}`);
  return parsed;
}

export function isBroadcast(address: Mac): boolean {
  return address === BROADCAST_MAC;
}

/** True for groups of stations, and therefore for broadcast too: the I/G bit, the lowest of the first octet, is one. IEEE 802-2014 section 8.2.2. */
export function isMulticast(address: Mac): boolean {
  return (digitValue(address.charCodeAt(1)) & 1) === 1;
}

/** The six octets at `offset`; the caller has checked that they are there. */
export function readMac(bytes: Uint8Array, offset: number): Mac {
  return (OCTET_COLON[bytes[offset]!]! +
    OCTET_COLON[bytes[offset + 1]!]! +
    OCTET_COLON[bytes[offset + 2]!]! +
    OCTET_COLON[bytes[offset + 3]!]! +
    OCTET_COLON[bytes[offset + 4]!]! +
    OCTET[bytes[offset + 5]!]!) as Mac;
}

/** Writes the six octets at `offset`. */
export function writeMac(bytes: Uint8Array, offset: number, address: Mac): void {
  for (let octet = 0; octet < 6; octet++) {
    const high = digitValue(address.charCodeAt(octet * 3));
    const low = digitValue(address.charCodeAt(octet * 3 + 1));
    bytes[offset + octet] = (high << 4) | low;
  }
}

const TEXT_LENGTH = 17;
const COLON = 0x3a;
const DASH = 0x2d;

/** "00" … "ff": looking an octet up is several times faster than formatting it. */
const OCTET: readonly string[] = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'));
const OCTET_COLON: readonly string[] = OCTET.map((octet) => octet + ':');

/** The value of a hexadecimal digit's character code; -1 if it is none. */
function digitValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
