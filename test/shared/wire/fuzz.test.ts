/**
 * Ten million byte strings through the codecs: random ones, and frames from real captures with octets changed, cut out or put in. Nothing is
 * thrown, the layers cover the bytes without a gap, and what stands before and behind the bytes makes no difference. Seeded.
 */
import { expect, test } from 'vitest';
import { type Random, draw, randomFrom } from '../../../shared/random.ts';
import {
  type Frame,
  fieldsOf,
  innerFrameOf,
  parseFrame,
  summary,
  tagFrame,
  untagFrame,
} from '../../../shared/wire/frame.ts';
import { CAPTURES, readCapture } from './captures.ts';

const STRINGS = 10_000_000;
const OCTETS_MAX = 200;
/** Every so many strings are read a second time between other neighbours, and put into words. */
const CLOSER_LOOK = 64;
const START = 64;
const MEMORY_OCTETS = START + OCTETS_MAX + 64;

test('ten million byte strings', { timeout: 240_000 }, () => {
  const random = randomFrom('fuzz');
  const samples = CAPTURES.flatMap((name) => readCapture(name)).filter((bytes) => bytes.length <= OCTETS_MAX);
  const [memory, other] = [new Uint8Array(MEMORY_OCTETS).fill(0x45), new Uint8Array(MEMORY_OCTETS).fill(0xa2)];
  const seen = new Map<string, number>();
  let octets = 0;
  for (let count = 0; count < STRINGS; count++) {
    octets = next(random, memory, samples, octets, count);
    const frame = parseFrame(memory.subarray(START, START + octets));
    if (!isCovered(frame)) throw new Error(`string ${count}: a gap, ${hex(frame)}`);
    const key = frame.malformed?.malformed ?? frame.layers.at(-1)?.protocol ?? 'none';
    seen.set(key, (seen.get(key) ?? 0) + 1);
    if (count % CLOSER_LOOK === 0) lookCloser(frame, other, count);
  }
  // All that there is has to come up often, or this test tests little.
  expect([...seen.keys()].toSorted()).toEqual(expect.arrayContaining(OUTCOMES));
  for (const outcome of OUTCOMES) expect([outcome, seen.get(outcome)! > 500]).toEqual([outcome, true]);
});

const OUTCOMES =
  `data padding arp bpdu udp ethernet-truncated ethernet-length vlan-truncated llc-truncated bpdu-truncated arp-truncated
  ipv4-truncated ipv4-version ipv4-header-length ipv4-total-length ipv4-checksum icmp-checksum udp-length udp-checksum`.split(
    /\s+/,
  );

/**
 * The next string, at START in the memory; returns its length. Each builds on the one before, so that changes add up for a while; every
 * eighth starts again from a sample or from nothing but chance.
 */
function next(
  random: Random,
  memory: Uint8Array,
  samples: readonly Uint8Array[],
  before: number,
  count: number,
): number {
  let octets = before;
  if (count % 8 === 0) {
    const sample = samples[draw(random, samples.length)]!;
    memory.set(sample, START);
    octets = sample.length;
    if (count % 32 === 0) octets = noise(random, memory);
  }
  if (octets === 0) return draw(random, OCTETS_MAX);
  const choice = draw(random, 0x1000000);
  // One draw has room for a kind of change, a place and a value.
  const at = START + (((choice >>> 12) * octets) >>> 12);
  memory[at] = (choice & 1) === 0 ? choice >>> 4 : memory[at]! ^ (1 << ((choice >>> 4) & 7));
  return (choice & 14) === 0 ? 1 + ((choice >>> 4) % octets) : octets;
}

function noise(random: Random, memory: Uint8Array): number {
  const octets = draw(random, OCTETS_MAX + 1);
  for (let at = 0; at < octets; at++) memory[START + at] = draw(random, 256);
  // Types that are read, or nearly all noise would be data.
  if (octets > 14) memory.set(TYPES[draw(random, TYPES.length)]!, START + 12);
  return octets;
}

const TYPES: readonly (readonly number[])[] = [
  [8, 0],
  [8, 0, 0x45],
  [8, 6],
  [0x81, 0],
  [0, 3],
  [0, 38, 0x42, 0x42, 3],
  [5, 0xdd],
];

function isCovered(frame: Frame): boolean {
  let at = 0;
  for (let index = 0; index < frame.layers.length; index++) {
    const each = frame.layers[index]!;
    if (each.offset !== at || each.length <= 0) return false;
    at += each.length;
  }
  return at === frame.bytes.length;
}

/** The same bytes between other neighbours mean the same; and whatever else reads a frame can read this one. */
function lookCloser(frame: Frame, other: Uint8Array, count: number): void {
  const octets = frame.bytes.length;
  other.fill(count & 255);
  other.set(frame.bytes, START);
  const again = parseFrame(other.subarray(START, START + octets));
  const text = JSON.stringify([frame.layers, frame.malformed]);
  if (JSON.stringify([again.layers, again.malformed]) !== text)
    throw new Error(`string ${count}: reads outside, ${hex(frame)}`);
  if (!/^[ -~]+$/.test(summary(frame))) throw new Error(`string ${count}: no summary, ${hex(frame)}`);
  for (const each of frame.layers) fieldsOf(each);
  innerFrameOf(frame);
  if (frame.layers[0]?.protocol !== 'ethernet') return;
  const tagged = tagFrame(frame, 10);
  const untagged = untagFrame(tagged);
  if (!isCovered(tagged) || !isCovered(untagged)) throw new Error(`string ${count}: a tag leaves a gap, ${hex(frame)}`);
}

function hex(frame: Frame): string {
  return Array.from(frame.bytes, (octet) => octet.toString(16).padStart(2, '0')).join('');
}
