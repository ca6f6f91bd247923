/** What people in a room may begin by themselves: everything outside of a class; in a class what its pacing leaves to a team. */
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import type { MatchCore } from '../match/core.ts';
import type { StoredRound } from '../store/store.ts';
import type { Lesson } from './lesson.ts';
import type { Person } from './people.ts';
import { newRound, phaseOf, type Round } from './round.ts';

interface Beginning {
  readonly round: Round;
  readonly core: Pick<MatchCore, 'halt'>;
  /** Null outside of a class. */
  readonly lesson: Lesson | null;
  /** Begins another round, or with null the one that is dealt already. */
  begin(next: StoredRound | null): RefusalCode | null;
}

/** The puzzle that everybody sees in the lobby. */
export function choose(room: Beginning, person: Person, puzzle: PuzzleId): RefusalCode | null {
  const { round, lesson } = room;
  if (lesson !== null) return 'teacher-decides';
  if (person.device === null) return 'not-seated';
  if (phaseOf(round) !== 'lobby') return 'not-finished';
  return round.match.puzzle.id === puzzle ? null : room.begin(newRound(round.number + 1, puzzle, false));
}

/** From the lobby into play, or to a new deal: from the result, and from a match that is parked. */
export function start(room: Beginning, person: Person, puzzle: PuzzleId): RefusalCode | null {
  const { round, lesson } = room;
  if (lesson !== null) return lesson.next();
  if (person.device === null) return 'not-seated';
  const phase = phaseOf(round);
  if (phase === 'play' && room.core.halt !== 'parked') return 'not-finished';
  const isDealt = phase === 'lobby' && round.match.puzzle.id === puzzle;
  return room.begin(isDealt && room.core.halt === '' ? null : newRound(round.number + 1, puzzle, true));
}
