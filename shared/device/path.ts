/**
 * The way of one packet inside a device, as something that can be followed: card, frame check, address, stack, hooks, routing, socket or the
 * next card. It is told by the same control flow that decides (decision.ts), so it cannot differ from what is done.
 */
import { decideBy } from './decision.ts';
import type { Device } from './device.ts';
import type { DeviceEvent } from './event.ts';
import { reference, type Facts } from './rule.ts';

/** The places of a station, as a packet passes them on its way up and down. */
export const places = [
  /** The card, by which the frame came in. */
  'card',
  'fcs',
  'mac',
  /** 802.1Q: to which of the interfaces on the card the frame belongs. */
  'vlan',
  /** The network stack takes the frame apart. */
  'stack',
  'arp',
  'prerouting',
  'routing',
  'input',
  'socket',
  'ttl',
  'forward',
  'output',
  'postrouting',
  /** The link-layer address of the next hop. */
  'neighbor',
  /** The card by which the frame leaves. */
  'leave',
] as const;
export type Place = (typeof places)[number];

/** What happens there. Every path ends with one that is not "passes"; rejected: dropped, and its sender is told. */
export type Outcome = 'passes' | 'dropped' | 'rejected' | 'delivered' | 'waits' | 'leaves';

/** One station of the way, with the values behind its outcome. No prose. */
export interface Stage {
  readonly at: Place;
  readonly outcome: Outcome;
  readonly values: Facts;
}

/** The way of the packet that the event is about through a host or router; empty for other devices, and for events without a packet. */
export function pathOf(device: Device, event: DeviceEvent): readonly Stage[] {
  const stages: Stage[] = [];
  const note = (at: Place, outcome: Outcome, values: Facts): void => {
    stages.push({ at, outcome, values });
  };
  decideBy(device, event, { ...reference, note });
  return stages;
}

/** One line a stage: "forward      dropped    rule=2". Rule 0 is the chain's policy. */
export function pathLines(path: readonly Stage[]): readonly string[] {
  return path.map(({ at, outcome, values }) =>
    `${at.padEnd(AT_WIDTH)} ${outcome.padEnd(OUTCOME_WIDTH)} ${valuesText(values)}`.trimEnd(),
  );
}

const AT_WIDTH = Math.max(...places.map((place) => place.length));
const OUTCOME_WIDTH = 'delivered'.length;

function valuesText(values: Facts): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${typeof value === 'object' ? value.join(',') : value}`)
    .join(' ');
}
