/** A class as signals: a teacher's connection to it, a projector's, and looking on in a team's room. Each comes back by itself, as rooms do. */
import { signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { ClassMessages } from '../../shared/messages/class.ts';
import type { RefusalCode } from '../../shared/messages.ts';
import { DELETED } from '../class-place.ts';
import type { Connection, Outcome } from '../model.ts';
import { createRoomReader, type RoomSnapshot } from '../room-reader.ts';
import { show, tell, type RoomSignals } from '../session.ts';
import { createStay, type Surroundings } from '../stay.ts';
import type { ClassTransport, Teacher } from './connection.ts';
import type { ProjectorModel, TeacherModel } from './model.ts';
import { createClassReader, type ClassSnapshot } from './reader.ts';

export interface ClassAround {
  readonly transport: ClassTransport;
  readonly around: Surroundings;
}

/** A connection that comes back by itself. */
interface Coming {
  readonly connection: ReadonlySignal<Connection>;
  /** Why the server did not let us in: 'wrong-secret' where a PIN would help. */
  readonly refusal: ReadonlySignal<RefusalCode | null>;
  leave(): void;
  /** At once instead of waiting for the next try. */
  takeBack(): void;
}

export interface TeacherSession extends Coming {
  readonly teacher: Teacher;
  readonly view: ReadonlySignal<TeacherModel | null>;
  /** Does something to the class: null when it is done, else why not. */
  send<Name extends keyof ClassMessages>(name: Name, message: ClassMessages[Name]): Promise<RefusalCode | null>;
  /** A new PIN; the old one is none any more. */
  newPin(): Promise<Outcome<string>>;
}

export interface ProjectorSession extends Coming {
  readonly view: ReadonlySignal<ProjectorModel | null>;
}

/** Looking on in a team's room, at nobody's seat, or over the shoulder of whoever has `seat`. */
export interface WatchSession extends Coming {
  readonly signals: RoomSignals;
  readonly seat: ReadonlySignal<string | null>;
  look(seat: string | null): void;
}

const ended = (code: number): RefusalCode | null => (code === DELETED ? 'no-such-class' : null);

/** What may be carried out twice without harm, when the line broke before the answer. */
const AGAIN: readonly (keyof ClassMessages)[] = ['freeze', 'speed', 'lock', 'rename', 'lower', 'show', 'debrief'];

export function openTeacher({ transport, around }: ClassAround, teacher: Teacher): TeacherSession {
  const view = signal<TeacherModel | null>(null);
  const connection = signal<Connection>('idle');
  const reader = createClassReader();
  const stay = createStay<ClassSnapshot>({
    around,
    connection,
    place: (until) => transport.teach(teacher, undefined, until),
    open: transport.openClass,
    state: (snapshot) => {
      view.value = reader.readTeacher(snapshot, around.nowMs()) ?? view.peek();
    },
    ended,
  });
  stay.enter();
  const ask = <Name extends keyof ClassMessages>(name: Name, message: ClassMessages[Name]) =>
    stay.request(name, message, AGAIN.includes(name));
  return {
    ...comingOf(stay, connection),
    teacher,
    view,
    send: async (name, message) => {
      const outcome = await ask(name, message);
      return 'refused' in outcome ? outcome.refused : null;
    },
    newPin: async () => {
      const outcome = await ask('pin', {});
      return 'refused' in outcome ? outcome : { value: (outcome.value as { pin: string }).pin };
    },
  };
}

export function openProjector({ transport, around }: ClassAround, teacher: Teacher): ProjectorSession {
  const view = signal<ProjectorModel | null>(null);
  const connection = signal<Connection>('idle');
  const reader = createClassReader();
  const stay = createStay<ClassSnapshot>({
    around,
    connection,
    place: (until) => transport.project(teacher, until),
    open: transport.openClass,
    state: (snapshot) => {
      view.value = reader.readProjector(snapshot) ?? view.peek();
    },
    ended,
  });
  stay.enter();
  return { ...comingOf(stay, connection), view };
}

/** `signals` are filled as those of somebody who plays; without `seats` nobody's seat can be looked at. */
export function openWatch(
  { transport, around }: ClassAround,
  teacher: Teacher,
  { team, seats, signals }: { readonly team: string; readonly seats: boolean; readonly signals: RoomSignals },
): WatchSession {
  const seat = signal<string | null>(null);
  const reader = createRoomReader();
  let latest: RoomSnapshot | null = null;
  const draw = (): void => {
    if (latest !== null) show(signals, { ...reader, readRoom }, latest, around.nowMs());
  };
  const readRoom = (snapshot: RoomSnapshot) => reader.readWatched(snapshot, seat.peek());
  const stay = createStay<RoomSnapshot>({
    around,
    connection: signals.connection,
    place: (until) => transport.watch(teacher, team, seats, until),
    open: transport.openTeam,
    state: (snapshot) => {
      latest = snapshot;
      draw();
    },
    happenings: (news) => tell(signals, news),
    ended,
  });
  stay.enter();
  return {
    ...comingOf(stay, signals.connection),
    signals,
    seat,
    look: (device) => {
      seat.value = device;
      draw();
    },
  };
}

function comingOf(stay: ReturnType<typeof createStay>, connection: Signal<Connection>): Coming {
  return { connection, refusal: stay.refusal, leave: stay.leave, takeBack: stay.takeBack };
}
