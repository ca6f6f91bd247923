/** A storm in a room: what it costs a browser, what it tells, who may pull, and that a restart in its middle loses nothing. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRound } from '../../../server/rooms/round.ts';
import type { StormView } from '../../../shared/game/storm-view.ts';
import {
  cardsOf,
  join,
  makeRoom,
  meOf,
  rightAnswers,
  roomOf,
  seatOf,
  seatsOf,
  startServer,
  stopServer,
  until,
  type Guest,
  type TestServer,
  keptOf,
} from '../harness.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => stopServer(server));

const stormOf = ({ room }: Guest): StormView => JSON.parse(room.state.storm) as StormView;

/** Who only watches has no letters. */
const hasCard = (guest: Guest): boolean => meOf(guest).device !== '' && cardsOf(guest).length > 0;

/** So many people in a room, who have passed on by hand what there was to be; every cable is full. */
async function storm(people: number): Promise<readonly Guest[]> {
  const code = await makeRoom(server.base, 'broadcast-storm');
  const guests: Guest[] = [];
  for (let index = 0; index < people; index++) guests.push(await join(server.base, code));
  const [first] = guests as [Guest];
  await first.ask('start', { puzzle: 'broadcast-storm' });
  const room = roomOf(first);
  room.pace.setPace({ paused: false, speed: 20 });
  while (room.round.match.storm!.liveSinceUs === null) {
    await until(() => room.round.match.storm!.liveSinceUs !== null || guests.some(hasCard));
    const guest = guests.find(hasCard);
    if (guest === undefined) continue;
    const move = rightAnswers(room, meOf(guest).device);
    expect(await guest.ask('play', move)).toBeNull();
    await until(() => !cardsOf(guest).some((card) => card.id === move.card));
  }
  await until(() => room.round.match.storm!.filledUs !== null);
  return guests;
}

it('costs each browser some 20 kB a second at most, and tells a watcher no address', async () => {
  const guests = await storm(5);
  const [ann, , , , watcher] = guests as [Guest, Guest, Guest, Guest, Guest];
  const room = roomOf(ann);
  room.pace.setPace({ paused: false, speed: 1 });
  const { network, storm: state } = room.round.match;
  const before = { us: network.nowUs, frames: state!.frames };
  for (const { received } of guests) received.length = 0;
  // Two seconds of it are four in front of the screen.
  await until(() => network.nowUs >= before.us + 2_000_000);
  expect(state!.frames - before.frames).toBeGreaterThan(800);
  for (const { received } of guests) {
    const octets = received.reduce((sum, message) => sum + message.length, 0);
    expect(octets / 4).toBeLessThan(20_000);
    expect(received.length / 4).toBeLessThan(30);
  }
  const macs = Object.values(network.devices).flatMap((device) =>
    'interfaces' in device ? Object.values(device.interfaces).map(({ mac }) => mac) : [],
  );
  expect(macs).toHaveLength(4);
  const knows = ({ received, room: { state: held } }: Guest, mac: string): boolean =>
    [...received, JSON.stringify(held)].some((text) => text.includes(mac) || text.includes(mac.replaceAll(':', '')));
  expect(macs.filter((mac) => knows(watcher, mac))).toEqual([]);
  // What a switch has heard is in its table, and the search finds it.
  expect(macs.some((mac) => knows(ann, mac))).toBe(true);
  for (const seat of seatsOf(ann))
    expect([seat.device, Boolean(seat.storm)]).toEqual([seat.device, seat.device === 'A']);
  expect(stormOf(watcher)).toMatchObject({ isLive: true, stands: false });
  for (const guest of guests) guest.room.connection.close();
});

it('a cable is pulled by who sits there, with the message that it takes', async () => {
  const [ann, ben] = (await storm(2)) as [Guest, Guest];
  for (const wrong of [{}, { port: '' }, { port: 'p 2' }, { port: 2 }, { port: 'p2', seat: 'B' }])
    expect([wrong, await ann.ask('unplug', wrong)]).toEqual([wrong, 'bad-message']);
  expect(await ann.ask('unplug', { port: 'p9' })).toBe('not-a-choice');
  expect(await ann.ask('plug', { port: 'p2' })).toBe('not-a-choice');
  expect(await ann.ask('unplug', { port: 'p1' })).toBeNull();
  await until(() => stormOf(ben).links[0]!.looseAt === 'A');
  expect(ben.happenings.filter(({ kind }) => kind === 'cable')).toMatchObject([
    { device: 'A', link: 'l0', isIn: false },
  ]);
  expect(JSON.parse(seatOf(ann, 'A').verdict)).toMatchObject({ verdict: { quality: 'broken', rule: 'switch.loop' } });
  expect(await ben.ask('sit', { device: null })).toBeNull();
  expect(await ben.ask('unplug', { port: 'p2' })).toBe('not-seated');
  for (const guest of [ann, ben]) guest.room.connection.close();
});

it('a server that starts again in the middle of it goes on with the same storm', async () => {
  const [ann] = (await storm(1)) as [Guest];
  const room = roomOf(ann);
  const { code } = room.record;
  room.pace.setPace({ paused: true, speed: 1 });
  expect(await ann.ask('unplug', { port: 'p2' })).toBeNull();
  const { match } = room.round;
  expect(openRound(await keptOf(server, code)).round.match).toEqual(match);
  const pulledUs = match.network.nowUs;
  const { frames } = match.storm!;
  await room.disconnect();
  const again = await join(server.base, code, ann.token);
  const reopened = roomOf(again);
  expect(reopened).not.toBe(room);
  expect(stormOf(again).links[4]!.looseAt).toBe('A');
  // The bots open the other loop, and everybody is reached.
  reopened.pace.setPace({ paused: false, speed: 20 });
  await until(() => again.room.state.phase === 'result');
  expect(reopened.round.match.network.nowUs).toBeGreaterThan(pulledUs);
  expect(reopened.round.match.storm!.frames).toBeGreaterThan(frames);
});

it('a storm goes on where it was when everybody had left, not where somebody did something last', async () => {
  const [ann] = (await storm(1)) as [Guest];
  const room = roomOf(ann);
  const { code } = room.record;
  const { match } = room.round;
  const playedUs = (await keptOf(server, code)).inputs.at(-1)!.atUs;
  await until(() => match.network.nowUs > playedUs + 1_000_000);
  await room.disconnect();
  await until(() => ann.closed.code !== undefined);
  const again = await join(server.base, code, ann.token);
  expect(roomOf(again)).not.toBe(room);
  expect(roomOf(again).round.match.network.nowUs).toBeGreaterThanOrEqual(match.network.nowUs);
});
