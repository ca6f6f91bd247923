/** What the screen knows: the store's shape. `connection.ts` writes it from the room's state, pages and panels read it. No rules live here. */
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { LessonView } from '../shared/class/view.ts';
import type { Part } from '../shared/device/rule.ts';
import type { FaultView } from '../shared/game/fault.ts';
import type { RunView } from '../shared/game/configuration-view.ts';
import type { MapPlace, PhraseId } from '../shared/game/phrase.ts';
import type { PuzzleId } from '../shared/game/puzzle.ts';
import type { GoalView } from '../shared/game/goal-view.ts';
import type { Prediction, PredictionsView } from '../shared/game/predictions-view.ts';
import type { CompletionReply, ConsoleReply } from '../shared/game/console-reply.ts';
import type { Happening, MapView, ScoreView, SeatView } from '../shared/game/view.ts';
import type { WireView } from '../shared/game/seat-wire.ts';
import type { StormView } from '../shared/game/storm-view.ts';
import type { RefusalCode, RoomMessages } from '../shared/messages.ts';
import type { Language, LanguageCode } from '../shared/text/language.ts';

export interface Player {
  /** Public id in the room, not the token. */
  readonly id: string;
  readonly name: string;
  /** Plate colour, 1 to 8. */
  readonly colour: number;
  readonly connected: boolean;
  /** A student of a demo class who plays by itself. */
  readonly isBot?: boolean;
  /** The device on which the player sits, or empty. */
  readonly device: string;
}

export interface Seat {
  readonly device: string;
  /** Who plays it now: a person, a bot on an empty seat, or the autopilot of a person who is away. */
  readonly occupant: 'person' | 'bot' | 'autopilot';
  /** The player it belongs to; null for a bot. */
  readonly player: Player | null;
  /** Letters in its inbox. */
  readonly waiting: number;
}

/** One line of the result, for everybody. */
export interface ResultLine extends ScoreView {
  readonly predictions: Pick<PredictionsView, 'tested' | 'right'>;
  readonly device: string;
  readonly player: string;
  readonly isPerson: boolean;
}

export interface RoomModel {
  readonly phase: 'lobby' | 'play' | 'result';
  readonly code: string;
  readonly alone: boolean;
  readonly puzzle: PuzzleId;
  /** Counts the deals of this room; a new one means new addresses. */
  readonly round: number;
  readonly map: MapView;
  readonly goals: readonly GoalView[];
  /** How far a configure puzzle is; null in every other one. */
  readonly run: RunView | null;
  /** A shared wire that people play; null in all other puzzles. */
  readonly wire: WireView | null;
  /** What is to be found, and what was said about it; null in a puzzle in which nothing breaks. */
  readonly fault: FaultView | null;
  readonly seats: readonly Seat[];
  readonly players: readonly Player[];
  readonly me: Player;
  /** What only this browser's seat knows; null while nobody sits. */
  readonly you: SeatView | null;
  readonly result: readonly ResultLine[];
  /** Loads and counters of a puzzle that runs live; null in others. */
  readonly storm: StormView | null;
  readonly paused: boolean;
  readonly speed: number;
  /** The lesson of the class whose team plays here; null outside of a class. */
  readonly lesson: LessonView | null;
  /** In a class, the own four digits; else empty. */
  readonly number: string;
  /** Inputs of the round that this state contains. */
  readonly seq: number;
  /** Why nothing is carried out: the server cannot write, or the match stands still after a mistake of the program; else empty. */
  readonly halt: '' | 'cannot-save' | 'parked';
  /** The round before was begun with an older version of the game, and left behind. */
  readonly leftBehind: boolean;
}

/** Simulated time as the server runs it: `atUs` was now at `receivedMs` (performance.now), and runs with `ratePerMs` until `untilUs`. */
export interface Clock {
  readonly atUs: number;
  readonly receivedMs: number;
  /** Microseconds of simulated time per millisecond; 0 stands still. */
  readonly ratePerMs: number;
  readonly untilUs: number;
}

/**
 * `lost`: broken, and being mended. `restarting`: likewise, because the server has said that it stops for a moment. `replaced`: a newer tab or device of the same person has
 * taken over. `gone`: the room does not exist any more.
 */
export type Connection = 'idle' | 'connecting' | 'open' | 'lost' | 'restarting' | 'replaced' | 'gone';

/** Is the line broken, and comes back by itself? */
export function isAway(connection: Connection): boolean {
  return connection === 'lost' || connection === 'restarting';
}

/** What somebody asked for, or why it was refused. */
export type Outcome<Value> = { readonly value: Value } | { readonly refused: RefusalCode };

/** What a person wants; the only way to the server. Each resolves with null, or with why it was refused; the console's with what it says. */
export interface Intents {
  sit(device: string | null): Promise<RefusalCode | null>;
  play(card: number, answers: Readonly<Partial<Record<Part, string>>>): Promise<RefusalCode | null>;
  retry(card: number): Promise<RefusalCode | null>;
  hint(card: number, part: Part, step: 1 | 2 | 3): Promise<RefusalCode | null>;
  predict(prediction: Prediction): Promise<RefusalCode | null>;
  /** In a configure puzzle: sets something on the own device. */
  configure(setting: RoomMessages['configure']['setting']): Promise<RefusalCode | null>;
  ready(ready: boolean): Promise<RefusalCode | null>;
  /** Says what is broken. */
  nameFault(name: RoomMessages['name-fault']): Promise<RefusalCode | null>;
  /** Says a phrase to everybody in the room. */
  /** While a storm runs: the cable out of a port of the own device, and in again. */
  unplug(port: string): Promise<RefusalCode | null>;
  plug(port: string): Promise<RefusalCode | null>;
  say(phrase: PhraseId, at: MapPlace | null): Promise<RefusalCode | null>;
  rename(name: string): Promise<RefusalCode | null>;
  /** In a class: raises the own hand, or takes it down. */
  hand(up: boolean): Promise<RefusalCode | null>;
  pace(change: { paused?: boolean; speed?: 0.5 | 1 | 2 | 4 }): Promise<RefusalCode | null>;
  step(): Promise<RefusalCode | null>;
  choose(puzzle: PuzzleId): Promise<RefusalCode | null>;
  start(puzzle: PuzzleId): Promise<RefusalCode | null>;
  /** Runs a line on the console of the own device. */
  console(line: string): Promise<Outcome<ConsoleReply>>;
  /** What the Tab key makes of a line there. */
  complete(line: string): Promise<Outcome<CompletionReply>>;
}

export interface Progress {
  /** Best stars of a puzzle, 0.5 to 3. */
  readonly stars: Readonly<Partial<Record<PuzzleId, number>>>;
}

export interface Store {
  readonly languageCode: Signal<LanguageCode>;
  readonly language: ReadonlySignal<Language>;
  readonly theme: Signal<'light' | 'dark' | 'system'>;
  readonly calm: ReadonlySignal<boolean>;
  readonly connection: Signal<Connection>;
  readonly room: Signal<RoomModel | null>;
  readonly clock: Signal<Clock>;
  /** What happened lately on the map, newest last, at most 200; each round starts empty. */
  readonly happenings: Signal<readonly Happening[]>;
  /** The phrases of the others are not wanted here. */
  readonly muted: Signal<boolean>;
  readonly progress: Signal<Progress>;
  readonly intents: Intents;
}

/** Simulated time now, by the clock that the server set. */
export function nowUs(clock: Clock, nowMs: number): number {
  return Math.min(clock.untilUs, clock.atUs + (nowMs - clock.receivedMs) * clock.ratePerMs);
}
