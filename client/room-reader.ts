/** The room's state as it arrives, made into the store's model. Texts of JSON are parsed only when they have changed. */
import type { LessonView } from '../shared/class/view.ts';
import type { ConfigurationView, RunView } from '../shared/game/configuration-view.ts';
import type { FaultView } from '../shared/game/fault.ts';
import { joinLog, logPlaces } from '../shared/messages/log-pages.ts';
import type { GoalView } from '../shared/game/goal-view.ts';
import type { PredictionsView } from '../shared/game/predictions-view.ts';
import type { MapView, ScoreView, SeatView, TablesView, Verdict, CardView, HintView } from '../shared/game/view.ts';
import type { StormSeatView, StormView } from '../shared/game/storm-view.ts';
import type { OwnWireView, WireView } from '../shared/game/seat-wire.ts';
import type { PlayerState, RoomState, SeatState } from '../server/state.ts';
import type { Clock, Player, ResultLine, RoomModel, Seat } from './model.ts';
import { isPuzzleId } from './pages/campaign.ts';

/** The state's fields that are read; a map is anything with `values()`. */
export type RoomSnapshot = Omit<Pick<RoomState, (typeof plainFields)[number]>, never> & {
  readonly clock: Omit<Clock, 'receivedMs'>;
  readonly players: { values(): Iterable<PlayerSnapshot> };
  readonly seats: { values(): Iterable<SeatSnapshot> };
};
const plainFields = [
  'phase',
  'code',
  'alone',
  'puzzle',
  'round',
  'map',
  'goals',
  'run',
  'wire',
  'storm',
  'fault',
  'paused',
  'speed',
  'result',
  'lesson',
  'seq',
  'halt',
  'leftBehind',
] as const;
/** What only the own seat's browser gets. */
export const seatParts = [
  'cards',
  'tables',
  'verdict',
  'score',
  'predictions',
  'configuration',
  'wire',
  'storm',
  'faultHints',
  ...logPlaces,
] as const;
type PlayerSnapshot = Pick<PlayerState, 'id' | 'name' | 'colour' | 'connected' | 'device'> & {
  readonly isBot?: boolean;
  readonly you?: boolean;
  readonly number?: string;
};
type SeatSnapshot = Pick<SeatState, 'device' | 'occupant' | 'player' | 'waiting'> & {
  readonly [Part in (typeof seatParts)[number]]?: string;
};

export interface RoomReader {
  /** Null while the state is not complete, or names a puzzle that this page does not have. */
  readRoom(state: RoomSnapshot): RoomModel | null;
  /** The same for somebody who only looks on, over the shoulder of whoever has the seat if one is named. */
  readWatched(state: RoomSnapshot, seat: string | null): RoomModel | null;
  /** The same object as before if the clock was not set anew. */
  readClock(state: RoomSnapshot, nowMs: number, before: Clock): Clock;
}

export function createRoomReader(): RoomReader {
  const texts = createTexts();
  return {
    readRoom: (state) => {
      const own = [...state.players.values()].find((player) => player.you === true);
      return own === undefined ? null : readRoom(state, readPlayer(own), texts, own.number);
    },
    readWatched: (state, seat) => readRoom(state, { ...NOBODY, device: seat ?? '' }, texts),
    readClock: (state, nowMs, before) => {
      const { atUs, ratePerMs, untilUs } = state.clock;
      const isSame = before.atUs === atUs && before.ratePerMs === ratePerMs && before.untilUs === untilUs;
      return isSame ? before : { atUs, ratePerMs, untilUs, receivedMs: nowMs };
    },
  };
}

/** In the place of a player, for who looks on. */
const NOBODY: Player = { id: '', name: '', colour: 1, connected: true, device: '' };

/** Texts of JSON by name. What is read stays the same object for as long as the text does. */
export interface Texts {
  /** Null for a text that is missing or empty. */
  parse<Value>(name: string, text: string | undefined): Value | null;
  /** What is made of several texts. */
  join<Made>(name: string, texts: readonly (string | undefined)[], make: (parsed: readonly unknown[]) => Made): Made;
}

