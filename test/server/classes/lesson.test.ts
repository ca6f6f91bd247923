/** A lesson: the teacher's messages, and what the rooms of the teams make of them. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { StoreError } from '../../../server/store/store.ts';
import type { ClassSettings } from '../../../shared/class/settings.ts';
import {
  cardsOf,
  meOf,
  newToken,
  rightAnswers,
  roomOf,
  seatOf,
  startServer,
  stopServer,
  until,
  type Guest,
  type TestServer,
  keptOf,
  keptClass,
  untilKept,
} from '../harness.ts';
import {
  call,
  enterClass,
  lessonOf,
  makeClass,
  project,
  projectedTo,
  reportOf,
  seenBy,
  solve,
  studentNamed,
  teach,
  watch,
  type Onlooker,
  type Taught,
} from './class-harness.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ roomsMax: 500 });
});
// Places that nobody takes up are waited for.
afterAll(() => stopServer(server), 30_000);

interface Lesson {
  readonly taught: Taught;
  readonly teacher: Onlooker;
  readonly students: readonly Guest[];
}

async function beginLesson(count: number, changes: Partial<ClassSettings> = {}): Promise<Lesson> {
  const taught = await makeClass(server.base, changes);
  const teacher = await teach(taught);
  const students: Guest[] = [];
  for (let index = 0; index < count; index++) students.push(await enterClass(taught, { name: `S${index}` }));
  expect(await teacher.ask('start')).toBeNull();
  await until(() => students.every(({ room, closed }) => closed.code !== undefined || room.state.phase === 'play'));
  return { taught, teacher, students };
}

/** Lets time run until the student has a letter. */
async function untilAsked(guest: Guest): Promise<void> {
  roomOf(guest).pace.setPace({ paused: false, speed: 20 });
  await until(() => cardsOf(guest).length > 0);
}

