/**
 * Being in a room. Comes in by a place that our own API gives, and comes in again by the same token whenever the line breaks, for as long
 * as the page is open. Everything that a person wants goes out as a request and comes back as null or as the reason of a refusal.
 */
import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { RefusalCode, RoomMessages } from '../shared/messages.ts';
import type { PuzzleId } from '../shared/game/puzzle.ts';
import type { CompletionReply, ConsoleReply } from '../shared/game/console-reply.ts';
import type { Happening, MapView } from '../shared/game/view.ts';
import type { Intents, Outcome, Store } from './model.ts';
import type { Line, LineEvents, Transport } from './connection.ts';
import { createRoomReader, type RoomReader, type RoomSnapshot } from './room-reader.ts';

/** What the session writes. */
export type RoomSignals = Pick<Store, 'connection' | 'room' | 'clock' | 'happenings' | 'muted'>;

/** What the session takes from the page around it; replaced in tests. */
export interface Surroundings {
  nowMs(): number;
  /** 0 to 1. */
  random(): number;
  later(delayMs: number, callback: () => void): () => void;
  /** Calls back when trying again is worth while: network back, page seen again. */
  onWake(callback: () => void): void;
  tokenFor(code: string): string;
  name(): string;
}

export interface Session {
  readonly intents: Intents;
  /** Why the server did not let us in; null while it does or was not reached. */
  readonly refusal: Signal<RefusalCode | null>;
  /** Makes a room and resolves with its code. */
  makeRoom(puzzle: PuzzleId, alone: boolean): Promise<Outcome<string>>;
  /** The map of a puzzle that is not being played. */
  mapOf(puzzle: PuzzleId): Promise<Outcome<MapView>>;
  /** Comes in and stays in. */
  enter(code: string): void;
  leave(): void;
  /** After "you are playing in another tab", or at once instead of waiting for the next try. */
  takeBack(): void;
}

/** Longest list of happenings that is kept. */
const HAPPENINGS_MAX = 200;
/** Waiting time before the nth try is drawn from 0 to FIRST * 2^n, at most LONGEST: many browsers never come back all at once. */
const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 8000;
/** How long a request waits for a line that is being mended. */
const LINE_WAIT_MS = 10_000;

interface State {
  readonly signals: RoomSignals;
  readonly transport: Transport;
  readonly around: Surroundings;
  readonly refusal: Signal<RefusalCode | null>;
  readonly reader: RoomReader;
  code: string | null;
  line: Line | null;
  /** Counts the tries to come in; an answer to an older one is of no interest. */
  turn: number;
  failures: number;
  cancelRetry: () => void;
  /** Requests that wait for the line. */
  waiting: (() => void)[];
}

export function createSession(signals: RoomSignals, transport: Transport, around: Surroundings): Session {
  const state: State = {
    signals,
    transport,
    around,
    refusal: signal<RefusalCode | null>(null),
    reader: createRoomReader(),
    code: null,
    line: null,
    turn: 0,
    failures: 0,
    cancelRetry: () => {},
    waiting: [],
  };
  around.onWake(() => {
    if (signals.connection.peek() === 'lost') void come(state);
  });
  return {
    intents: intentsOf(state),
    refusal: state.refusal,
    makeRoom: (puzzle, alone) => transport.makeRoom(puzzle, alone).catch(() => ({ refused: 'server-busy' as const })),
    mapOf: (puzzle) => transport.mapOf(puzzle).catch(() => ({ refused: 'server-busy' as const })),
    enter: (code) => {
      if (state.code === code && signals.connection.peek() !== 'gone') return;
      leave(state);
      state.code = code;
      void come(state);
    },
    leave: () => leave(state),
    takeBack: () => void come(state),
  };
}

/** One try to come into the room; plans the next one if the server is not reached. */
async function come(state: State): Promise<void> {
  const { signals, transport, around, code } = state;
  if (code === null) return;
  const turn = hangUp(state);
  state.refusal.value = null;
  if (signals.connection.peek() !== 'lost') signals.connection.value = 'connecting';
  try {
    const place = await transport.join(code, around.tokenFor(code), around.name());
    if (turn !== state.turn) return;
    if ('refused' in place) return refuse(state, place.refused);
    const line = await transport.open(place.value, eventsOf(state, turn));
    if (turn !== state.turn) return line.close();
    state.line = line;
    state.failures = 0;
    signals.connection.value = 'open';
    for (const go of state.waiting.splice(0)) go();
  } catch {
    if (turn === state.turn) retry(state);
  }
}

function eventsOf(state: State, turn: number): LineEvents {
  const isMine = (): boolean => turn === state.turn;
  return {
    state: (snapshot) => {
      if (isMine()) show(state, snapshot);
    },
    happenings: (happenings) => {
      if (isMine()) tell(state.signals, happenings);
    },
    replaced: () => {
      if (!isMine()) return;
      hangUp(state);
      state.signals.connection.value = 'replaced';
    },
    closed: () => {
      if (isMine()) retry(state);
    },
  };
}

