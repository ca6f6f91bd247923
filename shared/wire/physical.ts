/**
 * A frame as the cable sees it. IEEE 802.3-2022 section 3.1.1 (packet), 3.2.1 and 3.2.2 (preamble, start delimiter), 3.3 (order of bits), 4.2.8 and
 * 4.4.2 (parameters of the shared medium); and the division behind the frame check sequence, step by step, as one does it on paper.
 */
import { crc32 } from './crc.ts';
import { type Frame, layer } from './layer.ts';

/** Seven octets of alternating bits, by which a receiver finds the beat; the delimiter's last two ones say that the frame begins. */
export const PREAMBLE_OCTETS = 7;
export const PREAMBLE_OCTET = 0x55;
export const START_DELIMITER = 0xd5;
export const FCS_OCTETS = 4;
/** Between two frames the cable is quiet so long. In bit times, as all that follows. */
export const INTER_FRAME_GAP_BITS = 96;
/** The longest time in which a sender can still hear of a collision: the shortest frame is as long as this. */
export const SLOT_TIME_BITS = 512;
/** After a collision is heard, so much is sent on, so that everybody hears it. */
export const JAM_BITS = 32;
/** Section 4.2.3.2.5: after so many collisions in a row a frame is given up; after so many the range of waiting times no longer doubles. */
export const ATTEMPTS_MAX = 16;
export const BACKOFF_EXPONENT_MAX = 10;

export type SignalPart = 'preamble' | 'delimiter' | 'frame' | 'fcs';

/** Everything that a sender puts on the cable for a frame. */
export interface Signal {
  readonly bytes: Uint8Array;
  /** The parts in order; offset and length in octets of `bytes`. */
  readonly parts: readonly { readonly part: SignalPart; readonly offset: number; readonly length: number }[];
}

/** The frame with what goes before and behind it; the FCS is the frame's own, right or wrong. */
export function signalOf(frame: Frame): Signal {
  const octets = frame.bytes.length;
  const start = PREAMBLE_OCTETS + 1;
  const bytes = new Uint8Array(start + octets + FCS_OCTETS).fill(PREAMBLE_OCTET, 0, PREAMBLE_OCTETS);
  bytes[PREAMBLE_OCTETS] = START_DELIMITER;
  bytes.set(frame.bytes, start);
  bytes.set(fcsOctets(frame.fcs ?? crc32(frame.bytes)), start + octets);
  return {
    bytes,
    parts: [
      { part: 'preamble', offset: 0, length: PREAMBLE_OCTETS },
      { part: 'delimiter', offset: PREAMBLE_OCTETS, length: 1 },
      { part: 'frame', offset: start, length: octets },
      { part: 'fcs', offset: start + octets, length: FCS_OCTETS },
    ],
  };
}

/** The octets of an FCS in the order in which they are sent: the number's least significant one first, see crc32. */
export function fcsOctets(fcs: number): Uint8Array {
  return Uint8Array.of(fcs, fcs >>> 8, fcs >>> 16, fcs >>> 24);
}

/** The octets of an FCS as people write them: "1c df 44 21", or with something else in between. */
export function fcsText(fcs: number, between = ' '): string {
  return Array.from(fcsOctets(fcs), (octet) => octet.toString(16).padStart(2, '0')).join(between);
}

/** The FCS of which these are the four octets. */
export function fcsFromOctets([a = 0, b = 0, c = 0, d = 0]: Uint8Array): number {
  return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
}

/** Bits in the order in which they are sent, each 0 or 1: of each octet the lowest one first. */
export function bitsOf(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: bytes.length * 8 }, (_, bit) => (bytes[bit >>> 3]! >>> (bit & 7)) & 1);
}

/** How long a frame of so many octets (without FCS) keeps the cable, from its preamble to the end of the gap behind it. In bit times. */
export function bitTimesOf(octets: number): number {
  return (PREAMBLE_OCTETS + 1 + octets + FCS_OCTETS) * 8 + INTER_FRAME_GAP_BITS;
}

