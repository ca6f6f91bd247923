/**
 * A shared medium: several cards on one half-duplex wire (hubs with a rate and all cables on them, or one half-duplex cable). CSMA/CD with truncated
 * binary exponential backoff, IEEE 802.3-2022 clause 4.2.3: listen, wait until it is quiet, send, and when another one is heard while sending,
 * jam, wait a drawn number of slot times, and try again.
 */
import type { Action } from '../device/event.ts';
import { backOffMost, maySend } from '../device/rules/medium.sense.ts';
import { draw } from '../random.ts';
import type { Frame } from '../wire/frame.ts';
import {
  ATTEMPTS_MAX,
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
  /** What is on the wire somewhere, oldest first; kept only where somebody plays a card by hand, and looks on. */
  readonly signals: Signal[];
}

/** What one card puts on the wire at a time: a frame, or what a collision leaves of it, with the jam. */
export interface Signal {
  /** "A.eth0". */
  readonly from: string;
  readonly sinceUs: number;
  /** When its last bit left; null while it goes on. */
  untilUs: number | null;
  /** It met another one: its sender jams, nobody can read it. */
  collided: boolean;
}

export interface Transceiver {
  readonly device: string;
  readonly port: string;
  /** What it has to send, the oldest first. */
  readonly frames: Frame[];
  /**
   * idle: nothing to send. waiting: for silence, or for the gap after it. sending. jamming: another one was heard while sending.
   * backing-off: for a drawn number of slot times. Played by hand it asks somebody where it would decide: listening: when to send. collided: it has
   * jammed, how long to back off.
   */
  state: 'idle' | 'waiting' | 'sending' | 'jamming' | 'backing-off' | 'listening' | 'collided';
  /** Somebody decides for it when to send, and how long to back off. */
  byHand: boolean;
  /** Transmissions of others that are heard here now. */
  heard: number;
  /** Since when others have been heard without a break, or had been the last time; microseconds. */
  heardSinceUs: number;
  /** When the last transmission, heard or own, ended here; microseconds. */
  quietSinceUs: number;
  /** Collisions of the frame that is to be sent. */
  collisions: number;
  /** From when to when it sends, jams or backs off by itself, microseconds. */
  busyUs: { readonly from: number; readonly until: number };
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
  if (own.state === 'idle') contend(network, end.medium ?? '', at, own);
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
      contend(network, event.medium, event.at, own);
  }
}

/** Carries out what somebody decided for a card that asks. Does nothing when it asks no more. */
export function accessByHand(network: Network, id: string, action: Action, observer: Observer): void {
  if (action.do !== 'access' && action.do !== 'back-off') return;
  const at = `${id}.${action.port}`;
  const medium = network.cables[id]?.[action.port]?.medium ?? '';
  const own = network.mediums[medium]?.transceivers[at];
  if (own === undefined || (own.state !== 'listening' && own.state !== 'collided')) return;
  const event: MediumEvent = { kind: 'medium', medium, at, what: 'send', plan: own.plan };
  if (action.do === 'back-off') waitSlots(network, event, own, action.mostSlots);
  else if (action.listens) defer(network, medium, at, own);
  else send(network, event, own, observer);
}

/** It has something to send, and the wire may be somebody else's: it waits for its turn, or asks whoever plays it. */
function contend(network: Network, medium: string, at: string, own: Transceiver): void {
  if (!own.byHand) return defer(network, medium, at, own);
  own.state = 'listening';
  own.plan++;
}

/** It has something to send: at once when the wire has been silent for the gap, else when it has (4.2.3.2.1). */
function defer(network: Network, medium: string, at: string, own: Transceiver): void {
  own.state = 'waiting';
  own.plan++;
  if (!maySend(own.heard)) return;
  const sendsUs = Math.max(network.nowUs, own.quietSinceUs + bitsUs(network, medium, INTER_FRAME_GAP_BITS));
  plan(network, sendsUs, { kind: 'medium', medium, at, what: 'send', plan: own.plan });
}

