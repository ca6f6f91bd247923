/** What a teacher chooses for a class, as lists and types; `messages/class.ts` checks it. */
import type { PuzzleId } from '../game/puzzle.ts';

/** Who decides when the next puzzle begins: the teacher for all together; each team for itself; or everybody plays alone, at their own pace. */
export const pacings = ['together', 'team', 'alone'] as const;
export type Pacing = (typeof pacings)[number];

/** Nobody compares; teams see each other's stars; or all work for one number, the frames that the class has brought on. */
export const competitions = ['off', 'teams', 'class-goal'] as const;
export type Competition = (typeof competitions)[number];

/** Languages of a class; each browser may still choose another one. */
export const classLanguages = ['en', 'zh-CN'] as const;
export type ClassLanguage = (typeof classLanguages)[number];

export { disturbances, type Disturbance } from '../game/disturbance.ts';

export const TITLE_MAX_LENGTH = 40;
export const TEAM_SIZE_MAX = 6;
export const PLAN_MAX = 20;
/** Minutes that a teacher means to spend on a puzzle: nothing ends by itself when they are over. */
export const MINUTES_MAX = 90;
/** Most students of a class, bots of a demo class included. */
export const STUDENTS_MAX = 60;

/** Students of a demo class who play by themselves. */
export const DEMO_STUDENTS = 24;

/** One puzzle of the plan. */
export interface PlanItem {
  readonly puzzle: PuzzleId;
  /** Whole minutes, 1 to `MINUTES_MAX`. */
  readonly minutes: number;
}

export interface ClassSettings {
  readonly title: string;
  readonly language: ClassLanguage;
  /** Students in a team, 1 to `TEAM_SIZE_MAX`; 1 where everybody plays alone. */
  readonly teamSize: number;
  readonly plan: readonly PlanItem[];
  readonly pacing: Pacing;
  readonly competition: Competition;
  /** May students choose their names? */
  readonly ownNames: boolean;
}
