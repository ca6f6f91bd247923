/**
 * When a match is at rest. Some things never end: bridges say every two seconds what all know already. They keep nobody from anything, so they are no unrest, and
 * people need not watch them.
 */
import type { DeviceEvent } from '../device/event.ts';
import { isRoutineBpdu, isRoutineTimer } from '../device/stp-routine.ts';
import { deviceOf } from '../network/network.ts';
import { pending, type Scheduled } from '../network/queue.ts';
import type { Match } from './match.ts';

/** Does anything wait for a person, be it a decision or the next try? Then no new traffic begins. */
export function isHeld(match: Match): boolean {
  return Object.values(match.seats).some((seat) => seat.inbox.length > 0);
}

/** Does nothing wait at a seat, and is no frame under way that tells anybody anything? */
export function isQuiet(match: Match): boolean {
  return !isHeld(match) && pending(match.network.queue).every((item) => !isFrame(item) || isRoutine(match, item));
}

/** Is nothing under way, and nothing planned, that changes anything? */
export function isAtRest(match: Match): boolean {
  return pending(match.network.queue).every((item) => isRoutine(match, item));
}

/** Something that goes on for ever and changes nothing. */
export function isRoutine({ network }: Match, { device: id, event }: Scheduled): boolean {
  if (id === undefined || !MAY_BE_ROUTINE.has(event.kind)) return false;
  const device = deviceOf(network, id);
  if (device.kind !== 'switch') return false;
  return event.kind === 'frame'
    ? isRoutineBpdu(device, event.port, event.frame)
    : event.kind === 'stp-timer' && isRoutineTimer(device, event.timer);
}

const MAY_BE_ROUTINE: ReadonlySet<Scheduled['event']['kind']> = new Set<DeviceEvent['kind']>(['frame', 'stp-timer']);

function isFrame({ event }: Scheduled): boolean {
  return event.kind === 'frame';
}
