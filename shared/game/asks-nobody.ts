/** Which events at a seat nobody is asked about: the device deals with them by the rules. */
import { isStation } from '../device/device.ts';
import type { DeviceEvent } from '../device/event.ts';
import { isToItself } from '../device/output.ts';
import { isLoopbackPort } from '../network/loopback.ts';
import { deviceOf } from '../network/network.ts';
import { isTooMuch } from './disturb-loop.ts';
import type { Match, Seat } from './match.ts';
import { passesByItself } from './storm.ts';

export function asksNobody(match: Match, seat: Seat, event: DeviceEvent): boolean {
  return isTimed(event) || isInside(match, seat.device, event) || isLeftToDevice(match, seat, event);
}

function isLeftToDevice(match: Match, seat: Seat, event: DeviceEvent): boolean {
  return passesByItself(match, seat.device, event) || isTooMuch(match, seat, event);
}

/** What happens by itself and asks nobody. */
const timed: readonly DeviceEvent['kind'][] = [
  'arp-timer',
  'start',
  'carrier',
  'configure',
  'announce',
  'stp-timer',
  'ospf-timer',
];

function isTimed(event: DeviceEvent): boolean {
  return timed.includes(event.kind);
}

/** It comes from the station itself and goes to the station itself. */
function isInside(match: Match, id: string, event: DeviceEvent): boolean {
  if (event.kind === 'frame') return isLoopbackPort(event.port);
  const device = deviceOf(match.network, id);
  return event.kind === 'originate' && isStation(device) && isToItself(device, event.datagram);
}
