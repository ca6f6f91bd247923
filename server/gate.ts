/**
 * The gate in front of page, API and rooms: what does not belong here goes no further. No CORS: pages of other origins get nothing, on no path and by no method; only a
 * link may lead here. An address gets so much and no more; every answer carries the headers that keep the page to itself.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { MESSAGE_MAX_BYTES, type ApiError } from '../shared/messages.ts';
import type { RefusalCode } from '../shared/refusals.ts';
import { addressFrom } from './address.ts';
import { limitConnections, RETRY_SECONDS } from './connections.ts';
import { cutOffFlood } from './flow.ts';
import { endLater, stopParsing } from './linger.ts';
import { createPipelineLimit } from './pipeline.ts';
import { createBuckets, createTally, type Buckets } from './limit.ts';
import { headersFor } from './policy.ts';

export interface GateOptions {
  /** Origins besides the server's own. */
  readonly origins: readonly string[];
  /** Is the page served by Vite, which puts styles inline and has a WebSocket of its own? */
  readonly dev: boolean;
  /** Does the last entry of X-Forwarded-For say who asks? */
  readonly trustProxy: boolean;
  /** Connections, and WebSockets among them, that an address may have open. */
  readonly connectionsPerAddress: number;
  readonly webSocketsPerAddress: number;
  /** Requests of the API that an address may make at once, and each second in the long run. */
  readonly apiBurst: number;
  readonly apiPerSecond: number;
  /** Is a place in this room kept for whoever opens a WebSocket by this session id? */
  readonly hasPlace: (room: string, session: string) => boolean;
}

