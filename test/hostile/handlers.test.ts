/** A quarter of a million messages, right and spoilt, into the handlers of open rooms, past the limits of a connection: none throws, and none is answered with a mistake of ours. */
import type { GenericSchema } from 'valibot';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { BaseRoom } from '../../server/rooms/base.ts';
import { roomMessages } from '../../shared/messages.ts';
import { classMessages } from '../../shared/messages/class.ts';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import { type Random, draw, drawOne, randomFrom } from '../../shared/random.ts';
import { classOf, enterClass, makeClass, teach } from '../server/classes/class-harness.ts';
import { join, makeRoom, roomOf, startServer, stopServer, type TestServer } from '../server/harness.ts';
import { sample, spoilt } from './sample.ts';
import { COMMON_WORDS } from './targets.ts';

const TIMES = Number(process.env['FUZZ'] ?? '1');
const SEED = process.env['FUZZ_SEED'] ?? 'hostile';
const MESSAGES_OF_A_ROOM = 40_000 * TIMES;
/** Timers and sockets get their turn after so many. */
const BREATH = 200;
/** A new deal takes a thousand times as long as another message. */
const DEALS_EVERY = 400;
const DEALS: ReadonlySet<string> = new Set(['start', 'next', 'open', 'shuffle']);

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => stopServer(server), 30_000);

type AnyRoom = Pick<BaseRoom<object>, 'clients' | 'onUncaughtException'> & {
  readonly messages: Readonly<Record<string, (client: object, payload: unknown, context: object) => unknown>>;
};

interface Answers {
  carriedOut: number;
  readonly refused: Map<string, number>;
}

/** A payload that fits the form more or less. */
function drawPayload(random: Random, form: GenericSchema): unknown {
  const right = sample(random, form, COMMON_WORDS);
  return draw(random, 2) === 0 ? right : spoilt(random, right);
}

/** Sends from the first connection; every message as if from a new one, so that no limit of a connection holds it up. */
async function attack(room: AnyRoom, forms: Readonly<Record<string, unknown>>, name: string): Promise<Answers> {
  const random = randomFrom(`${SEED} ${name}`);
  const mistakes = vi.spyOn(room, 'onUncaughtException');
  const answers: Answers = { carriedOut: 0, refused: new Map() };
  const kinds = Object.keys(forms);
  for (let sent = 0; sent < MESSAGES_OF_A_ROOM; sent++) {
    const kind = drawOne(random, kinds);
    if (DEALS.has(kind) && draw(random, DEALS_EVERY) > 0) continue;
    const payload = drawPayload(random, forms[kind] as GenericSchema);
    let refused: string | null = null;
    const context = { reject: (reason: string) => void (refused = reason), resolve: () => undefined };
    const client = Object.create(room.clients[0] as object) as object;
    try {
      await room.messages[kind]?.(client, payload, context);
    } catch (cause) {
      throw new Error(`seed ${SEED}, ${name}, message ${sent}: ${kind} ${JSON.stringify(payload)}`, { cause });
    }
    if (refused === null) answers.carriedOut++;
    else answers.refused.set(refused, (answers.refused.get(refused) ?? 0) + 1);
    if (sent % BREATH === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  expect({ seed: SEED, name, mistakes: mistakes.mock.calls }).toEqual({ seed: SEED, name, mistakes: [] });
  expect(answers.refused.has('internal')).toBe(false);
  // Of both there is enough, or this tests little.
  expect(answers.carriedOut).toBeGreaterThan(MESSAGES_OF_A_ROOM / 100);
  expect(answers.refused.get('bad-message') ?? 0).toBeGreaterThan(MESSAGES_OF_A_ROOM / 20);
  return answers;
}

const PUZZLES: readonly PuzzleId[] = ['two-routers', 'static-routes', 'boss-local', 'broadcast-storm', 'taking-turns'];

it.each(PUZZLES)('a room that plays %s', { timeout: 60_000 * TIMES }, async (puzzle) => {
  const code = await makeRoom(server.base, puzzle);
  const guest = await join(server.base, code);
  expect(await guest.ask('start', { puzzle })).toBeNull();
  await attack(roomOf(guest) as unknown as AnyRoom, roomMessages, puzzle);
  await guest.room.leave();
});

it('a class, from its teacher’s connection', { timeout: 60_000 * TIMES }, async () => {
  const taught = await makeClass(server.base, { teamSize: 2 });
  for (let index = 0; index < 4; index++) await enterClass(taught);
  const teacher = await teach(taught);
  await attack(classOf(teacher) as unknown as AnyRoom, classMessages, 'class');
  await teacher.room.leave();
});
