/** A fault to find, over the wire: who may name it, what everybody reads, what nobody learns before, and what a new server knows. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { advance } from '../../../shared/game/match.ts';
import { replay } from '../../../shared/game/journal.ts';
import type { FaultView } from '../../../shared/game/fault.ts';
import { faultKinds } from '../../../shared/game/fault-kind.ts';
import { nextAtUs } from '../../../shared/game/run.ts';
import type { HintView } from '../../../shared/game/view.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
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

const told = ({ room }: Guest): FaultView => JSON.parse(room.state.fault) as FaultView;
const isFound = (guest: Guest): boolean =>
  logIn(seatOf(guest, meOf(guest).device)).some(({ rule }) => rule === 'fault.find');
const matchOf = (guest: Guest) => roomOf(guest).round.match;
const hintsOf = (guest: Guest): readonly HintView[] =>
  JSON.parse(seatOf(guest, meOf(guest).device).faultHints) as HintView[];

/** Two people play what comes to them by the rules, for as long as it says. */
async function play(guests: readonly Guest[], isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await until(() => isOver() || guests.some((guest) => matchOf(guest).seats[meOf(guest).device]!.inbox.length > 0));
    for (const guest of guests) {
      const { device } = meOf(guest);
      if (matchOf(guest).seats[device]!.inbox.length === 0) continue;
      const { card, answers } = rightAnswers(roomOf(guest), device);
      await until(() => cardsOf(guest)[0]?.id === card);
      await guest.ask('play', { card, answers });
    }
  }
}

it('two people: one guesses, both read what contradicts it, the other one names it, and the ping is answered', async () => {
  const code = await makeRoom(server.base, 'boss-local');
  const one = await join(server.base, code);
  const two = await join(server.base, code);
  await one.ask('start', { puzzle: 'boss-local' });
  roomOf(one).pace.setPace({ paused: false, speed: 20 });
  const match = matchOf(one);
  const { fault, place } = match.fault!.dealt;
  const right = { fault, place };
  expect(told(one)).toEqual({ phase: 'quiet', ping: null, named: [] });
  expect(await one.ask('name-fault', right)).toBe('nothing-to-name');
  expect(await one.ask('hint', { card: 0, part: 'fault', step: 1 })).toBe('no-such-hint');

  await play([one, two], () => match.fault?.phase === 'open' && nextAtUs(match) === null);
  await until(() => told(one).phase === 'open' && told(two).phase === 'open');
  const { on, to } = match.traffic[4]!;
  expect(told(two)).toEqual({ phase: 'open', ping: { on, to }, named: [] });
  // A name of a kind of fault is in no byte that anybody has received: only now may one be said.
  for (const guest of [one, two])
    for (const kind of faultKinds) {
      const quoted = `"fault":"${kind}"`;
      expect([...guest.received, JSON.stringify(guest.room.state)].some((text) => text.includes(quoted))).toBe(false);
    }

  expect(await one.ask('name-fault', { fault: 'bit-rot', place })).toBe('bad-message');
  expect(await one.ask('name-fault', { ...right, seat: 'B' })).toBe('bad-message');
  expect(await one.ask('name-fault', { fault: 'cut', place: { kind: 'link', id: 'l99' } })).toBe('no-such-fault');
  expect(await one.ask('name-fault', { fault: 'mask', place: { kind: 'device', id: 'B' } })).toBe('no-such-fault');
  // The cable between the switches is never at fault.
  const wrong = { fault: 'damages', place: { kind: 'link', id: 'l3' } };
  expect(await one.ask('name-fault', wrong)).toBeNull();
  await until(() => told(one).named.length === 1 && told(two).named.length === 1);
  expect(told(two).named).toMatchObject([{ ...wrong, device: meOf(one).device, why: 'undamaged' }]);
  expect(JSON.stringify(told(two))).not.toMatch(/\d+\.\d+\.\d+\.\d+|(?:[0-9a-f]{2}:){5}/);
  expect(await two.ask('name-fault', wrong)).toBe('named-already');
  await until(() => isFound(one));
  expect(isFound(two)).toBe(false);

  // A hint is read by who has opened it.
  expect(await two.ask('hint', { card: 0, part: 'fault', step: 1 })).toBeNull();
  await until(() => hintsOf(two).length === 1);
  expect(hintsOf(one)).toEqual([]);
  expect(seatOf(one, meOf(two).device).faultHints ?? '').toBe('');

  expect(await two.ask('name-fault', right)).toBeNull();
  await until(() => told(one).phase === 'mended');
  expect(told(one).named.at(-1)).toMatchObject({ ...right, device: meOf(two).device, why: 'right' });
  expect(await one.ask('name-fault', right)).toBe('nothing-to-name');
  await play([one, two], () => one.room.state.phase === 'result');

  // What was written down gives the same match.
  const game = await keptOf(server, code);
  const again = replay(puzzles['boss-local'], { ...game.round, inputs: game.inputs });
  advance(again, match.network.nowUs);
  expect(again).toEqual(match);
});

it('somebody alone looks around: another seat is taken, its console shows more, and nothing is named meanwhile', async () => {
  const guest = await join(server.base, await makeRoom(server.base, 'boss-local', true));
  roomOf(guest).pace.setPace({ paused: false, speed: 4 });
  const match = matchOf(guest);
  await play([guest], () => match.fault?.phase === 'open' && nextAtUs(match) === null);
  for (const device of ['M1', 'M5', 'B', 'A']) {
    expect(await guest.ask('sit', { device })).toBeNull();
    await until(() => meOf(guest).device === device);
    const reply = (await guest.room.request('console' as never, { line: 'ip -s link' } as never)) as { output: string };
    expect(reply.output).toContain(device.startsWith('M') ? 'eth0' : 'br0');
  }
  expect(match.fault).toMatchObject({ phase: 'open', named: [] });
});

it('where nothing breaks, nothing can be named', async () => {
  const guest = await join(server.base, await makeRoom(server.base, 'ping', true));
  expect(guest.room.state.fault).toBe('null');
  const name = { fault: 'cut', place: { kind: 'link', id: 'l0' } };
  expect(await guest.ask('name-fault', name)).toBe('nothing-to-name');
});
