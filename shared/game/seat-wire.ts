/** The shared wire as it leaves the server: what everybody sees on it, and what the own card hears and does. */
import { cableAt, type EndName } from '../network/link.ts';
import { SLOT_TIME_BITS, timeOfBitsUs } from '../wire/physical.ts';
import type { Match } from './match.ts';
import { isAccess, playsTheWire, transceiverOf } from './turns.ts';

/** A shared wire that people play, as everybody sees it. */
export interface WireView {
  /** The machines in the order of the puzzle's wire; `atUs`: how long a signal needs from the first one, microseconds. */
  readonly stations: readonly { readonly device: string; readonly atUs: number }[];
  /** Signals that have not passed everybody yet, oldest first: who sends, since when, until when if it has ended. */
  readonly signals: readonly {
    readonly from: string;
    readonly sinceUs: number;
    readonly untilUs: number | null;
    /** It has met another one. */
    readonly collided: boolean;
  }[];
}

/** What the own card hears and does on a shared wire; times in simulated microseconds. */
export interface OwnWireView {
  readonly hears: 'silence' | 'carrier';
  readonly sinceUs: number;
  /** listening: asks when to send. waiting: sends by itself as soon as it is silent. collided: asks how to back off. */
  readonly doing: 'idle' | 'listening' | 'waiting' | 'sending' | 'jamming' | 'collided' | 'backing-off';
  /** Of the frame that is to be sent. */
  readonly collisions: number;
  /** From when to when it sends, jams or backs off. */
  readonly fromUs: number;
  readonly untilUs: number;
  readonly slotUs: number;
  /** Nobody pressed for long, so it does this by the rules. */
  readonly isStoodIn: boolean;
}

/** What is on the wire, and where the machines are on it; null where nobody plays it. That there is a signal is to be seen, not what it says. */
export function wireView(match: Match): WireView | null {
  if (!playsTheWire(match.puzzle)) return null;
  const { seats } = match.puzzle;
  const first = transceiverOf(match.network, seats[0] ?? '');
  const medium = match.network.mediums[first?.medium ?? ''];
  if (first === undefined || medium === undefined) return null;
  // Without the ways from the machines to the wire itself.
  const stubUs = ({ device, port }: EndName): number => cableAt(match.network, { device, port })?.delayUs ?? 0;
  const delays = medium.delaysUs[`${first.own.device}.${first.own.port}`] ?? {};
  return {
    stations: Object.entries(medium.transceivers).map(([at, own]) => ({
      device: own.device,
      atUs: Math.max(0, (delays[at] ?? 0) - stubUs(first.own) - stubUs(own)),
    })),
    signals: medium.signals.map(({ from, sinceUs, untilUs, collided }) => ({
      from: medium.transceivers[from]?.device ?? '',
      sinceUs,
      untilUs,
      collided,
    })),
  };
}

/** What the card of this seat hears now and does by itself; null where it is on no shared wire, or nobody plays it. */
export function ownWireView({ network, puzzle, seats }: Match, device: string): OwnWireView | null {
  const place = playsTheWire(puzzle) ? transceiverOf(network, device) : undefined;
  if (place === undefined) return null;
  const { heard, quietSinceUs, heardSinceUs, state, collisions, busyUs } = place.own;
  const bitsPerSecond = network.mediums[place.medium]?.bitsPerSecond ?? 1;
  return {
    hears: heard > 0 ? 'carrier' : 'silence',
    sinceUs: heard > 0 ? heardSinceUs : quietSinceUs,
    doing: state,
    collisions,
    fromUs: busyUs.from,
    untilUs: busyUs.until,
    slotUs: timeOfBitsUs(SLOT_TIME_BITS, bitsPerSecond),
    isStoodIn: seats[device]?.inbox.find(isAccess)?.isStoodIn === true,
  };
}
