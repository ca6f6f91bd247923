/** A school at a server: classes in teams of four, each with its teacher's browser and its projector, as students really come. */
import type { ClassState } from '../../../server/state.ts';
import { seatCounts } from '../../../shared/class/plans.ts';
import { puzzleIds } from '../../../shared/game/puzzle.ts';
import type { Room } from '@colyseus/sdk';
import type { PlanItem } from '../../../shared/class/settings.ts';
import type { Bytes } from './echo.ts';
import { bytesOfRoom, enterClass, newTally, newToken, openRoom, post, type Student, type Tally } from './student.ts';

const TEAM_SIZE = 4;
/** Teams of a class: 28 students in most, and up to 32 in the last one. */
const TEAMS_MIN = 7;
/** Puzzles in which everybody of a team has a seat, and where somebody who waits can predict. On a shared wire nobody could act once a second. */
const played = puzzleIds.filter((id) => seatCounts[id] >= TEAM_SIZE && id !== 'taking-turns');

interface Onlooker {
  readonly room: Room<unknown, ClassState>;
}

/** A browser at which nobody plays. */
export type Look = 'teacher' | 'projector';

interface SchoolClass {
  readonly code: string;
  readonly teacher: Onlooker;
  readonly projector: Onlooker;
  readonly students: number;
}

/** How it went when they came in. */
export interface Joining {
  readonly failed: readonly string[];
  /** Of each student, from asking until the room and the own player are there, milliseconds. */
  readonly tookMs: readonly number[];
  /** Until the last one was in, milliseconds. */
  readonly allMs: number;
}

export interface School {
  readonly students: readonly Student[];
  /** More of them, in new classes, all at the same moment; then their teachers begin. */
  join(students: number): Promise<Joining>;
  /** What is measured from now on goes here. */
  tallyAnew(): Tally;
  /** What the teachers' or the projectors' browsers have received and sent, of each class. */
  onlookerBytes(look: Look): readonly Bytes[];
  /** Browsers of students that are not connected any more. */
  lost(): number;
  leave(): void;
}

export function createSchool(base: string): School {
  const students: Student[] = [];
  const classes: SchoolClass[] = [];
  return {
    students,
    join: async (count) => {
      const sizes = classSizes(count);
      const made = await Promise.all(sizes.map((size, index) => makeClass(base, classes.length + index, size)));
      const beganMs = performance.now();
      const came = await Promise.all(
        made.flatMap(({ code, students: size }) => Array.from({ length: size }, () => timed(enterClass(base, code)))),
      );
      const allMs = performance.now() - beganMs;
      await Promise.all(made.map(({ teacher }) => teacher.room.request('start' as never, {} as never)));
      classes.push(...made);
      students.push(...came.flatMap((one) => ('value' in one ? [one.value] : [])));
      for (const student of students) student.mates = students.filter((mate) => isMate(student, mate));
      return {
        failed: came.flatMap((one) => ('error' in one ? [one.error] : [])),
        tookMs: came.flatMap((one) => ('value' in one ? [one.tookMs] : [])),
        allMs,
      };
    },
    tallyAnew: () => {
      const tally = newTally();
      for (const student of students) student.tally = tally;
      return tally;
    },
    onlookerBytes: (look) => classes.map((one) => bytesOfRoom(one[look].room)),
    lost: () => students.filter(({ closed }) => closed !== null).length,
    leave: () => {
      for (const student of students) student.leave();
      for (const { teacher, projector } of classes)
        for (const { room } of [teacher, projector]) room.connection.close();
    },
  };
}

function isMate(one: Student, other: Student): boolean {
  return other !== one && other.team === one.team;
}

/** Classes of 28, and what remains goes to the last ones. */
function classSizes(students: number): readonly number[] {
  const teams = Math.ceil(students / TEAM_SIZE);
  const count = Math.max(1, Math.floor(teams / TEAMS_MIN));
  return Array.from({ length: count }, (_, index) => TEAM_SIZE * Math.floor((teams + index) / count));
}

/** Each class begins with another puzzle and plays all of them in turn; a team that has won goes on by itself. */
async function makeClass(base: string, number: number, students: number): Promise<SchoolClass> {
  const plan: readonly PlanItem[] = played.map((_, index) => ({
    puzzle: played[(index + number) % played.length] ?? 'first-frame',
    minutes: 10,
  }));
  const settings = {
    title: `Class ${number + 1}`,
    language: 'en',
    teamSize: TEAM_SIZE,
    plan,
    pacing: 'team',
    competition: 'teams',
    ownNames: false,
  };
  const secret = newToken();
  const code = String((await post(`${base}/api/classes`, { settings, secret }))['code']);
  const look = async (as: string): Promise<Onlooker> => {
    const { reservation } = await post(`${base}/api/classes/${code}/${as}`, { secret });
    return { room: await openRoom<ClassState>(base, reservation) };
  };
  return { code, students, teacher: await look('teach'), projector: await look('project') };
}

type Timed<Value> = { readonly value: Value; readonly tookMs: number } | { readonly error: string };

async function timed<Value>(promise: Promise<Value>): Promise<Timed<Value>> {
  const beganMs = performance.now();
  try {
    return { value: await promise, tookMs: performance.now() - beganMs };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
