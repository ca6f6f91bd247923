/** The classes of this process behind plain functions. A class that is only in the store is opened from there, and its teams' rooms from their journals. */
import type { ClassSettings } from '../../shared/class/settings.ts';
import { newClass, type Classroom, type Student } from '../../shared/class/classroom.ts';
import type { ClassSummary, JoinedClass, MadeClass } from '../../shared/messages/class.ts';
import { withDemoStudents } from '../classes/demo-class.ts';
import { drawLot, drawNumber, drawOrder, drawPin, drawSpare, freeCode, hashPin, newRoomsOf } from '../classes/draws.ts';
import { drawName, drawNames, isDrawnName, nameRefusal } from '../classes/names.ts';
import { readGame } from '../match/snapshot.ts';
import { isSameHash, newPlayerId } from '../secrets.ts';
import type { Store } from '../store/store.ts';
import type { ClassRoom, ClassRoomOptions, ClassTicket } from './class-room.ts';
import { createDoor, type Door, type Outcome } from './door.ts';
import type { MatchRoom, MatchRoomOptions } from './match-room.ts';
import { withKnownRules } from './round.ts';

/** A student who comes in: what the API has checked. */
export interface StudentTicket {
  readonly tokenHash: string;
  readonly name?: string | undefined;
  readonly number?: string | undefined;
  /** The page that comes in (`pageId`). */
  readonly page?: string | undefined;
  /** Nobody is taken in who is not in the class. */
  readonly back?: boolean;
}

export interface Classes {
  make(settings: ClassSettings, secretHash: string, isDemo: boolean): Promise<Outcome<MadeClass>>;
  /** Null if there is no such class. */
  summary(code: string): Promise<ClassSummary | null>;
  /** Has somebody with this token been in the class before? */
  knowsStudent(code: string, tokenHash: string): Promise<boolean>;
  /** May the browser with this secret teach the class? */
  knowsTeacher(code: string, secretHash: string): Promise<boolean>;
  join(code: string, ticket: StudentTicket): Promise<Outcome<JoinedClass>>;
  /** A place as teacher; with the PIN for a browser whose secret is not known yet. */
  teach(code: string, secretHash: string, pin: string | undefined): Promise<Outcome<unknown>>;
  project(code: string, secretHash: string): Promise<Outcome<unknown>>;
  /** A place in the room of a team for somebody who only looks on. */
  watch(code: string, secretHash: string, team: string, seats: boolean): Promise<Outcome<unknown>>;
  delete(code: string, secretHash: string): Promise<Outcome<null>>;
  /** Opens no class any more. */
  close(): Promise<void>;
}

export interface ClassesOptions {
  readonly store: Store;
  /** Names the program (`programName`). */
  readonly madeBy: string;
  readonly matches: Door<MatchRoom, MatchRoomOptions>;
  /** Called with the rooms of a class that is deleted: nothing of them may be kept elsewhere. */
  readonly forget: (rooms: readonly string[]) => void;
  /** Most rooms of each kind that are open at the same time. */
  readonly roomsMax: number;
}

export function createClasses({ store, madeBy, matches, roomsMax, forget }: ClassesOptions): Classes {
  const { open, openTaught, openTeam, place, close } = createOpener({ store, madeBy, matches, roomsMax });
  return {
    make: async (settings, secretHash, isDemo) => {
      if (matches.size >= roomsMax) return { refused: 'server-busy' };
      const code = await freeCode(store);
      const { pin, pinHash } = drawPin(code);
      const empty = newClass(settings, code, { secretHash, pinHash, isDemo, nowMs: Date.now() });
      const classroom = isDemo ? await withDemoStudents(empty, store) : empty;
      if (matches.size + classroom.teams.length > roomsMax) return { refused: 'server-busy' };
      if (!(await store.addClass(classroom, newRoomsOf(empty, classroom))))
        throw new Error('the code was taken in the meantime');
      return { value: { code, pin } };
    },
    summary: async (code) => {
      const { classroom = null } = (await store.class(code)) ?? {};
      if (classroom === null) return null;
      const { title, language, ownNames } = classroom.settings;
      return { code, title, language, ownNames, locked: classroom.locked, names: drawNames(classroom, drawOrder) };
    },
    knowsStudent: async (code, tokenHash) =>
      (await store.class(code))?.classroom.students.some(isStudent(tokenHash)) === true,
    knowsTeacher: async (code, secretHash) => {
      const kept = await store.class(code);
      return kept !== null && teaches(kept.classroom, secretHash);
    },
    join: async (code, ticket) => {
      const room = await open(code);
      if ('refused' in room) return room;
      const refused = await admit(room.value, ticket, store);
      if (refused !== null) return { refused };
      const student = room.value.classroom.students.find(isStudent(ticket.tokenHash));
      if (student?.team === null || student === undefined) throw new Error('a student without a team');
      const team = await openTeam(room.value, student.team);
      if ('refused' in team) return team;
      const { id, name, colour, number, isBot } = student;
      const seat = { tokenHash: ticket.tokenHash, page: ticket.page, student: { id, name, colour, number, isBot } };
      const full = team.value.match.refusalFor(seat);
      if (full !== null) return { refused: full };
      return { value: { room: team.value.code, reservation: await matches.place(team.value.code, seat) } };
    },
    teach: async (code, secretHash, pin) => {
      const room = await open(code);
      if ('refused' in room) return room;
      if (!teaches(room.value.classroom, secretHash)) {
        if (pin === undefined) return { refused: 'wrong-secret' };
        if (!isSameHash(hashPin(code, pin), room.value.classroom.pinHash)) return { refused: 'wrong-pin' };
        const refused = await room.value.change({ do: 'teacher', secretHash });
        if (refused !== null) return { refused };
      }
      return place(room, { role: 'teacher' });
    },
    project: async (code, secretHash) => place(await openTaught(code, secretHash), { role: 'projector' }),
    watch: async (code, secretHash, team, seats) => {
      const room = await openTaught(code, secretHash);
      if ('refused' in room) return room;
      const opened = await openTeam(room.value, team);
      return 'refused' in opened ? opened : { value: await matches.place(opened.value.code, { watch: { seats } }) };
    },
    delete: async (code, secretHash) => {
      const room = await openTaught(code, secretHash);
      if ('refused' in room) return room;
      room.value.end();
      forget(room.value.classroom.teams.map((team) => team.room));
      await store.deleteClass(code);
      return { value: null };
    },
    close,
  };
}

