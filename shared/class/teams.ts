/** Who is in which team: sizes, places for who comes late, lots. Pure: ids and lots come in from outside. */
import type { RefusalCode } from '../refusals.ts';
import { STUDENTS_MAX, TEAM_SIZE_MAX } from './settings.ts';
import type { Classroom, Student, Team } from './classroom.ts';

/** Id and room code of a team that may be made; the server draws them, whether they are needed or not. */
export interface Spare {
  readonly id: string;
  readonly room: string;
}

/** Students who are in the class now; who was taken out keeps the id, in case they come back. */
export function activeStudents({ students }: Pick<Classroom, 'students'>): readonly Student[] {
  return students.filter(({ isOut }) => !isOut);
}

/** In the order in which they came into the class. */
export function studentsOf(classroom: Pick<Classroom, 'students'>, team: string): readonly Student[] {
  return activeStudents(classroom).filter((student) => student.team === team);
}

/** Teams with somebody in them; an empty one is kept for the next who needs one, and for the report. */
export function teamsInUse(classroom: Classroom): readonly Team[] {
  return classroom.teams.filter(({ id }) => studentsOf(classroom, id).length > 0);
}

/** Students that a team of this class has room for by itself; by hand the teacher can put together more. */
export function teamSizeOf({ settings }: Pick<Classroom, 'settings'>): number {
  return settings.pacing === 'alone' ? 1 : settings.teamSize;
}

/** The class with a team for somebody new: the smallest one with room, else an empty one, else a new one. */
export function placeFor(classroom: Classroom, spare: Spare): { readonly classroom: Classroom; readonly team: string } {
  const size = (team: Team): number => studentsOf(classroom, team.id).length;
  const open = teamsInUse(classroom).filter((team) => size(team) < teamSizeOf(classroom));
  const smallest = open.reduce<Team | undefined>(
    (best, team) => (best === undefined || size(team) < size(best) ? team : best),
    undefined,
  );
  const found = smallest ?? classroom.teams.find((team) => size(team) === 0);
  if (smallest === undefined && found !== undefined) return { classroom: caughtUp(classroom, found), team: found.id };
  if (found !== undefined) return { classroom, team: found.id };
  return withTeam(classroom, spare);
}

/** With a new team, which begins where the class is; on its own it begins with the first puzzle. */
export function withTeam(classroom: Classroom, { id, room }: Spare): { classroom: Classroom; team: string } {
  const at = startOf(classroom);
  const team: Team = { id, room, name: classroom.teams.length, at, round: 1, done: 0 };
  return { classroom: { ...classroom, teams: [...classroom.teams, team] }, team: id };
}

function startOf({ settings, at }: Classroom): number {
  return settings.pacing === 'together' ? at : 0;
}

/** An empty team that is used again plays from where a new one would. */
function caughtUp(classroom: Classroom, team: Team): Classroom {
  const at = startOf(classroom);
  if (team.at === at) return classroom;
  return changedTeams(classroom, (one) => (one.id === team.id ? { ...one, at, round: one.round + 1 } : one));
}

export function changedTeams(classroom: Classroom, change: (team: Team) => Team): Classroom {
  return { ...classroom, teams: classroom.teams.map(change) };
}

export function changedStudent(classroom: Classroom, id: string, change: Partial<Student>): Classroom {
  const students = classroom.students.map((student) => (student.id === id ? { ...student, ...change } : student));
  return { ...classroom, students };
}

/** Evens the sizes out until they differ by at most one, as far as nobody has to move whom the teacher has placed; the last come move first. */
export function balanced(classroom: Classroom): Classroom {
  let now = classroom;
  for (let moves = 0; moves < STUDENTS_MAX; moves++) {
    const teams = teamsInUse(now).map((team) => ({ team, members: studentsOf(now, team.id) }));
    const smallest = teams.toSorted((a, b) => a.members.length - b.members.length)[0];
    const largest = teams
      .filter(({ members }) => members.some(({ isPlaced }) => !isPlaced))
      .toSorted((a, b) => b.members.length - a.members.length)[0];
    if (smallest === undefined || largest === undefined) return now;
    const mover = largest.members.findLast(({ isPlaced }) => !isPlaced);
    if (mover === undefined || largest.members.length - smallest.members.length <= 1) return now;
    now = changedStudent(now, mover.id, { team: smallest.team.id });
  }
  return now;
}

/** Why the student cannot be moved there, or the class afterwards. Null: into a team of their own. */
export function moved(
  classroom: Classroom,
  student: Student,
  team: string | null,
  spare: Spare,
): Classroom | RefusalCode {
  if (team === null) return movedAlone(classroom, student, spare);
  if (classroom.teams.every(({ id }) => id !== team)) return 'no-such-team';
  if (student.team === team) return classroom;
  if (studentsOf(classroom, team).length >= TEAM_SIZE_MAX) return 'room-full';
  return changedStudent(classroom, student.id, { team, isPlaced: true });
}

function movedAlone(classroom: Classroom, student: Student, spare: Spare): Classroom {
  const empty = classroom.teams.find(({ id }) => studentsOf(classroom, id).length === 0);
  const made =
    empty === undefined ? withTeam(classroom, spare) : { classroom: caughtUp(classroom, empty), team: empty.id };
  return changedStudent(made.classroom, student.id, { team: made.team, isPlaced: true });
}

/** New teams of even sizes, in the order of the lot (ids of students). `spares`: as many as there are students. */
export function dealtTeams(classroom: Classroom, order: readonly string[], spares: readonly Spare[]): Classroom {
  const active = activeStudents(classroom);
  const drawn = order.filter((id) => active.some((student) => student.id === id));
  const missing = active.map(({ id }) => id).filter((id) => !drawn.includes(id));
  const count = Math.ceil(active.length / teamSizeOf(classroom));
  let now = classroom;
  for (const spare of spares) if (now.teams.length < count) now = withTeam(now, spare).classroom;
  const places = new Map([...drawn, ...missing].map((id, index) => [id, now.teams[index % count]?.id ?? null]));
  const students = now.students.map((student) =>
    student.isOut ? student : { ...student, team: places.get(student.id) ?? null, isPlaced: false },
  );
  return { ...now, students };
}

/**
 * The seats of a team in a round, by student id: each round everybody goes one seat on, so that roles rotate; where there are more students than seats,
 * those without one rotate with them.
 */
export function seatsInRound(
  students: readonly string[],
  seats: readonly string[],
  round: number,
): ReadonlyMap<string, string | null> {
  const places = Math.max(students.length, seats.length);
  return new Map(students.map((id, index) => [id, seats[(index + round - 1) % places] ?? null]));
}
