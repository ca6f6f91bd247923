/** What is known of a class afterwards, as types: the report, and a match to be watched again. All of it is made from the journals. */
import type { Quality, RuleId } from '../device/rule.ts';
import type { PuzzleId } from '../game/puzzle.ts';
import type { FrameLook, MapView, SeatView, Verdict } from '../game/view.ts';

/** A rule in the hands of a student, or of a team: letters decided by it, and those with a mistake. */
export interface RuleTally {
  readonly decisions: number;
  readonly mistakes: number;
  /** Of the mistakes, those that were mended at a later try. */
  readonly mended: number;
}

/** What somebody did in one round. */
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
  /** 0 to 3 in halves; 0 while the round is not won. */
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
  readonly verdict: Verdict | null;
}

export interface ClassReport {
  readonly title: string;
  readonly code: string;
  readonly students: readonly StudentReport[];
  readonly teams: readonly TeamReportRow[];
  /** Rules, the one with the largest share of mistakes first. */
  readonly rules: readonly ({ readonly rule: RuleId; readonly students: number } & RuleTally)[];
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
      readonly verdict: Verdict;
    } | null;
    /** The puzzle whose question for talking fits best; its words are in the languages. */
    readonly question: PuzzleId | null;
  };
}

/** Something that happened in a match, in its order. */
export interface ReplayStep {
  /** From 0. */
  readonly step: number;
  readonly atUs: number;
  readonly what:
    /** A person or a bot has decided. */
    | {
        readonly kind: 'move';
        readonly device: string;
        readonly by: string | null;
        readonly quality: Quality;
        readonly verdict: Verdict | null;
        readonly port: string;
        readonly look: FrameLook;
      }
    | { readonly kind: 'hint'; readonly device: string; readonly by: string | null; readonly step: 1 | 2 | 3 }
    | { readonly kind: 'goal'; readonly goal: number }
    | {
        readonly kind: 'ping';
        readonly on: string;
        readonly to: string;
        readonly outcome: 'answered' | 'no-answer' | 'expired' | 'unreachable';
      }
    | { readonly kind: 'cable'; readonly device: string; readonly link: string; readonly isIn: boolean }
    | { readonly kind: 'disturbed'; readonly how: 'cut' | 'damage' | 'loop' | 'mend' };
  /** The frame that the step was about; null where there is none. */
  readonly frame: number | null;
}

/** A frame on one cable. */
export interface ReplayHop {
  readonly link: string;
  readonly from: string;
  readonly to: string;
  readonly departUs: number;
  readonly arriveUs: number;
  readonly look: FrameLook;
  /** With FCS left out, hexadecimal, as it was on this cable. */
  readonly bytes: string;
}

/** A frame and what became of it: the same packet goes on with new headers at a router, so its hops are told together. */
export interface ReplayFrame {
  readonly id: number;
  readonly hops: readonly ReplayHop[];
}

export interface Replay {
  readonly room: string;
  readonly round: number;
  readonly puzzle: PuzzleId;
  readonly won: boolean;
  readonly map: MapView;
  /** Names of the people who sat there, by device, at the end; devices of bots are missing. */
  readonly names: Readonly<Record<string, string>>;
  readonly steps: readonly ReplayStep[];
  readonly frames: readonly ReplayFrame[];
}

/** The match as it was right after a step: what every seat saw. */
export interface ReplayMoment {
  readonly step: number;
  readonly atUs: number;
  readonly map: MapView;
  readonly seats: readonly SeatView[];
}
