/** A team's room as its lesson handles it. */
import type { TeamLesson } from '../../shared/class/lesson.ts';
import type { StoredRoom, StoredRound } from '../store/store.ts';
import type { FromTeacher, Presence } from './channel.ts';
import type { Pace } from './pace.ts';
import type { Person } from './people.ts';
import type { Round } from './round.ts';

/** The room, as far as its class is concerned. */
export interface Classed {
  readonly presence: Presence;
  readonly record: StoredRoom;
  readonly round: Round;
  readonly people: readonly Person[];
  readonly pace: Pace;
  /** Begins another round, or with null the one that is dealt already. */
  begin(next: StoredRound | null): void;
  /** The person has changed: written down, and sent. */
  keep(person: Person): void;
  /** The person does not belong here any more. */
  dismiss(person: Person, code: number): void;
  /** Ends the person's connection. */
  cut(person: Person, code: number): void;
  changed(): void;
  /** Ends the room; nothing more is written. */
  end(code: number): void;
  fromTeacher(order: FromTeacher): void;
  later(delayMs: number, callback: () => void): () => void;
  attempt(where: string, run: () => void): void;
}

/** Is everything held: by the teacher, or because the lesson is being talked about? */
export function isFrozen({ view }: TeamLesson): boolean {
  return view.frozen || view.phase === 'debrief';
}
