import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GUESSES_PER_ADDRESS } from '../../server/guesses.ts';
import { createMatch } from '../../shared/game/match.ts';
import { mapView } from '../../shared/game/seat-view.ts';
import type { MapView } from '../../shared/game/view.ts';
import { puzzles } from '../../shared/puzzles/index.ts';
import { CODE_LENGTH, CODE_SIGNS } from '../../shared/messages.ts';
import { makeRoom, newToken, post, startServer, stopServer, type TestServer } from './harness.ts';

let server: TestServer;
/** The proxy's header gives every test an address of its own, so that their limits are apart. */
beforeAll(async () => {
  server = await startServer({ trustProxy: true, roomsPerMinute: 5, roomsMax: 3, joinsBurst: 10 });
});
afterAll(() => stopServer(server));

const from = (address: string) => ({ 'x-forwarded-for': address });

describe('POST /api/rooms', () => {
  it('makes a room with a code without vowels', async () => {
    const code = await makeRoom(server.base);
    expect(code).toMatch(new RegExp(`^[${CODE_SIGNS}]{${CODE_LENGTH}}$`));
  });

  it.each([
    [{}],
    [{ puzzle: 'who-has' }],
    [{ puzzle: 'none', alone: true }],
    [{ puzzle: 'who-has', alone: true, code: 'BCDFGH' }],
    ['nonsense'],
    ['[]'],
  ])('%j is refused', async (body) => {
    expect(await post(server.base, '/api/rooms', body, from('10.1.0.1'))).toEqual({
      status: 400,
      body: { error: 'bad-message' },
    });
  });

  it('an address can make so many in a minute, another one is not held up', async () => {
    const make = async (address: string) =>
      (await post(server.base, '/api/rooms', { puzzle: 'who-has', alone: true }, from(address))).status;
    const statuses = [];
    for (let index = 0; index < 6; index++) statuses.push(await make('10.1.0.2'));
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429]);
    expect(await make('10.1.0.3')).toBe(201);
  });
});

describe('GET /api/puzzles/PUZZLE/map', () => {
  const get = (puzzle: string) => fetch(`${server.base}/api/puzzles/${puzzle}/map`);

  it('is the map as it is played, without addresses', async () => {
    const map = (await (await get('two-routers')).json()) as MapView;
    expect(map).toEqual(mapView(createMatch(puzzles['two-routers'], 'any')));
    expect(JSON.stringify(map)).not.toMatch(/\d\.\d|[0-9a-f]{2}:/);
  });

  it.each(['none', 'toString'])('%s has none', async (puzzle) => {
    expect((await get(puzzle)).status).toBe(404);
  });
});

