/** Somebody who plays in another room and waits for each answer. */
import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import { CODE, message, pack } from '../hostile/pack.ts';

/** First octet of the answer to a request (@colyseus/shared-types 0.18). */
const RESPONSE = 22;
/** From one act to the next, milliseconds: below what a room takes from a client. */
const ACT_EVERY_MS = 100;
/** An answer that comes later counts as so late. */
const LATE_MS = 10_000;

export interface Neighbour {
  /** Acts for so long; the times from act to answer, milliseconds. */
  act(forMs: number): Promise<readonly number[]>;
  close(): void;
}

export async function post(base: string, path: string, body: object): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${base}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}

/** Comes into a room of their own. */
export async function createNeighbour(base: string): Promise<Neighbour> {
  const { code } = await post(base, '/api/rooms', { puzzle: 'who-has', alone: false });
  const token = randomBytes(16).toString('base64url');
  const { reservation } = await post(base, `/api/rooms/${String(code)}/join`, { token });
  const { processId, roomId, sessionId } = reservation as Record<string, string>;
  const socket = new WebSocket(`${base.replace('http', 'ws')}/${processId}/${roomId}?sessionId=${sessionId}`);
  await new Promise((resolve, reject) => socket.once('message', resolve).once('error', reject));
  socket.send(Buffer.of(CODE.join));
  let number = 0;
  /** A change that is written down before it is answered, and sent to the room. */
  const actOnce = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const sentMs = performance.now();
      const late = setTimeout(() => resolve(LATE_MS), LATE_MS);
      const hear = (data: Buffer) => {
        if (data[0] !== RESPONSE) return;
        clearTimeout(late);
        socket.off('message', hear);
        // Its status follows the request's number, which fits one octet.
        if (data[2] === 0) resolve(performance.now() - sentMs);
        else reject(new Error(`refused: ${data.subarray(3).toString('latin1')}`));
      };
      socket.on('message', hear);
      number = (number + 1) % 100;
      socket.send(message('rename', pack({ name: `Ann ${number}` }), number));
    });
  return {
    act: async (forMs) => {
      const times: number[] = [];
      const beganMs = performance.now();
      while (performance.now() - beganMs < forMs) {
        const took = await actOnce();
        times.push(took);
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, ACT_EVERY_MS - took)));
      }
      return times;
    },
    close: () => socket.terminate(),
  };
}
