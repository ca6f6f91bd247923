/** Connections that are given up. They end late: whoever floods waits for the end of one before the next, so this costs them time and the server nothing. */
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

const LINGER_MS = 1000;

/** Nothing more is read from the connection, and after a second it is gone. */
export function endLater(socket: Duplex): void {
  socket.pause();
  socket.on('error', () => socket.destroy());
  const timer = setTimeout(() => socket.destroy(), LINGER_MS).unref();
  socket.once('close', () => clearTimeout(timer));
}

/** As Node's HTTP server asks what its parser shall do with the rest of a piece, once the headers of a request have been read. */
interface Parsed extends Socket {
  readonly parser?: { onIncoming?: () => number } | null;
}

/** "No request follows, but another protocol." */
const NOT_HTTP_FROM_HERE = 2;

/**
 * No further request is read from the piece that has just come, or from those that come. A piece of 64 kB holds 1,500 of them, which take 13 ms also when nobody listens to
 * them any more, and Node has no public way to let them go: this is how it leaves the stage to a WebSocket.
 */
export function stopParsing({ parser }: Parsed): void {
  if (typeof parser?.onIncoming === 'function') parser.onIncoming = () => NOT_HTTP_FROM_HERE;
}