describe('together', () => {
  it('the teacher begins and goes on, and seats rotate from puzzle to puzzle', async () => {
    const { teacher, students } = await beginLesson(2);
    const [ann, bob] = students as [Guest, Guest];
    expect([ann.room.state.puzzle, ann.room.state.round]).toEqual(['first-frame', 1]);
    const seats = () => [meOf(ann).device, meOf(bob).device];
    const before = seats();
    for (const message of ['start', 'choose'] as const)
      expect(await ann.ask(message, { puzzle: 'who-has' })).toBe('teacher-decides');
    for (const message of ['pace', 'step'] as const) expect(await ann.ask(message, {})).toBe('teacher-decides');
    expect(await ann.ask('rename', { name: 'Anna' })).toBe('teacher-decides');
    expect(await teacher.ask('next', { team: null })).toBeNull();
    await until(() => students.every(({ room }) => room.state.puzzle === 'who-has' && room.state.phase === 'play'));
    expect(lessonOf(ann)).toMatchObject({ at: 1, count: 3, next: 'two-routers' });
    const [, second] = roomOf(ann).round.match.puzzle.seats;
    expect(seats()[0]).toBe(second);
    expect(seats()).not.toEqual(before);
    await until(() => seenBy(teacher).at === 1);
    expect(seenBy(teacher)).toMatchObject({ minutes: 15, phase: 'running' });
    expect(await teacher.ask('extend', { minutes: 5 })).toBeNull();
    await until(() => seenBy(teacher).minutes === 20);
    expect(await teacher.ask('open', { at: 2 })).toBeNull();
    await until(() => students.every(({ room }) => room.state.puzzle === 'two-routers'));
    expect(await teacher.ask('next', { team: null })).toBe('bad-message');
    expect(await teacher.ask('open', { at: 3 })).toBe('bad-message');
  });

  it('one team alone can be sent on', async () => {
    const { teacher, students } = await beginLesson(2, { teamSize: 1 });
    const [ann, bob] = students as [Guest, Guest];
    const { team } = studentNamed(teacher, meOf(ann).name);
    expect(await teacher.ask('next', { team })).toBeNull();
    await until(() => ann.room.state.puzzle === 'who-has');
    expect(bob.room.state.puzzle).toBe('first-frame');
    expect(await teacher.ask('next', { team: 'nobody' })).toBe('no-such-team');
    // All go on to the second one: who is there already stays.
    expect(await teacher.ask('next', { team: null })).toBeNull();
    await until(() => bob.room.state.puzzle === 'who-has');
    expect([ann.room.state.round, bob.room.state.round]).toEqual([2, 2]);
  });

  it('frozen nothing moves, a step moves one thing, and the debrief holds everything', async () => {
    const { teacher, students } = await beginLesson(1);
    const ann = students[0]!;
    await untilAsked(ann);
    expect(await teacher.ask('step')).toBe('bad-message');
    expect(await teacher.ask('freeze', { on: true })).toBeNull();
    await until(() => ann.room.state.paused && lessonOf(ann).frozen);
    const move = rightAnswers(roomOf(ann), meOf(ann).device);
    expect(await ann.ask('play', move)).toBe('frozen');
    expect(await teacher.ask('freeze', { on: false })).toBeNull();
    await until(() => !ann.room.state.paused);
    expect(await ann.ask('play', move)).toBeNull();
    expect(await teacher.ask('freeze', { on: true })).toBeNull();
    await until(() => ann.room.state.paused);
    const { network } = roomOf(ann).round.match;
    const stood = network.nowUs;
    expect(await teacher.ask('step')).toBeNull();
    await until(() => network.nowUs > stood);
    expect(await teacher.ask('freeze', { on: false })).toBeNull();
    expect(await teacher.ask('debrief')).toBeNull();
    await until(() => lessonOf(ann).phase === 'debrief' && ann.room.state.paused);
    expect(await ann.ask('hint', { card: 1, part: 'accept', step: 1 })).toBe('frozen');
    expect(await teacher.ask('start')).toBeNull();
    await until(() => lessonOf(ann).phase === 'running' && !ann.room.state.paused);
    expect(ann.room.state.round).toBe(1);
  });

  it('slower is half as fast', async () => {
    const { teacher, students } = await beginLesson(1);
    expect(await teacher.ask('speed', { speed: 0.5 })).toBeNull();
    await until(() => students[0]!.room.state.speed === 0.5);
    expect(lessonOf(students[0]!).speed).toBe(0.5);
    expect(await teacher.ask('speed', { speed: 3 })).toBe('bad-message');
  });

  it('new teams are drawn, and the present puzzle begins anew', async () => {
    const { taught, teacher, students } = await beginLesson(6, { teamSize: 2 });
    const teams = () => seenBy(teacher).students.map(({ team }) => team);
    const before = teams().join();
    // 15 different pairings of three pairs, so a few lots are enough to see another one.
    for (let lots = 0; lots < 20 && teams().join() === before; lots++) {
      expect(await teacher.ask('shuffle')).toBeNull();
      await untilKept(
        async () => (await keptClass(server, taught.code)).students.map(({ team }) => team).join() === teams().join(),
      );
    }
    expect(teams().join()).not.toBe(before);
    expect(seenBy(teacher).teams.map(({ id }) => teams().filter((team) => team === id).length)).toEqual([2, 2, 2]);
    await until(() => students.some(({ closed }) => closed.code === 4103));
    const { token } = students.find(({ closed }) => closed.code === 4103)!;
    const back = await enterClass(taught, { token });
    await until(() => back.room.state.phase === 'play');
    expect(back.room.state.round).toBeGreaterThan(1);
    expect(back.room.state.puzzle).toBe('first-frame');
  });
});

it('a room that cannot play its journal on deals anew, and the class goes on with its numbers', async () => {
  const { taught, teacher, students } = await beginLesson(1);
  const ann = students[0]!;
  const room = roomOf(ann);
  const { code } = room.record;
  await room.disconnect();
  const { round } = await keptOf(server, code);
  await server.store.putRound(code, { ...round, rules: 1 });
  const back = await enterClass(taught, { token: ann.token });
  expect(back.room.state).toMatchObject({ puzzle: 'first-frame', round: 2, phase: 'play' });
  await untilKept(async () => (await keptClass(server, taught.code)).teams[0]!.round === 2);
  expect(back.room.state.leftBehind).toBe(true);
  expect(await teacher.ask('next', { team: null })).toBeNull();
  await until(() => back.room.state.puzzle === 'who-has');
  expect(back.room.state.round).toBe(3);
});