/** That time in microseconds, not rounded. `rateMbps` in 10^6 bits a second. */
export function durationUs(octets: number, rateMbps: number): number {
  return bitTimesOf(octets) / rateMbps;
}

/** Whether the frame is shorter than a card sends it, so that a receiver takes it for what a collision left (section 4.2.4.2.2). */
export function isRunt(frame: Frame): boolean {
  return (frame.bytes.length + FCS_OCTETS) * 8 < SLOT_TIME_BITS || layer(frame, 'ethernet') === undefined;
}

/** One line of the division on paper: what stands there, and whether the generator is taken away from it. */
export interface DivisionStep {
  /** Where in the dividend this step begins, in bits from its left. */
  readonly at: number;
  /** As many bits of what is left as the generator has, before this step. */
  readonly window: string;
  /** What is taken away by exclusive or: the generator, or zeros if the window begins with one. */
  readonly subtrahend: string;
  /** The result, as long as the window; its first bit is always zero. */
  readonly result: string;
}

export interface Division {
  /** The word with as many zeros behind it as the generator has degree. */
  readonly dividend: string;
  readonly generator: string;
  readonly steps: readonly DivisionStep[];
  /** One bit fewer than the generator. */
  readonly remainder: string;
}

/** Longer words are for crc32; a step a bit is something to look at. */
export const DIVISION_BITS_MAX = 16_384;

/**
 * Divides a word by a generator as polynomials over GF(2), both written as zeros and ones, highest power first. Throws RangeError on other
 * characters, on a generator that does not begin with a one or has no degree, and on a word of more than DIVISION_BITS_MAX bits.
 */
export function divide(word: string, generator: string): Division {
  if (!/^1[01]+$/.test(generator)) throw new RangeError(`"${generator}" is no generator`);
  if (!/^[01]*$/.test(word) || word.length > DIVISION_BITS_MAX) throw new RangeError('the word is no row of bits');
  const degree = generator.length - 1;
  const dividend = word + '0'.repeat(degree);
  const zeros = '0'.repeat(generator.length);
  const steps: DivisionStep[] = [];
  let left = dividend.slice(0, degree);
  for (let at = 0; at < word.length; at++) {
    const window = left + dividend[at + degree]!;
    const subtrahend = window[0] === '1' ? generator : zeros;
    const result = exclusiveOr(window, subtrahend);
    steps.push({ at, window, subtrahend, result });
    left = result.slice(1);
  }
  return { dividend, generator, steps, remainder: left };
}

/** The generator of Ethernet's FCS, section 3.2.9: x^32 + x^26 + x^23 + x^22 + x^16 + x^12 + x^11 + x^10 + x^8 + x^7 + x^5 + x^4 + x^2 + x + 1. */
export const FCS_GENERATOR = '100000100110000010001110110110111';

/**
 * The same FCS as crc32, by division: the bits in the order in which they are sent, the first 32 of them complemented, are divided, and the
 * remainder is complemented. Its highest power is sent first (section 3.3), so on the cable the bits stand as in the remainder.
 */
export function fcsByDivision(bytes: Uint8Array): { readonly division: Division; readonly fcs: number } {
  const bits = Array.from(bitsOf(bytes), (bit, at) => (at < 32 ? 1 - bit : bit)).join('');
  const division = divide(bits, FCS_GENERATOR);
  let fcs = 0;
  for (let bit = 0; bit < 32; bit++) if (division.remainder[bit] === '0') fcs |= 1 << bit;
  return { division, fcs: fcs >>> 0 };
}

function exclusiveOr(one: string, other: string): string {
  let bits = '';
  for (let at = 0; at < one.length; at++) bits += one[at] === other[at] ? '0' : '1';
  return bits;
}

/** The time of so many bits at a rate in bits a second, whole microseconds, rounded up. */
export function timeOfBitsUs(bits: number, bitsPerSecond: number): number {
  return Math.ceil((bits * 1_000_000) / bitsPerSecond);
}
