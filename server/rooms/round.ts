/** A round: one puzzle, dealt for this room. What is kept of it is its journal; the match is always made from that. */
import type { RuleId } from '../../shared/device/rule.ts';
import { replay } from '../../shared/game/journal.ts';
import { liveTime } from '../../shared/game/live.ts';
import { advance, createMatch, isWon, RULES, type Input, type Match } from '../../shared/game/match.ts';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import { nextAtUs } from '../../shared/game/run.ts';
import { hopUs } from '../../shared/game/storm.ts';
import type { Happening } from '../../shared/game/view.ts';
import { puzzles } from '../../shared/puzzles/index.ts';
import { newSeed } from '../secrets.ts';
import type { Store, StoredGame, StoredRound } from '../store/store.ts';
import { createPace, type Anchor, type Pace } from './pace.ts';

export interface Round {
  readonly number: number;
  readonly match: Match;
  started: boolean;
  /** Rules by which something has been decided, by seat. */
  readonly decided: Map<string, Set<RuleId>>;
}

export type Phase = 'lobby' | 'play' | 'result';

/** What is written down before anything is played. */
export function newRound(number: number, puzzle: PuzzleId, started: boolean): StoredRound {
  return { number, puzzle, seed: newSeed(), rules: RULES, started };
}

/** The round that a store tells. Throws when its journal was written by other rules. */
export function openRound({ round, inputs }: Pick<StoredGame, 'round' | 'inputs'>): Round {
  const decided: Round['decided'] = new Map();
  const journal = { rules: round.rules, seed: round.seed, inputs };
  const match = replay(puzzles[round.puzzle], journal, (now, input) => noteDecision({ match: now, decided }, input));
  return { number: round.number, match, started: round.started, decided };
}

/** A journal of other rules cannot be played on: the room keeps its people and gets a new deal of the same puzzle. */
export function withKnownRules(game: StoredGame, store: Store): StoredGame {
  if (game.round.rules === RULES) return game;
  console.error(`a journal of rules ${game.round.rules} was left behind; these are rules ${RULES}`);
  const round = newRound(game.round.number + 1, game.round.puzzle, game.round.started);
  store.putRound(game.room.code, round);
  return { ...game, round, inputs: [] };
}

/** A round of which nothing has been played yet. */
export function beginRound({ number, puzzle, seed, started }: StoredRound): Round {
  return { number, match: createMatch(puzzles[puzzle], seed), started, decided: new Map() };
}

/** After an input: by which rule was decided at its seat? */
export function noteDecision({ match, decided }: Pick<Round, 'match' | 'decided'>, { kind, seat }: Input): void {
  const verdict = kind === 'play' ? match.seats[seat]?.verdict : undefined;
  if (verdict === undefined || verdict === null) return;
  decided.set(seat, (decided.get(seat) ?? new Set()).add(verdict.rule));
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

/** The pace of a room; it runs the match of the round that is played now. `publish` is called with every new anchor. */
export function paceOf(
  room: { readonly round: Round; later(delayMs: number, callback: () => void): () => void },
  tell: (happenings: readonly Happening[]) => void,
  publish: (anchor: Anchor) => void,
): Pace {
  const simulation = {
    nowUs: () => room.round.match.network.nowUs,
    nextAtUs: () => nextAtUs(room.round.match),
    advance: (untilUs: number) => tell(advance(room.round.match, untilUs)),
    hopUs: () => hopUs(room.round.match),
    live: () => liveTime(room.round.match),
  };
  const later = (delayMs: number, callback: () => void) => room.later(delayMs, callback);
  return createPace(simulation, { nowMs: () => performance.now(), later }, publish);
}