it('what cannot be written does not count: the class is told, can be read, and goes on by itself', async () => {
  const { taught, teacher, students } = await beginLesson(1);
  const spies = [
    vi.spyOn(server.store, 'putClass').mockRejectedValue(new StoreError('cannot-write', 'full, on purpose by a test')),
    vi.spyOn(server.store, 'canWrite').mockResolvedValue(false),
  ];
  expect(await teacher.ask('lock', { on: true })).toBe('cannot-save');
  await until(() => teacher.room.state.halt === 'cannot-save');
  expect(seenBy(teacher)).toMatchObject({ locked: false, phase: 'running' });
  expect(await teacher.ask('lock', { on: true })).toBe('cannot-save');
  const again = await teach(taught);
  expect(seenBy(again)).toMatchObject({ locked: false, phase: 'running' });
  for (const spy of spies) spy.mockRestore();
  await until(() => again.room.state.halt === '');
  expect(await again.ask('lock', { on: true })).toBeNull();
  expect(await again.ask('next', { team: null })).toBeNull();
  await until(() => students[0]!.room.state.puzzle === 'who-has');
});

it('a class that somebody else has written is opened again as it is written', async () => {
  const { taught, teacher } = await beginLesson(1);
  const kept = (await server.store.class(taught.code))!;
  await server.store.putClass({ ...kept.classroom, locked: true }, kept.version + 1, []);
  // The connection may end before the answer.
  expect(await teacher.ask('freeze', { on: true }).catch(() => 'closed')).toMatch(/server-busy|closed/);
  await until(() => teacher.closed.code === 4102);
  expect(seenBy(await teach(taught))).toMatchObject({ locked: true, frozen: false });
});

describe('at their own pace', () => {
  it('a team that has won begins the next puzzle itself, once, and no other team with it', async () => {
    const { teacher, students } = await beginLesson(3, { teamSize: 2, pacing: 'team' });
    const remaining = students.filter(({ closed }) => closed.code === undefined);
    const ann = remaining[0]!;
    const mates = remaining.filter((guest) => roomOf(guest) === roomOf(ann));
    const others = remaining.filter((guest) => roomOf(guest) !== roomOf(ann));
    expect(await ann.ask('start', { puzzle: 'who-has' })).toBe('not-finished');
    await solve(...mates);
    expect(await ann.ask('start', { puzzle: 'who-has' })).toBeNull();
    await until(() => ann.room.state.puzzle === 'who-has' && ann.room.state.phase === 'play');
    expect(ann.room.state.round).toBe(2);
    expect(await ann.ask('start', { puzzle: 'who-has' })).toBe('not-finished');
    expect(others.map(({ room }) => room.state.puzzle)).toEqual(others.map(() => 'first-frame'));
    await until(() =>
      seenBy(teacher)
        .teams.map(({ at }) => at)
        .includes(1),
    );
  });

  it('after the last puzzle there is none', async () => {
    const { students } = await beginLesson(1, { pacing: 'alone', plan: [{ puzzle: 'first-frame', minutes: 5 }] });
    await solve(students[0]!);
    expect(lessonOf(students[0]!).next).toBeNull();
    expect(await students[0]!.ask('start', { puzzle: 'first-frame' })).toBe('teacher-decides');
  });
});

