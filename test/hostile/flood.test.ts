/** Whoever floods is cut off, again and again; in the room next door every move is answered meanwhile, up to the solved puzzle. How fast: `npm run bench -- flood`. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { solve } from '../server/classes/class-harness.ts';
import { join, makeRoom, startServer, stopServer, until, type Guest, type TestServer } from '../server/harness.ts';
import { flood, floodConnections, FLOODS, type Flooder, type FloodKind } from './floods.ts';

/** Addresses of this machine; elsewhere than on Linux there is one only. */
const ELSEWHERE = process.platform === 'linux' ? '127.0.0.9' : '127.0.0.1';
const CONNECTIONS = 60;
const CUTS = 3;

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ connectionsPerAddress: CONNECTIONS });
});
afterAll(() => stopServer(server), 30_000);

/** Two neighbours who have begun. */
async function neighbours(): Promise<readonly [Guest, Guest]> {
  const code = await makeRoom(server.base, 'two-routers');
  const both = [await join(server.base, code), await join(server.base, code)] as const;
  expect(await both[0].ask('start', { puzzle: 'two-routers' })).toBeNull();
  return both;
}

/** Solves the puzzle while the flood goes on; throws when a move is not answered, or refused. */
async function solveUnder(flooder: Flooder, guests: readonly [Guest, Guest], cuts: number): Promise<void> {
  try {
    await until(() => flooder.cuts() > 0);
    await solve(...guests);
    await until(() => flooder.cuts() >= cuts);
    expect(guests.map(({ closed, room }) => [closed.code, room.state.phase])).toEqual([
      [undefined, 'result'],
      [undefined, 'result'],
    ]);
  } finally {
    await flooder.stop();
  }
}

it.each(Object.keys(FLOODS) as FloodKind[])('a flood of %s', async (kind) => {
  const guests = await neighbours();
  const code = await makeRoom(server.base, 'first-frame');
  await solveUnder(flood(kind, { base: server.base, code, from: ELSEWHERE }), guests, CUTS);
});

it('connections without end from one address', async () => {
  const guests = await neighbours();
  const flooder = floodConnections({ base: server.base, from: ELSEWHERE }, 5 * CONNECTIONS);
  await solveUnder(flooder, guests, 4 * CONNECTIONS);
});
