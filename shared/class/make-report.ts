/** The report of a class, from its students, its teams and the journals of all rounds that its rooms have played. Nothing is counted anywhere else. */
import { ruleIds, type RuleId } from '../device/rule.ts';
import { debriefOf, type TeamRound } from './debrief.ts';
import type { ClassReport, StudentReport } from './report.ts';
import { addedUp, teamTally, type RoundReport } from './round-report.ts';

export interface ReportedStudent {
  /** Public id, in the class as in the rooms. */
  readonly id: string;
  readonly name: string;
  /** Place of the team in the list of names; null where there is none. */
  readonly team: number | null;
  readonly isBot: boolean;
}

export interface ReportedTeam {
  readonly id: string;
  readonly name: number;
  /** Those of its room that have begun, in order. */
  readonly rounds: readonly RoundReport[];
}

export interface ReportedClass {
  readonly code: string;
  readonly title: string;
  readonly students: readonly ReportedStudent[];
  readonly teams: readonly ReportedTeam[];
  /** Rounds whose journals were written by other rules. */
  readonly unread: number;
}

/** Rounds in which no student has played are left out. */
export function makeReport({ code, title, students, teams, unread }: ReportedClass): ClassReport {
  const ids = new Set(students.map(({ id }) => id));
  const byTeam = teams.map(({ id, name, rounds }) => ({ id, name, rounds: roundsOf(name, rounds, ids) }));
  const rounds = byTeam.flatMap((team) => team.rounds);
  const reports = students.map((student) => studentReport(student, rounds));
  return {
    title,
    code,
    students: reports,
    teams: byTeam.map(({ id, name, rounds: own }) => ({
      id,
      name,
      rounds: own.flatMap((round) => teamTally(round) ?? []),
    })),
    rules: rulesOf(reports),
    unread,
    debrief: debriefOf(rounds, ids),
  };
}

function roundsOf(team: number, rounds: readonly RoundReport[], students: ReadonlySet<string>): readonly TeamRound[] {
  const played = rounds.filter(({ people }) => [...people.keys()].some((who) => students.has(who)));
  return played.map((round) => ({ ...round, team }));
}

function studentReport({ id, name, team, isBot }: ReportedStudent, rounds: readonly TeamRound[]): StudentReport {
  const own = rounds.flatMap(({ people }) => people.get(id) ?? []);
  return { id, name, team, isBot, rounds: own, rules: addedUp(own.map(({ rules }) => rules)) };
}

function rulesOf(students: readonly StudentReport[]): ClassReport['rules'] {
  const sums = addedUp(students.map(({ rules }) => rules));
  const makers = (rule: RuleId): number => students.filter(({ rules }) => (rules[rule]?.mistakes ?? 0) > 0).length;
  const rows = ruleIds.flatMap((rule) => {
    const sum = sums[rule];
    return sum === undefined ? [] : [{ rule, students: makers(rule), ...sum }];
  });
  return rows.toSorted((one, other) => other.mistakes / other.decisions - one.mistakes / one.decisions);
}
