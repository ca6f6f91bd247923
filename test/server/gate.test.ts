import { request } from 'node:http';
import { connect } from 'node:net';
import { matchMaker } from '@colyseus/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join, makeRoom, newToken, post, startServer, stopServer, until, upgrade, type TestServer } from './harness.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ origins: ['https://school.example'] });
});
afterAll(() => stopServer(server));

/** Sends a request by hand, also one that `fetch` would not send. */
function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<{ status: number; headers: object }> {
  return new Promise((resolve, reject) => {
    const asked = request(`${server.base}${path}`, { method, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

const JSON_TYPE = { 'content-type': 'application/json' };
const WISH = { puzzle: 'who-has', alone: true };

describe('pages of other origins', () => {
  it.each([
    ['http://evil.example', 403],
    ['null', 403],
    ['http://127.0.0.1:1', 403],
    ['https://school.example', 201],
  ])('POST from %s → %i', async (origin, status) => {
    expect((await post(server.base, '/api/rooms', WISH, { origin })).status).toBe(status);
  });

  it('POST from the own origin, and from a program without one, is let through', async () => {
    expect((await post(server.base, '/api/rooms', WISH, { origin: server.base })).status).toBe(201);
    expect((await post(server.base, '/api/rooms', WISH)).status).toBe(201);
    expect((await post(server.base, '/api/rooms', WISH, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('no answer carries a CORS header, and OPTIONS is refused', async () => {
    const headers = { origin: 'http://evil.example', 'access-control-request-method': 'POST' };
    for (const path of ['/', '/api/rooms', '/api/rooms/BCDFGH', '/matchmake/create/match']) {
      for (const method of ['GET', 'OPTIONS']) {
        const answer = await send(method, path, headers);
        expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
        expect(answer.status === 405).toBe(method === 'OPTIONS');
      }
    }
  });

  it('a WebSocket from another origin is refused, one from the own is opened', async () => {
    const code = await makeRoom(server.base);
    const place = async () => {
      const { body } = await post(server.base, `/api/rooms/${code}/join`, { token: newToken() });
      const { processId, roomId, sessionId } = (body as { reservation: Record<string, string> }).reservation;
      return `/${processId}/${roomId}?sessionId=${sessionId}`;
    };
    expect(await upgrade(server.base, await place(), { origin: 'http://evil.example' })).toEqual({ status: 403 });
    const own = await upgrade(server.base, await place(), { origin: server.base });
    expect(own.status).toBe(101);
    own.socket?.destroy();
  });
});

describe('no foreign origin on any path', () => {
  const paths = [
    '/',
    '/room/BCDFGH',
    '/assets/x.js',
    '/api/rooms/BCDFGH',
    '/api/puzzles/who-has/map',
    '/API/x',
    '/matchmake/create/match',
  ];
  const fetched = async (path: string, method: string, headers: Record<string, string>) =>
    (await send(method, path, { ...(method === 'POST' ? JSON_TYPE : {}), ...headers })).status;

  it.each(['GET', 'HEAD', 'POST'])('%s', async (method) => {
    for (const path of paths) {
      for (const origin of ['http://evil.example', 'null', 'https://school.example.evil.example']) {
        expect([path, await fetched(path, method, { origin })]).toEqual([path, 403]);
      }
      expect([path, await fetched(path, method, { origin: server.base })]).not.toEqual([path, 403]);
      expect([path, await fetched(path, method, { origin: 'https://school.example' })]).not.toEqual([path, 403]);
    }
  });

  it.each(['cross-site', 'same-site'])(
    'what a page of another site (%s) loads, embeds or sends is refused; a link may lead here',
    async (site) => {
      const from = { 'sec-fetch-site': site };
      for (const path of paths) {
        const isApi = /^\/api/i.test(path);
        const uses = [
          { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' },
          { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' },
          { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
          {},
        ];
        for (const use of uses) expect([path, await fetched(path, 'GET', { ...from, ...use })]).toEqual([path, 403]);
        const link = { ...from, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
        expect([path, (await fetched(path, 'GET', link)) === 403]).toEqual([path, isApi]);
        expect([path, await fetched(path, 'POST', link)]).toEqual([path, 403]);
      }
    },
  );

  it('who types an address, and a program, are no page', async () => {
    for (const path of paths) {
      expect(await fetched(path, 'GET', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' })).not.toBe(403);
      expect(await fetched(path, 'GET', {})).not.toBe(403);
    }
  });

  it('below /api a refusal has the form of the API', async () => {
    const response = await fetch(`${server.base}/api/rooms/BCDFGH`, { headers: { origin: 'http://evil.example' } });
    expect(await response.json()).toEqual({ error: 'bad-message' });
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });
});

describe("Colyseus's own matchmaking", () => {
  // Whatever the library can do by a name, now and in a later version, besides what it offers by itself.
  const offered = ['joinOrCreate', 'create', 'join', 'joinById', 'reconnect'];
  const methods = [...new Set([...offered, ...Object.keys(matchMaker), 'constructor', '__proto__', 'toString'])];

  it('answers to no name of a method, and makes no room', async () => {
    expect(methods).toContain('createRoom');
    expect(matchMaker.controller.exposedMethods).toEqual([]);
    const before = await matchMaker.query({});
    for (const method of methods) {
      for (const room of ['match', 'class', 'constructor']) {
        for (const body of [{}, WISH, { options: WISH }]) {
          const answer = await post(server.base, `/matchmake/${method}/${room}`, body, { origin: server.base });
          expect([method, answer.status]).toEqual([method, 404]);
        }
      }
    }
    expect(await matchMaker.query({})).toEqual(before);
  });

  it('is shut from inside, too', async () => {
    for (const method of methods)
      await expect(matchMaker.controller.invokeMethod(method, 'match', {})).rejects.toThrow(/invalid method/);
  });

  it('a WebSocket without a place that was given comes into no room, not even one whose id is known', async () => {
    const code = await makeRoom(server.base);
    const guest = await join(server.base, code);
    const { roomId } = guest.room;
    for (const sessionId of ['a', guest.room.sessionId, 'x'.repeat(32)]) {
      const path = `/${matchMaker.processId}/${roomId}?sessionId=${sessionId}`;
      expect(await upgrade(server.base, path, { origin: server.base })).toEqual({ status: 403 });
      const clients = [...(matchMaker.getLocalRoomById(roomId)?.clients ?? [])];
      expect(clients.map((client) => client.sessionId)).toEqual([guest.room.sessionId]);
    }
    await guest.room.leave();
  });
});

describe('doors that are not there', () => {
  it.each([
    '/',
    '/a/b',
    '/?sessionId=x',
    '/a/b?sessionId=',
    '/a/b?sessionId=x&reconnectionToken=y',
    '/a/b?_authToken=y&sessionId=x',
    '/a/b?sessionId=x&sessionId=y',
    `/a/b?sessionId=${'x'.repeat(33)}`,
    'http://evil.example/a/b?sessionId=x',
    '/../../b?sessionId=x',
    '/a/b?sessionId=%00',
    '//?sessionId=x',
  ])('a WebSocket to %s', async (path) => {
    const { status, socket } = await upgrade(server.base, path).catch(() => ({ status: 0, socket: undefined }));
    socket?.destroy();
    expect([0, 403]).toContain(status);
  });
});

it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('no room is called %s', async (name) => {
  expect(await upgrade(server.base, `/x/${name}?sessionId=z`)).toEqual({ status: 403 });
});

it('a refused WebSocket is closed on both sides, even if the client never closes its own', async () => {
  const socket = connect({ port: server.app.port, host: '127.0.0.1', allowHalfOpen: true });
  let [isEnded, isReset] = [false, false];
  socket.on('end', () => (isEnded = true)).on('error', () => (isReset = true));
  socket.resume();
  socket.write('GET /a/b HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  await until(() => isEnded);
  // Who is still listened to could write on for ever.
  await until(() => {
    if (socket.writable) socket.write('x');
    return isReset;
  });
  socket.destroy();
});

describe('requests that do not fit', () => {
  it.each([
    ['a method that is not used', 405, 'DELETE', {}, ''],
    ['no content type', 415, 'POST', { 'content-length': '2' }, '{}'],
    ['a form', 415, 'POST', { 'content-type': 'text/plain', 'content-length': '2' }, '{}'],
    ['a body of unknown length', 411, 'POST', { ...JSON_TYPE, 'transfer-encoding': 'chunked' }, '{}'],
    ['a large body', 413, 'POST', { ...JSON_TYPE, 'content-length': '3000' }, 'x'.repeat(3000)],
    ['a large body where none belongs', 413, 'GET', { 'content-length': '3000' }, 'x'.repeat(3000)],
  ] as const)('%s → %i', async (_name, status, method, headers, body) => {
    const answer = await send(method, '/api/rooms', headers as Record<string, string>, body).catch(
      // Who keeps sending what nobody reads may find the connection closed.
      (error: NodeJS.ErrnoException) => ({
        status: error.code === 'EPIPE' || error.code === 'ECONNRESET' ? status : 0,
      }),
    );
    expect(answer.status).toBe(status);
  });
});

it('every answer keeps the page to itself, without what would break http in a classroom', async () => {
  for (const path of ['/', '/api/rooms/BCDFGH', '/nothing.js']) {
    const { headers } = await fetch(`${server.base}${path}`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|upgrade-insecure|\*/);
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});
