/** Who floods, or does not read, harms nobody else and is cut off; the server writes no more than once about it. */
import { CloseCode } from '@colyseus/core';
import type { WebSocket } from 'ws';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { MESSAGES_PER_SECOND } from '../../../shared/messages.ts';
import { join, makeRoom, roomOf, startServer, stopServer, until, type Guest, type TestServer } from '../harness.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => stopServer(server), 30_000);
afterEach(() => {
  vi.restoreAllMocks();
});

/** The browser's end of the connection. */
function wireOf({ room }: Guest): WebSocket {
  return (room.connection as unknown as { transport: { ws: WebSocket } }).transport.ws;
}

async function twoOf(): Promise<readonly [Guest, Guest]> {
  const code = await makeRoom(server.base, 'first-frame');
  return [await join(server.base, code), await join(server.base, code)];
}

it('who sends somewhat too much, second after second, is told so a while and then cut off', async () => {
  const [pest, other] = await twoOf();
  // As if it came over many seconds, in each of them fewer than Colyseus takes for a flood.
  roomOf(pest).maxMessagesPerSecond = Infinity;
  const askSteps = (length: number) => Array.from({ length }, () => pest.ask('step', {}).catch(() => 'closed'));
  const first = await Promise.all(askSteps(2 * MESSAGES_PER_SECOND));
  const told = first.filter((code) => code === 'too-many-messages').length;
  expect(told).toBeGreaterThanOrEqual(1);
  expect(told).toBeLessThanOrEqual(MESSAGES_PER_SECOND);
  await Promise.all(askSteps(2 * MESSAGES_PER_SECOND + 70));
  await until(() => pest.closed.code !== undefined);
  expect(pest.closed.code).toBe(1006);
  expect(await other.ask('rename', { name: 'Bob' })).toBeNull();
});

it('who sends three times too much within a second is cut off at once', async () => {
  const [pest, other] = await twoOf();
  const client = roomOf(pest).clients.find(({ sessionId }) => sessionId === pest.room.sessionId)!;
  // The second that Colyseus counts begins with the next message.
  Object.assign(client, { _messageCountResetsAt: 0 });
  const asked = Array.from({ length: 3 * MESSAGES_PER_SECOND + 10 }, () => pest.ask('step', {}).catch(() => 'closed'));
  await Promise.all(asked);
  await until(() => pest.closed.code !== undefined);
  expect(pest.closed.code).toBe(CloseCode.WITH_ERROR);
  expect(await other.ask('rename', { name: 'Bob' })).toBeNull();
});

it.each([
  ['pings', (wire: WebSocket) => wire.ping()],
  ['requests of kinds that are not there', (wire: WebSocket) => wire.send(Buffer.from('1101a178', 'hex'))],
  ['fragments without an end', (wire: WebSocket) => wire.send('x', { fin: false })],
  ['empty messages', (wire: WebSocket) => wire.send('')],
])('a flood of %s is cut off', async (_name, send) => {
  const [flooder, other] = await twoOf();
  const wire = wireOf(flooder);
  for (let index = 0; index < 2000 && wire.readyState === wire.OPEN; index++) send(wire);
  await until(() => flooder.closed.code !== undefined);
  expect(await other.ask('rename', { name: 'Bob' })).toBeNull();
});

it('who asks and does not read the answers is cut off', async () => {
  const [slow, other] = await twoOf();
  const room = roomOf(other);
  const client = room.clients.find(({ sessionId }) => sessionId === slow.room.sessionId)!;
  vi.spyOn(client.ref as unknown as { bufferedAmount: number }, 'bufferedAmount', 'get').mockReturnValue(1_000_001);
  slow.room.send('step' as never, {} as never);
  await until(() => slow.closed.code !== undefined);
  expect(slow.closed.code).toBe(1006);
  expect(await other.ask('rename', { name: 'Bob' })).toBeNull();
});

it('what cannot be read is written down once, however often it comes', async () => {
  const lines: string[] = [];
  vi.spyOn(console, 'error').mockImplementation((line: unknown) => void lines.push(String(line)));
  vi.spyOn(console, 'warn').mockImplementation((line: unknown) => void lines.push(String(line)));
  for (let index = 0; index < 8; index++) {
    const [broken] = await twoOf();
    // Neither a map nor a list that ends: msgpack that is cut off in the middle.
    wireOf(broken).send(Buffer.from('0da17881', 'hex'));
    await until(() => broken.closed.code !== undefined);
    const [raw] = await twoOf();
    // A frame with a reserved bit set (RFC 6455, 5.2).
    (wireOf(raw) as unknown as { _socket: { write(octets: Buffer): void } })._socket.write(
      Buffer.from('f28000000000', 'hex'),
    );
    await until(() => raw.closed.code !== undefined);
  }
  expect(lines.length).toBeLessThanOrEqual(4);
  expect(new Set(lines).size).toBe(lines.length);
});
