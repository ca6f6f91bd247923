import { describe, expect, it } from 'vitest';
import { accept, newClass, TEACHERS_MAX, type Change, type Classroom } from '../../../shared/class/classroom.ts';
import { lanes, lessonPart, projectorPart, secondsOf, studentParts } from '../../../shared/class/class-view.ts';
import { classGoalOf, lessonOf } from '../../../shared/class/lesson.ts';
import { STUDENTS_MAX, type ClassSettings } from '../../../shared/class/settings.ts';
import { activeStudents, seatsInRound, studentsOf, teamsInUse, type Spare } from '../../../shared/class/teams.ts';
import { draw, randomFrom } from '../../../shared/random.ts';

const settings: ClassSettings = {
  title: 'Networks',
  language: 'en',
  teamSize: 4,
  plan: [
    { puzzle: 'first-frame', minutes: 10 },
    { puzzle: 'who-has', minutes: 15 },
    { puzzle: 'two-routers', minutes: 20 },
  ],
  pacing: 'together',
  competition: 'off',
  ownNames: true,
};

function freshClass(changes: Partial<ClassSettings> = {}): Classroom {
  const beginning = { secretHash: 'first', pinHash: 'pin', isDemo: false, nowMs: 1000 };
  return newClass({ ...settings, ...changes }, 'CCCCCC', beginning);
}

let spares = 0;
function spare(): Spare {
  spares++;
  return { id: `t${spares}`, room: `R${spares}` };
}

/** Throws when it is refused. */
function after(classroom: Classroom, ...changes: readonly Change[]): Classroom {
  return changes.reduce((now, change) => {
    const outcome = accept(now, change);
    if ('refused' in outcome) throw new Error(`${change.do}: ${outcome.refused}`);
    return outcome.classroom;
  }, classroom);
}

function refusal(classroom: Classroom, change: Change): string | null {
  const outcome = accept(classroom, change);
  return 'refused' in outcome ? outcome.refused : null;
}

function joins(...indexes: readonly number[]): readonly Change[] {
  return indexes.map((index) => ({
    do: 'join',
    student: {
      id: `s${index}`,
      tokenHash: `hash${index}`,
      name: `S${index}`,
      number: String(1000 + index),
      isBot: false,
    },
    spare: spare(),
  }));
}

function classOf(count: number, changes: Partial<ClassSettings> = {}): Classroom {
  return after(freshClass(changes), ...joins(...Array.from({ length: count }, (_, index) => index)));
}

function sizes(classroom: Classroom): readonly number[] {
  return classroom.teams.map(({ id }) => studentsOf(classroom, id).length);
}

const start: Change = { do: 'start', nowMs: 5000 };
const next: Change = { do: 'next', team: null, done: {}, nowMs: 9000 };

describe('what the projector shows', () => {
  it('is the code until the start, then the map of a team; not where everybody plays alone, and not against the teacher', () => {
    const gathering = classOf(4, { teamSize: 2 });
    expect(gathering.shown).toEqual({ what: 'join' });
    expect(after(gathering, start).shown).toEqual({ what: 'team', team: null });
    expect(after(classOf(4, { pacing: 'alone' }), start).shown).toEqual({ what: 'join' });
    const chosen = { what: 'team', team: gathering.teams[1]!.id } as const;
    expect(after(gathering, { do: 'show', shown: chosen }, start).shown).toEqual(chosen);
    expect(after(gathering, start, { do: 'show', shown: { what: 'join' } }, next).shown).toEqual({ what: 'join' });
  });
});

