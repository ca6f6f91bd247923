/** Every frame on every cable of a match that is played back, by the life to which it belongs. */
import type { ReplayFrame, ReplayHop } from './replay-view.ts';
import { flightUs } from '../network/transmit.ts';
import { fcsIsRight, type Frame } from '../wire/frame.ts';
import type { Lives } from './lives.ts';
import { hexOf, linkOf, lookOf } from './look.ts';
import type { Match } from './match.ts';
import type { Spectator } from './spectator.ts';

/** Most hops that a replay tells: some megabytes. */
export const HOPS_MAX = 20_000;

export interface Hops extends Pick<Spectator, 'sent' | 'received' | 'lost'> {
  /** Of lives with at least one hop, in the order in which they began; of hops only those that began by then. */
  frames(untilUs: number): readonly ReplayFrame[];
  untold(): number;
}

interface Flight {
  readonly life: number;
  readonly to: string;
  readonly port: string;
  /** Null: it is not told. */
  readonly hop: Writable<ReplayHop> | null;
}
type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

export function hopsOf(match: Match, lives: Lives): Hops {
  const told = new Map<number, ReplayHop[]>();
  /** By the frame that is under way; a flooded one is on several cables, and in a circle on the same one again. */
  const flights = new Map<Frame, Flight[]>();
  let count = 0;
  let untold = 0;
  const take = (device: string, port: string, frame: Frame): Flight | undefined => {
    const under = flights.get(frame) ?? [];
    const at = under.findIndex((flight) => flight.to === device && flight.port === port);
    const [flight] = at === -1 ? [] : under.splice(at, 1);
    if (under.length === 0) flights.delete(frame);
    return flight;
  };
  return {
    sent: (device, port, frame, departUs, isTold) => {
      const end = match.network.cables[device]?.[port];
      if (end === undefined) return;
      const life = lives.of(frame);
      const isKept = isTold && count < HOPS_MAX;
      let hop: Flight['hop'] = null;
      if (isKept) {
        const arriveUs = departUs + flightUs(end, frame.bytes.length);
        const link = linkOf(match, device, port);
        const where = { link, from: device, to: end.device, departUs, arriveUs };
        hop = { ...where, look: lookOf(frame), bytes: hexOf(frame), outcome: 'lost' };
        count++;
        const hops = told.get(life);
        if (hops === undefined) told.set(life, [hop]);
        else hops.push(hop);
      } else untold++;
      const flight: Flight = { life, to: end.device, port: end.port, hop };
      const under = flights.get(frame);
      if (under === undefined) flights.set(frame, [flight]);
      else under.push(flight);
    },
    received: (device, port, frame, atUs, was) => {
      const flight = take(device, port, was);
      if (flight === undefined) return;
      lives.set(frame, flight.life);
      if (flight.hop !== null) arrive(flight.hop, frame, was, atUs);
    },
    lost: (device, port, frame) => void take(device, port, frame),
    frames: (untilUs) =>
      [...told].flatMap(([id, all]) => {
        const hops = all.filter(({ departUs }) => departUs <= untilUs);
        return hops.length === 0 ? [] : [{ id, because: lives.because(id), hops }];
      }),
    untold: () => untold,
  };
}

function arrive(hop: Writable<ReplayHop>, frame: Frame, was: Frame, atUs: number): void {
  hop.arriveUs = atUs;
  hop.outcome = frame === was ? 'arrived' : 'damaged';
  if (frame === was) return;
  hop.bytes = hexOf(frame);
  hop.look = fcsIsRight(frame) ? hop.look : lookOf(frame);
}
