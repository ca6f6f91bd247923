/** What each student did in one round of a team's room, by the journal. */
import { ruleIds, type RuleId } from '../device/rule.ts';
import { deedsIn, type Deed, type Deeds } from '../game/deeds.ts';
import type { Journal } from '../game/journal.ts';
import { mistakesIn, brokenRule, type Mistake } from '../game/mistakes.ts';
import type { Puzzle, PuzzleId } from '../game/puzzle.ts';
import { hintsBy, NO_CARD, scoreBy } from '../game/score.ts';
import type { RoundTally, RuleTally } from './report.ts';

export type Rules = RoundTally['rules'];

export interface RoundReport {
  readonly room: string;
  readonly round: number;
  readonly puzzle: PuzzleId;
  /** Those of its replay. */
  readonly steps: Deeds['steps'];
  /** By the ids of the people who did something, or sat there at the end. */
  readonly people: ReadonlyMap<string, RoundTally>;
  /** Their mistakes, in order. */
  readonly mistakes: readonly ReportedMistake[];
}

export interface ReportedMistake extends Deed {
  readonly entry: Mistake;
  /** Decisions about the same letter that came after it; 1 where there is no letter. */
  readonly triesAfter: number;
}

/** Throws when the journal was written by other rules or names an input that these rules refuse. */
export function roundReport(puzzle: Puzzle, room: string, round: number, journal: Journal): RoundReport {
  const told = deedsIn(puzzle, journal);
  const names = [...new Set(told.match.stays.map(({ who }) => who))].filter(isPerson);
  const owners = new Set(Object.values(told.match.seats).map(({ owner }) => owner));
  const people = new Map<string, RoundTally>();
  for (const who of names) {
    const tally = tallyOf(told, who, { room, round });
    const isThere = owners.has(who) || tally.decisions + tally.hints + Object.keys(tally.rules).length > 0;
    if (isThere) people.set(who, tally);
  }
  const mistakes = [...people.keys()].flatMap((who) => mistakesOf(told, who));
  return {
    room,
    round,
    puzzle: puzzle.id,
    steps: told.steps,
    people,
    mistakes: mistakes.toSorted((one, other) => one.step - other.step),
  };
}

/** Bots of a seat are nobody (`score.ts`: no person has a blank in their id). */
function isPerson(who: string): boolean {
  return !who.includes(' ');
}

function tallyOf(told: Deeds, who: string, at: Pick<RoundTally, 'room' | 'round'>): RoundTally {
  const { match, won } = told;
  const { decisions, par, right, wasteful, broken, unsafe, stars } = scoreBy(match, who);
  return {
    ...at,
    puzzle: match.puzzle.id,
    won,
    decisions,
    par,
    right,
    wasteful,
    broken,
    unsafe,
    hints: hintsBy(match, who).length,
    stars: won ? stars : 0,
    rules: rulesOf(told, who),
  };
}

function mistakesOf({ deeds }: Deeds, who: string): readonly ReportedMistake[] {
  const own = deeds.filter((deed) => deed.who === who);
  const mistakes: readonly Mistake[] = mistakesIn(own.map(({ entry }) => entry));
  return mistakes.map((entry) => {
    const at = own.findIndex((deed) => deed.entry === entry);
    const later = own.slice(at + 1).filter((deed) => deed.entry.card === entry.card);
    const triesAfter = entry.card === NO_CARD ? 1 : later.length;
    return { who, entry, step: own[at]?.step ?? 0, triesAfter };
  });
}

function rulesOf(told: Deeds, who: string): Rules {
  const rules: Partial<Record<RuleId, RuleTally>> = {};
  const mistakes = mistakesOf(told, who);
  for (const rule of ruleIds) {
    const decisions = told.decided.get(who)?.get(rule)?.size ?? 0;
    const own = mistakes.filter(({ entry }) => brokenRule(entry) === rule);
    const mended = own.filter(({ entry }) => entry.mended).length;
    if (decisions > 0) rules[rule] = { decisions, mistakes: own.length, mended };
  }
  return rules;
}

/** The same rule in several hands, or in several rounds. */
export function addedUp(all: readonly Rules[]): Rules {
  const sums: Partial<Record<RuleId, RuleTally>> = {};
  for (const rule of ruleIds) {
    const tallies = all.flatMap((rules) => rules[rule] ?? []);
    const sum = (of: keyof RuleTally): number => tallies.reduce((total, tally) => total + tally[of], 0);
    if (tallies.length > 0)
      sums[rule] = { decisions: sum('decisions'), mistakes: sum('mistakes'), mended: sum('mended') };
  }
  return sums;
}

/** The round in the hands of the whole team; undefined when nobody of it played. */
export function teamTally({ people }: Pick<RoundReport, 'people'>): RoundTally | undefined {
  const all = [...people.values()];
  const [first] = all;
  if (first === undefined) return undefined;
  const sum = (of: (tally: RoundTally) => number): number => all.reduce((total, tally) => total + of(tally), 0);
  return {
    ...first,
    decisions: sum(({ decisions }) => decisions),
    par: sum(({ par }) => par),
    right: sum(({ right }) => right),
    wasteful: sum(({ wasteful }) => wasteful),
    broken: sum(({ broken }) => broken),
    unsafe: sum(({ unsafe }) => unsafe),
    hints: sum(({ hints }) => hints),
    stars: Math.floor((2 * sum(({ stars }) => stars)) / all.length) / 2,
    rules: addedUp(all.map(({ rules }) => rules)),
  };
}
