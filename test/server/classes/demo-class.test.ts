/** A demo class over real sockets: nobody but a teacher is connected, and 24 bots have the lesson. The rooms' clocks run fast. */
import { matchMaker } from '@colyseus/core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BaseRoom } from '../../../server/rooms/base.ts';
import { MatchRoom } from '../../../server/rooms/match-room.ts';
import type { ClassSettings } from '../../../shared/class/settings.ts';
import { meOf, post, newToken, roomOf, startServer, stopServer, type TestServer } from '../harness.ts';
import {
  call,
  classOf,
  enterClass,
  makeClass,
  reportOf,
  seenBy,
  settings,
  teach,
  type Onlooker,
} from './class-harness.ts';

/** The clocks of teams' rooms run so many times as fast. */
const FAST = 40;
/** Longer than anybody ponders, milliseconds of a room's clock. */
const PONDERED_MS = 50_000;

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ roomsMax: 500, trustProxy: true });
  const { later } = BaseRoom.prototype;
  vi.spyOn(MatchRoom.prototype, 'later').mockImplementation(function (this: MatchRoom, delayMs, callback) {
    return later.call(this, delayMs / FAST, callback);
  });
});
afterAll(() => stopServer(server), 30_000);

/** Rooms of the class that are open in this process. */
function roomsOf(teacher: Onlooker): readonly MatchRoom[] {
  const codes = classOf(teacher).classroom.teams.map(({ room }) => room);
  return [...openRooms].filter((room) => codes.includes(room.record.code) && !room.isClosing);
}

const openRooms = new Set<MatchRoom>();
const { onCreate } = MatchRoom.prototype;
vi.spyOn(MatchRoom.prototype, 'onCreate').mockImplementation(function (this: MatchRoom, options) {
  openRooms.add(this);
  return onCreate.call(this, options);
});

/** Like `until`, for what takes a whole lesson; what a teacher sees is much to read each time. */
function eventually(condition: () => boolean): Promise<void> {
  return vi.waitFor(
    () => {
      if (!condition()) throw new Error(`this never became true: ${condition.toString()}`);
    },
    { timeout: 55_000, interval: 40 },
  );
}

let begun = 0;

async function beginDemo(changes: Partial<ClassSettings> = {}) {
  // Each from an address of its own, for one may make only a few.
  const taught = await makeClass(server.base, changes, true, { 'x-forwarded-for': `10.8.0.${++begun}` });
  const teacher = await teach(taught);
  await eventually(() => seenBy(teacher).teams.every(({ report }) => report !== null));
  return { taught, teacher };
}

/** All that bots have decided in these rooms. */
const decided = (rooms: readonly MatchRoom[]): number =>
  rooms
    .flatMap(({ round }) => Object.values(round.match.seats))
    .reduce((sum, { counts, log }) => sum + counts.decisions + log.length, 0);

const passed = (room: MatchRoom, ms: number) => new Promise<void>((resolve) => void room.later(ms, resolve));

