/** Octets over TCP, as they are, from one of many addresses of this machine. */
import { connect, type Socket } from 'node:net';
import { type Random, draw } from '../../shared/random.ts';

/** One of 2,000: Linux has all of 127.0.0.0/8; elsewhere there is one address only. */
export function drawAddress(random: Random): string {
  if (process.platform !== 'linux') return '127.0.0.1';
  return `127.${1 + draw(random, 8)}.0.${1 + draw(random, 250)}`;
}

/** How a client goes. */
export type Ending = 'end' | 'reset' | 'stay';

export interface Sent {
  readonly port: number;
  readonly from: string;
  readonly bytes: Buffer;
  readonly ending: Ending;
}

/** Sends, and is done when the connection has ended. Who stays waits for the other side to end it. */
export function sendAll({ port, from, bytes, ending }: Sent): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: from, allowHalfOpen: ending === 'end' });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve());
    socket.resume();
    socket.write(bytes, () => {
      if (ending === 'end') socket.end();
      if (ending === 'reset') socket.resetAndDestroy();
    });
  });
}

/** The handshake of a WebSocket, by hand. */
export function handshake(path: string): Buffer {
  const lines = [
    `GET ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
}

/** A connection that stays open. */
export function hold(port: number, from: string, bytes: Buffer): Socket {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from });
  socket.on('error', () => socket.destroy());
  socket.resume();
  socket.write(bytes);
  return socket;
}

/** Runs `count` tasks, so many at a time. */
export async function inParallel(count: number, most: number, run: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await run(next++);
  };
  await Promise.all(Array.from({ length: most }, worker));
}
