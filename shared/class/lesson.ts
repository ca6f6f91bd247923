/** What a team's room has to know of its class: how the lesson stands, and who belongs there. */
import type { PuzzleId } from '../game/puzzle.ts';
import type { Classroom, Student } from './classroom.ts';
import { randomFrom } from '../random.ts';
import { personasOf, type Persona } from './persona.ts';
import { activeStudents, studentsOf, teamsInUse } from './teams.ts';
import type { LessonView, Standing, TeamReport } from './view.ts';

export type Member = Pick<Student, 'id' | 'tokenHash' | 'name' | 'colour' | 'number' | 'isBot'>;

/** The whole of it each time, so that a room which has missed something, or comes back from the store, is right again with the next one. */
export interface TeamLesson {
  readonly team: string;
  readonly view: LessonView;
  /** The round that has to be played: its number and its puzzle. */
  readonly round: number;
  readonly puzzle: PuzzleId;
  readonly members: readonly Member[];
  /** Ids of students who were taken out of the class; who is neither here nor there has been moved to another team. */
  readonly out: readonly string[];
  /** Null but in a demo class. */
  readonly demo: DemoLesson | null;
}

/** What the students of a demo class, who play by themselves, have to know. */
export interface DemoLesson {
  /** A teacher or a projector looks at the class; else nobody plays. */
  readonly isAttended: boolean;
  /** By id of the student. */
  readonly personas: Readonly<Record<string, Persona>>;
  /** Ids of those who have gone away for a while. */
  readonly away: readonly string[];
}

export type Reports = ReadonlyMap<string, TeamReport>;

/** Right decisions for each student and puzzle that a class aims at. */
const GOAL_PER_STUDENT_AND_PUZZLE = 4;

/** Throws if the class has no such team. */
export function lessonOf(
  classroom: Classroom,
  teamId: string,
  reports: Reports,
  demo: Omit<DemoLesson, 'personas'> = { isAttended: false, away: [] },
): TeamLesson {
  const team = classroom.teams.find(({ id }) => id === teamId);
  const puzzle = classroom.settings.plan[team?.at ?? 0]?.puzzle;
  if (team === undefined || puzzle === undefined) throw new Error(`class ${classroom.code} has no team ${teamId}`);
  const { settings, code, phase, frozen, speed } = classroom;
  const { title, language, pacing, competition, ownNames, plan } = settings;
  const members = studentsOf(classroom, teamId);
  return {
    team: teamId,
    round: team.round,
    puzzle,
    members: members.map(memberOf),
    out: classroom.students.filter(({ isOut }) => isOut).map(({ id }) => id),
    demo: classroom.isDemo ? { ...demo, personas: personasIn(classroom, members) } : null,
    view: {
      code,
      title,
      language,
      phase,
      team: team.name,
      pacing,
      competition,
      ownNames,
      at: team.at,
      count: plan.length,
      next: plan[team.at + 1]?.puzzle ?? null,
      frozen,
      speed,
      hands: members.filter(({ hand }) => hand).map(({ id }) => id),
      ...comparedIn(classroom, reports),
    },
  };
}

function memberOf({ id, tokenHash, name, colour, number, isBot }: Student): Member {
  return { id, tokenHash, name, colour, number, isBot };
}

/** Drawn from the code of the class, so that they stay the same whenever they are asked for. */
function personasIn({ code, students }: Classroom, members: readonly Student[]): DemoLesson['personas'] {
  const bots = students.filter(({ isBot }) => isBot);
  const personas = personasOf(bots.length, randomFrom(code));
  return Object.fromEntries(
    bots.flatMap(({ id }, place) => {
      const persona = personas[place];
      return persona !== undefined && members.some((member) => member.id === id) ? [[id, persona]] : [];
    }),
  );
}

/** What students see of the other teams: it is on everybody's screen, and told anew when it has changed. */
export function comparedIn(classroom: Classroom, reports: Reports): Pick<LessonView, 'teams' | 'classGoal'> {
  const { competition, pacing } = classroom.settings;
  const isShown = competition === 'teams' && pacing !== 'alone';
  return { teams: isShown ? standings(classroom, reports) : null, classGoal: classGoalOf(classroom, reports) };
}

function standings(classroom: Classroom, reports: Reports): readonly Standing[] {
  return teamsInUse(classroom).map(({ id, name, at, round }) => {
    const report = reports.get(id);
    // What a room has reported of the puzzle before says nothing about this one.
    if (report?.round !== round || report.phase === 'lobby')
      return { team: name, at, goals: { met: 0, count: 0 }, stars: null };
    const met = report.goals.filter((goal) => goal.met).length;
    return {
      team: name,
      at,
      goals: { met, count: report.goals.length },
      stars: Math.round(2 * report.stars) / 2,
    };
  });
}

/** Right decisions of everybody in all rounds; null where the class has no common goal. */
export function classGoalOf(classroom: Classroom, reports: Reports): { done: number; goal: number } | null {
  const { settings, teams } = classroom;
  if (settings.competition !== 'class-goal') return null;
  const now = doneNow(classroom, reports);
  const done = teams.reduce((sum, { id, done: before }) => sum + before + (now[id] ?? 0), 0);
  const goal = activeStudents(classroom).length * settings.plan.length * GOAL_PER_STUDENT_AND_PUZZLE;
  return { done, goal };
}

/** Right decisions of the present round, by team. */
export function doneNow({ teams }: Classroom, reports: Reports): Readonly<Record<string, number>> {
  return Object.fromEntries(
    teams.flatMap(({ id, round }) => {
      const report = reports.get(id);
      return report?.round === round ? [[id, report.decisions - report.wrong]] : [];
    }),
  );
}
