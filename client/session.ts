/**
 * Being in a room. Comes in by a place that our own API gives, and comes in again by the same token whenever the line breaks, for as long
 * as the page is open. Inputs of the match go out by the outbox, which loses none; everything else that a person wants goes out as a request. Both come back as null or as the reason of
 * a refusal.
 */
import { signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { MoveKind, RefusalCode, RoomMessages } from '../shared/messages.ts';
import type { ClassSummary } from '../shared/messages/class.ts';
import type { PuzzleId } from '../shared/game/puzzle.ts';
import type { CompletionReply, ConsoleReply } from '../shared/game/console-reply.ts';
import type { Happening, MapView } from '../shared/game/view.ts';
import { nowUs, type Intents, type Outcome, type Store } from './model.ts';
import { comeInAgain, endedInClass, type Farewell } from './class-place.ts';
import type { ClassWish, Transport } from './connection.ts';
import { isHeld } from './held.ts';
import { createOutbox, type Late, type Outbox, type OutboxAround } from './outbox.ts';
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
  /** Inputs that the server has not answered yet. */
  readonly waiting: ReadonlySignal<number>;
  /** The last move that was kept, and came too late; null while there was none. */
  readonly late: ReadonlySignal<Late | null>;
  /** Makes a room and resolves with its code. */
  makeRoom(puzzle: PuzzleId, alone: boolean): Promise<Outcome<string>>;
  /** The map of a puzzle that is not being played. */
  mapOf(puzzle: PuzzleId): Promise<Outcome<MapView>>;
  /** Comes in and stays in. */
  enter(code: string): void;
  /** Comes into a class and stays in its lesson, in whatever room the teacher puts one. */
  enterClass(code: string, wish: ClassWish): void;
  /** Why the class let go of us; null while it has not. */
  readonly farewell: Signal<Farewell | null>;
  classAt(code: string): Promise<Outcome<ClassSummary>>;
  placeAt(code: string): Promise<Outcome<'room' | 'class'>>;
  leave(): void;
  /** After "you are playing in another tab", or at once instead of waiting for the next try. */
  takeBack(): void;
}

/** Longest list of happenings that is kept. */
const HAPPENINGS_MAX = 200;

export function createSession(
  signals: RoomSignals,
  transport: Transport,
  around: Surroundings & Guest & Omit<OutboxAround, 'simulatedUs'>,
): Session {
  const reader = createRoomReader();
  const farewell = signal<Farewell | null>(null);
  const simulatedUs = (): number => nowUs(signals.clock.peek(), around.nowMs());
  const outbox = createOutbox({ ...around, simulatedUs });
  let here: Place | null = null;
  const stay = createStay<RoomSnapshot>({
    around,
    connection: signals.connection,
    place: (until) => here?.ask(until) ?? Promise.resolve({ refused: 'no-such-room' }),
    open: transport.open,
    state: (snapshot) => {
      show(signals, reader, snapshot, around.nowMs());
      outbox.at(snapshot.code, snapshot.round);
    },
    happenings: (news) => tell(signals, news),
    line: outbox.line,
    ended: (code) => (here?.isClass === true ? endedInClass(code, farewell) : null),
  });
  const leave = (): void => {
    here = null;
    stay.leave();
    outbox.leave();
    farewell.value = null;
    signals.room.value = null;
    signals.happenings.value = [];
  };
  const enter = (place: Place): void => {
    leave();
    here = place;
    stay.enter();
  };
  return {
    intents: intentsOf(stay, outbox, () => isHeld(signals.room.peek())),
    refusal: stay.refusal,
    waiting: outbox.waiting,
    late: outbox.late,
    farewell,
    makeRoom: (puzzle, alone) => transport.makeRoom(puzzle, alone).catch(unreached),
    mapOf: (puzzle) => transport.mapOf(puzzle).catch(unreached),
    classAt: (code) => transport.classAt(code).catch(unreached),
    placeAt: (code) => transport.placeAt(code).catch(unreached),
    enter: (code) => {
      if (here?.code === code && !here.isClass && signals.connection.peek() !== 'gone') return;
      enter({
        code,
        isClass: false,
        ask: (until) => transport.join(code, around.tokenFor(code), around.name(), until),
      });
    },
    enterClass: (code, wish) => enter({ code, isClass: true, ask: comeInAgain(transport, code, wish, around) }),
    leave,
    takeBack: stay.takeBack,
  };
}

const unreached = (): { readonly refused: RefusalCode } => ({ refused: 'server-busy' });

/** Where somebody is, or wants to be. */
interface Place {
  readonly code: string;
  readonly isClass: boolean;
  ask(until: AbortSignal): Promise<Outcome<unknown>>;
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

/** What would do harm when it is carried out twice, and has no number by which the server would know it again. */
const ONCE: readonly (keyof RoomMessages)[] = ['start', 'step', 'say'];

/** What waits while the teacher holds everything; reading goes on. */
const HELD: readonly (keyof RoomMessages)[] = [
  'play',
  'retry',
  'hint',
  'predict',
  'name-fault',
  'configure',
  'ready',
  'unplug',
  'plug',
  'say',
  'start',
];

/** `held`: does the teacher hold everything now? */
function intentsOf(stay: Pick<Stay, 'request'>, outbox: Pick<Outbox, 'put'>, held: () => boolean): Intents {
  const frozen: Outcome<unknown> = { refused: 'frozen' };
  const isHeldBack = (name: keyof RoomMessages): boolean => held() && HELD.includes(name);
  const send = <Name extends keyof RoomMessages>(name: Name, message: RoomMessages[Name]): Promise<Outcome<unknown>> =>
    isHeldBack(name) ? Promise.resolve(frozen) : stay.request(name, message, !ONCE.includes(name));
  const ask = async <Name extends Exclude<keyof RoomMessages, MoveKind>>(
    name: Name,
    message: RoomMessages[Name],
  ): Promise<RefusalCode | null> => refusalIn(await send(name, message));
  const put = async <Name extends MoveKind>(name: Name, message: RoomMessages[Name]): Promise<RefusalCode | null> =>
    refusalIn(isHeldBack(name) ? frozen : await outbox.put(name, message));
  return {
    sit: (device) => ask('sit', { device }),
    play: (card, answers) => put('play', { card, answers: { ...answers } }),
    retry: (card) => put('retry', { card }),
    hint: (card, part, step) => put('hint', { card, part, step }),
    predict: (said) => put('predict', 'addressee' in said ? said : { ...said, ports: [...said.ports] }),
    nameFault: (name) => put('name-fault', name),
    configure: (setting) => put('configure', { setting }),
    ready: (ready) => put('ready', { ready }),
    unplug: (port) => put('unplug', { port }),
    plug: (port) => put('plug', { port }),
    say: (phrase, at) => ask('say', { phrase, at }),
    rename: (name) => ask('rename', { name }),
    hand: (up) => ask('hand', { up }),
    pace: (pace) => ask('pace', pace),
    step: () => ask('step', {}),
    choose: (puzzle) => ask('choose', { puzzle }),
    start: (puzzle) => ask('start', { puzzle }),
    console: (line) => send('console', { line }) as Promise<Outcome<ConsoleReply>>,
    complete: (line) => send('complete', { line }) as Promise<Outcome<CompletionReply>>,
  };
}

function refusalIn(outcome: Outcome<unknown>): RefusalCode | null {
  return 'refused' in outcome ? outcome.refused : null;
}
