/** A student at a browser of the game's own library, and what the student waits for: to be in, answers, and what team-mates see of an act. */
import { randomBytes } from 'node:crypto';
import type { Room } from '@colyseus/sdk';
import type { RoomState } from '../../../server/state.ts';
import type { Happening } from '../../../shared/game/view.ts';
import type { Receipt } from '../../../shared/messages.ts';
import { nextWish, type Flight, type Memory, type Wish } from './choice.ts';
import { bytesOf, type Bytes } from './echo.ts';
import type { Actor } from './rhythm.ts';

// Node's own WebSocket is slower than `ws`, which the library takes when there is none.
Reflect.deleteProperty(globalThis, 'WebSocket');
const { Client } = await import('@colyseus/sdk');

/** Who has not got in after so long has not got in, milliseconds. */
const IN_MAX_MS = 20_000;
/** States that are remembered, to look up when somebody's act was to be seen. */
const SEEN_MAX = 64;
/** A team-mate who has not been shown an act after so long is not shown it, milliseconds. */
const SHOWN_MAX_MS = 10_000;
/** A frame is on its cable for about so long, milliseconds. */
const FLIGHT_MS = 700;

/** What was measured at the students; a new one for each block. */
export interface Tally {
  /** Inputs that were written down and acknowledged, and how long each took, milliseconds. */
  readonly acknowledgedMs: number[];
  /** From an act to the state of each team-mate that contains it, milliseconds. */
  readonly shownMs: number[];
  /** Acts of which some team-mate has not been shown anything in time. */
  unshown: number;
  /** By the code of the refusal. */
  readonly refused: Record<string, number>;
  /** Requests that are no inputs: the console, and the next puzzle. */
  others: number;
  /** Moments in which there was nothing to do. */
  idle: number;
}

export function newTally(): Tally {
  return { acknowledgedMs: [], shownMs: [], unshown: 0, refused: {}, others: 0, idle: 0 };
}

interface Seen {
  readonly round: number;
  readonly seq: number;
  readonly atMs: number;
}

export interface Student extends Actor {
  /** Code of the team's room. */
  readonly team: string;
  /** Others in the same room. */
  mates: readonly Student[];
  tally: Tally;
  /** The WebSocket's close code, when the server or the network has closed it. */
  closed: number | null;
  bytes(): Bytes;
  /** When this student was shown a state of the round with so many inputs, milliseconds; null when it does not come. */
  shown(round: number, inputs: number): Promise<number | null>;
  leave(): void;
}

/** What our API says, or an error with the refusal. */
export async function post(url: string, body: object): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const reply = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`${response.status} ${String(reply['error'])}`);
  return reply;
}

export function newToken(): string {
  return randomBytes(16).toString('base64url');
}

/** Takes a place that the server has reserved. */
export async function openRoom<State>(base: string, reservation: unknown): Promise<Room<unknown, State>> {
  const room = await new Client(base).consumeSeatReservation<State>(reservation as never);
  room.reconnection.enabled = false;
  return room;
}

/** What its connection has received and sent. */
export function bytesOfRoom({ connection }: Pick<Room, 'connection'>): Bytes {
  return bytesOf((connection.transport as unknown as { readonly ws: unknown }).ws);
}

/** Comes into a class as a browser does. Rejects when it is not let in, or gets no seat. */
export async function enterClass(base: string, code: string): Promise<Student> {
  const { room: team, reservation } = await post(`${base}/api/classes/${code}/join`, { token: newToken() });
  const room = await openRoom<RoomState>(base, reservation);
  const flights: (Flight & { readonly heardMs: number })[] = [];
  room.onMessage('happenings' as never, (list: readonly Happening[]) => {
    const heardMs = performance.now();
    for (const one of list) if (one.kind === 'flight') flights.push({ ...one, heardMs });
    flights.splice(0, flights.length - 4);
  });
  const student = attend(room, String(team), () =>
    flights.filter(({ heardMs }) => performance.now() - heardMs < FLIGHT_MS),
  );
  await seated(room);
  return student;
}

