import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRoom, newToken, post, startServer, stopServer, until, upgrade, type TestServer } from './harness.ts';

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

describe('doors that are not there', () => {
  it.each(['create', 'joinOrCreate', 'join', 'joinById', 'reconnect'])(
    "Colyseus's own matchmaking: %s",
    async (method) => {
      expect((await post(server.base, `/matchmake/${method}/match`, {})).status).toBe(404);
    },
  );

  it.each([
    '/',
    '/a/b',
    '/?sessionId=x',
    '/a/b?sessionId=',
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
