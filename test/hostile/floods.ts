/** Those who send as fast as they can, and come back as soon as they are cut off. Knows nothing of a test, for the bench lets them loose as well. */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { frame, OPCODE } from './frames.ts';
import { CODE, message, pack } from './pack.ts';
import { handshake } from './wire.ts';

export interface Flooder {
  /** How often a connection of theirs has been ended by the server. */
  readonly cuts: () => number;
  stop(): Promise<void>;
}

export interface Flooded {
  /** "http://127.0.0.1:2567" */
  readonly base: string;
  /** A room that is open to them. */
  readonly code: string;
  /** The address from which they come. */
  readonly from: string;
}

const REQUESTS = Buffer.from('GET /api/rooms/BBBBBB HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(200));

function many(one: Buffer): Buffer {
  return Buffer.concat(Array.from({ length: 500 }, () => one));
}

/** What is sent over and over, with a place in a room or without. */
export const FLOODS = {
  'requests to the room': many(frame(OPCODE.binary, message('complete', pack({ line: 'ip' }), 1))),
  'messages that nobody can read': many(frame(OPCODE.binary, Buffer.of(CODE.data, 0xa4, 0x70, 0x6c, 0x61, 0x79, 0xc1))),
  pings: many(frame(OPCODE.ping, Buffer.alloc(0))),
  'pieces of a message': Buffer.concat([
    frame(OPCODE.binary, Buffer.of(CODE.data), { fin: false }),
    many(frame(OPCODE.continuation, Buffer.alloc(0), { fin: false })),
  ]),
  'requests over HTTP': REQUESTS,
} as const;
export type FloodKind = keyof typeof FLOODS;

/** One connection after the other. */
export function flood(kind: FloodKind, target: Flooded): Flooder {
  let [cuts, isOver] = [0, false];
  let socket: Socket | null = null;
  const token = randomBytes(16).toString('base64url');
  const run = async (): Promise<void> => {
    while (!isOver) {
      const hello = kind === 'requests over HTTP' ? Buffer.alloc(0) : await helloOf(target, token);
      if (isOver) break;
      await new Promise<void>((resolve) => {
        socket = pump(target, hello, FLOODS[kind]).once('close', resolve);
      });
      cuts++;
    }
  };
  const running = run();
  return {
    cuts: () => cuts,
    stop: async () => {
      isOver = true;
      socket?.destroy();
      await running;
    },
  };
}

/** The handshake for a place in the room, with the message that says that somebody has joined. */
async function helloOf({ base, code }: Flooded, token: string): Promise<Buffer> {
  const response = await fetch(`${base}/api/rooms/${code}/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (response.status !== 200) return handshake('/a/b?sessionId=c');
  const { reservation } = (await response.json()) as { reservation: Record<string, string> };
  const { processId, roomId, sessionId } = reservation;
  const joined = frame(OPCODE.binary, Buffer.of(CODE.join));
  return Buffer.concat([handshake(`/${processId}/${roomId}?sessionId=${sessionId}`), joined]);
}

/** Sends as much as the other side takes. */
function pump({ base, from }: Flooded, hello: Buffer, bytes: Buffer): Socket {
  const socket = connect({ port: Number(new URL(base).port), host: '127.0.0.1', localAddress: from });
  const send = () => {
    while (!socket.destroyed && socket.write(bytes));
  };
  socket.on('error', () => socket.destroy());
  socket.on('end', () => socket.destroy());
  socket.resume();
  socket.on('drain', send);
  socket.write(hello);
  send();
  return socket;
}

/** As many connections as are taken; says how many have been ended by the server. */
export function floodConnections({ base, from }: Pick<Flooded, 'base' | 'from'>, count: number): Flooder {
  let cuts = 0;
  const sockets = Array.from({ length: count }, () => {
    const socket = connect({ port: Number(new URL(base).port), host: '127.0.0.1', localAddress: from });
    socket.on('error', () => socket.destroy());
    socket.on('end', () => socket.destroy());
    socket.on('close', () => cuts++);
    return socket.resume();
  });
  return {
    cuts: () => cuts,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.resolve();
    },
  };
}
