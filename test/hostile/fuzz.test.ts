/**
 * A million frames and a hundred thousand requests at the program as it is started: it does not end, writes no error, keeps no memory, and then lets somebody play.
 * `FUZZ=10 npm test -- test/hostile/fuzz` sends ten times as much, `FUZZ_SEED=…` something else.
 */
import type { Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Step } from '../../shared/device/decision.ts';
import { draw, drawOne, randomFrom } from '../../shared/random.ts';
import { cardsOf, join, makeRoom, meOf, post, seatOf, until } from '../server/harness.ts';
import { drawBurst } from './bursts.ts';
import { noise } from './pack.ts';
import { settled, startProgram, type Program } from './program.ts';
import { drawRequest } from './requests.ts';
import { drawPlace, makeTargets, wordsOf, type Targets } from './targets.ts';
import { drawAddress, handshake, hold, inParallel, sendAll, type Ending } from './wire.ts';

const TIMES = Number(process.env['FUZZ'] ?? '1');
const SEED = process.env['FUZZ_SEED'] ?? 'hostile';
const FRAMES = 1_000_000 * TIMES;
const REQUESTS = 100_000 * TIMES;
/** A connection sends so many at once. */
const FRAMES_OF_A_BURST = 400;
const REQUESTS_OF_A_BURST = 8;
/** Of so many bursts one is far too long. */
const LONG_EVERY = 40;
const LONG = 200;
const AT_A_TIME = 8;
/** Connections that send octet after octet and come to no end. */
const SLOW = 40;
/** Part that is sent before the memory is measured for the first time. */
const WARM_UP = 0.4;
/** The memory may grow by so much from the warm-up to the end, octets: all of it, and what the program itself holds. */
const GROWTH_MAX = 32_000_000;
const HELD_MAX = 6_000_000;

let program: Program;
let targets: Targets;
beforeAll(async () => {
  program = await startProgram({ ROOMS_PER_MINUTE: '100000', ROOMS_MAX: '100', JOINS_BURST: '1000000' });
  targets = await makeTargets(program.base);
}, 60_000);
afterAll(() => program.stop());

interface Sent {
  frames: number;
  connections: number;
  /** Connections with a place in a room. */
  seated: number;
}

/** Frames with a place in a room, and some without. */
async function sendFrames(seed: string, frames: number): Promise<Sent> {
  const sent: Sent = { frames: 0, connections: 0, seated: 0 };
  const words = wordsOf(targets);
  await inParallel(Math.ceil(frames / FRAMES_OF_A_BURST), AT_A_TIME, async (index) => {
    if (sent.frames >= frames) return;
    const random = randomFrom(`${seed} frames ${index}`);
    const place = draw(random, 40) === 0 ? '/a/b?sessionId=c' : await drawPlace(random, program.base, targets);
    const burst = drawBurst(random, words, FRAMES_OF_A_BURST);
    sent.frames += burst.frames;
    sent.connections++;
    if (place?.startsWith('/a/') === false) sent.seated++;
    const bytes = Buffer.concat([handshake(place ?? '/a/b?sessionId=c'), burst.bytes]);
    const ending: Ending = draw(random, 20) === 0 ? 'reset' : 'end';
    await sendAll({ port: program.port, from: drawAddress(random), bytes, ending });
  });
  return sent;
}

async function sendRequests(seed: string, requests: number): Promise<void> {
  const words = wordsOf(targets);
  let sent = 0;
  await inParallel(Math.ceil(requests / REQUESTS_OF_A_BURST), AT_A_TIME, async (index) => {
    if (sent >= requests) return;
    const random = randomFrom(`${seed} requests ${index}`);
    const length = draw(random, LONG_EVERY) === 0 ? LONG : REQUESTS_OF_A_BURST;
    sent += length;
    const list = Array.from({ length }, (_, place) => drawRequest(random, words, place === length - 1));
    const ending = drawOne(random, ['end', 'end', 'end', 'reset'] as const);
    await sendAll({ port: program.port, from: drawAddress(random), bytes: Buffer.concat(list), ending });
  });
}

/** Requests and frames that begin and do not go on. */
function slowOnes(): readonly Socket[] {
  const random = randomFrom(`${SEED} slow`);
  return Array.from({ length: SLOW }, (_, index) => {
    const whole = index % 2 === 0 ? drawRequest(random, wordsOf(targets), false) : handshake('/a/b?sessionId=c');
    const bytes = index % 5 === 0 ? noise(random, 30) : whole.subarray(0, draw(random, whole.length));
    return hold(program.port, drawAddress(random), bytes);
  });
}

/** One way through the form, whatever it says. */
function anyAnswers(form: readonly Step[]): Record<string, string> {
  const [choice] = form[0]?.choices ?? [];
  const own = form[0] === undefined || choice === undefined ? {} : { [form[0].part]: choice.value };
  return {
    ...own,
    ...(choice === undefined ? {} : anyAnswers(choice.then)),
    ...(form.length > 1 ? anyAnswers(form.slice(1)) : {}),
  };
}

/** Somebody comes in and plays a card. */
async function playOneMove(): Promise<void> {
  const guest = await join(program.base, await makeRoom(program.base, 'first-frame', true));
  await until(() => cardsOf(guest).length > 0);
  const card = cardsOf(guest)[0]!;
  expect(await guest.ask('play', { card: card.id, answers: anyAnswers(card.form) })).toBeNull();
  await until(() => (seatOf(guest, meOf(guest).device).verdict ?? '') !== '');
  await guest.room.leave();
}

it('a million frames and a hundred thousand requests', { timeout: 600_000 * TIMES }, async () => {
  const slow = slowOnes();
  await playOneMove();
  // The thread that plays journals again is begun, and has its memory.
  const { code, secret } = targets.taught;
  expect((await post(program.base, `/api/classes/${code}/report`, { secret })).status).toBe(200);
  await sendFrames(`${SEED} before`, FRAMES * WARM_UP);
  await sendRequests(`${SEED} before`, REQUESTS * WARM_UP);
  const warm = await settled(program);
  const sent = await sendFrames(SEED, FRAMES);
  await sendRequests(SEED, REQUESTS);
  for (const socket of slow) socket.destroy();
  const end = await settled(program);
  const told = { seed: SEED, exitCode: program.exitCode(), errors: program.errors() };
  expect(told).toEqual({ seed: SEED, exitCode: null, errors: '' });
  expect(sent.frames).toBeGreaterThanOrEqual(FRAMES);
  // Most of it has come into a room, or this tests little.
  expect(sent.seated / sent.connections).toBeGreaterThan(0.8);
  const grown = { rss: end.rss - warm.rss, held: end.heapUsed + end.external - warm.heapUsed - warm.external };
  const isFlat = grown.rss < GROWTH_MAX && grown.held < HELD_MAX;
  console.log(
    `${sent.frames} frames in ${sent.connections} connections, ${sent.seated} with a place, and ${REQUESTS} requests:`,
    `resident ${mega(warm.rss)} MB, grown by ${mega(grown.rss)} MB, of which the program holds ${mega(grown.held)} MB`,
  );
  expect({ seed: SEED, ...grown, isFlat }).toMatchObject({ isFlat: true });
  await playOneMove();
});

function mega(octets: number): string {
  return (octets / 1e6).toFixed(1);
}
