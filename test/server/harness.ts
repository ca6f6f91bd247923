/** A real server on a free port, and real clients of the browser's own library that play in it. */
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { matchMaker } from '@colyseus/core';
import type { Room } from '@colyseus/sdk';
import { vi } from 'vitest';
import { startApp, type App } from '../../server/app.ts';
import type { Config } from '../../server/config.ts';
import type { MatchRoom } from '../../server/rooms/match-room.ts';
import type { RoomState, SeatState } from '../../server/state.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import type { Store, StoredGame } from '../../server/store/store.ts';
import type { Classroom } from '../../shared/class/classroom.ts';
import { decide, formOf, type Answers } from '../../shared/device/decision.ts';
import { answersByRule } from '../../shared/game/form.ts';
import { joinLog, logPlaces } from '../../shared/messages/log-pages.ts';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import type { CardView, Happening, ToldEntry } from '../../shared/game/view.ts';

import { config } from './config-for-tests.ts';
import { Client, newToken, post } from './http.ts';

export { config, newToken, post };

export interface TestServer {
  readonly app: App;
  readonly store: Store;
  readonly base: string;
}

/** One for each test file: Colyseus keeps its rooms in a module. */
export async function startServer(changes: Partial<Config> = {}, folder = ':memory:'): Promise<TestServer> {
  const store = openSqlite(folder);
  const pages = () => (_request: unknown, response: { status(code: number): { end(): void } }) =>
    response.status(404).end();
  const app = await startApp({ config: { ...config, ...changes }, store, pages, dev: false });
  return { app, store, base: `http://127.0.0.1:${app.port}` };
}

/** What is written of a room, with the whole journal of its round. */
export async function keptOf({ store }: Pick<TestServer, 'store'>, code: string): Promise<StoredGame> {
  const game = await store.game(code, '');
  if (game === null) throw new Error(`no room ${code} is written`);
  return game;
}

/** What is written of a class. */
export async function keptClass({ store }: Pick<TestServer, 'store'>, code: string): Promise<Classroom> {
  const kept = await store.class(code);
  if (kept === null) throw new Error(`no class ${code} is written`);
  return kept.classroom;
}

/** The same, waited for. */
export function untilKept(condition: () => Promise<boolean>): Promise<void> {
  return vi.waitFor(
    async () => {
      if (!(await condition())) throw new Error(`this never became true: ${condition.toString()}`);
    },
    { timeout: 15_000, interval: 5 },
  );
}

export async function stopServer({ app, store }: TestServer): Promise<void> {
  await app.close();
  await store.close();
}

/** Somebody in a room, with everything that their browser has received. */
export interface Guest {
  readonly token: string;
  readonly room: Room<unknown, RoomState>;
  readonly happenings: Happening[];
  /** Every WebSocket message, as text of Latin-1 signs, so that it can be searched. */
  readonly received: string[];
  readonly closed: { code?: number; replaced?: boolean; by?: string };
  /** Sends a request; null when it was carried out, else the refusal. */
  ask(name: string, message: unknown): Promise<string | null>;
}

/** Asks for a WebSocket by hand: 101 with its socket, or the status of the refusal. */
export function upgrade(
  base: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; socket?: Duplex }> {
  return new Promise((resolve, reject) => {
    const key = randomBytes(16).toString('base64');
    const handshake = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Key': key,
      'Sec-WebSocket-Version': '13',
    };
    const asked = request(`${base}${path}`, { headers: { ...handshake, ...headers } });
    asked.on('upgrade', (response, socket) => resolve({ status: response.statusCode ?? 0, socket }));
    asked.on('response', (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0 });
    });
    asked.on('error', reject);
    asked.end();
  });
}

export async function makeRoom(base: string, puzzle: PuzzleId = 'first-frame', alone = false): Promise<string> {
  const { status, body } = await post(base, '/api/rooms', { puzzle, alone });
  if (status !== 201 || typeof body === 'string') throw new Error(`no room: ${status} ${JSON.stringify(body)}`);
  return String(body['code']);
}

