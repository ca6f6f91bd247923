/**
 * A class: plain data, and `accept` is its only writer. It answers with the class as it is afterwards, or with a refusal, and leaves the one given as it was, so that
 * the server can write it down before it counts. Chance, ids and times come in with the change.
 */
import type { RefusalCode } from '../refusals.ts';
import { allOn, begun, opened, started, teamOn, wonOn, type Done } from './progress.ts';
import { STUDENTS_MAX, type ClassSettings } from './settings.ts';
import { activeStudents, changedStudent, changedTeams, dealtTeams, moved, placeFor, type Spare } from './teams.ts';
import type { ClassPhase, Shown } from './view.ts';

export interface Student {
  /** Public id, in the class as in the rooms. */
  readonly id: string;
  /** SHA-256 of the token, hexadecimal; empty for a bot, and for who has no browser in the class any more. */
  readonly tokenHash: string;
  readonly name: string;
  /** 1 to 8. */
  readonly colour: number;
  /** Four digits. */
  readonly number: string;
  readonly team: string | null;
  readonly hand: boolean;
  readonly isBot: boolean;
  /** The teacher has put them where they are. */
  readonly isPlaced: boolean;
  /** Taken out of the class; they may come back. */
  readonly isOut: boolean;
}

export interface Team {
  readonly id: string;
  /** Place in the list of team names of a language. */
  readonly name: number;
  /** Code of its room. */
  readonly room: string;
  /** Place in the plan, from 0. */
  readonly at: number;
  /** Number of the round that its room has to play, from 1. */
  readonly round: number;
  /** Right decisions in the rounds before this one. */
  readonly done: number;
}

export interface Classroom {
  readonly code: string;
  readonly settings: ClassSettings;
  readonly isDemo: boolean;
  readonly phase: ClassPhase;
  /** Place in the plan of a class that goes together. */
  readonly at: number;
  readonly frozen: boolean;
  readonly speed: 0.5 | 1;
  readonly locked: boolean;
  readonly shown: Shown;
  readonly students: readonly Student[];
  readonly teams: readonly Team[];
  /** SHA-256 of the secrets of all browsers that may teach, hexadecimal. */
  readonly secrets: readonly string[];
  readonly pinHash: string;
  /** When the present puzzle has begun, milliseconds of the clock on the wall. */
  readonly begunMs: number;
  /** Minutes that it was extended by. */
  readonly extraMinutes: number;
}

export type Change =
  | {
      readonly do: 'join';
      readonly student: Pick<Student, 'id' | 'tokenHash' | 'name' | 'number' | 'isBot'>;
      readonly spare: Spare;
    }
  /** Who has this number sits at the browser of this token from now on, and gets another number. */
  | { readonly do: 'hand-over'; readonly number: string; readonly tokenHash: string; readonly nextNumber: string }
  | { readonly do: 'start'; readonly nowMs: number }
  | { readonly do: 'freeze'; readonly on: boolean }
  | { readonly do: 'speed'; readonly speed: 0.5 | 1 }
  | { readonly do: 'next'; readonly team: string | null; readonly done: Done; readonly nowMs: number }
  /** A team that goes on its own has won the round with this number, and begins the next puzzle. */
  | { readonly do: 'team-next'; readonly team: string; readonly round: number; readonly done: Done }
  /** A room had to deal the present puzzle anew, as the round with this number. */
  | { readonly do: 'dealt-anew'; readonly team: string; readonly round: number }
  | { readonly do: 'open'; readonly at: number; readonly done: Done; readonly nowMs: number }
  | { readonly do: 'extend'; readonly minutes: number }
  | {
      readonly do: 'shuffle';
      readonly order: readonly string[];
      readonly spares: readonly Spare[];
      readonly done: Done;
      readonly nowMs: number;
    }
  | { readonly do: 'debrief' }
  | { readonly do: 'lock'; readonly on: boolean }
  | { readonly do: 'rename'; readonly student: string; readonly name: string }
  | { readonly do: 'remove'; readonly student: string }
  | { readonly do: 'move'; readonly student: string; readonly team: string | null; readonly spare: Spare }
  | { readonly do: 'hand'; readonly student: string; readonly up: boolean }
  | { readonly do: 'pin'; readonly pinHash: string }
  | { readonly do: 'teacher'; readonly secretHash: string }
  | { readonly do: 'show'; readonly shown: Shown };

export type Accepted = { readonly classroom: Classroom } | { readonly refused: RefusalCode };

/** Browsers that may teach a class; a further one takes the place of the oldest but the first, which has made it. */
export const TEACHERS_MAX = 8;
const COLOURS = 8;

export interface Beginning {
  readonly secretHash: string;
  readonly pinHash: string;
  readonly isDemo: boolean;
  readonly nowMs: number;
}

/** A class into which nobody has come yet. */
export function newClass(settings: ClassSettings, code: string, beginning: Beginning): Classroom {
  return {
    code,
    settings,
    isDemo: beginning.isDemo,
    phase: 'gathering',
    at: 0,
    frozen: false,
    speed: 1,
    locked: false,
    shown: { what: 'join' },
    students: [],
    teams: [],
    secrets: [beginning.secretHash],
    pinHash: beginning.pinHash,
    begunMs: beginning.nowMs,
    extraMinutes: 0,
  };
}

/** The class after a change, or why it cannot be. */
export function accept(classroom: Classroom, change: Change): Accepted {
  const outcome = carryOut(classroom, change);
  return typeof outcome === 'string' ? { refused: outcome } : { classroom: outcome };
}

