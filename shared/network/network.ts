/**
 * A network that runs: devices, cables, and what is under way. Plain data; `advance`, `occur` and `perform` are the only writers.
 * Equal labs give equal runs, bit for bit: time is an integer, and events at the same time happen in the order in which they were scheduled.
 */
import { act } from '../device/decision.ts';
import { isStation, type Device } from '../device/device.ts';
import { ageTables, apply } from '../device/apply.ts';
import type { Action, DeviceEvent } from '../device/event.ts';
import type { Random } from '../random.ts';
import type { Frame } from '../wire/frame.ts';
import { changeHappens, portSwitched, type NetworkChange } from './changes.ts';
import { type ConsoleRun, type RunEvent, runHappens } from './console-run.ts';
import { frameArrives, type CableEnd } from './link.ts';
import type { LoopbackCounts } from './loopback.ts';
import { accessByHand, mediumHappens, type Medium, type MediumEvent } from './medium.ts';
import { type EventQueue, peek, pop, type Scheduled, type ToDevice } from './queue.ts';
import type { Ping } from './ping.ts';
import { tracerouteHappens, type Traceroute, type TracerouteEvent } from './traceroute.ts';
import { deviceOf, schedule } from './schedule.ts';
import { trafficArrived, trafficSent } from './traffic.ts';
import { leaveHappens, transmit, type LeaveEvent } from './transmit.ts';
import type { UdpFlow } from './udp-flow.ts';

export { deviceOf, schedule, scheduleOnNetwork } from './schedule.ts';
export { CABLE_DELAY_US, type CableEnd } from './link.ts';

/** Things that may happen in one `advance`. A ring of switches never comes to rest; a run must. */
export const EVENTS_MAX = 1_000_000;

/** What happens to the network itself, not to one device. */
export type NetworkEvent =
  { readonly kind: 'change'; readonly change: NetworkChange } | MediumEvent | LeaveEvent | TracerouteEvent | RunEvent;

export interface Network {
  nowUs: number;
  nextOrder: number;
  readonly devices: Readonly<Record<string, Device>>;
  /** Device, then port: what is plugged in there. */
  readonly cables: Record<string, Record<string, CableEnd>>;
  /** Wires that several cards share, by their first card. */
  readonly mediums: Record<string, Medium>;
  /** Of each station that has said something to itself. */
  readonly loopbacks: Record<string, LoopbackCounts>;
  readonly queue: EventQueue;
  readonly pings: Ping[];
  readonly udpFlows: UdpFlow[];
  readonly traceroutes: Traceroute[];
  /** Commands of the lab that have been run. */
  readonly console: ConsoleRun[];
  /** Chance, for whoever draws lots (backoff after a collision). */
  readonly random: Random;
}

/** Who watches a run; each frame once at the port that sends it and once at each port that receives it. `lo` is such a port, too. */
export interface Observer {
  sent?(device: string, port: string, frame: Frame, atUs: number): void;
  /** `was`: the same frame as it left the far end; another one only if it was damaged on the way. */
  received?(device: string, port: string, frame: Frame, atUs: number, was: Frame): void;
  /** The frame does not come out of the cable: there is no link any more. */
  lost?(device: string, port: string, frame: Frame, atUs: number): void;
  delivered?(device: string, frame: Frame, atUs: number): void;
  /** A cable was cut, mended, moved, or will damage frames. */
  changed?(change: NetworkChange, atUs: number): void;
  /** The queue of the port was full: the frame is lost. */
  overflowed?(device: string, port: string, frame: Frame, atUs: number): void;
  /** The port was sending when it heard another one. */
  collided?(device: string, port: string, atUs: number): void;
  /** The device is about to decide what to do with the event; nothing has changed yet. */
  deciding?(device: string, event: DeviceEvent, atUs: number): void;
  acted?(device: string, event: DeviceEvent, actions: readonly Action[], atUs: number): void;
  /** A command of the lab was run; what it printed at once. */
  ran?(device: string, command: string, output: string, atUs: number): void;
}

/**
 * Runs everything that happens until `untilUs` (inclusive), every device by the rules. Returns false when the budget of events ran out first:
 * the network is whole then, and can be asked and run on.
 */
export function advance(network: Network, untilUs: number, observer: Observer = {}, budget = EVENTS_MAX): boolean {
  for (let left = budget; ; left--) {
    const next = peek(network.queue);
    if (next === undefined || next.atUs > untilUs) break;
    if (left === 0) return false;
    pop(network.queue);
    const event = occur(network, next, observer);
    if (event !== undefined) happen(network, next.device as string, event, observer);
  }
  network.nowUs = Math.max(network.nowUs, untilUs);
  return true;
}

/**
 * The time of something that was taken out of the queue has come: moves the clock to it, and returns what the device has to deal with, if anything.
 * A frame that arrives is noted, and may be lost or damaged on its way; what happens to the network itself is done here.
 */
export function occur(network: Network, next: Scheduled, observer: Observer): DeviceEvent | undefined {
  // A timer that had to wait for a person happens late, never in the past.
  if (next.atUs > network.nowUs) network.nowUs = next.atUs;
  if (next.device === undefined) {
    if (next.event.kind === 'medium') mediumHappens(network, next.event, observer);
    else if (next.event.kind === 'leave') leaveHappens(network, next.event, observer);
    else if (next.event.kind === 'traceroute') tracerouteHappens(network, next.event);
    else if (next.event.kind === 'run') runHappens(network, next.event, observer);
    else {
      changeHappens(network, next.event.change);
      observer.changed?.(next.event.change, network.nowUs);
    }
    return undefined;
  }
  ageTables(deviceOf(network, next.device), network.nowUs);
  return next.event.kind === 'frame' ? frameArrives(network, next.device, next.event, observer) : next.event;
}

/** The next thing that a device has to deal with, whenever it is; the clock is moved to it. Undefined: nothing is under way any more. */
export function takeNext(network: Network, observer: Observer): Pick<ToDevice, 'device' | 'event'> | undefined {
  for (let next = pop(network.queue); next !== undefined; next = pop(network.queue)) {
    const event = occur(network, next, observer);
    if (event !== undefined && next.device !== undefined) return { device: next.device, event };
  }
  return undefined;
}

/** The device deals with the event, and with all that follows from it at once, by the rules. */
function happen(network: Network, id: string, event: DeviceEvent, observer: Observer): void {
  observer.deciding?.(id, event, network.nowUs);
  const follow = perform(network, id, event, act(deviceOf(network, id), event), observer);
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
  if (event.kind === 'configure' && event.change.set === 'link')
    portSwitched(network, { device: id, port: event.change.port }, event.change.up);
  if (event.kind === 'access') for (const action of actions) accessByHand(network, id, action, observer);
  if (event.kind === 'originate') trafficSent(network, id, event.datagram, actions);
  for (const { port, frame } of effects.sends) transmit(network, id, port, frame, observer);
  for (const { afterUs, event: timer } of effects.timers) schedule(network, network.nowUs + afterUs, id, timer);
  for (const frame of effects.delivered) {
    observer.delivered?.(id, frame, network.nowUs);
    if (isStation(device)) trafficArrived(network, id, frame);
  }
  return effects.next;
}