/** The page can be drawn: the room and the own player are there. */
function seated(room: Room<unknown, RoomState>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no seat')), IN_MAX_MS);
    const look = () => {
      if (deviceOf(room.state) === undefined || room.state.seats.size === 0) return;
      clearTimeout(timer);
      room.onStateChange.remove(look);
      resolve();
    };
    room.onStateChange(look);
    if (room.state !== undefined) look();
  });
}

/** Where the student sits: empty while standing, undefined before the own player is there. */
function deviceOf(state: RoomState): string | undefined {
  for (const player of state?.players?.values() ?? []) if (player.you) return player.device;
  return undefined;
}

function attend(room: Room<unknown, RoomState>, team: string, flights: () => readonly Flight[]): Student {
  const eyes = watchStates(room);
  const outbox = randomBytes(8).toString('base64url');
  const memory: Memory = { card: 0, told: new Map() };
  let number = 0;
  const carryOut = async ({ name, message }: Wish, sinceMs: number): Promise<void> => {
    const { tally } = student;
    const { round } = room.state;
    if (name === 'console' || name === 'start') {
      tally.others++;
      return void (await room.request(name as never, message as never).catch(() => {}));
    }
    const act = { outbox, number: ++number, round };
    try {
      const { seq } = await room.request<Receipt>(name as never, { ...message, act } as never);
      tally.acknowledgedMs.push(performance.now() - sinceMs);
      void tellMates(student, tally, { round, inputs: seq + 1, sinceMs });
    } catch (error) {
      const reason = (error as { reason?: string }).reason ?? String(error);
      tally.refused[reason] = (tally.refused[reason] ?? 0) + 1;
    }
  };
  const student: Student = {
    team,
    mates: [],
    tally: newTally(),
    closed: null,
    act: async (sinceMs) => {
      const device = deviceOf(room.state);
      const wish =
        device === undefined || student.closed !== null ? null : nextWish(room.state, device, memory, flights());
      if (wish === null) student.tally.idle++;
      else await carryOut(wish, sinceMs);
    },
    bytes: () => bytesOfRoom(room),
    shown: eyes.shown,
    leave: () => room.connection.close(),
  };
  room.onLeave((code) => (student.closed = code));
  return student;
}

/** Notes when the team-mates are shown what was acknowledged. */
async function tellMates(
  { mates }: Student,
  tally: Tally,
  { round, inputs, sinceMs }: { readonly round: number; readonly inputs: number; readonly sinceMs: number },
): Promise<void> {
  const moments = await Promise.all(mates.map((mate) => mate.shown(round, inputs)));
  for (const atMs of moments) if (atMs !== null) tally.shownMs.push(atMs - sinceMs);
  if (moments.includes(null)) tally.unshown++;
}

/** Remembers when which state has come. */
function watchStates(room: Room<unknown, RoomState>): Pick<Student, 'shown'> {
  const seen: Seen[] = [];
  const waiting = new Set<(now: Seen) => void>();
  const contains = (state: Seen, round: number, inputs: number) =>
    state.round > round || (state.round === round && state.seq >= inputs);
  room.onStateChange(({ round, seq }) => {
    const last = seen.at(-1);
    if (last?.round === round && last.seq === seq) return;
    const now = { round, seq, atMs: performance.now() };
    seen.push(now);
    if (seen.length > SEEN_MAX) seen.shift();
    for (const look of waiting) look(now);
  });
  return {
    shown: (round, inputs) => {
      const first = seen.find((state) => contains(state, round, inputs));
      if (first !== undefined) return Promise.resolve(first.atMs);
      return new Promise((resolve) => {
        const settle = (atMs: number | null) => {
          waiting.delete(look);
          clearTimeout(timer);
          resolve(atMs);
        };
        const look = (now: Seen) => contains(now, round, inputs) && settle(now.atMs);
        const timer = setTimeout(() => settle(null), SHOWN_MAX_MS);
        waiting.add(look);
      });
    },
  };
}
