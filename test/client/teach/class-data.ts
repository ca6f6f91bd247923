/** A class by hand, for the pages of a teacher: two teams on the first puzzle, four students and one without a team. */
import type { ClassSnapshot } from '../../../client/teach/reader.ts';
import { mistakePlaces } from '../../../shared/messages/mistake-places.ts';
import type { StudentView, TeacherView, TeamTold, TeamView } from '../../../shared/class/view.ts';
import { map } from '../snapshot.ts';

export const SECRET = 'A-_bcdefghijklmnopqrst';
export const teacher = { code: 'BCDFGH', secret: SECRET };

export function student(id: string, changes: Partial<StudentView> = {}): StudentView {
  const plain = { id, name: `Name ${id}`, colour: 1, number: '1234', team: 't1', seat: null };
  return { ...plain, doing: 'waiting', hand: false, isBot: false, ...changes };
}

export function report(changes: Partial<TeamTold> = {}): TeamTold {
  return {
    puzzle: 'first-frame',
    round: 1,
    phase: 'play',
    halt: '',
    map,
    seats: [
      { device: 'M1', occupant: 'person', student: 'a', doing: 'working', waiting: 1 },
      { device: 'M2', occupant: 'person', student: 'b', doing: 'waiting', waiting: 0 },
    ],
    standing: ['c'],
    goals: [{ kind: 'decided', by: 'M1', met: false } as unknown as TeamTold['goals'][number]],
    decisions: 2,
    par: 8,
    wrong: 1,
    stars: 2.5,
    stuck: null,
    disturbed: [],
    wrongBy: {},
    ...changes,
  };
}

export function team(id: string, name: number, changes: Partial<TeamView> = {}): TeamView {
  return { id, name, room: 'JKLMNP', at: 0, report: report(), ...changes };
}

export function classView(changes: Partial<TeacherView> = {}): TeacherView {
  return {
    code: 'BCDFGH',
    title: '9b Computing',
    language: 'en',
    teamSize: 2,
    plan: [
      { puzzle: 'first-frame', minutes: 6 },
      { puzzle: 'who-has', minutes: 10 },
    ],
    pacing: 'together',
    competition: 'off',
    ownNames: false,
    phase: 'running',
    at: 0,
    frozen: false,
    speed: 1,
    isDemo: false,
    seconds: 90,
    minutes: 6,
    locked: false,
    students: [
      student('a', { name: 'Mei', seat: 'M1', doing: 'working' }),
      student('b', { name: 'Tom', seat: 'M2' }),
      student('c', { name: 'Ada', team: 't2' }),
      student('d', { name: 'Bo', team: null, doing: 'away' }),
    ],
    teams: [team('t1', 0), team('t2', 1)],
    mistakes: [],
    shown: { what: 'join' },
    teachers: 1,
    projectors: 0,
    ...changes,
  };
}

/** The same as it arrives in the browser of a teacher; a projector's lacks the teacher's part. */
export function classSnapshot(view: TeacherView): ClassSnapshot & { readonly teacher: object } {
  const { students, teams, mistakes, seconds, ...lesson } = view;
  return {
    projector: JSON.stringify({ code: view.code, title: view.title, students: students.length }),
    halt: '',
    lanes: JSON.stringify(teams.map(({ id, name }) => ({ id, name }))),
    teacher: {
      lesson: JSON.stringify(lesson),
      seconds,
      students: JSON.stringify(students.map(({ seat: _seat, doing: _doing, ...rest }) => rest)),
      ...Object.fromEntries(mistakePlaces.map((place, index) => [place, JSON.stringify(mistakes[index] ?? null)])),
    },
    teams: new Map(teams.map((one) => [one.id, teamSnapshot(one)])),
  };
}

function teamSnapshot({ report: told, ...rest }: TeamView) {
  const text = { id: rest.id, team: JSON.stringify(rest), map: '', report: '', wrongBy: '' };
  if (told === null) return text;
  const { map: plan, wrongBy, ...others } = told;
  return {
    ...text,
    map: JSON.stringify(plan),
    report: JSON.stringify(others),
    wrongBy: JSON.stringify(wrongBy),
  };
}
