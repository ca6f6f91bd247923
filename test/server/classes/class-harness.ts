/** A class on a real server: its teacher, its projector and its students, with the browser's own library. */
import { matchMaker } from '@colyseus/core';
import type { Room } from '@colyseus/sdk';
import { createClassReader } from '../../../client/teach/reader.ts';
import type { ClassRoom } from '../../../server/rooms/class-room.ts';
import type { ClassState } from '../../../server/state.ts';
import type { ClassSettings } from '../../../shared/class/settings.ts';
import type {
  Lane,
  LessonView,
  ProjectorView,
  StudentView,
  TeacherView,
  TeamTold,
} from '../../../shared/class/view.ts';
import {
  ask,
  cardsOf,
  meOf,
  newToken,
  post,
  rightAnswers,
  roomOf,
  seatsOf,
  takePlace,
  until,
  type Guest,
} from '../harness.ts';

export const settings: ClassSettings = {
  title: 'Networks 10b',
  language: 'en',
  teamSize: 4,
  plan: [
    { puzzle: 'first-frame', minutes: 10 },
    { puzzle: 'who-has', minutes: 15 },
    { puzzle: 'two-routers', minutes: 20 },
  ],
  pacing: 'together',
  competition: 'off',
  ownNames: true,
};

export interface Taught {
  readonly base: string;
  readonly code: string;
  readonly pin: string;
  readonly secret: string;
}

/** A browser in the class room: a teacher's, or a projector. */
export interface Onlooker {
  readonly room: Room<unknown, ClassState>;
  readonly received: string[];
  readonly closed: { code?: number };
  /** Null when it was carried out, else the refusal. */
  ask(name: string, message?: unknown): Promise<string | null>;
}

export async function makeClass(
  base: string,
  changes: Partial<ClassSettings> = {},
  isDemo = false,
  headers: Record<string, string> = {},
): Promise<Taught> {
  const secret = newToken();
  const wish = { settings: { ...settings, ...changes }, secret, isDemo };
  const { status, body } = await post(base, '/api/classes', wish, headers);
  if (status !== 201 || typeof body === 'string') throw new Error(`no class: ${status} ${JSON.stringify(body)}`);
  return { base, secret, code: String(body['code']), pin: String(body['pin']) };
}

/** What the API says: the reply, or the refusal as text. */
export async function call(
  { base, code }: Pick<Taught, 'base' | 'code'>,
  path: string,
  wish: object,
  headers: Record<string, string> = {},
): Promise<Record<string, unknown> | string> {
  const { status, body } = await post(base, `/api/classes/${code}/${path}`, wish, headers);
  if (typeof body === 'string') throw new Error(`${status} ${body}`);
  return status === 200 ? body : `${status} ${String(body['error'])}`;
}

export async function enterClass(
  taught: Taught,
  wish: { readonly token?: string; readonly name?: string; readonly number?: string } = {},
): Promise<Guest> {
  const token = wish.token ?? newToken();
  const reply = await call(taught, 'join', { ...wish, token });
  if (typeof reply === 'string') throw new Error(reply);
  const guest = await takePlace(taught.base, reply['reservation'], token);
  await until(() => seatsOf(guest).length > 0 && [...guest.room.state.players.values()].some(({ you }) => you));
  return guest;
}

export async function teach(taught: Taught, wish: { secret?: string; pin?: string } = {}): Promise<Onlooker> {
  return lookOn(taught, 'teach', { secret: taught.secret, ...wish });
}

export async function project(taught: Taught): Promise<Onlooker> {
  return lookOn(taught, 'project', { secret: taught.secret });
}

async function lookOn(taught: Taught, path: string, wish: { secret: string }): Promise<Onlooker> {
  const reply = await call(taught, path, wish);
  if (typeof reply === 'string') throw new Error(reply);
  const { room, received, closed } = await takePlace(taught.base, reply['reservation'], wish.secret);
  const classRoom = room as unknown as Room<unknown, ClassState>;
  await until(() => Boolean((classRoom.state as ClassState | undefined)?.projector));
  return {
    room: classRoom,
    received,
    closed,
    ask: (name, message = {}) => ask(room, name, message),
  };
}

export async function watch(taught: Taught, team: string, seats: boolean): Promise<Guest> {
  const reply = await call(taught, 'watch', { secret: taught.secret, team, seats });
  if (typeof reply === 'string') throw new Error(reply);
  const guest = await takePlace(taught.base, reply['reservation'], taught.secret);
  await until(() => seatsOf(guest).length > 0);
  return guest;
}

/** What the teacher's page shows. */
export function seenBy({ room }: Onlooker): TeacherView {
  const view = createClassReader().readTeacher(room.state, 0);
  if (view === null) throw new Error('the state is not complete');
  const { receivedMs: _received, halt: _halt, ...told } = view;
  return told;
}

export function reportOf(onlooker: Onlooker, team: string): TeamTold | null {
  return seenBy(onlooker).teams.find(({ id }) => id === team)?.report ?? null;
}

export function projectedTo({ room }: Onlooker): ProjectorView {
  return { ...(JSON.parse(room.state.projector) as ProjectorView), lanes: JSON.parse(room.state.lanes) as Lane[] };
}

export function lessonOf({ room }: Guest): LessonView {
  return JSON.parse(room.state.lesson) as LessonView;
}

export function studentNamed(onlooker: Onlooker, name: string): StudentView {
  const student = seenBy(onlooker).students.find((one) => one.name === name);
  if (student === undefined) throw new Error(`no student ${name}`);
  return student;
}

/** The class inside the server. */
export function classOf({ room }: Onlooker): ClassRoom {
  return matchMaker.getLocalRoomById(room.roomId) as ClassRoom;
}

/** Plays what the rules say at the seats of these students until their puzzle is solved. */
export async function solve(...students: readonly Guest[]): Promise<void> {
  const room = roomOf(students[0]!);
  const isOver = () => students.every((guest) => guest.room.state.phase === 'result');
  for (;;) {
    room.pace.setPace({ paused: false, speed: 20 });
    await until(() => isOver() || students.some((guest) => cardsOf(guest).length > 0));
    const guest = students.find((someone) => cardsOf(someone).length > 0);
    if (guest === undefined || isOver()) return;
    const move = rightAnswers(room, meOf(guest).device);
    const refused = await guest.ask('play', move);
    if (refused !== null) throw new Error(`the right move is refused: ${refused}`);
    await until(() => isOver() || !cardsOf(guest).some((card) => card.id === move.card));
  }
}
