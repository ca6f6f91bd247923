/** Faults that need to know what a student is doing. */
import type { MatchRoom } from '../../../server/rooms/match-room.ts';
import { draw, randomFrom } from '../../../shared/random.ts';
import { isThere, roomOf, wait, within, type School } from './team.ts';
import type { Student } from './student.ts';

const moments = ['before', 'after', 'within'] as const;
type Moment = (typeof moments)[number];

/** How often a line was cut in the middle of a move: before the move has come to the server, after it was carried out and before the answer has come back, in the middle of its bytes. */
export type Cuts = Record<Moment, number>;

/** Cuts each student's line so many times, and returns how often it was in a move. */
export async function cutMoves(school: School, times: number): Promise<Cuts> {
  const cuts: Cuts = { before: 0, after: 0, within: 0 };
  const cutting = school.teams.flatMap((team) =>
    team.students.map(async (student, index) => {
      const random = randomFrom(`cut ${student.name}`);
      for (let count = 0; count < times; count++) {
        await within(20_000, `${student.name} is back`, () => isThere(student));
        await wait(draw(random, 400));
        const moment = moments[(index + count) % moments.length]!;
        if (await cutInMove(student, roomOf(team), moment)) cuts[moment]++;
      }
    }),
  );
  await Promise.all(cutting);
  return cuts;
}

/** Cuts the student's line in a move. False if nothing was done that could have been cut in so. */
async function cutInMove({ line, going, sent }: Student, { round }: MatchRoom, moment: Moment): Promise<boolean> {
  const before = going.count;
  if (moment === 'within') {
    for (const one of line.connections) one.poison({ limitData: { bytes: one.bytes.up + 12 } }, ['up']);
  } else line.poison({ clog: true }, [moment === 'before' ? 'up' : 'down']);
  const isGoing = (): boolean => going.count > before && sent.get(going.key)?.receipts.length === 0;
  const isDone = (): boolean => isGoing() && (moment !== 'after' || round.marks.has(going.key));
  const untilMs = performance.now() + 2500;
  while (!isDone() && performance.now() < untilMs) await wait(2);
  const wasDone = isDone();
  line.cut();
  line.cure();
  return wasDone;
}

/** Resolves when those students have lost their lines so many times, and know it. Rejects if that takes longer. */
export async function noticed(students: readonly Student[], times: number, milliseconds: number): Promise<void> {
  const isNoticed = (): boolean => students.every(({ losses }) => losses.count >= times);
  await within(milliseconds, 'a line on which nobody is there is taken for open', isNoticed);
}
