/** Connections to the server: how many there may be, and how long one may take over what it says. */
import type { Server, ServerOptions } from 'node:http';
import type { Socket } from 'node:net';
import type { ApiError } from '../shared/messages.ts';
import { createTally } from './limit.ts';

/** Times within which a client has to have said something whole, milliseconds. */
export interface Patience {
  /** From the connection, or the request before, to the end of the headers; a connection on which nothing comes at all is closed, too. */
  readonly headersMs: number;
  /** To the end of the body. */
  readonly requestMs: number;
  /** A connection is kept for the next request so long. */
  readonly idleMs: number;
  /** How often it is looked who is late. */
  readonly checkMs: number;
}

export const PATIENCE: Patience = { headersMs: 10_000, requestMs: 15_000, idleMs: 10_000, checkMs: 2_000 };
/** A proxy takes its connections up again later than a browser; one that we close just then would be an error to a visitor. */
const IDLE_BEHIND_PROXY_MS = 75_000;

/** Headers of one request, octets, and how many there may be. */
const HEADERS_MAX_BYTES = 8 * 1024;
const HEADERS_MAX = 64;
/** Connections of all addresses together. */
const CONNECTIONS_IN_ALL = 10_000;
/** When somebody who has been refused may try again, seconds. */
export const RETRY_SECONDS = 5;

export function serverOptions({ headersMs, requestMs, idleMs, checkMs }: Patience, trustProxy: boolean): ServerOptions {
  return {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    keepAliveTimeout: trustProxy ? IDLE_BEHIND_PROXY_MS : idleMs,
    connectionsCheckingInterval: checkMs,
    maxHeaderSize: HEADERS_MAX_BYTES,
  };
}

export interface ConnectionLimits {
  readonly perAddress: number;
  /** All connections are the proxy's own. */
  readonly trustProxy: boolean;
}

/** Refuses connections beyond so many of one address, and of all. What it returns says of a connection whether it was refused. */
export function limitConnections(
  server: Server,
  { perAddress, trustProxy }: ConnectionLimits,
): (socket: Socket) => boolean {
  server.maxHeadersCount = HEADERS_MAX;
  server.maxConnections = Math.max(CONNECTIONS_IN_ALL, perAddress);
  const refused = new WeakSet<Socket>();
  const tally = createTally(perAddress);
  server.on('connection', (socket: Socket) => {
    if (trustProxy) return;
    const address = socket.remoteAddress ?? '';
    if (tally.enter(address)) return void socket.once('close', () => tally.leave(address));
    refused.add(socket);
    refuseConnection(socket);
  });
  return (socket) => refused.has(socket);
}

/** What it would have asked for is not waited for. */
function refuseConnection(socket: Socket): void {
  const body = JSON.stringify({ error: 'server-busy' } satisfies ApiError);
  const head = [
    'HTTP/1.1 503 Service Unavailable',
    `Retry-After: ${RETRY_SECONDS}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${body.length}`,
    'Connection: close',
  ];
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