function show({ signals, reader, around }: State, snapshot: RoomSnapshot): void {
  const room = reader.readRoom(snapshot);
  if (room === null) return;
  const before = signals.room.peek();
  if (before?.round !== room.round || before.code !== room.code) signals.happenings.value = [];
  signals.room.value = room;
  signals.clock.value = reader.readClock(snapshot, around.nowMs(), signals.clock.peek());
}

/** Who comes in again is told once more what is under way, so the newer telling of a thing replaces the older. */
function tell({ happenings, room, muted }: RoomSignals, news: readonly Happening[]): void {
  const isRetold = (old: Happening): boolean => news.some((it) => 'id' in it && 'id' in old && it.id === old.id);
  const isHeard = (it: Happening): boolean => {
    return it.kind !== 'said' || !muted.peek() || it.player === room.peek()?.me.id;
  };
  const kept = happenings.peek().filter((old) => !isRetold(old));
  happenings.value = latest([...kept, ...news.filter(isHeard)]);
}

/** Where frames multiply, the oldest flights make room before anything else does: all that is said of them is long over. */
function latest(all: readonly Happening[]): readonly Happening[] {
  let surplus = all.length - HAPPENINGS_MAX;
  if (surplus <= 0) return all;
  return all.filter((it) => it.kind !== 'flight' || surplus-- <= 0).slice(-HAPPENINGS_MAX);
}

/** Some refusals are final, others only mean that the server has no time now. */
function refuse(state: State, code: RefusalCode): void {
  if (code === 'server-busy' || code === 'internal' || code === 'too-many-messages') return retry(state);
  state.refusal.value = code;
  state.signals.connection.value = 'gone';
}

function retry(state: State): void {
  hangUp(state);
  state.signals.connection.value = 'lost';
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** state.failures++);
  state.cancelRetry = state.around.later(state.around.random() * longest, () => void come(state));
}

/** Ends the present line or try. Returns the number of the turn that begins. */
function hangUp(state: State): number {
  state.cancelRetry();
  state.cancelRetry = () => {};
  const { line } = state;
  state.line = null;
  const turn = ++state.turn;
  line?.close();
  return turn;
}

function leave(state: State): void {
  hangUp(state);
  const { signals } = state;
  state.code = null;
  state.failures = 0;
  for (const go of state.waiting.splice(0)) go();
  state.refusal.value = null;
  signals.connection.value = 'idle';
  signals.room.value = null;
  signals.happenings.value = [];
}

/** What would do harm when it is carried out twice. */
const ONCE: readonly (keyof RoomMessages)[] = ['start', 'step', 'say', 'configure', 'unplug', 'plug', 'name-fault'];

function intentsOf(state: State): Intents {
  const send = <Name extends keyof RoomMessages>(name: Name, message: RoomMessages[Name]): Promise<Outcome<unknown>> =>
    request(state, name, message, !ONCE.includes(name));
  const ask = async <Name extends keyof RoomMessages>(
    name: Name,
    message: RoomMessages[Name],
  ): Promise<RefusalCode | null> => {
    const outcome = await send(name, message);
    return 'refused' in outcome ? outcome.refused : null;
  };
  return {
    sit: (device) => ask('sit', { device }),
    play: (card, answers) => ask('play', { card, answers: { ...answers } }),
    retry: (card) => ask('retry', { card }),
    hint: (card, part, step) => ask('hint', { card, part, step }),
    predict: (said) => ask('predict', 'addressee' in said ? said : { ...said, ports: [...said.ports] }),
    nameFault: (name) => ask('name-fault', name),
    configure: (setting) => ask('configure', { setting }),
    ready: (ready) => ask('ready', { ready }),
    unplug: (port) => ask('unplug', { port }),
    plug: (port) => ask('plug', { port }),
    say: (phrase, at) => ask('say', { phrase, at }),
    rename: (name) => ask('rename', { name }),
    pace: (pace) => ask('pace', pace),
    step: () => ask('step', {}),
    choose: (puzzle) => ask('choose', { puzzle }),
    start: (puzzle) => ask('start', { puzzle }),
    console: (line) => send('console', { line }) as Promise<Outcome<ConsoleReply>>,
    complete: (line) => send('complete', { line }) as Promise<Outcome<CompletionReply>>,
  };
}

/** Sends when the line is there. `again`: sent once more if the line broke before the answer, because twice does no harm. */
async function request(
  state: State,
  name: keyof RoomMessages,
  message: unknown,
  again: boolean,
): Promise<Outcome<unknown>> {
  const line = state.line ?? (await lineOf(state));
  if (line === null) return { refused: 'server-busy' };
  try {
    return await line.request(name, message);
  } catch {
    return again ? request(state, name, message, false) : { refused: 'server-busy' };
  }
}

/** Waits for the line to be mended; null if it takes too long or is not wanted any more. */
function lineOf(state: State): Promise<Line | null> {
  if (state.code === null) return Promise.resolve(null);
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      resolve(state.line);
    };
    const cancel = state.around.later(LINE_WAIT_MS, done);
    state.waiting.push(done);
  });
}
