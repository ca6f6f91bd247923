/** What is worth talking about after a lesson, out of what this class has played: three moments, the commonest mistake, one question. */
import { ruleIds, type RuleId } from '../device/rule.ts';
import { brokenRule, type Mistake } from '../game/mistakes.ts';
import type { Told } from '../game/replay-steps.ts';
import type { ClassReport, Moment, ShownMistake } from './report.ts';
import type { RoundReport } from './round-report.ts';

/** A round with the team whose room it was: its place in the list of names. */
export interface TeamRound extends RoundReport {
  readonly team: number;
}

interface Found {
  readonly round: TeamRound;
  readonly who: string;
  readonly step: number;
  readonly entry: Mistake;
  readonly triesAfter: number;
  readonly rule: RuleId;
}

type Debrief = ClassReport['debrief'];

/** `students`: ids of those who count; somebody else, who played along, does not. */
export function debriefOf(rounds: readonly TeamRound[], students: ReadonlySet<string>): Debrief {
  const found = rounds.flatMap((round) => foundIn(round, students));
  const commonest = commonestOf(found);
  const mended = mendedSoon(found, commonest);
  const third = noAnswer(rounds) ?? longestGoal(rounds);
  return {
    moments: [
      ...(commonest === undefined ? [] : [momentAt('commonest-mistake', commonest)]),
      ...(mended === undefined ? [] : [momentAt('mended', mended)]),
      ...(third === undefined ? [] : [third]),
    ],
    commonest: commonest === undefined ? null : commonMistake(commonest, found, rounds, students),
    question: commonest?.round.puzzle ?? rounds.at(-1)?.puzzle ?? null,
  };
}

function foundIn(round: TeamRound, students: ReadonlySet<string>): readonly Found[] {
  return round.mistakes.flatMap(({ who, entry, step, triesAfter }) => {
    const rule = brokenRule(entry);
    return rule === null || !students.has(who) ? [] : [{ round, who, step, entry, triesAfter, rule }];
  });
}

/**
 * The rule that most students broke, then the one broken most often; and of its mistakes the clearest: one at the part that most got wrong, carried out
 * rather than held back, lost rather than only wasteful, and the first of these.
 */
function commonestOf(found: readonly Found[]): Found | undefined {
  const rule = best(ruleIds, (one) => {
    const own = found.filter((mistake) => mistake.rule === one);
    return own.length === 0 ? null : [new Set(own.map(({ who }) => who)).size, own.length];
  });
  const own = found.filter((mistake) => mistake.rule === rule);
  const part = (mistake: Found): string => mistake.entry.verdict?.part ?? mistake.entry.finding?.why ?? '';
  return best(own, (mistake) => [
    own.filter((other) => part(other) === part(mistake)).length,
    mistake.entry.verdict?.refused === true ? 0 : 1,
    mistake.entry.quality === 'wasteful' ? 0 : 1,
  ]);
}

/** The mistake that was mended by the next try of the same letter; rather by another rule and in another team than the commonest. */
function mendedSoon(found: readonly Found[], commonest: Found | undefined): Found | undefined {
  const candidates = found.filter((mistake) => mistake !== commonest && mistake.entry.mended);
  return best(candidates, (mistake) => [
    mistake.rule === commonest?.rule ? 0 : 1,
    -mistake.triesAfter,
    mistake.round.room === commonest?.round.room ? 0 : 1,
  ]);
}

/** A ping that got no answer right after somebody's frame was lost, the latest of the class. */
function noAnswer(rounds: readonly TeamRound[]): Moment | undefined {
  return rounds
    .flatMap((round) =>
      round.steps.flatMap(({ what }, step): Moment[] => {
        if (what.kind !== 'ping' || what.outcome !== 'no-answer') return [];
        const isOurs = sinceOutcome(round.steps, step).some((one) => isLoss(one));
        return isOurs ? [stretch('no-answer', round, step, what.on)] : [];
      }),
    )
    .at(-1);
}

function isLoss({ what }: Told): boolean {
  return what.kind === 'move' && what.verdict !== null && what.quality === 'broken' && !what.verdict.refused;
}

/** The goal for which most decisions were made since the one before it. Time says little: it stands while people think. */
function longestGoal(rounds: readonly TeamRound[]): Moment | undefined {
  const goals = rounds.flatMap((round) =>
    round.steps.flatMap(({ what }, step) => (what.kind === 'goal' ? [{ round, step }] : [])),
  );
  const moves = ({ round, step }: (typeof goals)[number]) =>
    sinceOutcome(round.steps, step, 'goal').filter(({ what }) => isByHand(what));
  const goal = best(goals, (one) => [moves(one).length]);
  if (goal === undefined) return undefined;
  const last = moves(goal).at(-1)?.what;
  return stretch('goal', goal.round, goal.step, last !== undefined && 'device' in last ? last.device : '');
}

function isByHand(what: Told['what']): boolean {
  return (what.kind === 'move' && what.verdict !== null) || what.kind === 'set';
}

/** The steps before this one, back to the goal or ping before. */
function sinceOutcome(steps: readonly Told[], until: number, kind: 'goal' | 'ping' = 'ping'): readonly Told[] {
  const from = steps.slice(0, until).findLastIndex(({ what }) => what.kind === kind);
  return steps.slice(from + 1, until);
}

function commonMistake(
  { round, entry, rule }: Found,
  found: readonly Found[],
  rounds: readonly TeamRound[],
  students: ReadonlySet<string>,
): NonNullable<Debrief['commonest']> {
  const makers = new Set(found.filter((mistake) => mistake.rule === rule).map(({ who }) => who));
  const deciders = rounds.flatMap(({ people }) =>
    [...people].flatMap(([who, { rules }]) => (students.has(who) && rules[rule] !== undefined ? [who] : [])),
  );
  return {
    rule,
    students: makers.size,
    of: new Set(deciders).size,
    puzzle: round.puzzle,
    device: entry.device,
    mistake: shown(entry, rule),
  };
}

function momentAt(why: Moment['why'], { round, step, entry, rule }: Found): Moment {
  return { ...stretch(why, round, step, entry.device), mistake: shown(entry, rule) };
}

function stretch(why: Moment['why'], { team, room, round, puzzle }: TeamRound, step: number, device: string): Moment {
  return { why, team, room, round, puzzle, step, device, mistake: null };
}

function shown({ verdict, finding, naming }: Mistake, rule: RuleId): ShownMistake {
  return {
    rule,
    verdict,
    ...(finding === undefined ? {} : { finding }),
    ...(naming === undefined ? {} : { naming }),
  };
}

/** The first of those with the greatest measures, compared one after the other; one without a measure is none. */
function best<Item>(items: readonly Item[], measure: (item: Item) => readonly number[] | null): Item | undefined {
  let found: { readonly item: Item; readonly measures: readonly number[] } | undefined;
  for (const item of items) {
    const measures = measure(item);
    if (measures !== null && (found === undefined || isGreater(measures, found.measures))) found = { item, measures };
  }
  return found?.item;
}

function isGreater(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((measure, place) => measure !== other[place]);
  return at !== -1 && (one[at] ?? 0) > (other[at] ?? 0);
}