function carryOut(now: Classroom, change: Change): Classroom | RefusalCode {
  switch (change.do) {
    case 'join':
      return joined(now, change);
    case 'hand-over':
      return handedOver(now, change);
    case 'start':
      return started(now, change.nowMs);
    case 'freeze':
      return { ...now, frozen: change.on };
    case 'speed':
      return { ...now, speed: change.speed };
    case 'next':
      return change.team === null ? allOn(now, change) : teamOn(now, change.team, change.done);
    case 'team-next':
      return wonOn(now, change);
    case 'dealt-anew':
      return changedTeams(now, (team) => (team.id === change.team ? { ...team, round: change.round } : team));
    case 'open':
      return opened(now, change);
    case 'extend':
      return { ...now, extraMinutes: now.extraMinutes + change.minutes };
    case 'shuffle':
      return shuffledTeams(now, change);
    case 'debrief':
      return now.phase === 'gathering' ? 'not-over' : { ...now, phase: 'debrief' };
    case 'lock':
      return { ...now, locked: change.on };
    case 'rename':
      return renamed(now, change);
    case 'remove':
      return withStudent(now, change.student, ({ id }) =>
        changedStudent(now, id, { isOut: true, team: null, hand: false, isPlaced: false }),
      );
    case 'move':
      return withStudent(now, change.student, (student) => moved(now, student, change.team, change.spare));
    case 'hand':
      return withStudent(now, change.student, ({ id, hand }) =>
        hand === change.up ? now : changedStudent(now, id, { hand: change.up }),
      );
    case 'pin':
      return { ...now, pinHash: change.pinHash };
    case 'teacher':
      return withTeacher(now, change.secretHash);
    case 'show':
      return shows(now, change.shown);
  }
}

function withStudent(
  now: Classroom,
  id: string,
  change: (student: Student) => Classroom | RefusalCode,
): Classroom | RefusalCode {
  const student = activeStudents(now).find((one) => one.id === id);
  return student === undefined ? 'no-such-student' : change(student);
}

/** Who was taken out and comes back is the same student, with another name if it is taken by now. */
function joined(now: Classroom, { student, spare }: Extract<Change, { do: 'join' }>): Classroom | RefusalCode {
  if (now.locked) return 'class-locked';
  if (activeStudents(now).length >= STUDENTS_MAX) return 'class-full';
  if (isNameTaken(now, student.name, null)) return 'name-taken';
  if (isNumberTaken(now, student.number)) throw new Error(`two students with number ${student.number}`);
  const { classroom, team } = placeFor(now, spare);
  const before = now.students.find(({ id }) => id === student.id);
  const fresh = { hand: false, isPlaced: false, isOut: false, team };
  if (before !== undefined) return changedStudent(classroom, student.id, { ...student, ...fresh });
  return { ...classroom, students: [...classroom.students, { ...student, ...fresh, colour: rarestColour(now) }] };
}

function handedOver(now: Classroom, change: Extract<Change, { do: 'hand-over' }>): Classroom | RefusalCode {
  const student = activeStudents(now).find(({ number, isBot }) => number === change.number && !isBot);
  if (student === undefined) return 'wrong-number';
  if (isNumberTaken(now, change.nextNumber)) throw new Error(`two students with number ${change.nextNumber}`);
  const { tokenHash } = change;
  const other = now.students.find((one) => one.tokenHash === tokenHash && one.id !== student.id);
  const alone =
    other === undefined
      ? now
      : changedStudent(now, other.id, { tokenHash: '', isOut: true, team: null, hand: false, isPlaced: false });
  return changedStudent(alone, student.id, { tokenHash, number: change.nextNumber });
}

function shuffledTeams(now: Classroom, change: Extract<Change, { do: 'shuffle' }>): Classroom | RefusalCode {
  const drawn = dealtTeams(now, change.order, change.spares);
  if (now.phase === 'gathering') return drawn;
  const all = changedTeams(drawn, (team) => begun(team, team.at, change.done));
  return { ...all, begunMs: change.nowMs, extraMinutes: 0 };
}

function renamed(now: Classroom, { student, name }: Extract<Change, { do: 'rename' }>): Classroom | RefusalCode {
  if (isNameTaken(now, name, student)) return 'name-taken';
  return withStudent(now, student, ({ id }) => changedStudent(now, id, { name }));
}

function withTeacher(now: Classroom, secretHash: string): Classroom {
  if (now.secrets.includes(secretHash)) return now;
  const [first, ...others] = now.secrets;
  const kept = others.slice(Math.max(0, others.length - (TEACHERS_MAX - 2)));
  return { ...now, secrets: [...(first === undefined ? [] : [first]), ...kept, secretHash] };
}

function shows(now: Classroom, shown: Shown): Classroom | RefusalCode {
  const isTeam = shown.what !== 'team' || shown.team === null || now.teams.some(({ id }) => id === shown.team);
  const isRoom = shown.what !== 'replay' || now.teams.some(({ room }) => room === shown.room);
  if (!isTeam || !isRoom) return 'no-such-team';
  return { ...now, shown };
}

/** Is it, but for great and small letters, the name of somebody else who is in the class? */
export function isNameTaken(classroom: Classroom, name: string, except: string | null): boolean {
  const plain = name.toLowerCase();
  return activeStudents(classroom).some((one) => one.id !== except && one.name.toLowerCase() === plain);
}

export function isNumberTaken({ students }: Classroom, number: string): boolean {
  return students.some((student) => student.number === number && !student.isOut);
}

function rarestColour(now: Classroom): number {
  const uses = (colour: number) => activeStudents(now).filter((student) => student.colour === colour).length;
  const colours = Array.from({ length: COLOURS }, (_, index) => index + 1);
  return colours.reduce((best, colour) => (uses(colour) < uses(best) ? colour : best));
}