describe('a demo class', () => {
  it('has 24 bots with a seat in balanced teams, who are marked as bots, and no browser but the teacher\u2019s', async () => {
    const { teacher } = await beginDemo();
    const { students, teams, isDemo } = seenBy(teacher);
    expect(isDemo).toBe(true);
    expect(students).toHaveLength(24);
    expect(students.every(({ isBot, team, seat, doing }) => isBot && team && seat && doing === 'waiting')).toBe(true);
    expect(new Set(students.map(({ name }) => name)).size).toBe(24);
    expect(teams.map(({ id }) => students.filter(({ team }) => team === id).length)).toEqual([4, 4, 4, 4, 4, 4]);
    expect(roomsOf(teacher).map(({ connections }) => connections.size)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('has its lesson: mistakes of its own with verdicts; held while frozen; and every team wins', async () => {
    const { taught, teacher } = await beginDemo({ plan: [{ puzzle: 'flood-forward-filter', minutes: 10 }] });
    expect(await teacher.ask('start')).toBeNull();
    await eventually(() => seenBy(teacher).mistakes.length > 0);
    const [mistake] = seenBy(teacher).mistakes;
    expect(mistake?.example.verdict).toMatchObject({ rule: mistake?.rule });
    expect(mistake?.of).toBeGreaterThanOrEqual(mistake!.students.length);
    expect(seenBy(teacher).students.map(({ id }) => id)).toContain(mistake?.example.student);
    expect(await teacher.ask('freeze', { on: true })).toBeNull();
    const rooms = roomsOf(teacher);
    await eventually(() => rooms.every(({ pace }) => pace.paused));
    const before = decided(rooms);
    await passed(rooms[0]!, PONDERED_MS);
    expect(decided(rooms)).toBe(before);
    expect(await teacher.ask('freeze', { on: false })).toBeNull();
    await eventually(() => seenBy(teacher).teams.every(({ report }) => report?.phase === 'result'));
    expect(decided(rooms)).toBeGreaterThan(before);
    expect(await teacher.ask('hint', { team: null })).toBe('nothing-to-hint');
    const report = await call(taught, 'report', { secret: taught.secret });
    if (typeof report === 'string') throw new Error(report);
    const students = report['students'] as { isBot: boolean; rounds: { decisions: number }[] }[];
    expect(students).toHaveLength(24);
    expect(students.every(({ isBot }) => isBot)).toBe(true);
    expect(students.flatMap(({ rounds }) => rounds).some(({ decisions }) => decisions > 0)).toBe(true);
  }, 120_000);

  it('where teams go on their own, they begin the next puzzle by themselves', async () => {
    const { teacher } = await beginDemo({ pacing: 'team' });
    expect(await teacher.ask('start')).toBeNull();
    await eventually(() => seenBy(teacher).teams.some(({ at, report }) => at === 1 && report?.puzzle === 'who-has'));
  }, 120_000);

  it('stands still while nobody looks, costs nothing then, and goes on where it was, also from the store', async () => {
    const { taught, teacher } = await beginDemo();
    expect(await teacher.ask('start')).toBeNull();
    await eventually(() => decided(roomsOf(teacher)) > 0);
    const rooms = roomsOf(teacher);
    const inside = classOf(teacher);
    await teacher.room.leave();
    await eventually(() => rooms.every((room) => !room.isPlayed));
    const before = decided(rooms);
    await eventually(() => rooms.every(({ isClosing }) => isClosing));
    expect(decided(rooms)).toBe(before);
    await inside.disconnect();
    await eventually(() => matchMaker.getLocalRoomById(inside.roomId) === undefined);
    const again = await teach(taught);
    await eventually(() => seenBy(again).teams.every(({ report }) => report !== null));
    const reopened = roomsOf(again);
    expect(reopened.some((room) => rooms.includes(room))).toBe(false);
    expect(decided(reopened)).toBeGreaterThanOrEqual(before);
    await eventually(() => seenBy(again).teams.every(({ report }) => report?.phase === 'result'));
  }, 120_000);

  it('takes in a real student, who plays with the bots', async () => {
    const { taught, teacher } = await beginDemo();
    const ann = await enterClass(taught, { name: 'Ann' });
    await eventually(() => seenBy(teacher).students.length === 25);
    expect(seenBy(teacher).students.filter(({ isBot }) => !isBot)).toMatchObject([{ name: 'Ann', id: meOf(ann).id }]);
    // The lesson goes on for them also when the teacher has gone.
    expect(await teacher.ask('start')).toBeNull();
    await eventually(() => ann.room.state.phase === 'play');
    await teacher.room.leave();
    const room = roomOf(ann);
    await eventually(() => room.lesson?.isAttended === false);
    expect(room.isPlayed).toBe(true);
    const before = decided([room]);
    await eventually(() => decided([room]) > before);
  });

  it('of a team that was disturbed wins when it is mended', async () => {
    const { teacher } = await beginDemo({ plan: [{ puzzle: 'who-has', minutes: 10 }] });
    expect(await teacher.ask('start')).toBeNull();
    const team = seenBy(teacher).teams[0]!.id;
    await eventually(() => decided(roomsOf(teacher)) > 0);
    expect(await teacher.ask('disturb', { team, how: 'loop' })).toBeNull();
    expect(await teacher.ask('disturb', { team, how: 'cut' })).toBeNull();
    await eventually(() => reportOf(teacher, team)?.disturbed.join() === 'cut,loop');
    expect(await teacher.ask('disturb', { team, how: 'mend' })).toBeNull();
    await eventually(() => reportOf(teacher, team)?.phase === 'result');
    expect(reportOf(teacher, team)?.disturbed).toEqual([]);
  }, 120_000);

  it('an address makes only a few', async () => {
    const make = async (isDemo: boolean) => {
      const headers = { 'x-forwarded-for': '10.9.0.1' };
      return (await post(server.base, '/api/classes', { settings, secret: newToken(), isDemo }, headers)).status;
    };
    const made = [];
    for (let count = 0; count < 6; count++) made.push(await make(true));
    expect(made).toEqual([201, 201, 201, 201, 201, 429]);
    expect(await make(false)).toBe(201);
  });
});

it('a real student who joins sees in the room who is a bot of the class, and is none', async () => {
  const { taught, teacher } = await beginDemo({ teamSize: 5 });
  const ann = await enterClass(taught, { name: 'Ann' });
  const { students } = seenBy(teacher);
  const bots = [...ann.room.state.players.values()].filter(({ isBot }) => isBot).map(({ id }) => id);
  expect(bots.length).toBeGreaterThan(0);
  expect(students.filter(({ id }) => bots.includes(id)).every(({ isBot }) => isBot)).toBe(true);
  expect(meOf(ann)).toMatchObject({ name: 'Ann', isBot: false });
  expect(ann.room.state.players.size).toBe(bots.length + 1);
});
