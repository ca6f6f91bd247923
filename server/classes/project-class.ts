/** Class → views → state. The only writer of a class room's state; a text that has not changed is not sent again. */
import type { Classroom } from '../../shared/class/classroom.ts';
import {
  lanes,
  lessonPart,
  projectorPart,
  secondsOf,
  studentParts,
  teamParts,
  wrongBy,
  type Lookers,
} from '../../shared/class/class-view.ts';
import type { Reports } from '../../shared/class/lesson.ts';
import { commonMistakes } from '../../shared/class/mistakes.ts';
import { mistakePlaces } from '../../shared/messages/mistake-places.ts';
import { TeamState, type ClassState } from '../state.ts';

export interface ClassScene {
  readonly classroom: Classroom;
  readonly reports: Reports;
  readonly lookers: Lookers;
  /** By the clock on the wall, milliseconds. */
  readonly nowMs: number;
}

/** Writes what is different now. */
export function projectClass(state: ClassState, { classroom, reports, lookers, nowMs }: ClassScene): void {
  state.projector = JSON.stringify(projectorPart(classroom, reports));
  state.lanes = JSON.stringify(lanes(classroom, reports));
  const { teacher } = state;
  const lesson = JSON.stringify(lessonPart(classroom, lookers));
  if (teacher.lesson !== lesson) teacher.seconds = secondsOf(classroom, nowMs);
  teacher.lesson = lesson;
  teacher.students = JSON.stringify(studentParts(classroom));
  const mistakes = commonMistakes(reports, mistakePlaces.length);
  for (const [index, place] of mistakePlaces.entries()) teacher[place] = JSON.stringify(mistakes[index] ?? null);
  projectTeams(state, classroom, reports);
}

function projectTeams(state: ClassState, classroom: Classroom, reports: Reports): void {
  const parts = teamParts(classroom);
  const gone = [...state.teams.keys()].filter((id) => parts.every((part) => part.id !== id));
  for (const id of gone) state.teams.delete(id);
  for (const part of parts) {
    const team = state.teams.get(part.id) ?? new TeamState({ id: part.id });
    team.team = JSON.stringify(part);
    const report = reports.get(part.id);
    if (report !== undefined) {
      const { map, mistakes, deciders: _deciders, ...rest } = report;
      team.map = JSON.stringify(map);
      team.wrongBy = JSON.stringify(wrongBy(mistakes));
      team.report = JSON.stringify(rest);
    }
    if (!state.teams.has(part.id)) state.teams.set(part.id, team);
  }
}
