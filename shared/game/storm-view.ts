/** What is seen of a storm: by everybody, and by the switch whose ports it goes through. Belongs to `seat-view.ts`: nothing else of it leaves the server. */
import { cableAt } from '../network/link.ts';
import { cableHints } from './cables.ts';
import { linkId } from './look.ts';
import type { Match, Seat } from './match.ts';
import { framesNow, isFilled, isLive, standsStill } from './storm.ts';
import type { HintView } from './view.ts';
import { cabledPorts } from './wiring.ts';

/** A storm as everybody sees it. */
export interface StormView {
  /** The switches pass frames on by themselves. */
  readonly isLive: boolean;
  /** Nobody has touched a cable for long, so time stands. */
  readonly stands: boolean;
  /** Every cable between switches has been full; from then on cables can be pulled. */
  readonly isFilled: boolean;
  /** Loads have been measured at least once. */
  readonly isMeasured: boolean;
  /** Frames that have left a port so far, and those that are on a cable or wait for one now. */
  readonly frames: number;
  readonly framesNow: number;
  readonly links: readonly {
    readonly id: string;
    /** Of the fuller direction in the last half second, per cent. */
    readonly load: number;
    /** The device at which the cable has been pulled out of its port; null: it is in. */
    readonly looseAt: string | null;
  }[];
  /** Does the machine get an answer from the other one? Null: it has not asked yet. */
  readonly machines: readonly { readonly device: string; readonly to: string; readonly isReached: boolean | null }[];
}

/** The own end of a storm: what the counters of the own ports say. */
export interface StormSeatView {
  /** Frames that are still passed on by hand. */
  readonly handLeft: number;
  readonly ports: readonly StormPortView[];
  readonly hints: readonly HintView[];
}

export interface StormPortView {
  readonly port: string;
  readonly link: string;
  readonly cable: 'in' | 'loose-here' | 'loose-there';
  /** Frames, since the beginning. */
  readonly sent: number;
  readonly received: number;
  /** Frames for which there was no room in the port's queue. */
  readonly lost: number;
}

/** Loads, counters and who gets answers; no address, and no table. Null where nothing runs live. */
export function stormView(match: Match): StormView | null {
  const { storm, puzzle, traffic } = match;
  if (storm === null || puzzle.storm === undefined) return null;
  return {
    isLive: isLive(match),
    stands: standsStill(match),
    isFilled: isFilled(match),
    isMeasured: storm.samples > 0,
    frames: storm.frames,
    framesNow: framesNow(match),
    links: storm.loads.map((load, place) => ({ id: linkId(place), load, looseAt: storm.out[place] ?? null })),
    machines: puzzle.storm.probes.map((ping, turn) => ({
      device: traffic[ping]?.on ?? '',
      to: traffic[ping]?.to ?? '',
      isReached: storm.reached[turn] ?? null,
    })),
  };
}

/** The own ports as their counters tell, and the opened hints about them. */
export function stormSeatView(match: Match, seat: Seat): StormSeatView | null {
  const { storm, network } = match;
  if (storm === null) return null;
  return {
    handLeft: storm.handLeft[seat.device] ?? 0,
    ports: cabledPorts(match, seat.device).map(({ port, place }) => {
      const looseAt = storm.out[place] ?? null;
      const counts = cableAt(network, { device: seat.device, port })?.counts;
      return {
        port,
        link: linkId(place),
        cable: looseAt === null ? 'in' : looseAt === seat.device ? 'loose-here' : 'loose-there',
        sent: counts?.sentFrames ?? 0,
        received: counts?.receivedFrames ?? 0,
        lost: counts?.sentDropped ?? 0,
      };
    }),
    hints: cableHints(match, seat),
  };
}
