/**
 * The gate in front of page, API and rooms: what does not belong here goes no further. No CORS: pages of other origins get nothing, and
 * what changes something, or opens a room, is refused to them. Every answer carries the headers that keep the page to itself.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { MESSAGE_MAX_BYTES } from '../shared/messages.ts';

export interface GateOptions {
  /** Origins besides the server's own. */
  readonly origins: readonly string[];
  /** Is the page served by Vite, which puts styles inline and has a WebSocket of its own? */
  readonly dev: boolean;
}

/** What is behind the gate. */
export interface Behind {
  readonly request: (request: IncomingMessage, response: ServerResponse) => void;
  /** WebSockets of the page itself; those of rooms are told by `isRoomUpgrade`. */
  readonly pageUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 15_000;

const METHODS = ['GET', 'HEAD', 'POST'];

/** "/process/room?sessionId=…", as the rooms' clients open it. */
const ROOM_PATH = /^\/[\w-]{1,32}\/([\w-]{1,32})\?(?:[\w-]+=[\w-]*&)*sessionId=[\w-]{1,64}(?:&[\w-]+=[\w-]*)*$/;

/** Puts the gate in front of a server. */
export function guard(server: Server, options: GateOptions, behind: Behind): void {
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  const headers = Object.entries(headersFor(options));
  server.on('request', (request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    const refused = refusal(request, options);
    if (refused === null) return behind.request(request, response);
    // The rest of the request is not read, so the connection cannot be used again.
    response.writeHead(refused, { Connection: 'close', 'Content-Type': 'text/plain; charset=utf-8' });
    response.end(`${STATUS_CODES[refused]}\n`);
  });
  server.on('upgrade', (request, socket, head) => {
    if (isRoomUpgrade(request, options)) return;
    if (isPageUpgrade(request, options)) return behind.pageUpgrade(request, socket, head);
    refuseUpgrade(socket);
  });
}

/** May this request open a connection to a room? */
export function isRoomUpgrade(request: IncomingMessage, options: GateOptions): boolean {
  const room = ROOM_PATH.exec(request.url ?? '')?.[1];
  // Colyseus looks rooms up in a plain object, where "constructor" is something, too.
  return room !== undefined && !(room in Object.prototype) && isOwnOrigin(request, options);
}

function isPageUpgrade(request: IncomingMessage, options: GateOptions): boolean {
  const protocol = request.headers['sec-websocket-protocol'];
  return options.dev && isOwnOrigin(request, options) && (protocol === 'vite-hmr' || protocol === 'vite-ping');
}

function refuseUpgrade(socket: Duplex): void {
  socket.on('error', () => socket.destroy());
  // Not left half open for whoever never closes their side.
  socket.once('finish', () => socket.destroy());
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

/** The HTTP status with which a request is refused, or null. */
function refusal(request: IncomingMessage, options: GateOptions): number | null {
  const { method = '', headers } = request;
  if (!METHODS.includes(method)) return 405;
  if (headers['transfer-encoding'] !== undefined) return 411;
  if (Number(headers['content-length'] ?? 0) > MESSAGE_MAX_BYTES) return 413;
  if (method !== 'POST') return null;
  if (!isOwnOrigin(request, options)) return 403;
  return /^application\/json\b/i.test(headers['content-type'] ?? '') ? null : 415;
}

/** Browsers always say which page speaks when it changes something; programs that are no browsers have no page that could be a trap. */
function isOwnOrigin({ headers }: IncomingMessage, options: GateOptions): boolean {
  const { origin } = headers;
  if (origin === undefined)
    return headers['sec-fetch-site'] === undefined || headers['sec-fetch-site'] === 'same-origin';
  if (options.origins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === headers.host;
}

/** No HSTS and no upgrade-insecure-requests: in a classroom the server is http on an address of the room's network. */
function headersFor({ dev }: GateOptions): Record<string, string> {
  const policy = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': dev ? "'self' 'unsafe-inline'" : "'self'",
    'img-src': "'self' data: blob:",
    'media-src': "'self' blob:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'manifest-src': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  };
  return {
    'Content-Security-Policy': Object.entries(policy)
      .map(([name, value]) => `${name} ${value}`)
      .join('; '),
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    // Room codes stand in addresses; they stay with us.
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  };
}