/** Opens what is only in the store. */
function createOpener({ store, madeBy, matches, roomsMax }: Omit<ClassesOptions, 'forget'>) {
  const doors = createDoor<ClassRoom, ClassRoomOptions>('class');
  const open = (code: string): Promise<Outcome<ClassRoom>> =>
    doors.open(code, async (onClosed) => {
      const kept = await store.class(code);
      if (kept === null) return { refused: 'no-such-class' };
      // The one that asks is counted already.
      if (doors.size > roomsMax) return { refused: 'server-busy' };
      return { value: { kept, store, openTeam, onClosed } };
    });
  const openTaught = async (code: string, secretHash: string): Promise<Outcome<ClassRoom>> => {
    const room = await open(code);
    if ('refused' in room) return room;
    return teaches(room.value.classroom, secretHash) ? room : { refused: 'wrong-secret' };
  };
  const openTeam = async (room: ClassRoom, team: string): Promise<Outcome<{ code: string; match: MatchRoom }>> => {
    const code = room.classroom.teams.find(({ id }) => id === team)?.room;
    if (code === undefined) return { refused: 'no-such-team' };
    const match = await matches.open(code, async (onClosed) => {
      if (matches.size > roomsMax) return { refused: 'server-busy' };
      const game = (await readGame(store, code, madeBy)) ?? raise(code);
      const known = await withKnownRules(game, store);
      return { value: { ...known, store, madeBy, lesson: room.lesson(team), onClosed } };
    });
    return 'refused' in match ? match : { value: { code, match: match.value } };
  };
  const place = async (room: Outcome<ClassRoom>, ticket: ClassTicket): Promise<Outcome<unknown>> =>
    'refused' in room ? room : { value: await doors.place(room.value.classroom.code, ticket) };
  return { open, openTaught, openTeam, place, close: () => doors.close() };
}

function teaches({ secrets }: Classroom, secretHash: string): boolean {
  // All are compared, so that the time tells nothing.
  return secrets.filter((secret) => isSameHash(secret, secretHash)).length > 0;
}

function isStudent(tokenHash: string): (student: Student) => boolean {
  return (student) => isSameHash(student.tokenHash, tokenHash);
}

/** Lets a student in, or back in; null when they are in the class now. */
async function admit(room: ClassRoom, { tokenHash, name, number, back }: StudentTicket, store: Store) {
  if (number !== undefined) {
    return room.change((now) => ({ do: 'hand-over', number, tokenHash, nextNumber: drawNumber(now) }));
  }
  const isIn = (classroom: Classroom) => classroom.students.some((one) => isStudent(tokenHash)(one) && !one.isOut);
  if (isIn(room.classroom)) return null;
  if (back === true) return 'no-such-student' as const;
  const spare = await drawSpare(store);
  return room.change((now) => {
    // The same browser may have asked twice.
    if (isIn(now)) return null;
    const known = now.students.find(isStudent(tokenHash));
    const isOffered = name !== undefined && (now.settings.ownNames || isDrawnName(now, name));
    const own = isOffered ? name : undefined;
    const refused = own === undefined ? null : nameRefusal(now, own, known?.id);
    if (refused !== null) return refused;
    const student = {
      id: known?.id ?? newPlayerId(),
      tokenHash,
      name: own ?? drawName(now, drawLot()),
      number: drawNumber(now),
      isBot: false,
    };
    return { do: 'join', student, spare };
  });
}

function raise(code: string): never {
  throw new Error(`${code} is neither open nor stored`);
}
