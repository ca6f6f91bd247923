/** The state of a class's room as it arrives, made into the model. Texts of JSON are parsed only when they have changed, so what is the same stays the same object. */
import type { StudentPart } from '../../shared/class/class-view.ts';
import { mistakePlaces } from '../../shared/messages/mistake-places.ts';
import type {
  CommonMistake,
  Doing,
  Lane,
  ProjectorView,
  StudentView,
  TeacherView,
  TeamTold,
  TeamView,
  WrongBy,
} from '../../shared/class/view.ts';
import type { MapView } from '../../shared/game/view.ts';
import { createTexts, type Texts } from '../room-reader.ts';
import type { ProjectorModel, TeacherModel } from './model.ts';

/** The state's fields that are read; the teacher's are missing in a projector's browser. */
export interface ClassSnapshot {
  readonly projector: string;
  readonly lanes: string;
  readonly halt: '' | 'cannot-save';
  readonly teacher?: {
    readonly lesson?: string;
    readonly seconds?: number;
    readonly students?: string;
  } & { readonly [Place in (typeof mistakePlaces)[number]]?: string };
  readonly teams: { values(): Iterable<TeamSnapshot> };
}

interface TeamSnapshot {
  readonly id: string;
  readonly team?: string;
  readonly map?: string;
  readonly report?: string;
  /** Written together with the report. */
  readonly wrongBy?: string;
}

type Lesson = Omit<TeacherView, 'students' | 'teams' | 'mistakes' | 'seconds'>;

export interface ClassReader {
  /** Null while the state is not complete. */
  readTeacher(state: ClassSnapshot, nowMs: number): TeacherModel | null;
  readProjector(state: ClassSnapshot): ProjectorModel | null;
}

export function createClassReader(): ClassReader {
  const texts = createTexts();
  const { parse, join } = texts;
  let told = { lesson: '', seconds: -1, receivedMs: 0 };
  return {
    readTeacher: (state, nowMs) => {
      const lesson = parse<Lesson>('lesson', state.teacher?.lesson);
      if (lesson === null) return null;
      const [text, seconds] = [state.teacher?.lesson ?? '', state.teacher?.seconds ?? 0];
      if (told.lesson !== text || told.seconds !== seconds) told = { lesson: text, seconds, receivedMs: nowMs };
      const teams = [...state.teams.values()].flatMap((team) => teamOf(team, texts));
      return {
        ...lesson,
        seconds,
        receivedMs: told.receivedMs,
        halt: state.halt,
        students: studentsOf(state, teams, texts),
        teams,
        mistakes: join(
          'mistakes',
          mistakePlaces.map((place) => state.teacher?.[place]),
          presentIn<CommonMistake>,
        ),
      };
    },
    readProjector: (state) => {
      const view = parse<Omit<ProjectorView, 'lanes'>>('projector', state.projector);
      return view === null ? null : { ...view, halt: state.halt, lanes: parse<Lane[]>('lanes', state.lanes) ?? [] };
    },
  };
}

/** Those that are there, of what was parsed. */
function presentIn<Value>(parsed: readonly unknown[]): readonly Value[] {
  return parsed.filter((value): value is Value => value !== null);
}

function studentsOf({ teacher }: ClassSnapshot, teams: readonly TeamView[], { parse }: Texts): readonly StudentView[] {
  const students = parse<StudentPart[]>('students', teacher?.students) ?? [];
  const reports = new Map(teams.map(({ id, report }) => [id, report]));
  return students.map((student) => ({
    ...student,
    ...standingOf(student.id, reports.get(student.team ?? '') ?? null),
  }));
}

/** Where a student sits and how it goes, by what the team has reported; who is in no room is away. */
function standingOf(id: string, report: TeamTold | null): Pick<StudentView, 'doing' | 'seat'> {
  const seat = report?.seats.find(({ student }) => student === id);
  const unseated: Doing = report?.standing.includes(id) === true ? 'waiting' : 'away';
  return { seat: seat?.device ?? null, doing: seat?.doing ?? unseated };
}

/** None while the team has not arrived. */
function teamOf(snapshot: TeamSnapshot, texts: Texts): readonly TeamView[] {
  const known = texts.parse<Omit<TeamView, 'report'>>(`team ${snapshot.id}`, snapshot.team);
  return known === null ? [] : [{ ...known, report: reportOf(snapshot, texts) }];
}

/** Null until all of it has arrived. */
function reportOf({ id, map, report, wrongBy: wrong }: Omit<TeamSnapshot, 'team'>, { parse }: Texts): TeamTold | null {
  const plan = parse<MapView>(`map ${id}`, map);
  const rest = parse<Omit<TeamTold, 'map' | 'wrongBy'>>(`report ${id}`, report);
  const wrongBy = parse<WrongBy>(`wrong ${id}`, wrong);
  return plan === null || rest === null || wrongBy === null ? null : { ...rest, wrongBy, map: plan };
}
