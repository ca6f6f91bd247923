/** Nothing that was acknowledged is lost, however the server ends; and whoever breaks that promise is found out. */
import { expect, it } from 'vitest';
import { run, type KillOptions, type Report } from './run.ts';
import type { Mutant } from './server.ts';
import { linesOf } from './told.ts';

const nothing = { lost: [], doubled: [], gaps: [], refused: [], differing: [], foreign: [] };

async function reported(options: KillOptions): Promise<Report> {
  const report = await run(options);
  for (const line of linesOf(report)) console.log(line);
  return report;
}

it('20 x kill -9 at drawn moments under 40 students and a teacher', { timeout: 300_000 }, async () => {
  const report = await reported({ kills: 20, students: 40, seed: 'kill', signal: 'SIGKILL' });
  expect(report.findings).toEqual(nothing);
  expect(report.complaints).toEqual([]);
  expect(report.acknowledged).toBeGreaterThan(10 * 20);
  expect(report.ofTeachers).toBeGreaterThan(20);
  expect(report.compared).toBeGreaterThan(report.acknowledged);
});

it('asked to end, the server tells everybody, and loses nothing either', { timeout: 300_000 }, async () => {
  const report = await reported({ kills: 5, students: 40, seed: 'end', signal: 'SIGTERM' });
  expect(report.findings).toEqual(nothing);
  expect(report.complaints).toEqual([]);
  expect(report.acknowledged).toBeGreaterThan(5 * 5);
});

/** What gives each away. */
const mutants: readonly { mutant: Mutant; does: string; isFound: (report: Report) => boolean }[] = [
  { mutant: 'early', does: 'says "written" before it is', isFound: ({ findings }) => findings.lost.length > 0 },
  { mutant: 'late', does: 'writes another time of inputs', isFound: ({ findings }) => findings.differing.length > 0 },
  { mutant: 'unnumbered', does: 'writes no numbers', isFound: ({ findings }) => findings.lost.length > 0 },
  { mutant: 'forgetful', does: 'carries out twice', isFound: ({ complaints }) => complaints.length > 0 },
];

it.each(mutants)('a server that $does is found out', { timeout: 300_000 }, async ({ mutant, isFound }) => {
  const options: Omit<KillOptions, 'seed'> = {
    kills: 2,
    students: 20,
    signal: 'SIGKILL',
    entry: 'test/endurance/kill/server.ts',
    environment: { MUTANT: mutant },
  };
  // By chance there may be nothing to lose at the moment of a kill.
  let isFoundOut = false;
  for (const seed of ['one', 'two', 'three']) {
    isFoundOut ||= isFound(await reported({ ...options, seed }));
    if (isFoundOut) break;
  }
  expect(isFoundOut).toBe(true);
});
