/** A mistake of the program in the match of one team: that team stands, the class sees it, and whoever plays it can go on. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keptOf, meOf, roomOf, startServer, stopServer, until, type Guest, type TestServer } from '../harness.ts';
import { enterClass, makeClass, reportOf, seenBy, studentNamed, teach } from './class-harness.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ roomsMax: 500 });
});
afterAll(() => stopServer(server), 30_000);

/** Something that no rule foresees, the next time that anybody looks at the tables of the guest's device. */
function breakMatch(guest: Guest): void {
  const { match } = roomOf(guest).round;
  Object.defineProperty(match.network, 'nowUs', {
    get: () => {
      throw new Error('a mistake, made on purpose by a test');
    },
  });
}

it('a team that is parked is shown so to the teacher, deals anew by itself, and the class goes on with its numbers', async () => {
  const taught = await makeClass(server.base, { teamSize: 1 });
  const teacher = await teach(taught);
  const [ann, bob] = [await enterClass(taught, { name: 'Ann' }), await enterClass(taught, { name: 'Bob' })] as const;
  expect(await teacher.ask('start')).toBeNull();
  await until(() => [ann, bob].every(({ room }) => room.state.phase === 'play'));
  const team = studentNamed(teacher, 'Ann').team!;
  await until(() => reportOf(teacher, team)?.halt === '');
  const { seq } = ann.room.state;

  breakMatch(ann);
  expect(await ann.ask('hint', { card: 0, part: 'accept', step: 1 })).toBe('parked');
  await until(() => ann.room.state.halt === 'parked' && reportOf(teacher, team)?.halt === 'parked');
  expect(ann.room.state.seq).toBe(seq);
  expect((await keptOf(server, roomOf(ann).record.code)).inputs.length).toBe(seq);
  // The others never notice.
  expect(bob.room.state.halt).toBe('');
  expect(reportOf(teacher, studentNamed(teacher, 'Bob').team!)?.halt).toBe('');

  expect(await ann.ask('start', { puzzle: ann.room.state.puzzle })).toBeNull();
  await until(() => ann.room.state.halt === '' && ann.room.state.round === 2 && ann.room.state.phase === 'play');
  await until(() => reportOf(teacher, team)?.halt === '' && reportOf(teacher, team)?.round === 2);
  expect(meOf(ann).device).not.toBe('');
  expect(await teacher.ask('next', { team: null })).toBeNull();
  await until(() => [ann, bob].every(({ room }) => room.state.puzzle === 'who-has'));
  expect([ann.room.state.round, bob.room.state.round]).toEqual([3, 2]);
  await until(() => seenBy(teacher).at === 1);
});

it('the teacher takes a team that is parked on to the next puzzle', async () => {
  const taught = await makeClass(server.base, { teamSize: 1 });
  const teacher = await teach(taught);
  const ann = await enterClass(taught, { name: 'Ann' });
  expect(await teacher.ask('start')).toBeNull();
  await until(() => ann.room.state.phase === 'play');
  breakMatch(ann);
  await ann.ask('hint', { card: 0, part: 'accept', step: 1 });
  await until(() => ann.room.state.halt === 'parked');
  expect(await teacher.ask('next', { team: null })).toBeNull();
  await until(() => ann.room.state.puzzle === 'who-has' && ann.room.state.halt === '');
});