describe('teams', () => {
  it.each(Array.from({ length: STUDENTS_MAX }, (_, index) => index + 1))(
    '%i students: nobody alone in a team that could be shared, and sizes differ by one at most from the start on',
    (count) => {
      for (const teamSize of [1, 2, 3, 4, 5, 6]) {
        const filled = classOf(count, { teamSize });
        expect(sizes(filled).every((size) => size <= teamSize)).toBe(true);
        expect(teamsInUse(filled)).toHaveLength(Math.ceil(count / teamSize));
        const even = sizes(after(filled, start));
        expect(Math.max(...even) - Math.min(...even)).toBeLessThanOrEqual(1);
        expect(even.reduce((sum, size) => sum + size, 0)).toBe(count);
      }
    },
  );

  it('a late student goes to the smallest team with room, then to an empty one, then into a new one', () => {
    let now = after(classOf(6, { teamSize: 3 }), { do: 'remove', student: 's5' }, start);
    expect(sizes(now)).toEqual([3, 2]);
    now = after(now, ...joins(10));
    expect(sizes(now)).toEqual([3, 3]);
    now = after(now, ...joins(11));
    expect(sizes(now)).toEqual([3, 3, 1]);
    now = after(now, { do: 'remove', student: 's11' }, next, ...joins(12));
    expect(sizes(now)).toEqual([3, 3, 1]);
    expect(now.teams[2]).toMatchObject({ at: 1, name: 2 });
  });

  it('a new team begins where the class is; on its own with the first puzzle', () => {
    expect(after(classOf(4), start, next, ...joins(10)).teams[1]).toMatchObject({ at: 1, round: 1 });
    const own = after(classOf(4, { pacing: 'team' }), start, next, ...joins(10));
    expect(own.teams.map(({ at }) => at)).toEqual([1, 0]);
  });

  it('by hand a team may become larger than meant, but no larger than six', () => {
    let now = classOf(12, { teamSize: 4 });
    const [team] = now.teams;
    for (const student of ['s4', 's5']) now = after(now, { do: 'move', student, team: team!.id, spare: spare() });
    expect(sizes(now)).toEqual([6, 2, 4]);
    expect(refusal(now, { do: 'move', student: 's6', team: team!.id, spare: spare() })).toBe('room-full');
    // The start evens out, but leaves those two where they are.
    const even = after(now, start);
    const ours = studentsOf(even, team!.id).map(({ id }) => id);
    expect(ours).toEqual(expect.arrayContaining(['s4', 's5']));
    expect(sizes(even)).toEqual([4, 4, 4]);
  });

  it('new teams by lot are even, whatever is drawn, and empty ones are kept for later', () => {
    const random = randomFrom('lots');
    for (let round = 0; round < 50; round++) {
      const count = 1 + draw(random, 20);
      const before = after(classOf(count, { teamSize: 1 + draw(random, 6) }), start);
      const order = before.students.map(({ id }) => id).toSorted(() => draw(random, 3) - 1);
      const drawn = after(before, { do: 'shuffle', order, spares: before.students.map(spare), done: {}, nowMs: 1 });
      const used = sizes(drawn).filter((size) => size > 0);
      expect(used).toHaveLength(Math.ceil(count / before.settings.teamSize));
      expect(Math.max(...used) - Math.min(...used)).toBeLessThanOrEqual(1);
      expect(drawn.teams.every(({ round: number }, index) => number > (before.teams[index]?.round ?? 0))).toBe(true);
    }
  });

  it('over as many rounds as there are seats everybody sits everywhere once', () => {
    const seats = ['A', 'B', 'C'];
    const students = ['x', 'y', 'z', 'late'];
    for (const team of [students.slice(0, 1), students.slice(0, 2), students.slice(0, 3), students]) {
      const places = Math.max(team.length, seats.length);
      const rounds = Array.from({ length: places }, (_, index) => seatsInRound(team, seats, index + 1));
      for (const student of team) {
        const had = rounds.map((round) => round.get(student));
        expect(new Set(had.filter((seat) => seat !== null))).toEqual(new Set(seats));
        expect(had.filter((seat) => seat !== null)).toHaveLength(seats.length);
      }
      for (const round of rounds) {
        const taken = [...round.values()].filter((seat) => seat !== null);
        expect(new Set(taken).size).toBe(taken.length);
      }
    }
  });
});

describe('students', () => {
  it('names are different, whatever the case', () => {
    const now = classOf(1);
    const [join] = joins(7) as [Extract<Change, { do: 'join' }>];
    expect(refusal(now, { ...join, student: { ...join.student, name: 's0' } })).toBe('name-taken');
    expect(refusal(now, { do: 'rename', student: 's0', name: 's0' })).toBeNull();
  });

  it('who was taken out comes back as the same one; their name may be gone by then', () => {
    const out = after(classOf(2), { do: 'remove', student: 's0' });
    expect(activeStudents(out).map(({ id }) => id)).toEqual(['s1']);
    expect(studentParts(out)).toHaveLength(1);
    const taken = after(out, { do: 'rename', student: 's1', name: 'S0' });
    const [join] = joins(0) as [Extract<Change, { do: 'join' }>];
    expect(refusal(taken, join)).toBe('name-taken');
    const back = after(taken, { ...join, student: { ...join.student, name: 'Other' } });
    expect(back.students.map(({ id, name, isOut }) => [id, name, isOut])).toEqual([
      ['s0', 'Other', false],
      ['s1', 'S0', false],
    ]);
  });

  it('a number is worth one handing over', () => {
    const now = after(classOf(2), { do: 'hand-over', number: '1000', tokenHash: 'new', nextNumber: '7777' });
    expect(now.students[0]).toMatchObject({ id: 's0', tokenHash: 'new', number: '7777' });
    const again: Change = { do: 'hand-over', number: '1000', tokenHash: 'newer', nextNumber: '8888' };
    expect(refusal(now, again)).toBe('wrong-number');
    const bots = after(
      freshClass(),
      ...joins(0).map(
        (one) => ({ ...one, student: { ...(one as never as { student: object }).student, isBot: true } }) as Change,
      ),
    );
    expect(refusal(bots, again)).toBe('wrong-number');
  });
});

