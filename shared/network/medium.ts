/**
 * A shared medium: several cards on one half-duplex wire (hubs with a rate and all cables on them, or one half-duplex cable). CSMA/CD with truncated
 * binary exponential backoff, IEEE 802.3-2022 clause 4.2.3: listen, wait until it is quiet, send, and when another one is heard while sending,
 * jam, wait a drawn number of slot times, and try again.
 */
import { draw } from '../random.ts';
import type { Frame } from '../wire/frame.ts';
import {
  ATTEMPTS_MAX,
  BACKOFF_EXPONENT_MAX,
  bitTimesOf,
  INTER_FRAME_GAP_BITS,
  JAM_BITS,
  SLOT_TIME_BITS,
  timeOfBitsUs,
} from '../wire/physical.ts';
import { cableAt, deliver, type CableEnd } from './link.ts';
import type { Network, Observer } from './network.ts';
import { scheduleOnNetwork } from './schedule.ts';

/** One wire. Plain data. */
export interface Medium {
  readonly bitsPerSecond: number;
  /** "A.eth0": the cards that send on it. */
  readonly transceivers: Readonly<Record<string, Transceiver>>;
  /** How long a bit needs from one card to another, microseconds. */
  readonly delaysUs: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface Transceiver {
  readonly device: string;
  readonly port: string;
  /** What it has to send, the oldest first. */
  readonly frames: Frame[];
  /**
   * idle: nothing to send. waiting: for silence, or for the gap after it. sending. jamming: another one was heard while sending.
   * backing-off: for a drawn number of slot times.
   */
  state: 'idle' | 'waiting' | 'sending' | 'jamming' | 'backing-off';
  /** Transmissions of others that are heard here now. */
  heard: number;
  /** When the last transmission, heard or own, ended here; microseconds. */
  quietSinceUs: number;
  /** Collisions of the frame that is to be sent. */
  collisions: number;
  /** What was planned before the last change of mind carries an older number and is not done. */
  plan: number;
}

export interface MediumEvent {
  readonly kind: 'medium';
  readonly medium: string;
  readonly at: string;
  readonly what: 'carrier' | 'silence' | 'send' | 'sent' | 'jammed' | 'backed-off';
  readonly plan: number;
}

/** A card has a frame for the wire. Returns false when its queue is full. */
export function offer(network: Network, end: CableEnd, at: string, frame: Frame): boolean {
  const medium = network.mediums[end.medium ?? ''];
  const own = medium?.transceivers[at];
  if (medium === undefined || own === undefined || own.frames.length >= end.queueMax) return false;
  own.frames.push(frame);
  if (own.state === 'idle') defer(network, end.medium ?? '', at, own);
  return true;
}

/** Something happens on the wire. */
export function mediumHappens(network: Network, event: MediumEvent, observer: Observer): void {
  const own = network.mediums[event.medium]?.transceivers[event.at];
  if (own === undefined) return;
  switch (event.what) {
    case 'carrier':
      hear(network, event, own, observer);
      return;
    case 'silence':
      own.heard--;
      if (own.heard === 0) fallSilent(network, event, own);
      return;
    default:
      if (event.plan === own.plan) carryOn(network, event, own, observer);
  }
}

function carryOn(network: Network, event: MediumEvent, own: Transceiver, observer: Observer): void {
  switch (event.what) {
    case 'send':
      send(network, event, own, observer);
      return;
    case 'sent':
      succeed(network, event, own, observer);
      return;
    case 'jammed':
      backOff(network, event, own);
      return;
    default:
      defer(network, event.medium, event.at, own);
  }
}

/** It has something to send: at once when the wire has been silent for the gap, else when it has (4.2.3.2.1). */
function defer(network: Network, medium: string, at: string, own: Transceiver): void {
  own.state = 'waiting';
  own.plan++;
  if (own.heard > 0) return;
  const sendsUs = Math.max(network.nowUs, own.quietSinceUs + bitsUs(network, medium, INTER_FRAME_GAP_BITS));
  plan(network, sendsUs, { kind: 'medium', medium, at, what: 'send', plan: own.plan });
}

/**
 * Another one is heard: whoever sends has collided. Whoever waits for the gap to be over sends all the same: at the end of the gap it does not listen
 * (4.2.3.2.1, part 2), and before that nobody may begin.
 */
function hear(network: Network, event: MediumEvent, own: Transceiver, observer: Observer): void {
  own.heard++;
  if (own.state === 'sending') collide(network, event, own, observer);
}

function fallSilent(network: Network, event: MediumEvent, own: Transceiver): void {
  own.quietSinceUs = network.nowUs;
  if (own.state === 'waiting') defer(network, event.medium, event.at, own);
}

function send(network: Network, event: MediumEvent, own: Transceiver, observer: Observer): void {
  const frame = own.frames[0];
  const end = cableAt(network, own);
  if (frame === undefined || end === undefined || !end.up) {
    own.frames.length = 0;
    own.state = 'idle';
    return;
  }
  own.state = 'sending';
  tellOthers(network, event, 'carrier');
  const sentUs = network.nowUs + bitsUs(network, event.medium, bitsOf(frame));
  plan(network, sentUs, { ...event, what: 'sent', plan: ++own.plan });
  // It did not listen at the end of the gap.
  if (own.heard > 0) collide(network, event, own, observer);
}

/** All of it is out, and nobody else was heard. */
function succeed(network: Network, event: MediumEvent, own: Transceiver, observer: Observer): void {
  const frame = own.frames.shift();
  const end = cableAt(network, own);
  tellOthers(network, event, 'silence');
  own.collisions = 0;
  own.quietSinceUs = network.nowUs;
  if (frame !== undefined && end?.up === true) {
    end.counts.busyUs += bitsUs(network, event.medium, bitsOf(frame));
    deliver(network, own.device, own.port, frame, end, network.nowUs, observer);
  }
  takeNextFrame(network, event, own);
}

/** Both are heard at once: nobody can read either. Jam, so that all notice (4.2.3.2.4). */
function collide(network: Network, event: MediumEvent, own: Transceiver, observer: Observer): void {
  own.state = 'jamming';
  own.collisions++;
  const end = cableAt(network, own);
  if (end !== undefined) end.counts.collisions++;
  observer.collided?.(own.device, own.port, network.nowUs);
  const jammedUs = network.nowUs + bitsUs(network, event.medium, JAM_BITS);
  plan(network, jammedUs, { ...event, what: 'jammed', plan: ++own.plan });
}

/** Truncated binary exponential backoff (4.2.3.2.5): 0 to 2^k - 1 slot times, k collisions so far but at most 10; after 16 the frame is given up. */
function backOff(network: Network, event: MediumEvent, own: Transceiver): void {
  tellOthers(network, event, 'silence');
  own.quietSinceUs = network.nowUs;
  if (own.collisions >= ATTEMPTS_MAX) {
    own.frames.shift();
    own.collisions = 0;
    const end = cableAt(network, own);
    if (end !== undefined) end.counts.sentDropped++;
    takeNextFrame(network, event, own);
    return;
  }
  own.state = 'backing-off';
  const slots = draw(network.random, 2 ** Math.min(own.collisions, BACKOFF_EXPONENT_MAX));
  const overUs = network.nowUs + slots * bitsUs(network, event.medium, SLOT_TIME_BITS);
  plan(network, overUs, { ...event, what: 'backed-off', plan: ++own.plan });
}

function takeNextFrame(network: Network, event: MediumEvent, own: Transceiver): void {
  if (own.frames.length > 0) defer(network, event.medium, event.at, own);
  else own.state = 'idle';
}

/** What leaves one card reaches each other one after its way over the wire. */
function tellOthers(network: Network, event: MediumEvent, what: 'carrier' | 'silence'): void {
  const delays = network.mediums[event.medium]?.delaysUs[event.at] ?? {};
  for (const at in delays) plan(network, network.nowUs + (delays[at] ?? 0), { ...event, at, what });
}

function plan(network: Network, atUs: number, event: MediumEvent): void {
  scheduleOnNetwork(network, atUs, event);
}

/** The bits of a frame on the wire; the gap behind it is kept by whoever sends next. */
function bitsOf(frame: Frame): number {
  return bitTimesOf(frame.bytes.length) - INTER_FRAME_GAP_BITS;
}

/** The time of so many bits, whole microseconds, rounded up. */
function bitsUs(network: Network, medium: string, bits: number): number {
  return timeOfBitsUs(bits, network.mediums[medium]?.bitsPerSecond ?? 1);
}
