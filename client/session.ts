/**
 * Being in a room. Comes in by a place that our own API gives, and comes in again by the same token whenever the line breaks, for as long
 * as the page is open. Everything that a person wants goes out as a request and comes back as null or as the reason of a refusal.
 */
import type { Signal } from '@preact/signals';
import type { RefusalCode, RoomMessages } from '../shared/messages.ts';
import type { PuzzleId } from '../shared/game/puzzle.ts';
import type { CompletionReply, ConsoleReply, Happening, MapView } from '../shared/game/view.ts';
import type { Intents, Outcome, Store } from './model.ts';
import type { Transport } from './connection.ts';
import { createRoomReader, type RoomReader, type RoomSnapshot } from './room-reader.ts';
import { createStay, type Stay, type Surroundings } from './stay.ts';

/** What the session writes. */
export type RoomSignals = Pick<Store, 'connection' | 'room' | 'clock' | 'happenings' | 'muted'>;

/** Who comes in. */
export interface Guest {
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

export function createSession(signals: RoomSignals, transport: Transport, around: Surroundings & Guest): Session {
  const reader = createRoomReader();
  let here: string | null = null;
  const stay = createStay<RoomSnapshot>({
    around,
    connection: signals.connection,
    place: () => transport.join(here ?? '', around.tokenFor(here ?? ''), around.name()),
    open: transport.open,
    state: (snapshot) => show(signals, reader, snapshot, around.nowMs()),
    happenings: (news) => tell(signals, news),
  });
  const leave = (): void => {
    here = null;
    stay.leave();
    signals.room.value = null;
    signals.happenings.value = [];
  };
  return {
    intents: intentsOf(stay),
    refusal: stay.refusal,
    makeRoom: (puzzle, alone) => transport.makeRoom(puzzle, alone).catch(() => ({ refused: 'server-busy' as const })),
    mapOf: (puzzle) => transport.mapOf(puzzle).catch(() => ({ refused: 'server-busy' as const })),
    enter: (code) => {
      if (here === code && signals.connection.peek() !== 'gone') return;
      leave();
      here = code;
      stay.enter();
    },
    leave,
    takeBack: stay.takeBack,
  };
}

/** Writes what has arrived of a room. */
export function show(signals: RoomSignals, reader: RoomReader, snapshot: RoomSnapshot, nowMs: number): void {
  const room = reader.readRoom(snapshot);
  if (room === null) return;
  const before = signals.room.peek();
  if (before?.round !== room.round || before.code !== room.code) signals.happenings.value = [];
  signals.room.value = room;
  signals.clock.value = reader.readClock(snapshot, nowMs, signals.clock.peek());
}

/** Who comes in again is told once more what is under way, so the newer telling of a thing replaces the older. */
export function tell({ happenings, room, muted }: RoomSignals, news: readonly Happening[]): void {
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

/** What would do harm when it is carried out twice. */
const ONCE: readonly (keyof RoomMessages)[] = ['start', 'step', 'say', 'configure', 'unplug', 'plug', 'name-fault'];

export function intentsOf(stay: Pick<Stay, 'request'>): Intents {
  const send = <Name extends keyof RoomMessages>(name: Name, message: RoomMessages[Name]): Promise<Outcome<unknown>> =>
    stay.request(name, message, !ONCE.includes(name));
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
