import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Duplex } from 'node:stream';
import { expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createFrameCounter, cutOffFlood } from '../../server/flow.ts';
import { draw, randomFrom } from '../../shared/random.ts';

/** What a real client puts on the wire for these messages, masked as a browser does it; each is followed by a ping, and is sent in two fragments. */
async function written(sizes: readonly number[]): Promise<Buffer> {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  const octets: Buffer[] = [];
  server.on('upgrade', (_request, socket: Duplex) => socket.on('data', (piece: Buffer) => octets.push(piece)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const [peer] = (await once(sockets, 'connection')) as [WebSocket];
  if (client.readyState !== client.OPEN) await once(client, 'open');
  for (const size of sizes) {
    client.send(new Uint8Array(size), { fin: false, binary: true });
    client.send(new Uint8Array(size), { fin: true, binary: true });
    client.ping('x');
  }
  const isRead = new Promise<void>((resolve) =>
    peer.on('message', (message: Buffer) => message.toString() === 'last' && resolve()),
  );
  client.send('last');
  await isRead;
  client.terminate();
  sockets.close();
  server.close();
  return Buffer.concat(octets);
}

const SIZES = [0, 1, 125, 126, 127, 2048, 65_535, 65_536, 70_000];

it('counts frames of every length, in whatever pieces they come', async () => {
  const octets = await written(SIZES);
  const random = randomFrom('pieces');
  for (const most of [1, 2, 7, 100, 5000, 200_000]) {
    const count = createFrameCounter();
    let begun = 0;
    for (let at = 0; at < octets.length;) {
      const size = 1 + draw(random, most);
      begun += count(octets.subarray(at, at + size));
      at += size;
    }
    expect(begun).toBe(3 * SIZES.length + 1);
  }
});

/** A socket that is fed by hand. */
function socket(): Duplex {
  return new Duplex({ read: () => {}, write: (_chunk, _encoding, done) => done() });
}

it('cuts off who sends too many frames, or too many octets, and nobody else', () => {
  let now = 0;
  const limits = { frames: { burst: 3, perSecond: 2 }, octets: { burst: 1000, perSecond: 500 } };
  const fed = (pieces: readonly (readonly [atMs: number, piece: Buffer])[]): number => {
    const one = socket();
    now = 0;
    cutOffFlood(one, limits, () => now);
    return pieces.findIndex(([atMs, piece]) => {
      now = atMs;
      one.emit('data', piece);
      return one.destroyed;
    });
  };
  const small = Buffer.from('8281000000002a', 'hex');
  const large = Buffer.concat([Buffer.from('82fe038400000000', 'hex'), Buffer.alloc(900)]);
  expect(
    fed([
      [0, small],
      [0, small],
      [0, small],
      [0, small],
    ]),
  ).toBe(3);
  expect(
    fed([
      [0, small],
      [0, small],
      [0, small],
      [600, small],
      [1100, small],
      [1600, small],
    ]),
  ).toBe(-1);
  expect(
    fed([
      [0, large],
      [100, large],
      [200, large],
    ]),
  ).toBe(2);
  // Pieces of one frame count as octets only.
  expect(fed([...small].map((octet) => [0, Buffer.from([octet])] as const))).toBe(-1);
});
