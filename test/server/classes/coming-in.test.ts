/** A class is made, students and teachers come in, late, again and at another browser. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CODE_LENGTH, CODE_SIGNS } from '../../../shared/messages.ts';
import {
  makeRoom,
  meOf,
  newToken,
  post,
  roomOf,
  startServer,
  stopServer,
  until,
  type Guest,
  type TestServer,
  keptClass,
} from '../harness.ts';
import {
  call,
  enterClass,
  lessonOf,
  makeClass,
  project,
  projectedTo,
  seenBy,
  settings,
  studentNamed,
  teach,
} from './class-harness.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ roomsMax: 500 });
});
// Places that nobody takes up are waited for.
afterAll(() => stopServer(server), 30_000);

describe('making a class', () => {
  it('gives a code and a PIN, keeps neither the PIN nor the secret, and tells whoever has the code what it is', async () => {
    const taught = await makeClass(server.base);
    expect(taught.code).toMatch(new RegExp(`^[${CODE_SIGNS}]{${CODE_LENGTH}}$`));
    expect(taught.pin).toMatch(/^\d{6}$/);
    const stored = JSON.stringify(server.store.class(taught.code));
    expect([stored.includes(taught.pin), stored.includes(taught.secret)]).toEqual([false, false]);
    const summary = await fetch(`${server.base}/api/classes/${taught.code.toLowerCase()}`);
    expect(await summary.json()).toEqual({
      code: taught.code,
      title: settings.title,
      language: 'en',
      ownNames: true,
      locked: false,
      names: expect.any(Array),
    });
  });

  it('a code that somebody has typed is a class or a room; the room of a team is neither', async () => {
    const taught = await makeClass(server.base);
    const ann = await enterClass(taught);
    const look = async (code: string) => {
      const response = await fetch(`${server.base}/api/codes/${code}`);
      return [response.status, await response.json()];
    };
    expect(await look(taught.code.toLowerCase())).toEqual([200, { is: 'class' }]);
    expect(await look(await makeRoom(server.base))).toEqual([200, { is: 'room' }]);
    expect(await look(roomOf(ann).record.code)).toEqual([404, { error: 'no-such-room' }]);
  });

  it.each([
    [{ ...settings, plan: [] }],
    [{ ...settings, teamSize: 7 }],
    [{ ...settings, title: '' }],
    [{ ...settings, plan: [{ puzzle: 'none', minutes: 5 }] }],
    [{ ...settings, pacing: 'never' }],
  ])('%j is refused', async (wrong) => {
    const { status, body } = await post(server.base, '/api/classes', { settings: wrong, secret: newToken() });
    expect([status, body]).toEqual([400, { error: 'bad-message' }]);
  });
});

describe('students', () => {
  it('come in by the code alone, with a drawn name, a team, a seat and a number', async () => {
    const taught = await makeClass(server.base);
    const teacher = await teach(taught);
    const ann = await enterClass(taught);
    const me = meOf(ann);
    expect(me).toMatchObject({ connected: true, colour: 1 });
    expect(me.number).toMatch(/^\d{4}$/);
    expect(lessonOf(ann)).toMatchObject({ code: taught.code, phase: 'gathering', team: 0, at: 0, count: 3 });
    expect(ann.room.state.phase).toBe('lobby');
    await until(() => seenBy(teacher).students[0]?.doing === 'waiting');
    expect(seenBy(teacher).students).toEqual([
      {
        id: me.id,
        name: me.name,
        colour: 1,
        number: me.number,
        team: seenBy(teacher).teams[0]!.id,
        seat: me.device,
        doing: 'waiting',
        hand: false,
        isBot: false,
      },
    ]);
  });

  it('with the same token they come back as the same student', async () => {
    const taught = await makeClass(server.base);
    const ann = await enterClass(taught, { name: 'Ann' });
    const id = meOf(ann).id;
    const again = await enterClass(taught, { token: ann.token });
    expect(meOf(again)).toMatchObject({ id, name: 'Ann' });
    await until(() => ann.closed.code === 4101);
    expect((await keptClass(server, taught.code)).students).toHaveLength(1);
  });

  it('own names are checked, and are drawn where the teacher wants it so', async () => {
    const taught = await makeClass(server.base);
    await enterClass(taught, { name: 'Ann' });
    const wish = (name: string) => call(taught, 'join', { token: newToken(), name });
    expect(await wish('ANN')).toBe('409 name-taken');
    expect(await wish('Teacher')).toBe('400 name-not-allowed');
    expect(await wish('Tom小')).toBe('400 bad-name');
    expect(await wish('a\u202eb')).toBe('400 bad-name');
    const drawn = await enterClass(await makeClass(server.base, { ownNames: false }), { name: 'Ann' });
    expect(meOf(drawn).name).not.toBe('Ann');
  });

  it('are offered names that nobody has, of the list of their language, and may have one of them in any class', async () => {
    const taught = await makeClass(server.base, { ownNames: false, language: 'zh-CN' });
    const door = async () =>
      ((await (await fetch(`${server.base}/api/classes/${taught.code}`)).json()) as { names: string[] }).names;
    const [name = ''] = await door();
    expect(name).toMatch(/^\p{Script=Han}+$/u);
    expect(meOf(await enterClass(taught, { name })).name).toBe(name);
    expect(await call(taught, 'join', { token: newToken(), name })).toBe('409 name-taken');
    for (let look = 0; look < 20; look++) {
      const names = await door();
      expect(names).not.toContain(name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('who only comes back is not taken in anew: not who was taken out, nor who has lost the seat, nor a stranger', async () => {
    const taught = await makeClass(server.base);
    const teacher = await teach(taught);
    const ann = await enterClass(taught, { name: 'Ann' });
    const ben = await enterClass(taught, { name: 'Ben' });
    const back = (token: string) => call(taught, 'join', { token, back: true });
    expect(await back(ann.token)).toMatchObject({ room: roomOf(ann).record.code });
    await enterClass(taught, { number: meOf(ben).number });
    expect(await teacher.ask('remove', { student: meOf(ann).id })).toBeNull();
    for (const token of [ann.token, ben.token, newToken()]) expect(await back(token)).toBe('404 no-such-student');
    await until(() => seenBy(teacher).students.length === 1);
    // By the door again, as the same student.
    await enterClass(taught, { token: ann.token, name: 'Ann' });
    expect(await back(ann.token)).toMatchObject({ room: roomOf(ben).record.code });
  });

  it('fill the teams one after the other; the start evens them out', async () => {
    const taught = await makeClass(server.base);
    const teacher = await teach(taught);
    const students: Guest[] = [];
    for (let index = 0; index < 9; index++) students.push(await enterClass(taught, { name: `S${index}` }));
    const sizes = () =>
      seenBy(teacher)
        .teams.map(({ id }) => seenBy(teacher).students.filter(({ team }) => team === id).length)
        .toSorted((a, b) => a - b);
    await until(() => seenBy(teacher).students.length === 9 && sizes().join() === '1,4,4');
    expect(await teacher.ask('start')).toBeNull();
    await until(() => sizes().join() === '3,3,3');
    const gone = students.filter(({ closed }) => closed.code !== undefined);
    await until(() => students.filter(({ closed }) => closed.code === 4103).length === 2);
    expect(gone.every(({ closed }) => closed.code === 4103)).toBe(true);
    // Late: the smallest team that has room, then a new one.
    await enterClass(taught, { name: 'Late' });
    await until(() => sizes().join() === '3,3,4');
  });

  it('one by one where everybody plays alone', async () => {
    const taught = await makeClass(server.base, { pacing: 'alone' });
    const [ann, bob] = [await enterClass(taught), await enterClass(taught)];
    expect(roomOf(ann)).not.toBe(roomOf(bob));
    expect([lessonOf(ann).team, lessonOf(bob).team]).toEqual([0, 1]);
  });

  it('sixty may come in, no more', async () => {
    const taught = await makeClass(server.base, { teamSize: 6 });
    const joins = await Promise.all(Array.from({ length: 60 }, () => call(taught, 'join', { token: newToken() })));
    expect(joins.filter((reply) => typeof reply === 'string')).toEqual([]);
    expect(await call(taught, 'join', { token: newToken() })).toBe('409 class-full');
    const { students, teams } = await keptClass(server, taught.code);
    expect(new Set(students.map(({ name }) => name)).size).toBe(60);
    expect(new Set(students.map(({ number }) => number)).size).toBe(60);
    expect(teams.map(({ id }) => students.filter(({ team }) => team === id).length)).toEqual(teams.map(() => 6));
  });

  it('nobody new comes into a locked class, but who was in comes back', async () => {
    const taught = await makeClass(server.base);
    const teacher = await teach(taught);
    const ann = await enterClass(taught);
    expect(await teacher.ask('lock', { on: true })).toBeNull();
    expect(await call(taught, 'join', { token: newToken() })).toBe('403 class-locked');
    await enterClass(taught, { token: ann.token });
    expect(await teacher.ask('lock', { on: false })).toBeNull();
    await enterClass(taught);
  });

  it('a number hands the seat to another browser, once', async () => {
    const taught = await makeClass(server.base);
    const teacher = await teach(taught);
    const ann = await enterClass(taught, { name: 'Ann' });
    const { id, number, device } = meOf(ann);
    const other = await enterClass(taught, { number });
    expect(meOf(other)).toMatchObject({ id, name: 'Ann', device });
    await until(() => ann.closed.code !== undefined);
    expect(ann.closed.code).toBe(4101);
    expect(meOf(other).number).not.toBe(number);
    await until(() => studentNamed(teacher, 'Ann').number === meOf(other).number);
    expect(await call(taught, 'join', { token: newToken(), number })).toBe('403 wrong-number');
    expect(seenBy(teacher).students).toHaveLength(1);
    // The old browser is nobody any more, and comes in as somebody new.
    const again = await enterClass(taught, { token: ann.token });
    expect(meOf(again).id).not.toBe(id);
  });

  it('who has come in as somebody new by mistake is that one no more', async () => {
    const taught = await makeClass(server.base);
    const teacher = await teach(taught);
    const ann = await enterClass(taught, { name: 'Ann' });
    const lost = await enterClass(taught, { name: 'Lost' });
    const back = await enterClass(taught, { token: lost.token, number: meOf(ann).number });
    expect(meOf(back)).toMatchObject({ id: meOf(ann).id, name: 'Ann' });
    await until(
      () =>
        seenBy(teacher)
          .students.map(({ name }) => name)
          .join() === 'Ann',
    );
  });
});

describe('teachers', () => {
  it('a second browser teaches with the PIN, and from then on without', async () => {
    const taught = await makeClass(server.base);
    const first = await teach(taught);
    const secret = newToken();
    expect(await call(taught, 'teach', { secret })).toBe('403 wrong-secret');
    const wrong = taught.pin === '000000' ? '000001' : '000000';
    expect(await call(taught, 'teach', { secret, pin: wrong })).toBe('403 wrong-pin');
    const second = await teach(taught, { secret, pin: taught.pin });
    await until(() => seenBy(first).teachers === 2);
    expect(await second.ask('lock', { on: true })).toBeNull();
    await teach(taught, { secret });
    await until(() => seenBy(first).locked);
  });

  it('a new PIN makes the old one worthless', async () => {
    const taught = await makeClass(server.base);
    const teacher = await teach(taught);
    const reply = (await teacher.room.request('pin' as never, {} as never)) as { pin: string };
    expect(reply.pin).toMatch(/^\d{6}$/);
    // One in a million is drawn twice.
    expect(reply.pin).not.toBe(taught.pin);
    expect(await call(taught, 'teach', { secret: newToken(), pin: taught.pin })).toBe('403 wrong-pin');
    await teach(taught, { secret: newToken(), pin: reply.pin });
  });

  it('a projector sees the code, but gets nothing of the teacher, and may change nothing', async () => {
    const taught = await makeClass(server.base);
    const teacher = await teach(taught);
    const screen = await project(taught);
    await enterClass(taught);
    await until(() => projectedTo(screen).students === 1 && projectedTo(screen).lanes.length === 1);
    await until(() => seenBy(teacher).projectors === 1);
    expect(projectedTo(screen)).toMatchObject({ code: taught.code, phase: 'gathering', shown: { what: 'join' } });
    expect(Boolean(screen.room.state.teacher.lesson)).toBe(false);
    expect(await screen.ask('start')).toBe('teacher-decides');
    expect(await call(taught, 'project', { secret: newToken() })).toBe('403 wrong-secret');
  });
});
