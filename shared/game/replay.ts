/** A match to be watched again, without the fog: every step, every frame on every cable, and what every seat saw at a step. All from seed + inputs. */
import type { Replay, ReplayMoment, ReplayStep } from './replay-view.ts';
import { goalViews } from './goal.ts';
import type { Journal } from './journal.ts';
import { livesIn } from './lives.ts';
import { isWon, type Match } from './match.ts';
import { isKnown, playback } from './playback.ts';
import type { Puzzle } from './puzzle.ts';
import { hopsOf, type Hops } from './replay-hops.ts';
import { stepsIn, type Names, type Steps, type Told } from './replay-steps.ts';
import { mapView, seatView } from './seat-view.ts';
import { blind, type Spectator } from './spectator.ts';

/** What a match was, apart from the room in which it was played. */
export type PlayedAgain = Omit<Replay, 'room' | 'round'>;

/** Throws when the journal was written by other rules or names an input that these rules refuse. */
export function replayOf(puzzle: Puzzle, journal: Journal, names: Names = {}): PlayedAgain {
  const watched = watchedRun(names);
  const told: Told[] = [];
  let known = { steps: 0, untilUs: 0, untold: 0 };
  for (const piece of playback(puzzle, journal, watched.by)) {
    told.push(...watched.steps().of(piece));
    if (!piece.isAfterwards || isKnown(piece))
      known = { steps: told.length, untilUs: piece.match.network.nowUs, untold: watched.hops().untold() };
  }
  const match = watched.match();
  const frames = watched.hops().frames(known.untilUs);
  const ids = new Set(frames.map(({ id }) => id));
  const numbered = (step: Told, index: number): ReplayStep => {
    return { step: index, ...step, frame: step.frame !== null && ids.has(step.frame) ? step.frame : null };
  };
  return {
    puzzle: puzzle.id,
    won: isWon(match),
    map: mapView(match),
    goals: goalViews(match),
    names: Object.fromEntries(
      Object.values(match.seats).flatMap(({ device, owner }) => {
        const name = names[owner ?? ''];
        return name === undefined ? [] : [[device, name]];
      }),
    ),
    steps: told.slice(0, known.steps).map(numbered),
    frames,
    untold: known.untold,
  };
}

/** What every seat saw right after a step, when all that happened at the same microsecond had happened. Null if the match has no such step. */
export function momentOf(puzzle: Puzzle, journal: Journal, step: number): ReplayMoment | null {
  const watched = watchedRun({});
  let count = 0;
  for (const piece of playback(puzzle, journal, watched.by)) {
    const steps = watched.steps().of(piece);
    const told = steps[step - count];
    count += steps.length;
    if (told === undefined) continue;
    const { match } = piece;
    const seats = puzzle.seats.flatMap((seat) => seatView(match, seat) ?? []);
    return { step, atUs: told.atUs, map: mapView(match), seats };
  }
  return null;
}

interface WatchedRun {
  readonly by: (match: Match) => Spectator;
  match(): Match;
  steps(): Steps;
  hops(): Hops;
}

/** What is written down of one run; there is something only once it has begun. */
function watchedRun(names: Names): WatchedRun {
  let run: { readonly match: Match; readonly steps: Steps; readonly hops: Hops } | undefined;
  const begun = (): NonNullable<typeof run> => {
    if (run === undefined) throw new Error('the match has not begun');
    return run;
  };
  return {
    by: (match) => {
      const lives = livesIn(match.network);
      const [steps, hops] = [stepsIn(match, lives, names), hopsOf(match, lives)];
      run = { match, steps, hops };
      const { sent, received, lost } = hops;
      return { ...blind, sent, received, lost, acted: lives.acted, botPlays: steps.botPlays };
    },
    match: () => begun().match,
    steps: () => begun().steps,
    hops: () => begun().hops,
  };
}
