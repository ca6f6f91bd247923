/** Clients that take a place and then do not do their part: what they cost is bounded, and nothing about them is written. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isSendersMistake } from '../../server/rooms/quiet.ts';
import {
  join,
  makeRoom,
  newToken,
  roomOf,
  startServer,
  stopServer,
  until,
  type TestServer,
} from '../server/harness.ts';
import { takeRaw } from './ears.ts';
import { placeOf } from './targets.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => stopServer(server), 30_000);

it('who never says that it has joined is cut off before what waits for it fills the memory', async () => {
  const code = await makeRoom(server.base);
  const guest = await join(server.base, code);
  const place = await placeOf(server.base, `/api/rooms/${code}/join`, { token: newToken() });
  const { socket: silent } = takeRaw(server.app.port, place!, true);
  const room = roomOf(guest);
  await until(() => room.clients.length === 2);
  const waiting = room.clients.find(({ sessionId }) => sessionId !== guest.room.sessionId)!;
  for (let sent = 0; sent < 20; sent++) waiting.send('happenings' as never, ['x'.repeat(40_000)] as never);
  room.changed();
  expect(await guest.ask('rename', { name: 'Ann' })).toBeNull();
  expect([silent.destroyed, room.clients.length]).toEqual([false, 2]);
  for (let sent = 0; sent < 10; sent++) waiting.send('happenings' as never, ['x'.repeat(40_000)] as never);
  room.changed();
  await until(() => silent.destroyed);
  await until(() => room.clients.length === 1);
  expect(await guest.ask('rename', { name: 'Bob' })).toBeNull();
});

it('tells what only the sender has done wrong from what is our mistake', () => {
  const stack = (...places: readonly string[]) =>
    ['RangeError: x', ...places.map((place) => `    at ${place}`)].join('\n');
  const read = 'read (file:///app/node_modules/msgpackr/unpack.js:393:22)';
  const frames = 'Receiver.getInfo (/app/node_modules/ws/lib/receiver.js:217:26)';
  const ours = 'MatchRoom.onJoin (file:///app/server/rooms/match-room.ts:133:58)';
  expect(isSendersMistake(stack(frames, ours))).toBe(true);
  expect(isSendersMistake(stack('DataView.prototype.getUint32 (<anonymous>)', read))).toBe(true);
  // Our own mistake, although the message that led to it has come by a WebSocket.
  expect(isSendersMistake(stack(ours, frames))).toBe(false);
  expect(isSendersMistake(stack('JSON.parse (<anonymous>)', ours, read))).toBe(false);
  expect(isSendersMistake('no stack')).toBe(false);
});
