/** What is known of a class afterwards, as types: the report, and a match to be watched again. All of it is made from the journals. */
import type { RuleId } from '../device/rule.ts';
import type { Finding } from '../game/blame.ts';
import type { Naming } from '../game/fault.ts';
import type { PuzzleId } from '../game/puzzle.ts';
import type { Verdict } from '../game/view.ts';

export type { Replay, ReplayFrame, ReplayHop, ReplayMoment, ReplayStep } from '../game/replay-view.ts';

/** A rule in the hands of a student, or of a team: letters decided by it, and those with a mistake. What counts as one: `game/deeds.ts` and `game/mistakes.ts`. */
export interface RuleTally {
  readonly decisions: number;
  readonly mistakes: number;
  /** Of the mistakes, those that were mended at a later try. */
  readonly mended: number;
}

/** What somebody did in one round; of a team, all its people together. */
export interface RoundTally {
  readonly room: string;
  readonly round: number;
  readonly puzzle: PuzzleId;
  readonly won: boolean;
  readonly decisions: number;
  readonly par: number;
  readonly right: number;
  readonly wasteful: number;
  readonly broken: number;
  readonly unsafe: number;
  readonly hints: number;
  /** 0 to 3 in halves; 0 while the round is not won. Of a team the mean, rounded down. */
  readonly stars: number;
  readonly rules: Readonly<Partial<Record<RuleId, RuleTally>>>;
}

export interface StudentReport {
  readonly id: string;
  readonly name: string;
  readonly team: number | null;
  readonly isBot: boolean;
  readonly rounds: readonly RoundTally[];
  /** Over all rounds. */
  readonly rules: Readonly<Partial<Record<RuleId, RuleTally>>>;
}

export interface TeamReportRow {
  readonly id: string;
  readonly name: number;
  readonly rounds: readonly RoundTally[];
}

/** A moment worth seeing again. `step` is a step of the replay of that round. */
export interface Moment {
  readonly why: 'commonest-mistake' | 'mended' | 'goal' | 'no-answer';
  readonly team: number;
  readonly room: string;
  readonly round: number;
  readonly puzzle: PuzzleId;
  readonly step: number;
  readonly device: string;
  /** The mistake that it shows; null where it shows none. */
  readonly mistake: ShownMistake | null;
}

/** What the judge, a run of the traffic, or the fault itself had to say about it: one of the three is there. */
export interface ShownMistake {
  readonly rule: RuleId;
  readonly verdict: Verdict | null;
  readonly finding?: Finding;
  readonly naming?: Naming;
}

export interface ClassReport {
  readonly title: string;
  readonly code: string;
  readonly students: readonly StudentReport[];
  readonly teams: readonly TeamReportRow[];
  /** Rules, the one with the largest share of mistakes first; `students`: how many made them. */
  readonly rules: readonly ({ readonly rule: RuleId; readonly students: number } & RuleTally)[];
  /** Rounds that are not in the report because their journals were written by other rules. */
  readonly unread: number;
  readonly debrief: {
    /** At most three. */
    readonly moments: readonly Moment[];
    readonly commonest: {
      readonly rule: RuleId;
      /** How many students made it, of those who decided by this rule. */
      readonly students: number;
      readonly of: number;
      readonly puzzle: PuzzleId;
      readonly device: string;
      readonly mistake: ShownMistake;
    } | null;
    /** The puzzle whose question for talking fits best; its words are in the languages. */
    readonly question: PuzzleId | null;
  };
}
