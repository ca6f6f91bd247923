/** Some rooms of students behind a proxy, who play for as long as they are told to. */
import { expect } from 'vitest';
import type { PuzzleId } from '../../../shared/game/puzzle.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { draw } from '../../../shared/random.ts';
import { makeRoom, until, type TestServer } from '../../server/harness.ts';
import { beginAgain, playOnce } from './player.ts';
import type { Proxy } from './proxy.ts';
import { createStudent, type Mutant, type Sent, type Student } from './student.ts';
import { hurry, roomOf, wait, type School, type Team } from './team.ts';
import { expectWhole, screenFault } from './whole.ts';

export interface SchoolOptions {
  readonly server: TestServer;
  readonly proxy: Proxy;
  /** A team each. */
  readonly puzzles: readonly PuzzleId[];
  readonly seed: string;
  readonly mutant?: Mutant;
}

/** Between two things that a student does, milliseconds: few enough for the limit of messages. */
const THINKING_MS = 100;

/** As many students a team as it has seats, all of them in and at play. */
export async function openSchool({ server, proxy, puzzles: played, seed, mutant }: SchoolOptions): Promise<School> {
  const teams: Team[] = [];
  for (const [index, puzzle] of played.entries()) {
    const code = await makeRoom(server.base, puzzle);
    const students: Student[] = [];
    for (const device of puzzles[puzzle].seats) {
      const student = createStudent(`${index + 1}${device}`, await proxy.line(), seed, mutant);
      student.session.enter(code);
      await until(() => student.signals.room.peek()?.me.device === device);
      students.push(student);
    }
    expect(await students[0]!.session.intents.start(puzzle)).toBeNull();
    teams.push({ code, puzzle, students });
  }
  const school: School = {
    server,
    teams,
    students: teams.flatMap((team) => team.students),
    isPlaying: true,
    stopped: Promise.resolve(),
  };
  for (const team of teams) hurry(roomOf(team));
  return school;
}

/** All begin to play, or those teams. */
export function play(school: School, teams = school.teams): void {
  school.isPlaying = true;
  const playing = teams.flatMap((team) =>
    team.students.map(async (student, index) => {
      while (school.isPlaying) {
        if (index === 0) await beginAgain(team, student);
        await playOnce(team, student);
        await wait(THINKING_MS / 2 + draw(student.random, THINKING_MS));
      }
    }),
  );
  school.stopped = Promise.all(playing);
  // Whoever settles is told.
  school.stopped.catch(() => {});
}

/** All lines are whole again: everybody finishes what they have begun, and comes to see what is true. Rejects if that takes longer. */
export async function settle(school: School, withinMs = 30_000): Promise<void> {
  school.isPlaying = false;
  const untilMs = performance.now() + withinMs;
  let isStopped = false;
  let failure: unknown = null;
  school.stopped.then(
    () => (isStopped = true),
    (error: unknown) => (failure = error),
  );
  for (;;) {
    const faults = school.teams.flatMap((team) =>
      team.students.flatMap((student) => {
        const fault = screenFault(student, roomOf(team));
        return fault === null ? [] : [`${student.name} ${fault}`];
      }),
    );
    if (failure !== null) throw failure;
    if (isStopped && faults.length === 0) return;
    if (performance.now() > untilMs) throw new Error(faults.join(', ') || 'somebody waits for an answer');
    await wait(20);
  }
}

/** All is well again with the lines: what has to be true then. */
export async function finish(what: string, school: School): Promise<void> {
  for (const { line } of school.students) line.cure();
  await settle(school);
  report(what, school);
  await expectWhole(school);
}

/** One line about what was seen: nothing of it is asserted. */
function report(what: string, { students }: School): void {
  const lost = students.flatMap(({ losses }) => losses.times).toSorted((a, b) => a - b);
  const all = students.flatMap(({ sent }) => [...sent.values()]);
  const count = (wanted: (sent: Sent) => boolean): number => all.filter(wanted).length;
  const [carriedOut, again] = [count(({ receipts }) => receipts.length > 0), count(({ tries }) => tries > 1)];
  const times = `lines lost ${lost.length}, back after ${ms(lost[Math.floor(lost.length / 2)])} (median), ${ms(lost.at(-1))} (max)`;
  console.log(
    `${what}: ${students.length} students, ${carriedOut} of ${all.length} inputs carried out, ${again} sent again; ${times}`,
  );
}

function ms(time: number | undefined): string {
  return time === undefined ? '-' : `${Math.round(time)} ms`;
}