describe('the teacher and a student', () => {
  it('moved to another team, they are told so and find their way by the class', async () => {
    const { taught, teacher, students } = await beginLesson(2, { teamSize: 1 });
    const [ann, bob] = students as [Guest, Guest];
    const { team, id } = studentNamed(teacher, 'S1');
    expect(await teacher.ask('move', { student: meOf(ann).id, team })).toBeNull();
    await until(() => ann.closed.code === 4103);
    const again = await enterClass(taught, { token: ann.token });
    expect(roomOf(again)).toBe(roomOf(bob));
    expect(meOf(again).device).not.toBe(meOf(bob).device);
    await until(() => seenBy(teacher).teams.length === 1);
    // And out of it, into a team of their own.
    expect(await teacher.ask('move', { student: id, team: null })).toBeNull();
    await until(() => bob.closed.code === 4103);
    const alone = await enterClass(taught, { token: bob.token });
    expect(roomOf(alone)).not.toBe(roomOf(again));
    await until(() => alone.room.state.phase === 'play' && again.room.state.players.size === 1);
    expect(await teacher.ask('move', { student: id, team: 'none' })).toBe('no-such-team');
    expect(await teacher.ask('move', { student: 'none', team: null })).toBe('no-such-student');
  });

  it('taken out they are gone from the room, and may come back', async () => {
    const { taught, teacher, students } = await beginLesson(2);
    const [ann, bob] = students as [Guest, Guest];
    const { id, device } = meOf(ann);
    expect(await teacher.ask('remove', { student: id })).toBeNull();
    await until(() => ann.closed.code === 4104);
    await until(() => bob.room.state.players.size === 1 && seatOf(bob, device).occupant === 'bot');
    await until(
      () =>
        seenBy(teacher)
          .students.map(({ name }) => name)
          .join() === 'S1',
    );
    const back = await enterClass(taught, { token: ann.token, name: 'Back' });
    expect(meOf(back)).toMatchObject({ id, name: 'Back' });
  });

  it('another name is theirs at once, in the room and for the teacher', async () => {
    const { teacher, students } = await beginLesson(2);
    const [ann, bob] = students as [Guest, Guest];
    expect(await teacher.ask('rename', { student: meOf(ann).id, name: 'Carla' })).toBeNull();
    await until(() => bob.room.state.players.get(meOf(ann).id)?.name === 'Carla');
    expect(await teacher.ask('rename', { student: meOf(bob).id, name: 'carla' })).toBe('name-taken');
    expect(await teacher.ask('rename', { student: meOf(bob).id, name: 'a\u200bb' })).toBe('bad-name');
  });

  it('a raised hand is seen by the teacher and the team, and goes down', async () => {
    const { teacher, students } = await beginLesson(2);
    const [ann, bob] = students as [Guest, Guest];
    expect(await ann.ask('hand', { up: true })).toBeNull();
    await until(() => lessonOf(bob).hands.join() === meOf(ann).id && studentNamed(teacher, 'S0').hand);
    expect(await teacher.ask('lower', { student: meOf(ann).id })).toBeNull();
    await until(() => lessonOf(ann).hands.length === 0 && !studentNamed(teacher, 'S0').hand);
  });

  it('a student may take a free seat of the own team', async () => {
    const { students } = await beginLesson(2);
    const [ann, bob] = students as [Guest, Guest];
    expect(await ann.ask('sit', { device: meOf(bob).device })).toBe('seat-taken');
    const free = roomOf(ann).round.match.puzzle.seats.find((seat) =>
      roomOf(ann).people.every((one) => one.device !== seat),
    )!;
    expect(await ann.ask('sit', { device: free })).toBeNull();
    await until(() => meOf(ann).device === free);
  });
});

