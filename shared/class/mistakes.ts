/** The commonest mistakes of a class, gathered from what its teams report. */
import type { RuleId } from '../device/rule.ts';
import type { CommonMistake, TeamMistake, TeamReport } from './view.ts';

interface Found extends TeamMistake {
  readonly team: string;
  readonly puzzle: TeamReport['puzzle'];
}

/** By rule and what of it was wrong; those first that most students make, then those made most often; `most`: no more than so many. */
export function commonMistakes(reports: ReadonlyMap<string, TeamReport>, most: number): readonly CommonMistake[] {
  const groups = new Map<string, Found[]>();
  for (const [team, { puzzle, mistakes }] of reports) {
    for (const mistake of mistakes) {
      const key = `${mistake.rule} ${mistake.verdict?.part ?? ''}`;
      groups.set(key, [...(groups.get(key) ?? []), { ...mistake, team, puzzle }]);
    }
  }
  return [...groups.values()]
    .map((found) => commonMistake(found, reports))
    .filter((mistake) => mistake !== null)
    .toSorted((a, b) => b.students.length - a.students.length || b.times - a.times || (a.rule < b.rule ? -1 : 1))
    .slice(0, most);
}

function commonMistake(found: readonly Found[], reports: ReadonlyMap<string, TeamReport>): CommonMistake | null {
  // One that has not been mended yet says more than one that is over; of these the latest.
  const example = found.findLast(({ mended }) => !mended) ?? found.at(-1);
  if (example === undefined) return null;
  const { rule, verdict } = example;
  const students = [...new Set(found.map(({ student }) => student))];
  const of = new Set([...students, ...decidersBy(rule, reports)]).size;
  return { rule, part: verdict?.part ?? null, times: found.length, students, of, example };
}

function decidersBy(rule: RuleId, reports: ReadonlyMap<string, TeamReport>): readonly string[] {
  return [...reports.values()].flatMap(({ deciders }) => deciders[rule] ?? []);
}
