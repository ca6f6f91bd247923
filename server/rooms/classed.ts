/** A team's room as its lesson handles it. */
import type { TeamLesson } from '../../shared/class/lesson.ts';
import type { SeatMove } from '../../shared/game/match.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import type { MatchCore } from '../match/core.ts';
import type { StoredRoom, StoredRound } from '../store/store.ts';
import type { FromTeacher, Presence } from './channel.ts';
import type { Pace } from './pace.ts';
import type { Person, Ticket } from './people.ts';
import type { Round } from './round.ts';

/** The room, as far as its class is concerned. */
export interface Classed {
  readonly presence: Presence;
  readonly record: StoredRoom;
  readonly round: Round;
  readonly people: readonly Person[];
  /** Of people with a browser. */
  readonly connections: { readonly size: number };
  /** Somebody is there for whom time runs. */
  readonly isPlayed: boolean;
  readonly pace: Pace;
  readonly core: Pick<MatchCore, 'halt' | 'whenSettled'>;
  /** Begins another round, or with null the one that is dealt already. */
  begin(next: StoredRound | null): RefusalCode | null;
  /** Who belongs here from now on. */
  enter(ticket: Ticket): Person;
  /** After anybody has come or gone, or somebody looks on at a demo class. */
  peopleChanged(): void;
  /** Whoever sits there plays. */
  moveAt(move: SeatMove): RefusalCode | null;
  /** The person has changed: written down, and sent. */
  keep(person: Person): void;
  /** The person does not belong here any more. */
  dismiss(person: Person, code: number): void;
  /** Ends the person's connection. */
  cut(person: Person, code: number): void;
  changed(): void;
  /** Ends the room; nothing more is written. */
  end(code: number): void;
  fromTeacher(order: FromTeacher): RefusalCode | null;
  later(delayMs: number, callback: () => void): () => void;
  attempt(where: string, run: () => void): void;
}

/** Is everything held: by the teacher, or because the lesson is being talked about? */
export function isFrozen({ view }: Pick<TeamLesson, 'view'>): boolean {
  return view.frozen || view.phase === 'debrief';
}
