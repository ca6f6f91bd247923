/** The state of a class's room as it arrives, made into the model. Texts of JSON are parsed only when they have changed, so what is the same stays the same object. */
import type {
  CommonMistake,
  Lane,
  ProjectorView,
  StudentView,
  TeacherView,
  TeamReport,
  TeamView,
} from '../../shared/class/view.ts';
import type { MapView } from '../../shared/game/view.ts';
import { createParser, type Parse } from '../room-reader.ts';
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
    readonly doing?: string;
    readonly mistakes?: string;
  };
  readonly teams: { values(): Iterable<TeamSnapshot> };
}

interface TeamSnapshot {
  readonly id: string;
  readonly team?: string;
  readonly map?: string;
  readonly report?: string;
  /** Written together with the report. */
  readonly mistakes?: string;
}

type Lesson = Omit<TeacherView, 'students' | 'teams' | 'mistakes' | 'seconds'>;
type Standing = Readonly<Record<string, Pick<StudentView, 'doing' | 'seat'>>>;

export interface ClassReader {
  /** Null while the state is not complete. */
  readTeacher(state: ClassSnapshot, nowMs: number): TeacherModel | null;
  readProjector(state: ClassSnapshot): ProjectorModel | null;
}

export function createClassReader(): ClassReader {
  const parse = createParser();
  let told = { lesson: '', seconds: -1, receivedMs: 0 };
  return {
    readTeacher: (state, nowMs) => {
      const lesson = parse<Lesson>('lesson', state.teacher?.lesson);
      if (lesson === null) return null;
      const [text, seconds] = [state.teacher?.lesson ?? '', state.teacher?.seconds ?? 0];
      if (told.lesson !== text || told.seconds !== seconds) told = { lesson: text, seconds, receivedMs: nowMs };
      return {
        ...lesson,
        seconds,
        receivedMs: told.receivedMs,
        halt: state.halt,
        students: studentsOf(state, parse),
        teams: [...state.teams.values()].flatMap((team) => teamOf(team, parse)),
        mistakes: parse<CommonMistake[]>('mistakes', state.teacher?.mistakes) ?? [],
      };
    },
    readProjector: (state) => {
      const view = parse<Omit<ProjectorView, 'lanes'>>('projector', state.projector);
      return view === null ? null : { ...view, halt: state.halt, lanes: parse<Lane[]>('lanes', state.lanes) ?? [] };
    },
  };
}

function studentsOf({ teacher }: ClassSnapshot, parse: Parse): readonly StudentView[] {
  const students = parse<Omit<StudentView, 'doing' | 'seat'>[]>('students', teacher?.students) ?? [];
  const standing = parse<Standing>('doing', teacher?.doing) ?? {};
  return students.map((student) => ({ seat: null, doing: 'away', ...student, ...standing[student.id] }));
}

/** None while the team has not arrived. */
function teamOf(snapshot: TeamSnapshot, parse: Parse): readonly TeamView[] {
  const known = parse<Omit<TeamView, 'report'>>(`team ${snapshot.id}`, snapshot.team);
  return known === null ? [] : [{ ...known, report: reportOf(snapshot, parse) }];
}

/** Null until all of it has arrived. */
function reportOf({ id, map, report, mistakes }: Omit<TeamSnapshot, 'team'>, parse: Parse): TeamReport | null {
  const plan = parse<MapView>(`map ${id}`, map);
  const rest = parse<Omit<TeamReport, 'map' | 'mistakes'>>(`report ${id}`, report);
  const noted = parse<Pick<TeamReport, 'mistakes'>>(`mistakes ${id}`, mistakes);
  return plan === null || rest === null || noted === null ? null : { ...rest, ...noted, map: plan };
}
