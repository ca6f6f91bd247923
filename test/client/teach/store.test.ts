import { describe, expect, it } from 'vitest';
import type { Line, LineEvents } from '../../../client/connection.ts';
import type { Outcome } from '../../../client/model.ts';
import type { RoomSnapshot } from '../../../client/room-reader.ts';
import { createRoomSignals } from '../../../client/store.ts';
import type { ClassTransport } from '../../../client/teach/connection.ts';
import { secondsNow } from '../../../client/teach/model.ts';
import type { ClassSnapshot } from '../../../client/teach/reader.ts';
import { openProjector, openTeacher, openWatch } from '../../../client/teach/store.ts';
import { settle, SimulatedPage } from '../simulated.ts';
import { snapshot } from '../snapshot.ts';
import { classSnapshot, classView, teacher } from './class-data.ts';

/** A server that answers as the test says; time passes when the test says. */
function network() {
  const asked: string[] = [];
  const sent: [string, unknown][] = [];
  const lines: (LineEvents<ClassSnapshot> & LineEvents<RoomSnapshot>)[] = [];
  const page = new SimulatedPage();
  const say: { place: Outcome<unknown>; reply: () => Promise<Outcome<unknown>> } = {
    place: { value: 'place' },
    reply: () => Promise.resolve({ value: null }),
  };
  const place = (what: string) => () => {
    asked.push(what);
    return Promise.resolve(say.place);
  };
  const open = (_place: unknown, events: unknown): Promise<Line> => {
    lines.push(events as (typeof lines)[number]);
    const request: Line['request'] = (name, message) => {
      sent.push([name, message]);
      return say.reply();
    };
    return Promise.resolve({ request, close: () => {} });
  };
  const transport = {
    teach: place('teach'),
    project: place('project'),
    watch: place('watch'),
    openClass: open,
    openTeam: open,
  } as unknown as ClassTransport;
  // Longer than any wait before the next try.
  const pass = (): Promise<void> => page.pass(3000);
  return { asked, sent, lines, say, page, pass, surroundings: { transport, around: page.around } };
}

describe("a teacher's connection", () => {
  it('shows the class, each student with what it does now', async () => {
    const net = network();
    const session = openTeacher(net.surroundings, teacher);
    await settle();
    expect(session.connection.value).toBe('open');
    net.lines[0]!.state(classSnapshot(classView()));
    const { receivedMs, halt, ...view } = session.view.value!;
    expect(view).toEqual(classView());
    expect([receivedMs, halt]).toEqual([1000, '']);
  });

  it('counts the time on from when the server last told it', async () => {
    const net = network();
    const session = openTeacher(net.surroundings, teacher);
    await settle();
    net.lines[0]!.state(classSnapshot(classView({ seconds: 90 })));
    net.page.nowMs = 31_000;
    // Something else has changed: the seconds are those of before.
    net.lines[0]!.state(classSnapshot(classView({ seconds: 90, students: [] })));
    expect(secondsNow(session.view.value!, 61_500)).toBe(150);
    net.lines[0]!.state(classSnapshot(classView({ seconds: 120, frozen: true })));
    expect(secondsNow(session.view.value!, 31_000)).toBe(120);
  });

  it('keeps what is the same the same object, so that nothing of it is drawn anew', async () => {
    const net = network();
    const session = openTeacher(net.surroundings, teacher);
    await settle();
    net.lines[0]!.state(classSnapshot(classView()));
    const before = session.view.value!;
    net.lines[0]!.state(classSnapshot(classView({ frozen: true })));
    expect(session.view.value!.teams[0]!.report!.map).toBe(before.teams[0]!.report!.map);
    expect(session.view.value!.mistakes).toBe(before.mistakes);
  });

  it('comes back by itself, and what was shown stays', async () => {
    const net = network();
    const session = openTeacher(net.surroundings, teacher);
    await settle();
    net.lines[0]!.state(classSnapshot(classView()));
    net.lines[0]!.closed(1006);
    expect(session.connection.value).toBe('lost');
    expect(session.view.value?.title).toBe('9b Computing');
    await net.pass();
    expect(session.connection.value).toBe('open');
    expect(net.asked).toEqual(['teach', 'teach']);
  });

  it('ends where the secret is not known, or the class is deleted', async () => {
    const net = network();
    net.say.place = { refused: 'wrong-secret' };
    const session = openTeacher(net.surroundings, teacher);
    await settle();
    expect([session.connection.value, session.refusal.value]).toEqual(['gone', 'wrong-secret']);
    net.say.place = { value: 'place' };
    session.takeBack();
    await settle();
    expect([session.connection.value, session.refusal.value]).toEqual(['open', null]);
    net.lines[0]!.closed(4105);
    expect([session.connection.value, session.refusal.value]).toEqual(['gone', 'no-such-class']);
  });

  it('sends twice only what does no harm twice', async () => {
    const net = network();
    const session = openTeacher(net.surroundings, teacher);
    await settle();
    net.say.reply = () => Promise.reject(new Error('connection closed'));
    expect(await session.send('freeze', { on: true })).toBe('server-busy');
    expect(await session.send('next', { team: null })).toBe('server-busy');
    expect(net.sent.map(([name]) => name)).toEqual(['freeze', 'freeze', 'next']);
    net.say.reply = () => Promise.resolve({ refused: 'no-such-student' });
    expect(await session.send('lower', { student: 'x' })).toBe('no-such-student');
    net.say.reply = () => Promise.resolve({ value: { pin: '123456' } });
    expect(await session.newPin()).toEqual({ value: '123456' });
  });
});

it("a projector's connection shows what is for everybody", async () => {
  const net = network();
  const session = openProjector(net.surroundings, teacher);
  await settle();
  net.lines[0]!.state({ ...classSnapshot(classView()), teacher: {} });
  expect(session.view.value).toMatchObject({ title: '9b Computing', students: 4, lanes: [{ id: 't1' }, { id: 't2' }] });
  expect(net.asked).toEqual(['project']);
});

it('looking on shows the map without a seat, then what a seat sees', async () => {
  const net = network();
  const signals = createRoomSignals();
  const session = openWatch(net.surroundings, teacher, { team: 't1', seats: true, signals });
  await settle();
  const player = { id: 'p', name: 'Mei', colour: 2, connected: true, device: 'M1' };
  net.lines[0]!.state(snapshot({ players: new Map([['p', player]]) }));
  expect(signals.room.value?.me.device).toBe('');
  expect(signals.room.value?.you).toBe(null);
  session.look('M1');
  expect(signals.room.value?.you?.device).toBe('M1');
  expect(signals.room.value?.seats[0]?.player?.name).toBe('Mei');
  session.look(null);
  expect(signals.room.value?.you).toBe(null);
});
