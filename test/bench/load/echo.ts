/** Clients of the echo: as many, as often and with messages as large as those of the students. */
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { Actor } from './rhythm.ts';

export interface EchoClient extends Actor {
  /** From sending to the answer, milliseconds; a list that may be of all clients. */
  answeredMs: number[];
  /** Payload of a message. */
  messageBytes: number;
  bytes(): Bytes;
  close(): void;
}

export async function connectEchoClients(base: string, count: number): Promise<readonly EchoClient[]> {
  return Promise.all(Array.from({ length: count }, () => connect(base)));
}

async function connect(base: string): Promise<EchoClient> {
  const socket = new WebSocket(base.replace('http', 'ws'), { perMessageDeflate: false });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const client: EchoClient = {
    answeredMs: [],
    messageBytes: 64,
    act: async (sinceMs) => {
      const answered = new Promise((resolve) => socket.once('message', resolve));
      socket.send(Buffer.alloc(client.messageBytes, 1));
      await answered;
      client.answeredMs.push(performance.now() - sinceMs);
    },
    bytes: () => bytesOf(socket),
    close: () => socket.terminate(),
  };
  return client;
}

/** That a WebSocket has received and sent over TCP, the heads of the frames included. */
export interface Bytes {
  readonly received: number;
  readonly sent: number;
}

/** Of a WebSocket of `ws`, which keeps its socket to itself. */
export function bytesOf(socket: unknown): Bytes {
  const { _socket } = socket as { readonly _socket: Socket | null };
  return { received: _socket?.bytesRead ?? 0, sent: _socket?.bytesWritten ?? 0 };
}