describe('the lesson', () => {
  it('goes from the lobby through the plan into the debrief, and back', () => {
    const begun = after(classOf(4), start);
    expect(begun).toMatchObject({ phase: 'running', at: 0, begunMs: 5000 });
    expect(refusal(begun, start)).toBe('not-over');
    const second = after(begun, { do: 'extend', minutes: 5 }, next);
    expect(second).toMatchObject({ at: 1, begunMs: 9000, extraMinutes: 0 });
    expect(second.teams[0]).toMatchObject({ at: 1, round: 2 });
    expect(refusal(after(second, next), next)).toBe('bad-message');
    expect(refusal(freshClass(), { do: 'debrief' })).toBe('not-over');
    const talked = after(second, { do: 'debrief' });
    expect(after(talked, start)).toMatchObject({ phase: 'running', at: 1 });
    expect(talked.teams).toEqual(second.teams);
  });

  it('a team on its own goes on once for each round that it has won', () => {
    const own = after(classOf(8, { pacing: 'team' }), start);
    const [team, other] = own.teams;
    const won: Change = { do: 'team-next', team: team!.id, round: 1, done: { [team!.id]: 5 } };
    const on = after(own, won);
    expect(on.teams).toEqual([{ ...team, at: 1, round: 2, done: 5 }, other]);
    expect(refusal(on, won)).toBe('not-finished');
    expect(refusal(after(own, { do: 'debrief' }), won)).toBe('frozen');
    expect(refusal(after(classOf(8), start), won)).toBe('teacher-decides');
  });

  it('tells a team what it has to play, and with whom', () => {
    const now = after(
      classOf(5),
      start,
      next,
      { do: 'hand', student: 's0', up: true },
      { do: 'remove', student: 's3' },
    );
    const [team] = now.teams;
    const lesson = lessonOf(now, team!.id, new Map());
    expect(lesson).toMatchObject({ team: team!.id, round: 2, puzzle: 'who-has', out: ['s3'] });
    expect(lesson.members.map(({ id }) => id)).toContain('s0');
    expect(lesson.view).toMatchObject({ at: 1, count: 3, next: 'two-routers', hands: ['s0'], phase: 'running' });
    expect(JSON.stringify(lesson.view)).not.toMatch(/hash|"S\d|1000/);
  });

  it('the projector is told no name and no number', () => {
    const now = after(classOf(30, { competition: 'class-goal' }), start);
    const text = JSON.stringify([projectorPart(now, new Map()), lanes(now, new Map())]);
    for (const { name, number, tokenHash, id } of now.students)
      expect([name, number, tokenHash, id].filter((secret) => text.includes(`"${secret}"`))).toEqual([]);
    expect(classGoalOf(now, new Map())).toEqual({ done: 0, goal: 360 });
    expect(lanes(now, new Map())).toHaveLength(8);
  });

  it('minutes are those of the plan and the extension; seconds count from the beginning of the puzzle', () => {
    const now = after(classOf(1), start, { do: 'extend', minutes: 3 });
    expect(lessonPart(now, { teachers: 1, projectors: 0 })).toMatchObject({ minutes: 13, teachers: 1 });
    expect(secondsOf(now, 65_000)).toBe(60);
    expect(secondsOf(now, 0)).toBe(0);
  });

  it('the browser that has made the class teaches for good, of the others the latest', () => {
    const secrets = Array.from({ length: 12 }, (_, index) => `secret${index}`);
    const now = after(freshClass(), ...secrets.map((secretHash) => ({ do: 'teacher', secretHash }) as const));
    expect(now.secrets).toHaveLength(TEACHERS_MAX);
    expect([now.secrets[0], now.secrets.at(-1)]).toEqual(['first', 'secret11']);
    expect(after(now, { do: 'teacher', secretHash: 'secret11' })).toBe(now);
  });

  it('leaves the class that it was given as it was', () => {
    const now = Object.freeze(after(classOf(7), start));
    const before = structuredClone(now);
    after(now, next, { do: 'shuffle', order: [], spares: [], done: {}, nowMs: 1 }, { do: 'remove', student: 's1' });
    expect(now).toEqual(before);
  });

  it('shows what there is', () => {
    const now = classOf(1);
    const [team] = now.teams;
    const replay = { what: 'replay', room: team!.room, round: 1, step: 0 } as const;
    expect(refusal(now, { do: 'show', shown: replay })).toBeNull();
    expect(refusal(now, { do: 'show', shown: { ...replay, room: 'BBBBBB' } })).toBe('no-such-team');
  });
});
