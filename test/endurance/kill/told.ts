/** A report in words, for the test and the script. */
import type { Report } from './run.ts';

/** Wrong things of a kind that are shown. */
const SHOWN = 5;

/** One line of figures, and the first of everything that is wrong. */
export function linesOf(report: Report): readonly string[] {
  const { lost, doubled, gaps, refused, differing, foreign } = report.findings;
  const wrong = { lost, doubled, gaps, refused, 'hash mismatches': differing, foreign, complaints: report.complaints };
  const counts = Object.entries(wrong).map(([name, list]) => `${list.length} ${name}`);
  const back = report.backMs.toSorted((one, other) => one - other);
  return [
    `${report.kills} kills under ${report.students} students: ${report.acknowledged} inputs acknowledged and ${report.ofTeachers} changes of a class, ${report.rounds} rounds, ${report.snapshots} rooms with a snapshot, ` +
      `${report.compared} states compared: ${counts.join(', ')}; from the kill to the next acknowledgement ${Math.round(back[Math.floor(back.length / 2)] ?? 0)} ms (median), ` +
      `${Math.round(back.at(-1) ?? 0)} ms (longest)`,
    ...Object.entries(wrong).flatMap(([name, list]) => list.slice(0, SHOWN).map((one) => `  ${name}: ${one}`)),
  ];
}

/** Nothing is wrong. */
export function isClean({ findings, complaints }: Report): boolean {
  return complaints.length === 0 && Object.values(findings).every((list) => list.length === 0);
}
