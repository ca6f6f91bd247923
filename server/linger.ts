/** Connections that are ended late. Whoever floods waits for the end of one before the next, so this costs them time and the server nothing. */
import type { Duplex } from 'node:stream';

const LINGER_MS = 1000;

/** Nothing more is read from the connection, and after a second it is gone. */
export function endLater(socket: Duplex): void {
  socket.pause();
  socket.on('error', () => socket.destroy());
  const timer = setTimeout(() => socket.destroy(), LINGER_MS).unref();
  socket.once('close', () => clearTimeout(timer));
}
