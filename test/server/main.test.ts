/** The program as it is started: `node server/main.ts` in a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openSqlite } from '../../server/store/sqlite.ts';
import { cardsOf, join, makeRoom, meOf, seatOf, seatsOf, until, upgrade, type Guest } from './harness.ts';

const root = joinPath(import.meta.dirname, '../..');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(joinPath(tmpdir(), 'hop-by-hop-main-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Program {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  /** What it has printed so far. */
  readonly out: () => string;
  readonly errors: () => string;
}

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

function start(environment: Record<string, string>, ...args: string[]): Program {
  const env = { PATH: process.env['PATH'], DATA_DIR: folder, HOST: '127.0.0.1', PORT: '0', ...environment };
  const child = spawn(process.execPath, ['server/main.ts', ...args], { cwd: root, env });
  running.add(child);
  const printed = { out: '', errors: '' };
  child.stdout.on('data', (chunk) => (printed.out += chunk));
  child.stderr.on('data', (chunk) => (printed.errors += chunk));
  const ended = new Promise<number | null>((resolve) =>
    child.on('close', (code) => {
      running.delete(child);
      resolve(code);
    }),
  );
  return { process: child, ended, out: () => printed.out, errors: () => printed.errors };
}

async function addressOf(program: Program): Promise<string> {
  const found = () => /http:\/\/\S+/.exec(program.out())?.[0];
  await until(() => found() !== undefined);
  return found()!;
}

describe('what cannot work ends at once with one line', () => {
  it.each([
    [{ PORT: '99999' }, 2, /^PORT="99999" does not work: allowed is a whole number from 0 to 65535\n$/],
    [{ HOST: 'not an address' }, 2, /^HOST="not an address" does not work: .*\n$/],
    [{ ORIGINS: 'school' }, 2, /^ORIGINS="school" does not work: .*\n$/],
    [{ DATA_DIR: '/dev/null/data' }, 2, /^DATA_DIR="\/dev\/null\/data" does not work: .*\n$/],
    [{ HOST: '192.0.2.1' }, 1, /HOST="192\.0\.2\.1" is no address of this machine\.\n$/],
  ])('%j → exit %i', async (environment, status, line) => {
    const program = start(environment);
    expect(await program.ended).toBe(status);
    expect(program.errors()).toMatch(line);
  });

  it('a damaged database, which is left as it was', async () => {
    const data = mkdtempSync(joinPath(folder, 'damaged-'));
    const file = joinPath(data, 'hop-by-hop.sqlite');
    await openSqlite(data).close();
    const damaged = readFileSync(file).fill(0x5a, 4096);
    writeFileSync(file, damaged);
    const program = start({ DATA_DIR: data });
    expect(await program.ended).toBe(2);
    expect(program.errors()).toMatch(/^DATA_DIR="[^\n]*" does not work: hop-by-hop\.sqlite is damaged \([^\n]*\n$/);
    expect(readFileSync(file).equals(damaged)).toBe(true);
  });

  it('a port in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const program = start({ PORT: String(port) });
    expect(await program.ended).toBe(1);
    expect(program.errors()).toContain(
      `Port ${port} is in use already. Choose another one: PORT=${port + 1} npm start\n`,
    );
    other.close();
  });
});

it('--dev: page from its sources, API, rooms and the reload of the page on one port', async () => {
  const base = await addressOf(start({}, '--dev'));
  const page = await fetch(`${base}/room/BCDFGH`);
  expect(await page.text()).toContain('/@vite/client');
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
  const guest = await join(base, await makeRoom(base));
  expect(meOf(guest).connected).toBe(true);
  const reload = { 'sec-websocket-protocol': 'vite-ping' };
  expect(await upgrade(base, '/', { ...reload, origin: 'http://evil.example' })).toEqual({ status: 403 });
  const own = await upgrade(base, '/', { ...reload, origin: base });
  expect(own.status).toBe(101);
  own.socket?.destroy();
});

it('SIGTERM closes the rooms and ends with 0', async () => {
  const program = start({});
  const base = await addressOf(program);
  const guest = await join(base, await makeRoom(base));
  program.process.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  await until(() => guest.closed.code !== undefined);
  expect(guest.closed.code).toBe(4001);
});

it('after kill -9 the room is back under its code, with the same people, seats, letters, tables and score', async () => {
  const first = start({});
  const base = await addressOf(first);
  const code = await makeRoom(base, 'two-routers');
  const [ann, bob] = [await join(base, code, undefined, 'Ann'), await join(base, code, undefined, 'Bob')];
  await bob.ask('sit', { device: 'R2' });
  await ann.ask('start', { puzzle: 'two-routers' });
  await until(() => cardsOf(ann).length > 0 && ann.room.state.clock.ratePerMs === 0);
  // A refused guided move and a hint count too: they are inputs like all others.
  const form = cardsOf(ann)[0]!.form;
  await ann.ask('hint', { card: cardsOf(ann)[0]!.id, part: form[0]!.part, step: 1 });
  await until(() => JSON.parse(seatOf(ann, 'A').score).hintCost > 0);
  const before = [pictureOf(ann), pictureOf(bob)];
  first.process.kill('SIGKILL');
  await first.ended;

  const second = start({});
  const newBase = await addressOf(second);
  const annAgain = await join(newBase, code, ann.token);
  const bobAgain = await join(newBase, code, bob.token);
  await until(() => [...annAgain.room.state.players.values()].every((player) => player.connected));
  expect([pictureOf(annAgain), pictureOf(bobAgain)]).toEqual(before);
  expect(meOf(annAgain)).toMatchObject({ name: 'Ann', device: 'A' });
  expect(JSON.parse(seatOf(annAgain, 'A').score).hintCost).toBe(0.5);
});

/** All that a browser shows. */
function pictureOf(guest: Guest) {
  const { phase, code, puzzle, round, map, goals, players, clock } = guest.room.state;
  return {
    room: { phase, code, puzzle, round, map, goals, nowUs: clock.atUs },
    players: [...players.values()].map((player) => player.toJSON()),
    seats: seatsOf(guest).map((seat) => seat.toJSON()),
  };
}
