/**
 * A network that runs: devices, cables, and what is under way. Plain data; `perform` and `advance` are the only writers.
 * Equal labs give equal runs, bit for bit: time is an integer, and events at the same time happen in the order in which they were scheduled.
 */
import { act } from '../device/decision.ts';
import type { Device } from '../device/device.ts';
import { apply } from '../device/apply.ts';
import type { Action, Datagram, DeviceEvent } from '../device/event.ts';
import { OWN_TTL } from '../device/icmp.ts';
import type { Ipv4 } from '../address/ipv4.ts';
import type { Frame } from '../wire/frame.ts';
import { layer } from '../wire/frame.ts';
import { ICMP_ECHO_REPLY, isEcho } from '../wire/icmp.ts';
import { pop, push, type Scheduled } from './queue.ts';

/** Time that a frame needs for a cable, microseconds (rule 1 of the lab format: small; devices need none). */
export const CABLE_DELAY_US = 100;

/** Things that may happen in one `advance`. A ring of switches never comes to rest; a run must. */
export const EVENTS_MAX = 1_000_000;

/** The far end of a cable. */
export interface CableEnd {
  readonly device: string;
  readonly port: string;
  readonly delayUs: number;
}

/** One item of traffic: echo requests from one station, with one identifier. */
export interface Ping {
  readonly on: string;
  readonly to: Ipv4;
  readonly identifier: number;
  readonly ttl: number;
  /** Requests that had a route. */
  sent: number;
  /** Replies that reached the sender, each sequence number once. */
  received: number;
  readonly answered: number[];
}

export interface Network {
  nowUs: number;
  nextOrder: number;
  readonly devices: Readonly<Record<string, Device>>;
  /** Device, then port. */
  readonly cables: Readonly<Record<string, Readonly<Record<string, CableEnd>>>>;
  readonly queue: Scheduled[];
  readonly pings: Ping[];
}

/** Who watches a run; each frame once at the port that sends it and once at each port that receives it. */
export interface Observer {
  sent?(device: string, port: string, frame: Frame, atUs: number): void;
  received?(device: string, port: string, frame: Frame, atUs: number): void;
  delivered?(device: string, frame: Frame, atUs: number): void;
  acted?(device: string, event: DeviceEvent, actions: readonly Action[], atUs: number): void;
}

/** Runs everything that happens until `untilUs` (inclusive), every device by the rules. Returns false when the budget of events ran out first. */
export function advance(network: Network, untilUs: number, observer: Observer = {}, budget = EVENTS_MAX): boolean {
  for (let left = budget; ; left--) {
    const next = network.queue[0];
    if (next === undefined || next.atUs > untilUs) break;
    if (left === 0) return false;
    takeNext(network, observer);
    happen(network, next.device, next.event, observer);
  }
  network.nowUs = Math.max(network.nowUs, untilUs);
  return true;
}

/** Takes the next thing that happens out of the queue and moves the clock to it. */
export function takeNext(network: Network, observer: Observer): Scheduled | undefined {
  const next = pop(network.queue);
  if (next === undefined) return undefined;
  // A timer that had to wait for a person happens late, never in the past.
  network.nowUs = Math.max(network.nowUs, next.atUs);
  if (next.event.kind === 'frame') observer.received?.(next.device, next.event.port, next.event.frame, network.nowUs);
  return next;
}

/** The device deals with the event, and with all that follows from it at once, by the rules. */
function happen(network: Network, id: string, event: DeviceEvent, observer: Observer): void {
  const device = deviceOf(network, id);
  const follow = perform(network, id, event, act(device, event), observer);
  for (const next of follow) happen(network, id, next, observer);
}

/** Carries out what a device does with an event. Returns what happens to the same device right after it. */
export function perform(
  network: Network,
  id: string,
  event: DeviceEvent,
  actions: readonly Action[],
  observer: Observer,
): readonly DeviceEvent[] {
  const device = deviceOf(network, id);
  const effects = apply(device, actions, network.nowUs);
  observer.acted?.(id, event, actions, network.nowUs);
  if (event.kind === 'originate') countSent(network, id, event.datagram, actions);
  for (const { port, frame } of effects.sends) send(network, id, port, frame, observer);
  for (const { afterUs, event: timer } of effects.timers) schedule(network, network.nowUs + afterUs, id, timer);
  for (const frame of effects.delivered) {
    observer.delivered?.(id, frame, network.nowUs);
    countReceived(network, id, frame);
  }
  return effects.next;
}

function schedule(network: Network, atUs: number, device: string, event: DeviceEvent): void {
  push(network.queue, { atUs, order: network.nextOrder++, device, event });
}

/** Echo request `sequence` of a ping leaves its station at `atUs`. */
export function schedulePing(network: Network, ping: Ping, sequence: number, atUs: number): void {
  const datagram: Datagram = {
    destination: ping.to,
    source: undefined,
    ttl: ping.ttl,
    dscp: 0,
    dontFragment: true,
    icmp: { type: 8, code: 0, identifier: ping.identifier, sequence },
    data: pingData(atUs),
  };
  schedule(network, atUs, ping.on, { kind: 'originate', datagram });
}

/** Adds an item of traffic; its requests still have to be scheduled. */
export function addPing(network: Network, on: string, to: Ipv4, ttl = OWN_TTL): Ping {
  const ping: Ping = { on, to, identifier: network.pings.length + 1, ttl, sent: 0, received: 0, answered: [] };
  network.pings.push(ping);
  return ping;
}

export function deviceOf(network: Network, id: string): Device {
  const device = network.devices[id];
  if (device === undefined) throw new Error(`no device ${id}`);
  return device;
}

/** A port without a cable sends into nothing and records nothing (rule 2 of the lab format). */
function send(network: Network, id: string, port: string, frame: Frame, observer: Observer): void {
  const end = network.cables[id]?.[port];
  if (end === undefined) return;
  observer.sent?.(id, port, frame, network.nowUs);
  schedule(network, network.nowUs + end.delayUs, end.device, { kind: 'frame', port: end.port, frame });
}

function countSent(network: Network, id: string, datagram: Datagram, actions: readonly Action[]): void {
  if (datagram.icmp.type !== 8 || actions.some((action) => action.do === 'drop' && action.why === 'no-route')) return;
  const ping = pingOf(network, id, datagram.icmp.identifier);
  if (ping !== undefined) ping.sent++;
}

function countReceived(network: Network, id: string, frame: Frame): void {
  const icmp = layer(frame, 'icmp')?.header;
  if (icmp === undefined || !isEcho(icmp) || icmp.type !== ICMP_ECHO_REPLY) return;
  const ping = pingOf(network, id, icmp.identifier);
  if (ping === undefined || ping.answered.includes(icmp.sequence)) return;
  ping.answered.push(icmp.sequence);
  ping.received++;
}

/** Identifiers count from 1 in the order of the pings; the one that comes back must be the station's own. */
function pingOf(network: Network, id: string, identifier: number): Ping | undefined {
  const ping = network.pings[identifier - 1];
  return ping?.on === id ? ping : undefined;
}

/** The 56 octets that ping(8) of iputils sends: its time of sending as a 64-bit little-endian timeval, then 0x10, 0x11, … */
function pingData(atUs: number): Uint8Array {
  const data = new Uint8Array(56);
  const view = new DataView(data.buffer);
  view.setUint32(0, Math.floor(atUs / 1_000_000), true);
  view.setUint32(8, atUs % 1_000_000, true);
  for (let index = 16; index < 56; index++) data[index] = index;
  return data;
}
