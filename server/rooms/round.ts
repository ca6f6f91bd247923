/** A round: one puzzle, dealt for this room. What is kept of it is its journal; the match is always made from that. */
import type { RuleId } from '../../shared/device/rule.ts';
import { playInput } from '../../shared/game/journal.ts';
import { liveTime } from '../../shared/game/live.ts';
import { advance, createMatch, isWon, RULES, type Input, type Match } from '../../shared/game/match.ts';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import { whoPlays } from '../../shared/game/score.ts';
import { puzzles } from '../../shared/puzzles/index.ts';
import { thaw } from '../match/snapshot.ts';
import { newSeed } from '../secrets.ts';
import type { Mark, Store, StoredGame, StoredRound } from '../store/store.ts';

export interface Round {
  readonly number: number;
  readonly match: Match;
  started: boolean;
  /** Rules by which something has been decided, by who did it: a person's id, or bots of a seat. */
  readonly decided: Map<string, Set<RuleId>>;
  /** Inputs in its journal. */
  seq: number;
  /** Numbered inputs that have been carried out, each with its place in the journal. */
  readonly marks: Map<string, number>;
}

/** A round as it could be opened. */
export interface OpenedRound {
  readonly round: Round;
  /** Why its journal could not be played to the end; the round is as it was before that. Null: it could. */
  readonly failure: unknown;
}

/** Names a numbered input. */
export function markKey({ outbox, number }: Mark): string {
  return `${outbox}/${number}`;
}

export type Phase = 'lobby' | 'play' | 'result';

/** What is written down before anything is played. */
export function newRound(number: number, puzzle: PuzzleId, started: boolean): StoredRound {
  return { number, puzzle, seed: newSeed(), rules: RULES, started, atUs: 0 };
}

/** The round that a store tells: the snapshot, if there is one, and the inputs after it. Throws when its journal was written by other rules. */
export function openRound(game: Pick<StoredGame, 'round' | 'snapshot' | 'inputs' | 'marks'>): OpenedRound {
  const { number, started, rules, seed, puzzle } = game.round;
  if (rules !== RULES) throw new Error(`journal of rules ${rules}; these are rules ${RULES}`);
  const first = game.snapshot?.seq ?? 0;
  const begin = () =>
    game.snapshot === null
      ? { match: createMatch(puzzles[puzzle], seed), decided: new Map<string, Set<RuleId>>() }
      : thaw(game.snapshot, puzzle);
  const play = (count: number, untilUs: number): OpenedRound => {
    const { match, decided } = begin();
    const played = { count: 0 };
    try {
      for (const { atUs, input } of game.inputs.slice(0, count)) {
        playInput(match, { atUs, input }, first + played.count);
        noteDecision({ match, decided }, input);
        played.count++;
      }
      advance(match, untilUs);
    } catch (failure) {
      // A match that has thrown may be half changed: once more, up to before that.
      return { ...play(played.count, 0), failure };
    }
    const seq = first + played.count;
    const marks = new Map(game.marks.filter((mark) => mark.seq < seq).map((mark) => [markKey(mark), mark.seq]));
    return { round: { number, started, match, decided, seq, marks }, failure: null };
  };
  return play(game.inputs.length, game.round.atUs);
}

/** A journal of other rules cannot be played on: the room keeps its people and gets a new deal of the same puzzle, and they are told. */
export async function withKnownRules(
  game: StoredGame,
  store: Pick<Store, 'putRound'>,
): Promise<{ readonly game: StoredGame; readonly leftBehind: boolean }> {
  if (game.round.rules === RULES) return { game, leftBehind: false };
  console.error(`a journal of rules ${game.round.rules} was left behind; these are rules ${RULES}`);
  const round = newRound(game.round.number + 1, game.round.puzzle, game.round.started);
  await store.putRound(game.room.code, round);
  return { game: { ...game, round, snapshot: null, inputs: [], marks: [] }, leftBehind: true };
}

/** A round of which nothing has been played yet. */
export function beginRound({ number, puzzle, seed, started }: StoredRound): Round {
  const match = createMatch(puzzles[puzzle], seed);
  return { number, match, started, decided: new Map(), seq: 0, marks: new Map() };
}

/** After an input: who has decided, and by which rule? */
export function noteDecision({ match, decided }: Pick<Round, 'match' | 'decided'>, input: Input): void {
  if (input.kind !== 'play') return;
  const seat = match.seats[input.seat];
  if (seat === undefined || seat.verdict === null) return;
  const who = whoPlays(seat);
  decided.set(who, (decided.get(who) ?? new Set()).add(seat.verdict.rule));
}

export function storedRound({ number, match, started }: Round): StoredRound {
  return { number, puzzle: match.puzzle.id, seed: match.seed, rules: match.rules, started, atUs: match.network.nowUs };
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