describe('what the teacher sees', () => {
  it('how each seat does: working, mistaken, away; and the commonest mistake with who made it', async () => {
    const { teacher, students } = await beginLesson(1, { plan: [{ puzzle: 'first-frame', minutes: 5 }] });
    const ann = students[0]!;
    const team = seenBy(teacher).teams[0]!.id;
    await untilAsked(ann);
    await until(() => studentNamed(teacher, 'S0').doing === 'working');
    expect(reportOf(teacher, team)).toMatchObject({ phase: 'play', round: 1, wrong: 0, stuck: null });
    const { device, id } = meOf(ann);
    const wrong = rightAnswers(roomOf(ann), device);
    const [first] = cardsOf(ann)[0]!.form;
    const other = first!.choices.find(({ value }) => value !== wrong.answers[first!.part])!;
    expect(await ann.ask('play', { card: wrong.card, answers: { [first!.part]: other.value } })).toBeNull();
    await until(() => seenBy(teacher).mistakes.length === 1);
    const [mistake] = seenBy(teacher).mistakes;
    expect(mistake).toMatchObject({ times: 1, students: [id], of: 1 });
    expect(mistake!.example).toMatchObject({ team, puzzle: 'first-frame', student: id, device, mended: false });
    expect(mistake!.example.verdict?.rule).toBe(mistake!.rule);
    await ann.room.leave();
    await until(() => studentNamed(teacher, 'S0').doing === 'away');
  });

  it('over the shoulder of any seat, without being there for anybody', async () => {
    const { taught, teacher, students } = await beginLesson(2);
    const [ann] = students as [Guest, Guest];
    const team = seenBy(teacher).teams[0]!.id;
    const looker = await watch(taught, team, true);
    await until(() => seatOf(looker, meOf(ann).device).tables === seatOf(ann, meOf(ann).device).tables);
    expect(looker.room.state.players.get(meOf(ann).id)?.name).toBe('S0');
    expect(Boolean(looker.room.state.players.get(meOf(ann).id)?.number)).toBe(false);
    expect(ann.room.state.players.size).toBe(2);
    expect(await looker.ask('sit', { device: meOf(ann).device })).toBe('not-seated');
    await until(() => roomOf(ann).round.match.puzzle.seats.every((seat) => Boolean(seatOf(looker, seat).tables)));
    expect(await teacher.ask('next', { team: null })).toBeNull();
    await until(() => looker.room.state.round === 2);
    await until(() => Boolean(seatOf(looker, meOf(ann).device).tables));
    expect(await call(taught, 'watch', { secret: newToken(), team, seats: true })).toBe('403 wrong-secret');
    expect(await call(taught, 'watch', { secret: taught.secret, team: 'none', seats: true })).toBe('404 no-such-team');
  });

  it('what the projector shows is the teacher\u2019s choice', async () => {
    const { taught, teacher } = await beginLesson(1);
    const screen = await project(taught);
    const team = seenBy(teacher).teams[0]!.id;
    expect(await teacher.ask('show', { shown: { what: 'team', team } })).toBeNull();
    await until(() => projectedTo(screen).shown.what === 'team');
    expect(await teacher.ask('show', { shown: { what: 'team', team: 'none' } })).toBe('no-such-team');
  });

  it('a common goal counts the right decisions of all, over all rounds', async () => {
    const { teacher, students } = await beginLesson(2, { teamSize: 1, competition: 'class-goal' });
    expect(lessonOf(students[0]!).classGoal).toEqual({ done: 0, goal: 24 });
    for (const student of students) await solve(student);
    const done = () => lessonOf(students[0]!).classGoal?.done ?? 0;
    await until(() => seenBy(teacher).teams.every(({ report }) => report?.phase === 'result') && done() > 1);
    const right = seenBy(teacher).teams.map(({ report }) => report!.decisions - report!.wrong);
    await until(() => done() === right[0]! + right[1]!);
    const before = done();
    expect(await teacher.ask('next', { team: null })).toBeNull();
    await until(() => students.every(({ room }) => room.state.round === 2));
    expect(done()).toBe(before);
  });

  it('teams see each other\u2019s stars and goals, by the names of teams, where that is wanted', async () => {
    const { teacher, students } = await beginLesson(2, { teamSize: 1, competition: 'teams', pacing: 'team' });
    const [ann, bob] = students as [Guest, Guest];
    await untilAsked(ann);
    const seen = () => lessonOf(bob).teams ?? [];
    await until(() => seen().every(({ stars, goals }) => stars === 3 && goals.count > 0));
    await solve(ann);
    const team = lessonOf(ann).team;
    const annsTeam = () => seen().find((standing) => standing.team === team)!;
    await until(() => annsTeam().goals.met === annsTeam().goals.count);
    expect(annsTeam()).toEqual({ team, at: 0, goals: annsTeam().goals, stars: 3 });
    expect(JSON.stringify(seen())).not.toContain(meOf(ann).name);
    expect(seen()).toHaveLength(seenBy(teacher).teams.length);
    expect(await ann.ask('start', { puzzle: 'who-has' })).toBeNull();
    await until(() => annsTeam().at === 1 && annsTeam().goals.met === 0);
  });

  it.each([
    ['off', 'together'],
    ['class-goal', 'together'],
    ['teams', 'alone'],
  ] as const)('with "%s", pacing "%s", nobody is compared', async (competition, pacing) => {
    const { students } = await beginLesson(1, { competition, pacing });
    expect(lessonOf(students[0]!).teams).toBeNull();
  });
});
