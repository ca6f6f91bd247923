/** The way to the server: our own API by fetch, the room by Colyseus, which is loaded when the first room is entered. */
import { refusalCodes } from '../shared/messages.ts';
import type { RefusalCode } from '../shared/messages.ts';
import type { ClassSummary } from '../shared/messages/class.ts';
import type { PuzzleId } from '../shared/game/puzzle.ts';
import type { Happening, MapView } from '../shared/game/view.ts';
import type { Outcome } from './model.ts';
import type { RoomSnapshot } from './room-reader.ts';

/** The network behind plain functions. A promise rejects only when the server was not reached. */
export interface Transport {
  makeRoom(puzzle: PuzzleId, alone: boolean): Promise<Outcome<string>>;
  /** Nobody is interested in the answer any more when `until` is aborted; so with each `until`. */
  join(code: string, token: string, name: string, until: AbortSignal): Promise<Outcome<unknown>>;
  /** A student's place in a class: in the room of a team. */
  joinClass(code: string, token: string, wish: ClassWish, until: AbortSignal): Promise<Outcome<unknown>>;
  /** What stands on the door of a class. */
  classAt(code: string): Promise<Outcome<ClassSummary>>;
  /** What a code that somebody has typed leads to. */
  placeAt(code: string): Promise<Outcome<'room' | 'class'>>;
  open(reservation: unknown, events: LineEvents<RoomSnapshot>, until: AbortSignal): Promise<Line>;
  mapOf(puzzle: PuzzleId): Promise<Outcome<MapView>>;
}

/** How a student comes in: under a name, by the number of the own seat, or only back, by the token that is known there. */
export type ClassWish = { readonly name: string } | { readonly number: string } | { readonly back: true };

/** An open connection to a room, of a team or of a class. */
export interface Line {
  /** What the server replies: null when it has carried out what was wanted and has nothing to say. */
  request(name: string, message: unknown): Promise<Outcome<unknown>>;
  close(): void;
}

export interface LineEvents<State> {
  state(state: State): void;
  happenings(happenings: readonly Happening[]): void;
  /** `by`: the page that has taken over, if it has said which it is. */
  replaced(by?: string): void;
  /** `code`: the WebSocket's close code. */
  closed(code: number): void;
}

/** After that a server counts as not reached, milliseconds; who asks for a place gives up sooner (`stay.ts`). */
const ANSWER_WAIT_MS = 10_000;

/** The network as it is. `origin`: where the server is, if it is not where the page came from. `page`: which page comes in. */
export function colyseusTransport(origin = '', page?: string): Transport {
  const who = page === undefined ? {} : { page };
  return {
    makeRoom: async (puzzle, alone) => {
      const reply = await post(`${origin}/api/rooms`, { puzzle, alone });
      return 'refused' in reply ? reply : { value: String(reply.value['code']) };
    },
    join: (code, token, name, until) =>
      placeOf(post(`${origin}/api/rooms/${code}/join`, { token, name, ...who }, until)),
    joinClass: (code, token, wish, until) =>
      placeOf(post(`${origin}/api/classes/${code}/join`, { token, ...wish, ...who }, until)),
    classAt: (code) => classAt(code, origin),
    placeAt: async (code) => {
      const reply = await ask(`${origin}/api/codes/${code}`, {});
      return 'refused' in reply ? reply : { value: reply.value['is'] === 'class' ? 'class' : 'room' };
    },
    open: (reservation, events, until) =>
      openLineTo(origin === '' ? location.origin : origin, reservation, events, until),
    mapOf: (puzzle) => valueOf(ask(`${origin}/api/puzzles/${puzzle}/map`, {})),
  };
}

/** Takes the place that the server has reserved. Rejects when it was not reached, or is given up. */
export function openLine<State>(reservation: unknown, events: LineEvents<State>, until?: AbortSignal): Promise<Line> {
  return openLineTo(location.origin, reservation, events, until);
}

