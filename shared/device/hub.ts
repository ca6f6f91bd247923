/** A hub: has no table and reads nothing. What comes in goes out of every other port (IEEE 802.3 clause 27). */
import { damagedFrame } from '../wire/frame.ts';
import type { Hub } from './device.ts';
import type { Action, DeviceEvent } from './event.ts';
import { reference, type Mind } from './rule.ts';
import { otherPorts, repeat } from './rules/hub.repeat.ts';

const NOT_REPEATED: readonly Action[] = [{ do: 'drop', why: 'not-repeated' }];

type Arrival = Extract<DeviceEvent, { kind: 'frame' }>;

export function decideHub(hub: Hub, event: DeviceEvent, mind: Mind): readonly Action[] {
  if (event.kind === 'carrier') return [{ do: 'set-carrier', port: event.port, up: event.up }];
  if (event.kind !== 'frame') return [];
  return mind === reference ? repeated(hub, event) : asAnswered(hub, event, mind);
}

/** What follows the rules alone need not be asked. */
function repeated(hub: Hub, { port: cameInBy, frame }: Arrival): readonly Action[] {
  const out = otherPorts(hub, cameInBy);
  return out.length === 0 ? NOT_REPEATED : out.map((port) => ({ do: 'send', port, frame }));
}

/** Sent back, it meets itself: its sender hears a collision and breaks off, so what comes out anywhere is a damaged piece. */
function asAnswered(hub: Hub, { port: cameInBy, frame }: Arrival, mind: Mind): readonly Action[] {
  const answer = mind.ask(repeat, hub, cameInBy);
  if (answer === '') return NOT_REPEATED;
  const chosen = answer.split(' ');
  const sent = chosen.includes(cameInBy) ? damagedFrame(frame) : frame;
  return chosen.map((port) => ({ do: 'send', port, frame: sent }));
}
