/** A match once more, from its journal, in pieces between which it can be looked at. */
import type { Journal, JournalInput } from './journal.ts';
import { liveTime } from './live.ts';
import { accept, advance, createMatch, isWon, RULES, type Match } from './match.ts';
import type { Puzzle } from './puzzle.ts';
import { nextAtUs } from './run.ts';
import { lookOn, type Spectator } from './spectator.ts';
import { isLive, sampleDueUs } from './storm.ts';
import type { Happening } from './view.ts';

/** A piece of the match has been played: time has gone on to the next thing that happens, or somebody's input was carried out. */
export interface Piece {
  readonly match: Match;
  /** Null: only time has gone on. */
  readonly input: JournalInput | null;
  readonly happenings: readonly Happening[];
  /** What follows by itself from the last input; where time waits for nobody, it need not have come to that. */
  readonly isAfterwards: boolean;
}

/** Simulated time after the last input within which all that it begins has come to an end, microseconds. */
const AFTERWARDS_US = 60_000_000;

/**
 * The pieces in their order. Before the first one the match is as it was dealt. After the last input it runs on while a person sits there, until somebody would
 * have to decide, or all is won: so far the match goes by itself. Throws when the journal was written by other rules or names an input that these rules refuse.
 */
export function* playback(
  puzzle: Puzzle,
  { rules, seed, inputs }: Journal,
  watch: (match: Match) => Spectator,
): Generator<Piece> {
  if (rules !== RULES) throw new Error(`journal of rules ${rules}; these are rules ${RULES}`);
  const match = createMatch(puzzle, seed);
  lookOn(match, watch(match));
  for (const [index, input] of inputs.entries()) {
    yield* runOn(match, input.atUs, false);
    const outcome = accept(match, input.input);
    if ('refused' in outcome)
      throw new Error(`input ${index} (${input.input.kind} at ${input.atUs} µs) is refused: ${outcome.refused}`);
    yield { match, input, happenings: outcome.happenings, isAfterwards: false };
  }
  const isPlayed = Object.values(match.seats).some(({ occupant }) => occupant === 'person');
  if (isPlayed) yield* runOn(match, match.network.nowUs + AFTERWARDS_US, true);
}

/** Where time runs by itself, the end of a journal is no end of the match: what came then is told only if it was won by it. */
export function isKnown({ match }: Pick<Piece, 'match'>): boolean {
  return liveTime(match) === null || isWon(match);
}

function* runOn(match: Match, untilUs: number, isAfterwards: boolean): Generator<Piece> {
  for (let atUs = nextUs(match); atUs !== null && atUs <= untilUs; atUs = nextUs(match)) {
    yield { match, input: null, happenings: advance(match, atUs), isAfterwards };
    if (isAfterwards && isWon(match)) return;
  }
  if (!isAfterwards) yield { match, input: null, happenings: advance(match, untilUs), isAfterwards };
}

/** When there will be something to see; in a storm not each of its frames, but what is measured of them. */
function nextUs(match: Match): number | null {
  const atUs = nextAtUs(match);
  return atUs === null || !isLive(match) ? atUs : Math.max(atUs, sampleDueUs(match));
}
