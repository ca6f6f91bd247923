/**
 * medium.sense: on a shared wire a card sends only while it hears nobody; after a collision it jams, and waits a drawn number of slot times, 0 to
 * 2^k - 1, k being its collisions with this frame, at most 10 (IEEE 802.3-2022 4.2.3.2.1 and 4.2.3.2.5).
 */
import { BACKOFF_EXPONENT_MAX } from '../../wire/physical.ts';
import type { DeviceEvent } from '../event.ts';
import type { Point, Quality } from '../rule.ts';

/** A card that has a frame for a shared wire, and all that it knows there. */
export type Access = Extract<DeviceEvent, { kind: 'access' }>;

/** May a card begin that hears so many others? */
export function maySend(heard: number): boolean {
  return heard === 0;
}

/** The most slot times that a card may draw after so many collisions of a frame. */
export function backOffMost(collisions: number): number {
  return 2 ** Math.min(collisions, BACKOFF_EXPONENT_MAX) - 1;
}

/** When to send: whoever listens is asked all the time, and waits by not answering. */
export const sense: Point<[Access]> = {
  part: 'sense',
  rule: () => 'medium.sense',
  expected: ({ hears }) => (hears === 'carrier' ? 'wait' : 'send'),
  // On a silent wire every moment is right, the next one and a later one, so there is nothing else to choose.
  choices: ({ hears }) => (hears === 'carrier' ? ['send', 'wait'] : ['send']),
  facts: ({ hears, forBits, collisions }) => ({ hears, forBits, collisions }),
  quality: (): Quality => 'broken',
};

/** Ranges that are offered besides the right one, so that its place tells nothing. */
const RANGES_OFFERED = 4;

/** From how wide a range the waiting time is drawn, after the jam. */
export const backOff: Point<[Access]> = {
  part: 'back-off',
  rule: () => 'medium.sense',
  expected: ({ collisions }) => String(backOffMost(collisions)),
  choices: ({ collisions }) => {
    const exponents = Math.min(BACKOFF_EXPONENT_MAX, Math.max(RANGES_OFFERED, collisions + 1));
    return ['at-once', ...Array.from({ length: exponents }, (_, at) => String(backOffMost(at + 1)))];
  },
  facts: ({ collisions }) => ({ collisions, most: backOffMost(collisions) }),
  // Another range works, too: a wider one leaves the wire idle, a narrower one collides more often.
  quality: (played): Quality => (played === 'at-once' ? 'broken' : 'wasteful'),
};
