/** A replay as a room that the board can draw, and as stretches of time in which frames move. Pure. */
import type { Replay, ReplayHop, ReplayMoment, ReplayStep } from '../../../shared/class/report.ts';
import type { Happening } from '../../../shared/game/view.ts';
import type { Player, RoomModel, Seat } from '../../model.ts';

/** Whose seat is looked at, and whether people are told by name. */
export interface Looking {
  readonly seat: string | null;
  readonly isNamed: boolean;
}

const COLOURS = 8;
const NOBODY: Player = { id: '', name: '', colour: 1, connected: true, device: '' };

/** The room right after a step. `moment`: what the seats saw then, or at a step before it while that has not arrived. */
export function roomAt(replay: Replay, step: number, moment: ReplayMoment | null, looking: Looking): RoomModel {
  const people = Object.entries(replay.names).map(([device, name], index): Player => ({
    id: device,
    name: looking.isNamed ? name : '',
    colour: 1 + (index % COLOURS),
    connected: true,
    device,
  }));
  return {
    phase: 'play',
    code: replay.room,
    alone: false,
    puzzle: replay.puzzle,
    round: replay.round,
    map: moment?.map ?? replay.map,
    goals: goalsAt(replay, step),
    run: null,
    wire: null,
    fault: null,
    storm: null,
    seats: (moment?.seats ?? []).map(({ device, cards }): Seat => {
      const player = people.find((one) => one.device === device) ?? null;
      return { device, occupant: player === null ? 'bot' : 'person', player, waiting: cards.length };
    }),
    players: people,
    // Nobody's own: the map stays as it is, whatever seat is looked at.
    me: NOBODY,
    you: moment?.seats.find(({ device }) => device === looking.seat) ?? null,
    result: [],
    paused: true,
    speed: 1,
    lesson: null,
    number: '',
    seq: 0,
    halt: '',
    leftBehind: false,
  };
}

function goalsAt({ goals, steps }: Replay, step: number): RoomModel['goals'] {
  const met = new Set(steps.slice(0, step + 1).flatMap(({ what }) => (what.kind === 'goal' ? [what.goal] : [])));
  return goals.map((goal, index) => ({ ...goal, met: met.has(index) }));
}

/** When the next step comes; of the last one, when the last frame has arrived. */
export function endOf(replay: Replay, step: number): number {
  const { steps, frames } = replay;
  const atUs = steps[step]?.atUs ?? 0;
  const next = steps[step + 1];
  if (next !== undefined) return next.atUs;
  return Math.max(atUs, ...frames.flatMap(({ hops }) => hops.map(({ arriveUs }) => arriveUs)));
}

/** A moment after the step at which what it brought about can be seen: the first frame that leaves then, half way over its cable. */
export function stillAt(replay: Replay, step: number): number {
  const atUs = replay.steps[step]?.atUs ?? 0;
  const endUs = endOf(replay, step);
  const leaving = allHops(replay)
    .filter(({ departUs }) => departUs >= atUs && departUs < endUs)
    .toSorted((a, b) => a.departUs - b.departUs)[0];
  if (leaving === undefined) return atUs;
  return Math.min(endUs, Math.round((leaving.departUs + leaving.arriveUs) / 2));
}

export interface Stretch {
  readonly fromUs: number;
  readonly toUs: number;
  /** Of simulated time per millisecond. */
  readonly ratePerMs: number;
}

/** So long a frame takes over a cable, milliseconds, as in play; and a whole stretch at most. */
const CABLE_SHOWN_MS = 900;
const STRETCH_MAX_MS = 6000;

/** The stretches in which frames move between two times; what lies between them is jumped over. */
export function stretchesIn(replay: Replay, fromUs: number, toUs: number): readonly Stretch[] {
  const moving = allHops(replay)
    .map((hop) => ({ fromUs: Math.max(fromUs, hop.departUs), toUs: Math.min(toUs, hop.arriveUs), hop }))
    .filter((one) => one.toUs > one.fromUs)
    .toSorted((a, b) => a.fromUs - b.fromUs);
  const merged: { fromUs: number; toUs: number; shortestUs: number }[] = [];
  for (const { hop, ...span } of moving) {
    const lengthUs = Math.max(1, hop.arriveUs - hop.departUs);
    const last = merged.at(-1);
    if (last === undefined || span.fromUs > last.toUs) merged.push({ ...span, shortestUs: lengthUs });
    else {
      last.toUs = Math.max(last.toUs, span.toUs);
      last.shortestUs = Math.min(last.shortestUs, lengthUs);
    }
  }
  return merged.map((span) => ({
    fromUs: span.fromUs,
    toUs: span.toUs,
    ratePerMs: Math.max(span.shortestUs / CABLE_SHOWN_MS, (span.toUs - span.fromUs) / STRETCH_MAX_MS),
  }));
}

/** What the board is told between two times: the frames that move then with their true looks, and the outcome that the step is about. */
export function happeningsIn(
  replay: Replay,
  step: ReplayStep | undefined,
  fromUs: number,
  toUs: number,
): readonly Happening[] {
  const flights = allHops(replay).flatMap((hop, id): readonly Happening[] => {
    if (hop.arriveUs <= fromUs || hop.departUs > toUs) return [];
    const { link, from, departUs, arriveUs, look } = hop;
    return [{ kind: 'flight', id, link, from, departUs, arriveUs, look }];
  });
  return [...flights, ...outcomeOf(step)];
}

function outcomeOf(step: ReplayStep | undefined): readonly Happening[] {
  if (step?.what.kind !== 'ping') return [];
  const { on, to, outcome } = step.what;
  // Who has told the sender of an error is not in the replay; the sentence of the step says what it was.
  if (outcome === 'expired' || outcome === 'unreachable') return [];
  return [{ kind: 'ping', on, to, outcome, atUs: step.atUs }];
}

const hopsOf = new WeakMap<Replay, readonly ReplayHop[]>();

function allHops(replay: Replay): readonly ReplayHop[] {
  const known = hopsOf.get(replay);
  if (known !== undefined) return known;
  const hops = replay.frames.flatMap((frame) => frame.hops);
  hopsOf.set(replay, hops);
  return hops;
}