export async function join(base: string, code: string, token = newToken(), name?: string): Promise<Guest> {
  const { status, body } = await post(
    base,
    `/api/rooms/${code}/join`,
    name === undefined ? { token } : { token, name },
  );
  if (status !== 200 || typeof body === 'string') throw new Error(`not in: ${status} ${JSON.stringify(body)}`);
  const guest = await takePlace(base, body['reservation'], token);
  await until(() => seatsOf(guest).length > 0);
  return guest;
}

/** Takes up a place that was given. */
export async function takePlace(base: string, reservation: unknown, token: string): Promise<Guest> {
  const room: Room<unknown, RoomState> = await new Client(base).consumeSeatReservation(reservation as never);
  room.reconnection.maxRetries = 0;
  const guest: Guest = {
    token,
    room,
    happenings: [],
    received: [],
    closed: {},
    ask: (name, message) => ask(room, name, message),
  };
  listen(guest);
  return guest;
}

export function listen({
  room,
  happenings,
  received,
  closed,
}: Pick<Guest, 'room' | 'happenings' | 'received' | 'closed'>): void {
  const { events } = room.connection;
  const deliver = events.onmessage;
  events.onmessage = (event: { data: ArrayBuffer }) => {
    received.push(Buffer.from(event.data).toString('latin1'));
    deliver?.(event);
  };
  room.onMessage('happenings' as never, (list: never) => happenings.push(...(list as readonly Happening[])));
  room.onMessage('replaced' as never, (message: never) =>
    Object.assign(closed, { replaced: true, ...(message as object) }),
  );
  room.onLeave((code: number) => (closed.code = code));
  room.onDrop((code: number) => (closed.code = code));
}

export async function ask(room: Room, name: string, message: unknown): Promise<string | null> {
  try {
    await room.request(name as never, message as never);
    return null;
  } catch (error) {
    const reason = (error as { reason?: string }).reason;
    if (reason === undefined) throw error;
    return reason;
  }
}

/** Waits for a condition; fails when it does not come true within 15 seconds. */
export function until(condition: () => boolean): Promise<void> {
  return vi.waitFor(
    () => {
      if (!condition()) throw new Error(`this never became true: ${condition.toString()}`);
    },
    { timeout: 15_000, interval: 5 },
  );
}

export function seatsOf({ room }: Guest): readonly SeatState[] {
  return [...((room.state as RoomState | undefined)?.seats?.values() ?? [])];
}

export function seatOf(guest: Guest, device: string): SeatState {
  const seat = guest.room.state.seats.get(device);
  if (seat === undefined) throw new Error(`no seat ${device}`);
  return seat;
}

/** The player that a guest is, by the field that nobody else gets. */
export function meOf({ room }: Guest) {
  const mine = [...room.state.players.values()].filter((player) => player.you);
  if (mine.length !== 1) throw new Error(`${mine.length} players are "you"`);
  return mine[0]!;
}

/** The log of a seat, of what has arrived of it. */
export function logIn(seat: SeatState): readonly ToldEntry[] {
  return joinLog(logPlaces.map((place): unknown => JSON.parse(seat[place] || 'null'))).log;
}

export function cardsOf(guest: Guest): readonly CardView[] {
  const { cards } = seatOf(guest, meOf(guest).device);
  return cards === '' || cards === undefined ? [] : (JSON.parse(cards) as CardView[]);
}

/** The room inside the server. */
export function roomOf({ room }: Guest): MatchRoom {
  return matchMaker.getLocalRoomById(room.roomId) as MatchRoom;
}

/** What the rules say about the first card of a seat. */
export function rightAnswers(
  { round }: MatchRoom,
  device: string,
): { readonly card: number; readonly answers: Answers } {
  const { match } = round;
  const card = match.seats[device]?.inbox[0];
  const played = match.network.devices[device];
  if (card === undefined || played === undefined) throw new Error(`no card at ${device}`);
  const { thinking } = decide(played, card.event);
  const form = formOf(played, card.event, match.puzzle.asks);
  return {
    card: card.id,
    answers: answersByRule(form, (part) => thinking.find((point) => point.part === part)?.expected),
  };
}
