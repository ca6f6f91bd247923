/** HTTP requests as octets: every route, with bodies, paths, headers and methods that fit, and such that do not. */
import type { GenericSchema } from 'valibot';
import * as rooms from '../../shared/messages.ts';
import * as classes from '../../shared/messages/class.ts';
import { type Random, draw, drawOne } from '../../shared/random.ts';
import { noise } from './pack.ts';
import { sample, spoilt, type Words } from './sample.ts';
import { COMMON_WORDS } from './targets.ts';

interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly form?: GenericSchema;
  /** What is to be attacked would be gone. */
  readonly withoutKeys?: true;
}

/** Every route of the API, and what else answers. */
export const ROUTES: readonly Route[] = [
  { method: 'POST', path: '/api/rooms', form: rooms.makeRoomRequest },
  { method: 'GET', path: '/api/rooms/CODE' },
  { method: 'POST', path: '/api/rooms/CODE/join', form: rooms.joinRequest },
  { method: 'POST', path: '/api/rooms/CODE/replay', form: rooms.roomReplayRequest },
  { method: 'POST', path: '/api/rooms/CODE/capture', form: rooms.roomCaptureRequest },
  { method: 'GET', path: '/api/codes/CODE' },
  { method: 'POST', path: '/api/classes', form: classes.makeClassRequest },
  { method: 'GET', path: '/api/classes/CODE' },
  { method: 'POST', path: '/api/classes/CODE/join', form: classes.joinClassRequest },
  { method: 'POST', path: '/api/classes/CODE/teach', form: classes.teachRequest },
  { method: 'POST', path: '/api/classes/CODE/project', form: classes.projectRequest },
  { method: 'POST', path: '/api/classes/CODE/watch', form: classes.watchRequest },
  { method: 'POST', path: '/api/classes/CODE/report', form: classes.reportRequest },
  { method: 'POST', path: '/api/classes/CODE/replay', form: classes.replayRequest },
  { method: 'POST', path: '/api/classes/CODE/capture', form: classes.captureRequest },
  { method: 'POST', path: '/api/classes/CODE/delete', form: classes.deleteRequest, withoutKeys: true },
  { method: 'GET', path: '/api/puzzles/two-routers/map' },
  { method: 'GET', path: '/' },
  { method: 'GET', path: '/room/CODE' },
  { method: 'GET', path: '/assets/x.js' },
  { method: 'POST', path: '/matchmake/joinOrCreate/match' },
];

const ODD_PATHS = [
  '/%00',
  '/%',
  '/%ff',
  '/..%2f..%2fetc%2fpasswd',
  '/../../etc/passwd',
  '//',
  '*',
  'http://evil.example/',
  '/api//rooms',
  '/api/rooms/__proto__',
  '/api/puzzles/constructor/map',
  '/api/classes/%F0%9F%98%80',
  '/?a[__proto__][b]=1',
  '/api/',
  `/${'a'.repeat(3000)}`,
  `/api/rooms/${'%41'.repeat(500)}`,
  '/网络',
] as const;
const ODD_METHODS = [
  'PUT',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'HEAD',
  'PATCH',
  'get',
  'G\u0000T',
  'PRI',
  '',
] as const;
const ODD_HEADERS = [
  'Transfer-Encoding: chunked',
  'Content-Length: -1',
  'Content-Length: 99999999999',
  'Content-Length: 5\r\nContent-Length: 6',
  'Expect: 100-continue',
  'Upgrade: websocket\r\nConnection: Upgrade',
  'Upgrade: h2c',
  'Content-Encoding: gzip',
  'Host: a\r\nHost: b',
  'Origin: http://evil.example',
  'Origin: null',
  'Origin: %%%',
  'Sec-Fetch-Site: cross-site',
  'X-Forwarded-For: 1.2.3.4, x',
  'Content-Type: text/plain',
  'Content-Type: application/json; charset=utf-7',
  'Range: bytes=0-,0-,0-',
  'If-None-Match: *',
  'Accept-Encoding: gzip;q=x',
  'Cookie: __proto__=1',
  'A: \u0000',
  ': empty',
  'no colon',
  ' folded: x',
  `Long: ${'x'.repeat(9000)}`,
  Array.from({ length: 150 }, (_, index) => `H${index}: x`).join('\r\n'),
] as const;

/** One request; `isLast`: the connection is not to be used any further. */
export function drawRequest(random: Random, words: Words, isLast: boolean): Buffer {
  const route = drawOne(random, ROUTES);
  const body = bodyOf(random, route, words);
  const odd = draw(random, 4);
  const method = odd === 0 && draw(random, 3) === 0 ? drawOne(random, ODD_METHODS) : route.method;
  const headers = ['Host: 127.0.0.1', ...(route.method === 'POST' ? ['Content-Type: application/json'] : [])];
  if (route.method === 'POST' || body.length > 0) headers.push(`Content-Length: ${body.length}`);
  if (odd === 1 && draw(random, 3) === 0) headers.push(drawOne(random, ODD_HEADERS));
  if (isLast) headers.push('Connection: close');
  const version =
    odd === 2 && draw(random, 20) === 0 ? drawOne(random, ['HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', '']) : 'HTTP/1.1';
  const head = Buffer.from(
    `${method} ${pathOf(random, route, words, odd === 3)} ${version}\r\n${headers.join('\r\n')}\r\n\r\n`,
  );
  return Buffer.concat([head, body]);
}

function pathOf(random: Random, { path }: Route, words: Words, isOdd: boolean): string {
  if (isOdd && draw(random, 3) === 0) return drawOne(random, ODD_PATHS);
  const codes = words.filter((word) => /^[A-Z2-9]{6}$/.test(word));
  const code = draw(random, 4) === 0 ? encodeURIComponent(drawOne(random, words)) : drawOne(random, codes);
  return path.replace('CODE', code);
}

function bodyOf(random: Random, { form, withoutKeys }: Route, words: Words): Buffer {
  if (form === undefined) return draw(random, 10) === 0 ? noise(random, 50) : Buffer.alloc(0);
  const right = sample(random, form, withoutKeys === true ? COMMON_WORDS : words);
  switch (draw(random, 8)) {
    case 0:
      return noise(random, 300);
    case 1:
      return Buffer.from('['.repeat(1 + draw(random, 2000)));
    case 2:
      return Buffer.from(JSON.stringify(right).slice(0, draw(random, 60)));
    case 3:
      return Buffer.from(`{"__proto__":{"isDemo":true},"constructor":{"prototype":1},"token":"x"}`);
    case 4:
    case 5:
      return Buffer.from(asJson(spoilt(random, right)));
    default:
      return Buffer.from(JSON.stringify(right));
  }
}

function asJson(value: unknown): string {
  // Not every odd value is one of JSON.
  return JSON.stringify(value) ?? 'undefined';
}
