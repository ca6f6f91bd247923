/** A lesson goes on when the teacher's laptop sleeps: nobody but students is connected. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { matchMaker } from '@colyseus/core';
import { meOf, roomOf, startServer, stopServer, until, type Guest, type TestServer, keptClass } from '../harness.ts';
import { classOf, enterClass, lessonOf, makeClass, solve, studentNamed, teach } from './class-harness.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ roomsMax: 500 });
});
afterAll(() => stopServer(server), 30_000);

it('a team without a teacher wins, begins the next puzzle itself, takes in who comes late, and the teacher finds it so', async () => {
  const taught = await makeClass(server.base, { pacing: 'team' });
  const teacher = await teach(taught);
  const ann = await enterClass(taught, { name: 'Ann' });
  expect(await teacher.ask('start')).toBeNull();
  await until(() => ann.room.state.phase === 'play');
  const { classroom, roomId } = classOf(teacher);
  expect(classroom.phase).toBe('running');
  await teacher.room.leave();
  await until(() => matchMaker.getLocalRoomById(roomId)?.clients.length === 0);
  await goOn(ann, 'who-has', 2);
  const bob = await enterClass(taught, { name: 'Bob' });
  expect(roomOf(bob)).toBe(roomOf(ann));
  expect(meOf(bob).device).not.toBe(meOf(ann).device);
  await goOn(ann, 'two-routers', 3, bob);
  expect(lessonOf(bob)).toMatchObject({ at: 2, next: null });
  // The class has written down what happened without its teacher.
  expect((await keptClass(server, taught.code)).teams.map(({ at, round }) => [at, round])).toEqual([[2, 3]]);
  const again = await teach(taught);
  await until(() => studentNamed(again, 'Bob').seat === meOf(bob).device);
});

it('so it does when the server was restarted, and the teacher has not come back', async () => {
  const taught = await makeClass(server.base, { pacing: 'team' });
  const teacher = await teach(taught);
  const ann = await enterClass(taught, { name: 'Ann' });
  expect(await teacher.ask('start')).toBeNull();
  await until(() => ann.room.state.phase === 'play');
  const team = roomOf(ann);
  // What a restart leaves: neither the class's room nor the team's, only the store.
  await classOf(teacher).disconnect();
  await team.disconnect();
  await until(() => ann.closed.code !== undefined && teacher.closed.code !== undefined);
  const back = await enterClass(taught, { token: ann.token });
  expect(back.room.state).toMatchObject({ puzzle: 'first-frame', phase: 'play', round: 1 });
  await goOn(back, 'who-has', 2);
});

/** Solved, and the next one of the plan asked for by a student. */
async function goOn(guest: Guest, puzzle: string, round: number, ...mates: readonly Guest[]): Promise<void> {
  await solve(guest, ...mates);
  expect(await guest.ask('start', { puzzle })).toBeNull();
  await until(() => guest.room.state.puzzle === puzzle && guest.room.state.phase === 'play');
  expect(guest.room.state.round).toBe(round);
}
