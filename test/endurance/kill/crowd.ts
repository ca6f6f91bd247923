/** Students in rooms of friends, alone, and in the teams of a class with its teacher; and one who looks after all of them. */
import type { ClassSettings } from '../../../shared/class/settings.ts';
import { puzzleIds, type PuzzleId } from '../../../shared/game/puzzle.ts';
import { randomFrom } from '../../../shared/random.ts';
import { newToken, post } from '../../server/http.ts';
import type { Notes } from './notes.ts';
import { createStudent, type Place, type Student } from './student.ts';
import { createTeacher, type Teacher } from './teacher.ts';

export interface Crowd {
  readonly students: readonly Student[];
  readonly classes: readonly { readonly code: string; readonly teacher: Teacher }[];
}

export interface CrowdOptions {
  readonly base: string;
  readonly seed: string;
  readonly notes: Notes;
}

const FRIENDS = 4;
const TEAM_SIZE = 4;
const FRIENDS_BEGIN: readonly PuzzleId[] = ['two-routers', 'vlan', 'broadcast-storm', 'boss-local'];

/** Of `count` students half are in one class; of the others most are in rooms of four, and every fifth is alone. */
export async function gather(count: number, options: CrowdOptions): Promise<Crowd> {
  const inClass = Math.floor(count / 2);
  const alone = Math.floor((count - inClass) / 5);
  const students: Student[] = [];
  for (let index = 0; index < count - inClass - alone; index += FRIENDS) {
    const puzzle = FRIENDS_BEGIN[(index / FRIENDS) % FRIENDS_BEGIN.length] ?? 'who-has';
    const code = await makeRoom(options.base, puzzle, false);
    const friends = Math.min(FRIENDS, count - inClass - alone - index);
    for (let friend = 0; friend < friends; friend++) students.push(friendIn(code, students.length, options));
  }
  for (let index = 0; index < alone; index++)
    students.push(friendIn(await makeRoom(options.base, 'who-has', true), students.length, options, true));
  const lesson = await makeClass(options);
  for (let index = 0; index < inClass; index++) students.push(studentOf(lesson.code, students.length, options));
  return { students, classes: [lesson] };
}

async function makeRoom(base: string, puzzle: PuzzleId, alone: boolean): Promise<string> {
  const { status, body } = await post(base, '/api/rooms', { puzzle, alone });
  if (status !== 201 || typeof body === 'string') throw new Error(`no room: ${status} ${JSON.stringify(body)}`);
  return String(body['code']);
}

async function makeClass({ base, seed, notes }: CrowdOptions): Promise<{ code: string; teacher: Teacher }> {
  const secret = newToken();
  const settings: ClassSettings = {
    title: 'Networks 10b',
    language: 'en',
    teamSize: TEAM_SIZE,
    plan: puzzleIds.map((puzzle) => ({ puzzle, minutes: 10 })),
    pacing: 'team',
    competition: 'off',
    ownNames: false,
  };
  const { status, body } = await post(base, '/api/classes', { settings, secret });
  if (status !== 201 || typeof body === 'string') throw new Error(`no class: ${status} ${JSON.stringify(body)}`);
  const code = String(body['code']);
  return { code, teacher: createTeacher({ base, code, secret, notes, random: randomFrom(`${seed} teacher`) }) };
}

function friendIn(code: string, index: number, { base, seed, notes }: CrowdOptions, isAlone = false): Student {
  const token = newToken();
  return createStudent({
    base,
    notes,
    random: randomFrom(`${seed} student ${index}`),
    puzzles: puzzleIds,
    enter: async () => placeIn(await post(base, `/api/rooms/${code}/join`, { token }), code),
    // Who is alone decides how fast time runs.
    ...(isAlone ? { greet: (room) => void room.request('pace' as never, { speed: 4 } as never).catch(() => {}) } : {}),
  });
}

function studentOf(code: string, index: number, { base, seed, notes }: CrowdOptions): Student {
  const token = newToken();
  return createStudent({
    base,
    notes,
    random: randomFrom(`${seed} student ${index}`),
    puzzles: puzzleIds,
    enter: async (_base, back) => placeIn(await post(base, `/api/classes/${code}/join`, { token, back })),
  });
}

function placeIn({ status, body }: Awaited<ReturnType<typeof post>>, code?: string): Place | null {
  if (status !== 200 || typeof body === 'string') return null;
  return { room: code ?? String(body['room']), reservation: body['reservation'] };
}
