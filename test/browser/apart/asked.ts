/** What a test asks a server in another process, and gets to know. */
import type { Step } from '../../../shared/device/decision.ts';
import type { PuzzleId } from '../../../shared/game/puzzle.ts';
import type { Answers } from '../../shared/game/play.ts';

export interface Question {
  /** Nobody looks on: time goes so many times faster. */
  readonly speed?: number;
  /** The match of this room throws at the next input. */
  readonly spoil?: string;
}

/** A room as it is now. */
export interface RoomSeen {
  readonly code: string;
  readonly puzzle: PuzzleId;
  readonly round: number;
  readonly isWon: boolean;
  readonly people: readonly PersonSeen[];
}

export interface PersonSeen {
  readonly name: string;
  readonly seat: string | null;
  readonly connected: boolean;
  /** Decisions that the seat has made. */
  readonly decisions: number;
  /** The first letter, unless a verdict has to be read before. */
  readonly letter: LetterSeen | null;
}

export interface LetterSeen {
  readonly id: number;
  readonly tries: number;
  readonly form: readonly Step[];
  readonly right: Answers;
}