/** What is behind the gate. */
export interface Behind {
  readonly request: (request: IncomingMessage, response: ServerResponse) => void;
  /** WebSockets of the page itself; those of rooms are told by `isRoomUpgrade`. */
  readonly pageUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export interface Gate {
  /** May this request open a connection to a room? Who may is counted until the connection is closed; asked again, it is the same answer. */
  isRoomUpgrade(request: IncomingMessage): boolean;
  /** Puts the gate in front of a server. */
  guard(server: Server, behind: Behind): void;
}

const METHODS = ['GET', 'HEAD', 'POST'];

/** Files of the page cost far less than a request of the API, and a page has some of them: an address gets so many times as many. */
const FILES_FACTOR = 5;

/** "/process/room?sessionId=…", as the rooms' clients open it. */
const ROOM_PATH = /^\/[\w-]{1,32}\/([\w-]{1,32})\?sessionId=([\w-]{1,32})$/;

const API_PATH = /^\/+api(?:[/?]|$)/i;

/** WebSockets without a place, or of another origin, that an address is told so about; beyond that they are left hanging. No browser of ours opens one. */
const STRANGERS = { burst: 50, perSecond: 5 } as const;

/** What becomes of a request: an HTTP status, and after how many milliseconds it may be made again. */
interface Refused {
  readonly status: number;
  readonly againInMs?: number;
}

/** What becomes of an upgrade. */
type Admission = 'room' | 'page' | Refused;

export function createGate(options: GateOptions): Gate {
  const { trustProxy, apiBurst, apiPerSecond } = options;
  const webSockets = createTally(options.webSocketsPerAddress);
  const api = createBuckets({ burst: apiBurst, perSecond: apiPerSecond });
  const files = createBuckets({ burst: apiBurst * FILES_FACTOR, perSecond: apiPerSecond * FILES_FACTOR });
  const strangers = createBuckets(STRANGERS);
  const admissions = new WeakMap<IncomingMessage, Admission>();
  const admit = (request: IncomingMessage): Admission => {
    const wanted = wantedUpgrade(request, options);
    if (wanted === null) return { status: 403 };
    const address = addressFrom(request, trustProxy);
    if (!webSockets.enter(address)) return { status: 503, againInMs: RETRY_SECONDS * 1000 };
    request.socket.once('close', () => webSockets.leave(address));
    return wanted;
  };
  const admission = (request: IncomingMessage): Admission => {
    const known = admissions.get(request) ?? admit(request);
    admissions.set(request, known);
    return known;
  };
  return {
    isRoomUpgrade: (request) => admission(request) === 'room',
    guard: (server, behind) => {
      const isRefused = limitConnections(server, { perAddress: options.connectionsPerAddress, trustProxy });
      const doesNotWait = createPipelineLimit();
      const headers = Object.entries(headersFor(options));
      server.on('request', (request, response) => {
        // Its answer has been sent already, and may still be on its way.
        if (isRefused(request.socket)) return stopParsing(request.socket);
        if (doesNotWait(request, response)) return;
        for (const [name, value] of headers) response.setHeader(name, value);
        const tooOften = () => usedUp(request, isApi(request) ? api : files, trustProxy);
        const refused = refusal(request, options) ?? tooOften();
        if (refused === null) behind.request(request, response);
        else refuseRequest(request, response, refused);
      });
      server.on('upgrade', (request, socket, head) => {
        const admitted = admission(request);
        if (admitted === 'room') return cutOffFlood(socket);
        if (admitted === 'page') return behind.pageUpgrade(request, socket, head);
        if (admitted.status === 403 && strangers.take(addressFrom(request, trustProxy)) > 0) return endLater(socket);
        refuseUpgrade(socket, admitted);
      });
    },
  };
}

function wantedUpgrade(request: IncomingMessage, options: GateOptions): 'room' | 'page' | null {
  if (!isOwnOrigin(request, options)) return null;
  const [, room = '', session = ''] = ROOM_PATH.exec(request.url ?? '') ?? [];
  // Who has no place would be sent away by the room: but only after a handshake and all that can be sent meanwhile.
  if (room !== '' && options.hasPlace(room, session)) return 'room';
  const protocol = request.headers['sec-websocket-protocol'];
  return options.dev && (protocol === 'vite-hmr' || protocol === 'vite-ping') ? 'page' : null;
}

function refuseUpgrade(socket: Duplex, { status, againInMs }: Refused): void {
  socket.on('error', () => socket.destroy());
  // Not left half open for whoever never closes their side.
  socket.once('finish', () => socket.destroy());
  const again = againInMs === undefined ? '' : `Retry-After: ${secondsOf(againInMs)}\r\n`;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${again}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Why a request is refused, whoever it comes from; or null. */
function refusal(request: IncomingMessage, options: GateOptions): Refused | null {
  const { method = '', headers } = request;
  if (!METHODS.includes(method)) return { status: 405 };
  if (headers['transfer-encoding'] !== undefined) return { status: 411 };
  if (Number(headers['content-length'] ?? 0) > MESSAGE_MAX_BYTES) return { status: 413 };
  if (!(isOwnOrigin(request, options) || isVisit(request))) return { status: 403 };
  if (method !== 'POST') return null;
  return /^application\/json\b/i.test(headers['content-type'] ?? '') ? null : { status: 415 };
}

function usedUp(request: IncomingMessage, buckets: Buckets, trustProxy: boolean): Refused | null {
  const againInMs = buckets.take(addressFrom(request, trustProxy));
  return againInMs === 0 ? null : { status: 429, againInMs };
}

const CODES: Readonly<Record<number, RefusalCode>> = { 429: 'too-many-messages', 503: 'server-busy' };

/** Below /api in the API's own form. */
function refuseRequest(request: IncomingMessage, response: ServerResponse, { status, againInMs }: Refused): void {
  const isJson = isApi(request);
  if (againInMs !== undefined) response.setHeader('Retry-After', secondsOf(againInMs));
  // The rest of the request is not read, so the connection cannot be used again.
  response.writeHead(status, {
    Connection: 'close',
    'Cache-Control': 'no-store',
    'Content-Type': isJson ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8',
  });
  const error = { error: CODES[status] ?? 'bad-message' } satisfies ApiError;
  response.end(isJson ? JSON.stringify(error) : `${STATUS_CODES[status]}\n`);
}

function isApi({ url = '' }: IncomingMessage): boolean {
  return API_PATH.test(url);
}

/** Somebody comes by a link of another page: a page is opened that stands by itself. */
function isVisit(request: IncomingMessage): boolean {
  const { method, headers } = request;
  if (method === 'POST' || isApi(request) || headers.origin !== undefined) return false;
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
}

/**
 * Browsers say which page speaks when it changes something, and in a secure context always; programs that are no browsers have no page that could be a trap. Somebody who
 * types an address of the API (`none`) only reads.
 */
function isOwnOrigin(request: IncomingMessage, options: GateOptions): boolean {
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  if (origin === undefined)
    return site === undefined || site === 'same-origin' || (site === 'none' && request.method !== 'POST');
  if (options.origins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

function secondsOf(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}
