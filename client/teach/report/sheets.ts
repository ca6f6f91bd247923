/** The report as tables for a spreadsheet. Pure. */
import type { ClassReport, RoundTally, RuleTally } from '../../../shared/class/report.ts';
import type { RuleId } from '../../../shared/device/rule.ts';
import type { AfterWords } from '../../../shared/text/after-words.ts';
import type { Language } from '../../../shared/text/language.ts';
import type { Cell } from './csv.ts';

export interface SheetWords {
  readonly words: AfterWords['report'];
  readonly language: Pick<Language, 'rules' | 'puzzles'>;
  readonly teamName: (number: number) => string;
}

type Rows = readonly (readonly Cell[])[];

const counted = ['decisions', 'par', 'right', 'wasteful', 'broken', 'unsafe', 'hints'] as const;

/** A line a student; behind the sums three columns a rule. */
export function studentSheet(report: ClassReport, { words, language, teamName }: SheetWords): Rows {
  const rules = report.rules.map(({ rule }) => rule);
  const head = [
    words.student,
    words.team,
    words.isBot,
    words.roundsWon,
    ...counted.map((column) => words[column]),
    words.stars,
    ...rules.flatMap((rule) =>
      (['decisions', 'mistakes', 'mended'] as const).map((column) => `${language.rules[rule].name}: ${words[column]}`),
    ),
  ];
  const lines = report.students.map(({ name, team, isBot, rounds, rules: own }) => [
    name,
    team === null ? '' : teamName(team),
    isBot ? words.yes : words.no,
    rounds.filter(({ won }) => won).length,
    ...counted.map((column) => sumOf(rounds, (round) => round[column])),
    sumOf(rounds, (round) => round.stars),
    ...rules.flatMap((rule) => ruleCells(own[rule])),
  ]);
  return [head, ...lines];
}

/** A student who has decided nothing by the rule has empty cells, which is not the same as no mistake. */
function ruleCells(tally: RuleTally | undefined): readonly Cell[] {
  return tally === undefined ? ['', '', ''] : [tally.decisions, tally.mistakes, tally.mended];
}

/** A line for each round of each team. */
export function teamSheet(report: ClassReport, { words, language, teamName }: SheetWords): Rows {
  const head = [
    words.team,
    words.puzzle,
    words.round,
    words.won,
    ...counted.map((column) => words[column]),
    words.stars,
  ];
  const lines = report.teams.flatMap(({ name, rounds }) =>
    rounds.map((round) => [
      teamName(name),
      language.puzzles[round.puzzle].title,
      round.round,
      round.won ? words.yes : words.no,
      ...counted.map((column) => round[column]),
      round.stars,
    ]),
  );
  return [head, ...lines];
}

/** A line a rule, as in the report. */
export function ruleSheet({ rules }: ClassReport, { words, language }: SheetWords): Rows {
  const lines = rules.map(({ rule, decisions, mistakes, mended, students }) => [
    language.rules[rule].name,
    decisions,
    mistakes,
    mended,
    students,
  ]);
  return [[words.rule, words.decisions, words.mistakes, words.mended, words.students], ...lines];
}

export function sumOf(rounds: readonly RoundTally[], of: (round: RoundTally) => number): number {
  return rounds.reduce((sum, round) => sum + of(round), 0);
}

/** Over all rules; undefined when nothing was decided. */
export function allRules(rules: Readonly<Partial<Record<RuleId, RuleTally>>>): RuleTally | undefined {
  const all = Object.values(rules);
  if (all.length === 0) return undefined;
  const sum = (of: keyof RuleTally): number => all.reduce((total, tally) => total + tally[of], 0);
  return { decisions: sum('decisions'), mistakes: sum('mistakes'), mended: sum('mended') };
}

/** Whole percent of decisions without a mistake; only all of them are 100, and only none of them 0. */
export function shareRight({ decisions, mistakes }: RuleTally): number {
  const right = Math.max(0, decisions - mistakes);
  if (decisions === 0 || right === 0) return 0;
  if (mistakes === 0) return 100;
  return Math.min(99, Math.max(1, Math.round((100 * right) / decisions)));
}
