/** What one address may have and do at the gate, and how long a client may take: the gate in front of a server that has nothing behind it. */
import { once } from 'node:events';
import { Agent, createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { PATIENCE, serverOptions, type Patience } from '../../server/connections.ts';
import { createGate, type GateOptions } from '../../server/gate.ts';
import { config } from './config-for-tests.ts';

const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A server that answers everything that the gate lets through with 200, and WebSockets with 101 and silence. Returns its port. */
async function open(options: Partial<GateOptions> = {}, patience: Patience = PATIENCE): Promise<number> {
  const gate = createGate({ ...config, dev: false, hasPlace: (room) => room !== 'constructor', ...options });
  const server = createServer(serverOptions(patience, options.trustProxy ?? false));
  servers.push(server);
  // As the rooms do it: they are asked before the gate.
  server.on('upgrade', (asked, socket: Socket) => {
    if (!gate.isRoomUpgrade(asked)) return;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('end', () => socket.end());
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  });
  gate.guard(server, {
    request: (asked, response) => {
      asked.resume();
      asked.on('end', () => response.end('in'));
      asked.on('error', () => {});
    },
    pageUpgrade: () => {},
  });
  server.listen(0, '0.0.0.0', 4096);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

interface Told {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function get(port: number, path: string, headers: Record<string, string> = {}, agent?: Agent): Promise<Told> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', path, headers, agent: agent ?? false }, (response) => {
      let body = '';
      response.on('data', (piece) => (body += piece));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** A connection, and what comes on it until it is closed. */
async function dial(port: number, said = '', localAddress = '127.0.0.1') {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  sockets.add(socket);
  let heard = '';
  socket.on('error', () => {});
  socket.on('data', (piece) => (heard += piece));
  const closed = once(socket, 'close').then(() => heard);
  await once(socket, 'connect');
  socket.write(said);
  return { socket, closed };
}

const UPGRADE = (path: string, more = '') =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n${more}\r\n`;
const ROOM = UPGRADE('/p/r?sessionId=s');

/** A WebSocket: its connection and the first line that was answered. */
async function webSocket(port: number, said = ROOM, localAddress?: string) {
  const { socket, closed } = await dial(port, said, localAddress);
  const [first] = (await once(socket, 'data')) as [Buffer];
  return { socket, closed, answer: String(first) };
}

describe('connections of an address', () => {
  it('are so many; one more is told when to try again, another address is not held up', async () => {
    const port = await open({ connectionsPerAddress: 3 });
    const three = [await dial(port), await dial(port), await dial(port)];
    const heard = await (await dial(port)).closed;
    expect(heard).toMatch(/^HTTP\/1\.1 503 /);
    expect(heard).toMatch(/\r\nRetry-After: [1-9]\d*\r\n/);
    expect(heard.endsWith('{"error":"server-busy"}')).toBe(true);
    const other = await dial(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', '127.0.0.2');
    expect(await other.closed).toMatch(/^HTTP\/1\.1 200 /);
    three[0]!.socket.destroy();
    await three[0]!.closed;
    const again = async () => (await get(port, '/').catch(() => null))?.status;
    await expect.poll(again).toBe(200);
  });

  it('are the proxy’s own behind a proxy, and not counted', async () => {
    const port = await open({ connectionsPerAddress: 1, trustProxy: true });
    await dial(port);
    expect((await get(port, '/')).status).toBe(200);
  });
});

describe('WebSockets of an address', () => {
  it('are so many; when one is closed there is room for another', async () => {
    const port = await open({ webSocketsPerAddress: 2 });
    // What is refused for another reason is none.
    for (const path of ['/p/r', '/p/r?sessionId=s&x=1', '/p/constructor?sessionId=s'])
      expect((await webSocket(port, UPGRADE(path))).answer).toMatch(/ 403 /);
    const [first, second] = [await webSocket(port), await webSocket(port)];
    expect([first.answer, second.answer].every((answer) => answer.includes(' 101 '))).toBe(true);
    const third = await webSocket(port);
    expect(third.answer).toMatch(/^HTTP\/1\.1 503 [^]*\r\nRetry-After: [1-9]/);
    await third.closed;
    expect((await webSocket(port, ROOM, '127.0.0.2')).answer).toMatch(/ 101 /);
    first.socket.destroy();
    await expect.poll(async () => (await webSocket(port)).answer).toMatch(/ 101 /);
  });

  it('count behind a proxy by what the proxy has written, not by what the client has', async () => {
    const port = await open({ webSocketsPerAddress: 1, trustProxy: true });
    const by = (forwarded: string) => webSocket(port, UPGRADE('/p/r?sessionId=s', `X-Forwarded-For: ${forwarded}\r\n`));
    expect((await by('6.6.6.6, 10.0.0.1')).answer).toMatch(/ 101 /);
    expect((await by('7.7.7.7, 10.0.0.1')).answer).toMatch(/ 503 /);
    expect((await by('10.0.0.1, 10.0.0.2')).answer).toMatch(/ 101 /);
  });

  it('one that floods is cut off, one beside it is not', async () => {
    const port = await open();
    const [flooder, calm] = [await webSocket(port), await webSocket(port)];
    const ping = Buffer.from('8980000000000', 'hex');
    flooder.socket.write(Buffer.concat(Array.from({ length: 1000 }, () => ping)));
    flooder.socket.write(Buffer.concat(Array.from({ length: 1000 }, () => ping)));
    await flooder.closed;
    calm.socket.write(ping);
    expect(calm.socket.destroyed).toBe(false);
  });

  it('one that sends much in few frames is cut off, too', async () => {
    const port = await open();
    const [flooder, calm] = [await webSocket(port), await webSocket(port)];
    const frame = (length: number) =>
      Buffer.concat([Buffer.from([0x82, 0xfe, length >> 8, length & 255, 0, 0, 0, 0]), Buffer.alloc(length)]);
    for (let index = 0; index < 90; index++) {
      flooder.socket.write(frame(8000));
      calm.socket.write(frame(200));
    }
    await flooder.closed.catch(() => '');
    // Whatever has become of the calm one has been heard of by then.
    expect((await get(port, '/')).status).toBe(200);
    expect(calm.socket.destroyed).toBe(false);
  });
});

describe('WebSockets that nobody expects', () => {
  it('are told so fifty times; then they are left hanging, and ended', async () => {
    const port = await open();
    const stranger = async (): Promise<string> => (await dial(port, UPGRADE('/p/constructor?sessionId=s'))).closed;
    for (let index = 0; index < 50; index++) expect(await stranger()).toMatch(/^HTTP\/1\.1 403 /);
    // While these came five more may have become free.
    const later = await Promise.all(Array.from({ length: 20 }, stranger));
    expect(later.filter((heard) => heard === '').length).toBeGreaterThan(5);
    expect((await webSocket(port)).answer).toMatch(/ 101 /);
  });
});

describe('requests of an address', () => {
  it('of the API are so many at once; one more is told when to try again, in the form of the API', async () => {
    const port = await open({ apiBurst: 4, apiPerSecond: 1, trustProxy: true });
    const from = (address: string) => ({ 'x-forwarded-for': address });
    const asked = async (address: string, path = '/api/x') => (await get(port, path, from(address))).status;
    for (let index = 0; index < 4; index++) expect(await asked('10.0.0.1')).toBe(200);
    const fifth = await get(port, '/api/x', from('10.0.0.1'));
    expect(fifth.status).toBe(429);
    expect(fifth.body).toBe('{"error":"too-many-messages"}');
    expect(Number(fifth.headers['retry-after'])).toBe(1);
    expect(fifth.headers['content-security-policy']).toContain("default-src 'none'");
    for (const path of ['/API/x', '//api/x', '/api?x']) expect(await asked('10.0.0.1', path)).toBe(429);
    expect(await asked('6.6.6.6, 10.0.0.1')).toBe(429);
    expect(await asked('10.0.0.2')).toBe(200);
    // The page itself still comes: it has a larger tank of its own.
    const files = await Promise.all(Array.from({ length: 25 }, () => get(port, '/', from('10.0.0.1'))));
    expect(files.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(20);
    expect(files.at(-1)).toMatchObject({ status: 429, body: 'Too Many Requests\n' });
  });
});

describe('requests that do not wait for the answers before', () => {
  const request = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

  it('are answered when they are two', async () => {
    const { socket, closed } = await dial(await open(), request);
    await once(socket, 'data');
    socket.end(request.repeat(2));
    expect((await closed).match(/HTTP\/1\.1 200 /g)).toHaveLength(3);
  });

  it('end the connection when they are more, and the rest of the piece is not even read', async () => {
    const port = await open();
    let read = 0;
    servers[0]!.prependListener('request', () => read++);
    const { socket, closed } = await dial(port, request.repeat(1500));
    socket.on('drain', () => socket.write(request.repeat(1500)));
    const heard = await closed.catch(() => '');
    expect(heard.match(/HTTP\/1\.1 200 /g)?.length ?? 0).toBeLessThanOrEqual(2);
    expect(read).toBe(3);
  });
});

describe('slow clients', () => {
  const patience: Patience = { headersMs: 200, requestMs: 300, idleMs: 150, checkMs: 25 };

  it.each([
    ['never says anything', '', /^(?:HTTP\/1\.1 408 [^]*)?$/],
    ['never ends its headers', 'GET / HTTP/1.1\r\nHost: x\r\nX: ', /^HTTP\/1\.1 408 /],
    [
      'never ends its body',
      'POST /api/x HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
      /^HTTP\/1\.1 408 /,
    ],
    ['says no more', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', /^HTTP\/1\.1 200 /],
  ])('a connection that %s is closed', async (_name, said, heard) => {
    const port = await open({}, patience);
    expect(await (await dial(port, said)).closed).toMatch(heard);
  });

  it('one whose headers come drop by drop is closed, too', async () => {
    const port = await open({}, patience);
    const { socket, closed } = await dial(port, 'GET / HTTP/1.1\r\nHost: x\r\n');
    const drops = setInterval(() => socket.write('X: y\r\n'), 20);
    // A drop that is on its way when the server closes may cost the answer.
    const answer = await closed.catch((error: NodeJS.ErrnoException) => error.code ?? '');
    expect(answer).toMatch(/^(?:HTTP\/1\.1 408 |ECONNRESET$)/);
    clearInterval(drops);
  });

  it('a WebSocket may be silent', async () => {
    const port = await open({}, patience);
    const { socket } = await webSocket(port);
    const other = await dial(port);
    await other.closed;
    await (
      await dial(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    ).closed;
    expect(socket.destroyed).toBe(false);
  });
});

it('headers are of bounded size', async () => {
  const port = await open();
  expect((await get(port, '/', { x: 'y'.repeat(9000) })).status).toBe(431);
  expect((await get(port, '/', { x: 'y'.repeat(4000) })).status).toBe(200);
});

it('200 students behind one address come in at once: the page over six connections each, six requests of the API and two WebSockets', async () => {
  const { connectionsPerAddress, webSocketsPerAddress, apiBurst, apiPerSecond } = readConfig({});
  const port = await open({ connectionsPerAddress, webSocketsPerAddress, apiBurst, apiPerSecond });
  const student = async (): Promise<readonly number[]> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 6 });
    const paths = [...Array.from({ length: 20 }, () => '/assets/x.js'), ...Array.from({ length: 6 }, () => '/api/x')];
    const told = await Promise.all(paths.map((path) => get(port, path, {}, agent)));
    const both = await Promise.all([webSocket(port), webSocket(port)]);
    agent.destroy();
    return [...told.map(({ status }) => status), ...both.map(({ answer }) => Number(answer.split(' ')[1]))];
  };
  const statuses = (await Promise.all(Array.from({ length: 200 }, student))).flat();
  expect(statuses.filter((status) => status === 200)).toHaveLength(200 * 26);
  expect(statuses.filter((status) => status === 101)).toHaveLength(200 * 2);
});
