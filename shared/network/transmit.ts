/** A frame leaves by a port: onto a shared medium, or onto a cable of its own, behind what is still leaving there. */
import type { Frame } from '../wire/frame.ts';
import { bitTimesOf, INTER_FRAME_GAP_BITS, timeOfBitsUs } from '../wire/physical.ts';
import { cableAt, deliver, type CableEnd, type EndName } from './link.ts';
import { isLoopbackPort, loopBack } from './loopback.ts';
import { offer } from './medium.ts';
import type { Network, Observer } from './network.ts';
import { scheduleOnNetwork } from './schedule.ts';

/** A frame leaves by a port. A port without a link sends into nothing and records nothing (rule 2 of the lab format). */
export function transmit(network: Network, id: string, port: string, frame: Frame, observer: Observer): void {
  const end = network.cables[id]?.[port];
  if (end === undefined) return isLoopbackPort(port) ? loopBack(network, id, frame, observer) : undefined;
  if (!end.up || isTaken(network, id, port, end, frame, observer)) return;
  end.counts.sentDropped++;
  observer.overflowed?.(id, port, frame, network.nowUs);
}

/** The medium or the cable takes the frame, unless too many wait for it. */
function isTaken(network: Network, id: string, port: string, end: CableEnd, frame: Frame, observer: Observer): boolean {
  if (end.medium !== undefined) return offer(network, end, `${id}.${port}`, frame);
  if (end.underWay + end.waiting.length >= end.queueMax) return false;
  if (end.waiting.length === 0 && network.nowUs >= end.busyUntilUs) leave(network, id, port, end, frame, observer);
  else if (end.waiting.push(frame) === 1) wakeUp(network, { device: id, port }, end);
  return true;
}

/** The cable at a port should be free now for what waits there. */
export interface LeaveEvent {
  readonly kind: 'leave';
  readonly at: EndName;
}

/** Its time has come. It means nothing if the cable has been unplugged, or was cut, in the meantime. */
export function leaveHappens(network: Network, { at }: LeaveEvent, observer: Observer): void {
  const end = cableAt(network, at);
  if (end === undefined || network.nowUs < end.busyUntilUs) return;
  const frame = end.waiting.shift();
  if (frame === undefined) return;
  leave(network, at.device, at.port, end, frame, observer);
  if (end.waiting.length > 0) wakeUp(network, at, end);
}

function wakeUp(network: Network, at: EndName, end: CableEnd): void {
  scheduleOnNetwork(network, end.busyUntilUs, { kind: 'leave', at });
}

/** From the first bit of a frame of so many octets (without FCS) at this end to its last one at the far end, microseconds. */
export function flightUs(end: CableEnd, octets: number): number {
  return sendingUs(end, bitTimesOf(octets) - INTER_FRAME_GAP_BITS) + end.delayUs;
}

function sendingUs({ bitsPerSecond }: CableEnd, bits: number): number {
  return bitsPerSecond === 0 ? 0 : timeOfBitsUs(bits, bitsPerSecond);
}

/** Onto a cable that is free. The gap behind the frame belongs to its time on the cable, but not to its way. */
function leave(network: Network, id: string, port: string, end: CableEnd, frame: Frame, observer: Observer): void {
  const { nowUs } = network;
  const { length } = frame.bytes;
  const busyUs = sendingUs(end, bitTimesOf(length));
  end.busyUntilUs = nowUs + busyUs;
  end.counts.busyUs += busyUs;
  deliver(network, id, port, frame, end, nowUs + flightUs(end, length) - end.delayUs, observer);
}