describe('GET /api/rooms/CODE', () => {
  it('tells what a room is, also when the code is written in small letters', async () => {
    const code = await makeRoom(server.base, 'who-has', true);
    const response = await fetch(`${server.base}/api/rooms/${code.toLowerCase()}`);
    expect(await response.json()).toEqual({ code, alone: true, puzzle: 'who-has', players: 0 });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it.each(['rooms', 'codes'])('who guesses at many %s at the same time guesses no more often', async (what) => {
    const headers = from(what === 'rooms' ? '10.2.9.1' : '10.2.9.2');
    const guess = async () => (await fetch(`${server.base}/api/${what}/BBBBBB`, { headers })).status;
    const statuses = await Promise.all(Array.from({ length: 2 * GUESSES_PER_ADDRESS }, guess));
    expect([404, 429].map((status) => statuses.filter((one) => one === status).length)).toEqual([
      GUESSES_PER_ADDRESS,
      GUESSES_PER_ADDRESS,
    ]);
  });

  it('after 60 codes that do not exist an address has to wait, but not somebody who belongs to the room', async () => {
    const code = await makeRoom(server.base);
    const token = newToken();
    const headers = from('10.2.0.1');
    const enter = (who: string) => post(server.base, `/api/rooms/${code}/join`, { token: who }, headers);
    await server.store.putPlayer(code, {
      id: 'x',
      tokenHash: await sha256(token),
      name: 'Ann',
      colour: 1,
      device: null,
    });
    const guess = async (wrong: string) => (await fetch(`${server.base}/api/rooms/${wrong}`, { headers })).status;
    for (let index = 0; index < GUESSES_PER_ADDRESS; index++) expect(await guess('BBBBBB')).toBe(404);
    expect(await guess('BBBBBC')).toBe(429);
    expect(await guess(code)).toBe(429);
    expect((await enter(newToken())).status).toBe(429);
    expect((await enter(token)).status).toBe(200);
    expect((await fetch(`${server.base}/api/rooms/${code}`, { headers: from('10.2.0.2') })).status).toBe(200);
  });
});

describe('GET /api/codes/CODE', () => {
  const look = (code: string, headers: Record<string, string> = {}) =>
    fetch(`${server.base}/api/codes/${code}`, { headers });

  it('counts wrong codes, not right ones', async () => {
    const { body } = await post(server.base, '/api/rooms', { puzzle: 'who-has', alone: true }, from('10.2.1.2'));
    const room = String((body as Record<string, unknown>)['code']);
    const headers = from('10.2.1.1');
    for (let index = 0; index < 70; index++) expect((await look(room, headers)).status).toBe(200);
    for (let index = 0; index < GUESSES_PER_ADDRESS; index++) expect((await look('BBBBBB', headers)).status).toBe(404);
    expect((await look(room, headers)).status).toBe(429);
  });
});

describe('POST /api/rooms/CODE/join', () => {
  it('somebody who comes in again and again has to wait, and others do not', async () => {
    const code = await makeRoom(server.base);
    const [token, other] = [newToken(), newToken()];
    const come = async (who: string) => (await post(server.base, `/api/rooms/${code}/join`, { token: who })).status;
    const statuses = await Promise.all(Array.from({ length: 14 }, () => come(token)));
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(10);
    expect(statuses.filter((status) => status === 503).length).toBeGreaterThanOrEqual(3);
    expect(await come(other)).toBe(200);
  });

  it('gives a place and says nothing of the token', async () => {
    const code = await makeRoom(server.base);
    const token = newToken();
    const { status, body } = await post(server.base, `/api/rooms/${code}/join`, { token, name: 'Ann' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ code, reservation: { name: 'match' } });
    expect(JSON.stringify(body)).not.toContain(token);
  });

  it.each([
    [{ token: 'short' }, 400, 'bad-message'],
    [{}, 400, 'bad-message'],
    [{ token: newToken(), name: '' }, 400, 'bad-name'],
    [{ token: newToken(), name: 'a\nb' }, 400, 'bad-name'],
    [{ token: newToken(), name: 'x'.repeat(17) }, 400, 'bad-name'],
    [{ token: newToken(), seat: 'A' }, 400, 'bad-message'],
  ])('%j → %i %s', async (body, status, error) => {
    const code = await makeRoomFrom('10.3.0.1');
    expect(await post(server.base, `/api/rooms/${code}/join`, body)).toEqual({ status, body: { error } });
  });

  it('a code that does not exist, and an address that does not', async () => {
    const headers = from('10.3.0.2');
    expect(await post(server.base, '/api/rooms/BCDFGH/join', { token: newToken() }, headers)).toEqual({
      status: 404,
      body: { error: 'no-such-room' },
    });
    expect(await post(server.base, '/api/rooms/%00%ff/join', { token: newToken() }, headers)).toMatchObject({
      status: 400,
    });
    expect(await post(server.base, '/api/nothing', {}, headers)).toEqual({
      status: 404,
      body: { error: 'bad-message' },
    });
  });

  it('no more rooms are live than the server may have', async () => {
    const made = [];
    for (let index = 0; index < 4; index++) {
      const { status, body } = await post(server.base, '/api/rooms', WISH, from(`10.4.0.${index}`));
      made.push(status);
      if (status === 201)
        await post(server.base, `/api/rooms/${(body as { code: string }).code}/join`, { token: newToken() });
    }
    expect(made.at(-1)).toBe(503);
  });
});

const WISH = { puzzle: 'who-has', alone: false };
let addresses = 0;
async function makeRoomFrom(network: string): Promise<string> {
  const { body } = await post(server.base, '/api/rooms', WISH, from(`${network}${addresses++}`));
  return (body as { code: string }).code;
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Buffer.from(digest).toString('hex');
}
