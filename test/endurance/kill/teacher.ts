/** A teacher's browser without a page: changes things of the class that are kept in it, and knows which of these changes were acknowledged. */
import type { Room } from '@colyseus/sdk';
import type { ClassState } from '../../../server/state.ts';
import type { Classroom } from '../../../shared/class/classroom.ts';
import { puzzleIds } from '../../../shared/game/puzzle.ts';
import { draw, drawOne, type Random } from '../../../shared/random.ts';
import { Client, post } from '../../server/http.ts';
import type { Notes } from './notes.ts';
import { pause } from './program.ts';

/** Something of the class that has one value at a time. */
interface Register {
  /** What was acknowledged last, or has been seen since. */
  sure: unknown;
  /** What was asked for after that and not answered. */
  readonly perhaps: unknown[];
}

export interface Teacher {
  readonly isConnected: boolean;
  /** Changes that were acknowledged. */
  readonly acknowledged: number;
  readonly closed: { readonly code: number; readonly times: number };
  /** Begins the lesson and changes things from now on. */
  begin(): Promise<void>;
  rest(): void;
  leave(): void;
  /** What of a class that is kept contradicts what was acknowledged. */
  contradictions(kept: Classroom): readonly string[];
}

export interface TeacherOptions {
  readonly base: string;
  readonly code: string;
  readonly secret: string;
  readonly notes: Notes;
  readonly random: Random;
}

const PONDER_MAX_MS = 400;
const RETRY_MAX_MS = 300;
const FIRST_NAMES = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eva', 'Finn'] as const;

interface Own {
  room: Room<unknown, ClassState> | null;
  isPlaying: boolean;
  isGone: boolean;
  isBack: boolean;
  renamed: number;
  acknowledged: number;
  closed: { code: number; times: number };
  readonly registers: Map<string, Register>;
}

/** A class as its state tells it to a teacher, and as it is kept, in the same words. */
type Values = ReadonlyMap<string, unknown>;

export function createTeacher(options: TeacherOptions): Teacher {
  const own: Own = {
    room: null,
    isPlaying: false,
    isGone: false,
    isBack: false,
    renamed: 0,
    acknowledged: 0,
    closed: { code: 0, times: 0 },
    registers: new Map(),
  };
  void come(own, options);
  return {
    get isConnected() {
      return own.room !== null;
    },
    get acknowledged() {
      return own.acknowledged;
    },
    get closed() {
      return own.closed;
    },
    begin: async () => {
      if (own.room !== null) await change(own, own.room, 'phase', 'running', () => ['start', {}]);
      own.isPlaying = true;
      void play(own, options);
    },
    rest: () => void (own.isPlaying = false),
    leave: () => {
      own.isGone = true;
      void own.room?.leave().catch(() => {});
    },
    contradictions: (kept) => compare(own.registers, valuesOf(kept.students, kept)),
  };
}

async function come(own: Own, options: TeacherOptions): Promise<void> {
  while (!own.isGone) {
    const room = await enter(options).catch(() => null);
    if (room !== null) return listen(own, options, room);
    await pause(draw(options.random, RETRY_MAX_MS));
  }
}

async function enter({ base, code, secret }: TeacherOptions): Promise<Room<unknown, ClassState> | null> {
  const { status, body } = await post(base, `/api/classes/${code}/teach`, { secret });
  if (status !== 200 || typeof body === 'string') return null;
  const room: Room<unknown, ClassState> = await new Client(base).consumeSeatReservation(body['reservation'] as never);
  room.reconnection.enabled = false;
  return room;
}

function listen(own: Own, options: TeacherOptions, room: Room<unknown, ClassState>): void {
  room.onLeave((code) => {
    own.room = null;
    own.closed = { code, times: own.closed.times + 1 };
    void come(own, options);
  });
  own.isBack = true;
  room.onStateChange((state) => {
    if (!own.isBack || !state.teacher?.lesson) return;
    own.isBack = false;
    own.room = room;
    const seen = valuesIn(state);
    options.notes.complaints.push(...compare(own.registers, seen).map((what) => `class ${options.code}: ${what}`));
    for (const [name, value] of seen) own.registers.set(name, { sure: value, perhaps: [] });
  });
}

function valuesIn({ teacher }: ClassState): Values {
  const lesson = JSON.parse(teacher.lesson) as { phase: string; at: number; locked: boolean };
  return valuesOf(JSON.parse(teacher.students) as { id: string; name: string }[], lesson);
}

function valuesOf(
  students: readonly { readonly id: string; readonly name: string }[],
  { phase, at, locked }: { readonly phase: string; readonly at: number; readonly locked: boolean },
): Values {
  const names = students.map(({ id, name }): [string, unknown] => [id, name]);
  return new Map<string, unknown>([['phase', phase], ['at', at], ['locked', locked], ...names]);
}

function compare(registers: ReadonlyMap<string, Register>, values: Values): readonly string[] {
  return [...registers].flatMap(([name, { sure, perhaps }]) => {
    const value = values.get(name);
    if (value === sure || perhaps.includes(value)) return [];
    return [`${name} was ${String(sure)}, perhaps ${perhaps.join(', ') || 'nothing else'}, and is ${String(value)}`];
  });
}

async function play(own: Own, options: TeacherOptions): Promise<void> {
  while (own.isPlaying && !own.isGone) {
    await pause(draw(options.random, PONDER_MAX_MS));
    const { room } = own;
    if (room !== null && own.isPlaying) await order(own, options, room);
  }
}

async function order(own: Own, { random }: TeacherOptions, room: Room<unknown, ClassState>): Promise<void> {
  const students = [...own.registers.keys()].filter((name) => !['phase', 'at', 'locked'].includes(name));
  const drawn = draw(random, 20);
  if (drawn === 0) return change(own, room, 'at', draw(random, puzzleIds.length), (at) => ['open', { at }]);
  if (drawn < 5) return change(own, room, 'locked', draw(random, 2) === 0, (on) => ['lock', { on }]);
  if (students.length === 0) return;
  const student = drawOne(random, students);
  const name = `${drawOne(random, FIRST_NAMES)} ${++own.renamed}`;
  return change(own, room, student, name, () => ['rename', { student, name }]);
}

async function change<Value>(
  own: Own,
  room: Room<unknown, ClassState>,
  name: string,
  value: Value,
  message: (value: Value) => readonly [name: string, message: object],
): Promise<void> {
  const register = own.registers.get(name) ?? { sure: undefined, perhaps: [] };
  own.registers.set(name, register);
  register.perhaps.push(value);
  const isDone = await room.request(...(message(value) as unknown as [never, never])).then(
    () => true,
    () => false,
  );
  if (!isDone) return;
  own.acknowledged++;
  register.sure = value;
  register.perhaps.length = 0;
}
