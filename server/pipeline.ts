/** Requests that are sent on one connection before the ones before them are answered (RFC 9112, 9.3.2). No browser does it; a flood does, thousands in one piece. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { endLater, stopParsing } from './linger.ts';

/** Unanswered requests of a connection. */
export const UNANSWERED_MAX = 2;

/** Says of each request whether its connection is one that does not wait for answers; such a connection is given up. */
export function createPipelineLimit(): (request: IncomingMessage, response: ServerResponse) => boolean {
  const unanswered = new WeakMap<Socket, number>();
  const count = (socket: Socket, change: 1 | -1): number => {
    const now = (unanswered.get(socket) ?? 0) + change;
    unanswered.set(socket, now);
    return now;
  };
  return ({ socket }, response) => {
    if (count(socket, 1) > UNANSWERED_MAX) {
      stopParsing(socket);
      endLater(socket);
      return true;
    }
    response.once('close', () => count(socket, -1));
    return false;
  };
}