/**
 * Another one is heard: whoever sends has collided. Whoever waits for the gap to be over sends all the same: at the end of the gap it does not listen
 * (4.2.3.2.1, part 2), and before that nobody may begin.
 */
function hear(network: Network, event: MediumEvent, own: Transceiver, observer: Observer): void {
  if (own.heard === 0) own.heardSinceUs = network.nowUs;
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
  own.busyUs = { from: network.nowUs, until: sentUs };
  signalBegins(network, event);
  plan(network, sentUs, { ...event, what: 'sent', plan: ++own.plan });
  // It did not listen at the end of the gap.
  if (own.heard > 0) collide(network, event, own, observer);
}

/** All of it is out, and nobody else was heard. */
function succeed(network: Network, event: MediumEvent, own: Transceiver, observer: Observer): void {
  const frame = own.frames.shift();
  const end = cableAt(network, own);
  tellOthers(network, event, 'silence');
  signalEnds(network, event);
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
  own.busyUs = { from: network.nowUs, until: jammedUs };
  const signal = signalOf(network, event);
  if (signal !== undefined) signal.collided = true;
  plan(network, jammedUs, { ...event, what: 'jammed', plan: ++own.plan });
}

/** Truncated binary exponential backoff (4.2.3.2.5): 0 to 2^k - 1 slot times, k collisions so far but at most 10; after 16 the frame is given up. */
function backOff(network: Network, event: MediumEvent, own: Transceiver): void {
  tellOthers(network, event, 'silence');
  signalEnds(network, event);
  own.quietSinceUs = network.nowUs;
  if (own.collisions >= ATTEMPTS_MAX) {
    own.frames.shift();
    own.collisions = 0;
    const end = cableAt(network, own);
    if (end !== undefined) end.counts.sentDropped++;
    takeNextFrame(network, event, own);
    return;
  }
  if (own.byHand) {
    own.state = 'collided';
    own.plan++;
  } else waitSlots(network, event, own, backOffMost(own.collisions));
}

function waitSlots(network: Network, event: MediumEvent, own: Transceiver, most: number): void {
  own.state = 'backing-off';
  const slots = draw(network.random, most + 1);
  const overUs = network.nowUs + slots * bitsUs(network, event.medium, SLOT_TIME_BITS);
  own.busyUs = { from: network.nowUs, until: overUs };
  plan(network, overUs, { ...event, what: 'backed-off', plan: ++own.plan });
}

function takeNextFrame(network: Network, event: MediumEvent, own: Transceiver): void {
  if (own.frames.length > 0) contend(network, event.medium, event.at, own);
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

/** Where somebody looks on, a signal is remembered until its last bit has passed everybody. */
function signalBegins(network: Network, { medium, at }: MediumEvent): void {
  const wire = network.mediums[medium];
  if (wire === undefined || Object.values(wire.transceivers).every((own) => !own.byHand)) return;
  const passed = ({ from, untilUs }: Signal): boolean =>
    untilUs !== null && untilUs + Math.max(0, ...Object.values(wire.delaysUs[from] ?? {})) < network.nowUs;
  const left = wire.signals.filter((signal) => !passed(signal));
  wire.signals.splice(0, Infinity, ...left, { from: at, sinceUs: network.nowUs, untilUs: null, collided: false });
}

function signalEnds(network: Network, event: MediumEvent): void {
  const signal = signalOf(network, event);
  if (signal !== undefined) signal.untilUs = network.nowUs;
}

function signalOf(network: Network, { medium, at }: MediumEvent): Signal | undefined {
  return network.mediums[medium]?.signals.findLast(({ from, untilUs }) => from === at && untilUs === null);
}

/** The bits of a frame on the wire; the gap behind it is kept by whoever sends next. */
function bitsOf(frame: Frame): number {
  return bitTimesOf(frame.bytes.length) - INTER_FRAME_GAP_BITS;
}

/** The time of so many bits, whole microseconds, rounded up. */
function bitsUs(network: Network, medium: string, bits: number): number {
  return timeOfBitsUs(bits, network.mediums[medium]?.bitsPerSecond ?? 1);
}
