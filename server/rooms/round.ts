/** A round: one puzzle, dealt for this room. What is kept of it is its journal; the match is always made from that. */
import { replay } from '../../shared/game/journal.ts';
import { liveTime } from '../../shared/game/live.ts';
import { advance, createMatch, isWon, RULES, type Input, type Match } from '../../shared/game/match.ts';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import { nextAtUs } from '../../shared/game/run.ts';
import { hopUs } from '../../shared/game/storm.ts';
import type { Happening } from '../../shared/game/view.ts';
import { puzzles } from '../../shared/puzzles/index.ts';
import { newSeed } from '../secrets.ts';
import type { StoredGame, StoredRound } from '../store/store.ts';
import type { Simulation } from './pace.ts';

export interface Round {
  readonly number: number;
  readonly match: Match;
  started: boolean;
}

export type Phase = 'lobby' | 'play' | 'result';

/** What is written down before anything is played. */
export function newRound(number: number, puzzle: PuzzleId, started: boolean): StoredRound {
  return { number, puzzle, seed: newSeed(), rules: RULES, started };
}

/** The round that a store tells. Throws when its journal was written by other rules. */
export function openRound({ round, inputs }: Pick<StoredGame, 'round' | 'inputs'>): Round {
  const match = replay(puzzles[round.puzzle], { rules: round.rules, seed: round.seed, inputs });
  return { number: round.number, match, started: round.started };
}

/** A round of which nothing has been played yet. */
export function beginRound({ number, puzzle, seed, started }: StoredRound): Round {
  return { number, match: createMatch(puzzles[puzzle], seed), started };
}

export function storedRound({ number, match, started }: Round): StoredRound {
  return { number, puzzle: match.puzzle.id, seed: match.seed, rules: match.rules, started };
}

/**
 * A live round runs on between inputs, and its journal knows only them. This one changes nothing but says how far it came, so that it can go on there;
 * none where time does not run by itself.
 */
export function timeMarks({ match }: Round): readonly Input[] {
  const seat = Object.values(match.seats)[0];
  if (liveTime(match) === null || seat === undefined) return [];
  const { device, occupant, owner } = seat;
  return [{ kind: 'occupy', seat: device, occupant, ...(owner === null ? {} : { person: owner }) }];
}

export function phaseOf({ started, match }: Round): Phase {
  if (!started) return 'lobby';
  return isWon(match) ? 'result' : 'play';
}

/** What the pace of a room runs: the match of the round that is played now. */
export function simulationOf(match: () => Match, tell: (happenings: readonly Happening[]) => void): Simulation {
  return {
    nowUs: () => match().network.nowUs,
    nextAtUs: () => nextAtUs(match()),
    advance: (untilUs) => tell(advance(match(), untilUs)),
    hopUs: () => hopUs(match()),
    live: () => liveTime(match()),
  };
}