async function openLineTo<State>(
  origin: string,
  reservation: unknown,
  events: LineEvents<State>,
  until?: AbortSignal,
): Promise<Line> {
  const { Client } = await import('@colyseus/sdk');
  until?.throwIfAborted();
  const client = new (class extends Client {
    // What is given up while it opens has to be closed: a browser opens one WebSocket to a server at a time, and would let the next ones wait for minutes.
    protected override createRoom<T>(name: string) {
      const opening = super.createRoom<T>(name);
      until?.addEventListener('abort', () => opening.connection.close(), { once: true });
      return opening;
    }
  })(origin);
  const room = await client.consumeSeatReservation<State>(
    reservation as Parameters<typeof client.consumeSeatReservation>[0],
  );
  // A new place is asked for by the token instead: this also works when the server was restarted.
  room.reconnection.enabled = false;
  room.onStateChange((state) => events.state(state));
  room.onMessage('happenings', (happenings: readonly Happening[]) => events.happenings(happenings));
  room.onMessage('replaced', ({ by }: { readonly by?: string }) => events.replaced(by));
  room.onLeave((code) => events.closed(code));
  return {
    request: (name, message) =>
      room.request(name, message).then(outcomeOf, (error: unknown) => ({ refused: refusalOf(error) })),
    close: () => {
      room.removeAllListeners();
      // Nothing is said on a line that the other side has closed.
      if (!room.connection.isOpen) return;
      void room.leave().catch(() => {});
      // Where nobody is at the other end any more, nobody closes it either.
      room.connection.close();
    },
  };
}

/** A reply may itself be a refusal. */
function outcomeOf(reply: unknown): Outcome<unknown> {
  return isRefusal(reply) ? { refused: reply } : { value: reply };
}

/** The code that the server refused with. Throws on when it was not the server that said no. */
function refusalOf(error: unknown): RefusalCode {
  if (error instanceof Error && error.name === 'rejected') {
    const { reason } = error as Error & { reason?: unknown };
    return isRefusal(reason) ? reason : 'internal';
  }
  throw error;
}

/** What stands on the door of a class, for students and for who would teach it. Rejects when the server was not reached. */
export function classAt(code: string, origin = ''): Promise<Outcome<ClassSummary>> {
  return valueOf(ask(`${origin}/api/classes/${code}`, {}));
}

/** The reply as what the API promises in `messages.ts` and `messages/class.ts`. */
export async function valueOf<Value>(reply: Promise<Outcome<Record<string, unknown>>>): Promise<Outcome<Value>> {
  return (await reply) as Outcome<Value>;
}

/** A place that the server keeps for us. */
export async function placeOf(reply: Promise<Outcome<Record<string, unknown>>>): Promise<Outcome<unknown>> {
  const outcome = await reply;
  return 'refused' in outcome ? outcome : { value: outcome.value['reservation'] };
}

/** Posts to our own API. Rejects when the server was not reached. */
export function post(path: string, body: unknown, until?: AbortSignal): Promise<Outcome<Record<string, unknown>>> {
  return ask(path, until === undefined ? posting(body) : { ...posting(body), signal: until });
}

/** The same, answered with a file. */
export async function postForFile(path: string, body: unknown): Promise<Outcome<Blob>> {
  const response = await answer(path, posting(body));
  return response.ok ? { value: await response.blob() } : refusalIn(await response.json());
}

/** Asks our own API. Rejects when the server was not reached. */
export async function ask(path: string, request: RequestInit): Promise<Outcome<Record<string, unknown>>> {
  const response = await answer(path, request);
  const reply: unknown = await response.json();
  return response.ok ? { value: reply as Record<string, unknown> } : refusalIn(reply);
}

function posting(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function answer(path: string, request: RequestInit): Promise<Response> {
  return fetch(path, { signal: AbortSignal.timeout(ANSWER_WAIT_MS), ...request });
}

function refusalIn(reply: unknown): { readonly refused: RefusalCode } {
  const { error } = reply as { error?: unknown };
  return { refused: isRefusal(error) ? error : 'internal' };
}

function isRefusal(value: unknown): value is RefusalCode {
  return refusalCodes.some((code) => code === value);
}
