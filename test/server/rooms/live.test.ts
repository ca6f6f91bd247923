/** A live round in a real room: presses by messages, what everybody sees of the wire, the journal, and a room that is closed in the middle. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replay } from '../../../shared/game/journal.ts';
import { advance, isWon, RULES, type Match } from '../../../shared/game/match.ts';
import type { OwnWireView, WireView } from '../../../shared/game/seat-wire.ts';
import { takingTurns } from '../../../shared/puzzles/taking-turns.ts';
import { isAsked } from '../../shared/game/play.ts';
import {
  cardsOf,
  join,
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

const matchOf = (guest: Guest): Match => roomOf(guest).round.match;
const wireOf = (guest: Guest) => JSON.parse(guest.room.state.wire) as WireView;
const hearingOf = (guest: Guest) => JSON.parse(seatOf(guest, meOf(guest).device).wire) as OwnWireView;
const asked = (guest: Guest) => matchOf(guest).seats[meOf(guest).device]!.inbox.find(isAsked);

/** Faster than anybody can ask for, from inside the server. */
function hurry(guest: Guest): void {
  roomOf(guest).pace.setPace({ paused: false, speed: 20 });
}

/** Plays as the rules say, whenever asked, until it is so. */
async function playUntil(guest: Guest, so: () => boolean): Promise<void> {
  while (!so()) {
    await until(() => so() || (asked(guest) !== undefined && cardsOf(guest)[0]?.id === asked(guest)?.id));
    if (so()) return;
    const move = rightAnswers(roomOf(guest), meOf(guest).device);
    // The wire may be somebody else's by the time the message arrives: then the card waits, or the press is told as a mistake.
    await guest.ask('play', move);
    if (matchOf(guest).seats[meOf(guest).device]!.verdictOpen) await guest.ask('retry', { card: move.card });
  }
}

async function replayed(guest: Guest, code: string): Promise<Match> {
  const { round, inputs } = await keptOf(server, code);
  const again = replay(takingTurns, { rules: RULES, seed: round.seed, inputs });
  advance(again, matchOf(guest).network.nowUs);
  return again;
}

describe('a live round', () => {
  it('runs at its own rate, and shows everybody the wire', async () => {
    const guest = await join(server.base, await makeRoom(server.base, 'taking-turns', true));
    await until(() => guest.room.state.clock.ratePerMs > 0);
    expect(guest.room.state.clock.ratePerMs).toBeCloseTo(0.02);
    expect(wireOf(guest).stations.map(({ device }) => device)).toEqual(['M1', 'M2', 'M3', 'M4']);
    hurry(guest);
    await until(() => wireOf(guest).signals.length > 0 || asked(guest) !== undefined);
    expect(['listening', 'idle']).toContain(hearingOf(guest).doing);
  });

  it('stands still when it is paused, and steps', async () => {
    const guest = await join(server.base, await makeRoom(server.base, 'taking-turns', true));
    await guest.ask('pace', { paused: true });
    await until(() => guest.room.state.paused);
    const { nowUs } = matchOf(guest).network;
    roomOf(guest).pace.catchUp();
    expect(matchOf(guest).network.nowUs).toBe(nowUs);
    expect(guest.room.state.clock.ratePerMs).toBe(0);
    roomOf(guest).pace.setPace({ paused: true, speed: 20 });
    await guest.ask('step', {});
    await until(() => matchOf(guest).network.nowUs > nowUs);
  });

  it('is played by messages to its end, and its journal gives the same match', async () => {
    const code = await makeRoom(server.base, 'taking-turns', true);
    const guest = await join(server.base, code);
    hurry(guest);
    await playUntil(guest, () => isWon(matchOf(guest)));
    expect(guest.room.state.phase === 'result' || isWon(matchOf(guest))).toBe(true);
    expect(await replayed(guest, code)).toEqual(matchOf(guest));
  }, 60_000);

  it('goes on from its journal when the room was closed in the middle', async () => {
    const code = await makeRoom(server.base, 'taking-turns', true);
    const first = await join(server.base, code);
    hurry(first);
    await playUntil(first, () => matchOf(first).seats['M1']!.counts.decisions >= 2);
    const before = matchOf(first);
    // Well after the last press, and in the middle of whatever goes on.
    const pressedUs = (await keptOf(server, code)).inputs.at(-1)!.atUs;
    await until(() => before.network.nowUs > pressedUs + 20);
    await roomOf(first).disconnect();
    await until(() => first.closed.code !== undefined);
    const again = await join(server.base, code, first.token);
    expect(matchOf(again)).not.toBe(before);
    expect(matchOf(again).network.nowUs).toBeGreaterThanOrEqual(before.network.nowUs);
    expect(matchOf(again).seed).toBe(before.seed);
    hurry(again);
    await playUntil(again, () => isWon(matchOf(again)));
    expect(await replayed(again, code)).toEqual(matchOf(again));
  }, 60_000);

  it('takes no press that nobody is asked for', async () => {
    const guest = await join(server.base, await makeRoom(server.base, 'taking-turns', true));
    expect(await guest.ask('play', { card: 1, answers: { sense: 'send' } })).toBe('not-your-card');
    hurry(guest);
    await until(() => asked(guest) !== undefined);
    const card = asked(guest)!.id;
    expect(await guest.ask('play', { card, answers: { sense: 'wait' } })).toBe('not-a-choice');
    expect(await guest.ask('play', { card, answers: { 'back-off': '1' } })).toBe('not-answered');
  });
});
