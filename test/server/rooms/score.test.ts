/** Over the wire: a person's numbers follow the person to another seat, and are still there when the room is opened again from its journal. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { results } from '../../../shared/game/seat-view.ts';
import type { LogEntry, ScoreView } from '../../../shared/game/view.ts';
import { openRound } from '../../../server/rooms/round.ts';
import {
  cardsOf,
  join,
  logIn,
  makeRoom,
  meOf,
  rightAnswers,
  roomOf,
  seatOf,
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

const scoreOf = (guest: Guest): ScoreView => JSON.parse(seatOf(guest, meOf(guest).device).score) as ScoreView;
const logOf = (guest: Guest): readonly LogEntry[] => logIn(seatOf(guest, meOf(guest).device));

async function sit(guest: Guest, device: string): Promise<void> {
  expect(await guest.ask('sit', { device })).toBeNull();
  await until(() => meOf(guest).device === device && seatOf(guest, device).score !== '');
}

it('a hint that was opened and a decision that was made go along to another seat, and not to who sits down next', async () => {
  const code = await makeRoom(server.base, 'learning-switch');
  const ann = await join(server.base, code, undefined, 'Ann');
  await ann.ask('start', { puzzle: 'learning-switch' });
  roomOf(ann).pace.setPace({ paused: false, speed: 20 });
  const from = meOf(ann).device;
  await until(() => cardsOf(ann).length > 0);
  const { card, answers } = rightAnswers(roomOf(ann), from);
  const part = cardsOf(ann)[0]!.form[0]!.part;
  expect(await ann.ask('hint', { card, part, step: 1 })).toBeNull();
  expect(await ann.ask('play', { card, answers })).toBeNull();
  await until(() => scoreOf(ann).right === 1);
  expect(scoreOf(ann)).toMatchObject({ hintCost: 0.5, stars: 2.5 });

  await sit(ann, from === 'B' ? 'A' : 'B');
  await until(() => scoreOf(ann).right === 1);
  expect(scoreOf(ann)).toMatchObject({ decisions: 1, hintCost: 0.5, stars: 2.5 });
  expect(logOf(ann).map(({ device }) => device)).toEqual([from]);

  const ben = await join(server.base, code, undefined, 'Ben');
  await sit(ben, from);
  expect(scoreOf(ben)).toMatchObject({ decisions: 0, hintCost: 0, stars: 3 });
  expect(logOf(ben)).toEqual([]);

  // Another server knows it from the journal.
  const { match } = openRound(await keptOf(server, code)).round;
  const told = (of: typeof match) =>
    results(of).map(({ device, hintCost, decisions }) => ({ device, hintCost, decisions }));
  const byJournal = told(match).find(({ device }) => device === meOf(ann).device);
  expect(byJournal).toEqual({ device: meOf(ann).device, hintCost: 0.5, decisions: 1 });
});
