/** What two people do where a puzzle is not played by letters alone: they send on one wire, pull cables, say what is broken, set up their devices. */
import { expect } from 'vitest';
import { isWon } from '../../../shared/game/match.ts';
import { isLive } from '../../../shared/game/storm.ts';
import { nextCable } from '../../shared/game/play.ts';
import { isToName, playTheWire, press } from '../moves.ts';
import { until } from '../stage.ts';
import { set } from '../tours/configure.ts';
import { say } from '../tours/fault.ts';
import { turn } from '../tours/storm.ts';
import { playLetters } from './letters.ts';
import { examine, type Pair, type Player } from './pair.ts';

/** Where time runs evenly: so many times the usual speed. */
const SPEED = 20;

/** By the kind of play that the puzzle has, to its end. */
export async function playToTheEnd(pair: Pair): Promise<void> {
  const { match } = pair;
  if (match.configuration !== null) return setUp(pair);
  if (match.puzzle.live !== undefined) return takeTurns(pair);
  await playLetters(pair);
  if (isToName(match)) await nameAndMend(pair);
  if (isLive(match)) await endTheStorm(pair);
}

async function takeTurns({ room, players }: Pair): Promise<void> {
  for (const player of players) {
    await player.page.locator('.wire-card').waitFor();
    await examine(player, 'wire');
  }
  await playTheWire(
    room,
    players.map(({ page, seat }) => ({ page, seat, byPointer: true })),
  );
}

/** It is the phone that says it, and both are told. */
async function nameAndMend(pair: Pair): Promise<void> {
  const { match, players } = pair;
  for (const player of players) {
    await player.page.locator('.whats-broken').waitFor();
    await examine(player, 'broken');
  }
  const [, mei] = players;
  const { dealt } = match.fault!;
  await say(mei, dealt);
  for (const player of players) {
    await player.page.locator('.whats-broken.mended').waitFor();
    await examine(player, 'mended');
  }
  await playLetters(pair);
}

async function endTheStorm({ match, room, players }: Pair): Promise<void> {
  for (const player of players) await player.page.locator('.own-cables').waitFor();
  room.pace.setPace({ paused: false, speed: SPEED });
  await until(() => match.storm?.filledUs !== null, 'every cable is full');
  for (const player of players) await examine(player, 'storm');
  for (let cable = nextCable(match); !isWon(match); cable = nextCable(match)) {
    const player = players.find(({ seat }) => seat === cable?.seat);
    if (cable !== undefined && player !== undefined) await turn(player, cable.port);
    await until(() => isWon(match) || nextCable(match) !== undefined, 'a cable closes a loop, or it is won', 120_000);
  }
}

/** Each sets up their own device; the traffic runs when both are ready. */
async function setUp({ match, room, players }: Pair): Promise<void> {
  room.pace.setPace({ paused: false, speed: SPEED });
  for (const player of players) {
    await player.page.locator('.configure').first().waitFor();
    await set(player, match.settings[player.seat] ?? []);
    await examine(player, 'set');
  }
  const [ann, mei] = players;
  await ready(ann);
  await mei.page.locator('.ready-list .tick.ok').first().waitFor();
  expect(match.configuration).toMatchObject({ phase: 'setting', runs: 0 });
  await ready(mei);
  await until(() => isWon(match), 'the traffic has run', 120_000);
}

const ready = ({ page }: Player): Promise<void> => press(page, page.locator('.step.ready .btn'));
