/** A class that is being made: its settings so far. */
import type { ClassSettings, Pacing, PlanItem } from '../../shared/class/settings.ts';
import type { LessonPlan, PlanId } from '../../shared/class/plans.ts';
import { BEGIN_MINUTES, DEBRIEF_MINUTES, lessonPlans, PLAN_MAX, seatCounts } from '../../shared/messages/class.ts';
import type { PuzzleId } from '../../shared/game/puzzle.ts';

/** Minutes of a puzzle that somebody adds. */
const ADDED_MINUTES = 10;

/** Students in a team, unless the teacher says otherwise. */
const TEAM_SIZE = 4;

/** What a teacher finds: nothing has to be changed to begin. */
export function firstDraft(title: string, language: ClassSettings['language']): ClassSettings {
  return {
    title,
    language,
    teamSize: TEAM_SIZE,
    plan: lessonPlans[0]?.items ?? [],
    pacing: 'together',
    competition: 'off',
    ownNames: false,
  };
}

/** The ready-made lesson that this is; null for an order of one's own. */
export function planOf(plan: readonly PlanItem[]): PlanId | null {
  const isSame = ({ items }: LessonPlan): boolean =>
    items.length === plan.length &&
    items.every(({ puzzle, minutes }, at) => plan[at]?.puzzle === puzzle && plan[at]?.minutes === minutes);
  return lessonPlans.find(isSame)?.id ?? null;
}

/** The whole lesson, with coming in and talking. */
export function minutesInAll(plan: readonly PlanItem[]): number {
  return plan.reduce((sum, { minutes }) => sum + minutes, BEGIN_MINUTES + DEBRIEF_MINUTES);
}

/** Who plays alone is a team of one; whoever changes back finds teams again. */
export function withPacing({ teamSize }: ClassSettings, pacing: Pacing): Pick<ClassSettings, 'pacing' | 'teamSize'> {
  if (pacing === 'alone') return { pacing, teamSize: 1 };
  return { pacing, teamSize: teamSize === 1 ? TEAM_SIZE : teamSize };
}

/** From one place to another; the same list where there is no such place. */
export function withMoved(plan: readonly PlanItem[], from: number, to: number): readonly PlanItem[] {
  const item = plan[from];
  if (item === undefined || to < 0 || to >= plan.length) return plan;
  const others = plan.filter((_, at) => at !== from);
  return [...others.slice(0, to), item, ...others.slice(to)];
}

export function withAdded(plan: readonly PlanItem[], puzzle: PuzzleId): readonly PlanItem[] {
  return plan.length >= PLAN_MAX ? plan : [...plan, { puzzle, minutes: ADDED_MINUTES }];
}

/** How many of a team look on in this puzzle. */
export function lookersOn(puzzle: PuzzleId, teamSize: number): number {
  return Math.max(0, teamSize - seatCounts[puzzle]);
}
