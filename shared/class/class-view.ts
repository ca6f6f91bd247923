/** What the teacher's page and the projector are told: the one place that decides it. */
import type { RuleId } from '../device/rule.ts';
import type { Classroom } from './classroom.ts';
import { classGoalOf, type Reports } from './lesson.ts';
import { activeStudents, teamsInUse } from './teams.ts';
import type { Lane, ProjectorView, StudentView, TeacherView, TeamMistake, TeamView, WrongBy } from './view.ts';

/** The part of `TeacherView` that is about the lesson; `seconds` is told apart, for it is different each time. */
export type LessonPart = Omit<TeacherView, 'students' | 'teams' | 'mistakes' | 'seconds'>;
/** A student without what the reports of teams tell. */
export type StudentPart = Omit<StudentView, 'doing' | 'seat'>;

/** Connections that look at the class now. */
export interface Lookers {
  readonly teachers: number;
  readonly projectors: number;
}

export function lessonPart(classroom: Classroom, { teachers, projectors }: Lookers): LessonPart {
  const { code, phase, at, frozen, speed, isDemo, locked, shown, settings } = classroom;
  const minutes = (settings.plan[at]?.minutes ?? 0) + classroom.extraMinutes;
  return { ...settings, code, phase, at, frozen, speed, isDemo, minutes, locked, shown, teachers, projectors };
}

export function secondsOf({ begunMs }: Classroom, nowMs: number): number {
  return Math.max(0, Math.round((nowMs - begunMs) / 1000));
}

export function studentParts(classroom: Classroom): readonly StudentPart[] {
  return activeStudents(classroom).map(({ id, name, colour, number, team, hand, isBot }) => ({
    id,
    name,
    colour,
    number,
    team,
    hand,
    isBot,
  }));
}

export function teamParts(classroom: Classroom): readonly Omit<TeamView, 'report'>[] {
  return teamsInUse(classroom).map(({ id, name, room, at }) => ({ id, name, room, at }));
}

/** No address, no table, no answer and no name of a student. */
export function projectorPart(classroom: Classroom, reports: Reports): Omit<ProjectorView, 'lanes'> {
  const { code, phase, at, frozen, isDemo, shown } = classroom;
  const { title, language, plan, pacing } = classroom.settings;
  const students = activeStudents(classroom).length;
  const classGoal = classGoalOf(classroom, reports);
  return { code, title, language, phase, at, plan, frozen, isDemo, pacing, students, shown, classGoal };
}

export function lanes(classroom: Classroom, reports: Reports): readonly Lane[] {
  return teamsInUse(classroom).flatMap(({ id, name, room, at }): Lane[] => {
    const puzzle = classroom.settings.plan[at]?.puzzle;
    if (puzzle === undefined) return [];
    const report = reports.get(id);
    const isOpen = report !== undefined && report.puzzle === puzzle;
    const lane = { id, name, room, puzzle };
    if (!isOpen) return [{ ...lane, phase: 'lobby', goals: [], decisions: 0, par: 0, stars: null }];
    const { phase, goals, decisions, par, stars } = report;
    const shownStars = classroom.settings.competition === 'teams' ? stars : null;
    return [{ ...lane, phase, goals: goals.map(({ met }) => met), decisions, par, stars: shownStars }];
  });
}

export function wrongBy(mistakes: readonly TeamMistake[]): WrongBy {
  const counts: Record<string, Partial<Record<RuleId, number>>> = {};
  for (const { student, rule } of mistakes) {
    const own = (counts[student] ??= {});
    own[rule] = (own[rule] ?? 0) + 1;
  }
  return counts;
}