export function createTexts(): Texts {
  const known = new Map<string, { text: string; value: unknown }>();
  const joined = new Map<string, { parsed: readonly unknown[]; made: unknown }>();
  const parse = <Value>(name: string, text: string | undefined): Value | null => {
    if (text === undefined || text === '') return null;
    const before = known.get(name);
    if (before?.text === text) return before.value as Value;
    const value = JSON.parse(text) as Value;
    known.set(name, { text, value });
    return value;
  };
  return {
    parse,
    join: <Made>(name: string, texts: readonly (string | undefined)[], make: (parsed: readonly unknown[]) => Made) => {
      const parsed = texts.map((text, index) => parse(`${name} ${index}`, text));
      const before = joined.get(name);
      if (before?.parsed.every((value, index) => value === parsed[index]) === true) return before.made as Made;
      const made = make(parsed);
      joined.set(name, { parsed, made });
      return made;
    },
  };
}

function readRoom(state: RoomSnapshot, me: Player, texts: Texts, number = ''): RoomModel | null {
  const { parse } = texts;
  const map = parse<MapView>('map', state.map);
  if (map === null || !isPuzzleId(state.puzzle)) return null;
  const people = [...state.players.values()].map(readPlayer);
  const seats = [...state.seats.values()];
  return {
    phase: state.phase,
    code: state.code,
    alone: state.alone,
    puzzle: state.puzzle,
    round: state.round,
    map,
    goals: parse<GoalView[]>('goals', state.goals) ?? [],
    run: parse<RunView>('run', state.run),
    wire: parse<WireView>('wire', state.wire),
    fault: parse<FaultView>('fault', state.fault),
    seats: seats.map((seat) => readSeat(seat, people)),
    players: people,
    me,
    you: readOwnSeat(
      seats.find((seat) => me.device !== '' && seat.device === me.device),
      texts,
    ),
    result: (parse<ResultLine[]>('result', state.result) ?? []).map((line) => withName(line, people)),
    storm: parse<StormView>('storm', state.storm),
    paused: state.paused,
    speed: state.speed,
    lesson: parse<LessonView>('lesson', state.lesson),
    number,
    seq: state.seq,
    halt: state.halt,
    leftBehind: state.leftBehind,
  };
}

/** A line names its player by id: names are only for those who play along. */
function withName(line: ResultLine, people: readonly Player[]): ResultLine {
  return { ...line, player: people.find(({ id }) => id === line.player)?.name ?? '' };
}

function readPlayer({ id, name, colour, connected, isBot, device }: PlayerSnapshot): Player {
  return { id, name, colour, connected, device, ...(isBot === true ? { isBot } : {}) };
}

function readSeat(seat: SeatSnapshot, people: readonly Player[]): Seat {
  const player = people.find(({ id }) => id === seat.player) ?? null;
  return { device: seat.device, occupant: seat.occupant, player, waiting: seat.waiting };
}

/** What only this seat knows; null until all of it has arrived. */
function readOwnSeat(seat: SeatSnapshot | undefined, { parse, join }: Texts): SeatView | null {
  if (seat === undefined) return null;
  const cards = parse<CardView[]>('cards', seat.cards);
  const tables = parse<TablesView>('tables', seat.tables);
  const told = parse<{ verdict: Verdict | null; verdictOpen: boolean }>('verdict', seat.verdict);
  const score = parse<ScoreView>('score', seat.score);
  const predictions = parse<PredictionsView>('predictions', seat.predictions);
  if (predictions === null || cards === null || tables === null || told === null || score === null) return null;
  const configuration = parse<ConfigurationView>('configuration', seat.configuration);
  const faultHints = parse<HintView[]>('faultHints', seat.faultHints) ?? [];
  const wire = parse<OwnWireView>('own-wire', seat.wire);
  const storm = parse<StormSeatView>('own-storm', seat.storm);
  return {
    device: seat.device,
    cards,
    tables,
    ...told,
    score,
    ...join(
      'log',
      logPlaces.map((place) => seat[place]),
      joinLog,
    ),
    predictions,
    configuration,
    wire,
    storm,
    faultHints,
  };
}
