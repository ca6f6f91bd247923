/** Seed + accepted inputs = the match: a journal is all that has to be kept, and replaying it gives the match back, bit for bit. */
import { accept, advance, createMatch, type Input, type Match, RULES } from './match.ts';
import type { Puzzle } from './puzzle.ts';

export interface JournalInput {
  /** Simulated time at which it was accepted, microseconds. */
  readonly atUs: number;
  readonly input: Input;
}

export interface Journal {
  readonly rules: number;
  readonly seed: string;
  readonly inputs: readonly JournalInput[];
}

/** The match that a journal tells; `seen` is called after each input. Throws when it was written by other rules or names an input that these rules refuse. */
export function replay(puzzle: Puzzle, journal: Journal, seen: (match: Match, input: Input) => void = () => {}): Match {
  if (journal.rules !== RULES) throw new Error(`journal of rules ${journal.rules}; these are rules ${RULES}`);
  const match = createMatch(puzzle, journal.seed);
  for (const [index, played] of journal.inputs.entries()) {
    playInput(match, played, index);
    seen(match, played.input);
  }
  return match;
}

/** Plays the input that has this place in a journal, at its time. Throws when these rules refuse it. */
export function playInput(match: Match, { atUs, input }: JournalInput, index: number): void {
  advance(match, atUs);
  const outcome = accept(match, input);
  if ('refused' in outcome)
    throw new Error(`input ${index} (${input.kind} at ${atUs} µs) is refused: ${outcome.refused}`);
}
