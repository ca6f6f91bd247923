/**
 * What is counted, and the stars that it gives: accuracy and efficiency, never speed. Everything is counted at a seat; whose it is, the stays on it tell.
 * So a person's numbers follow the person through all their seats, and what bots did on a seat is nobody's.
 */
import type { DeviceEvent } from '../device/event.ts';
import type { RuleId } from '../device/rule.ts';
import type { Match, OpenHint, Seat } from './match.ts';
import type { LogEntry, ScoreView } from './view.ts';

/** An event that waits at a seat. */
export interface Card {
  readonly id: number;
  /** Of a frame for a shared wire it changes while it lies there; see turns.ts. */
  event: DeviceEvent;
  readonly arrivedUs: number;
  tries: number;
  /** A mistake with it has been counted. */
  mistaken: boolean;
  /** On a shared wire: what is asked now, and when the rules act if nobody does, microseconds. */
  turn?: { readonly question: string; readonly dueUs: number | null };
  /** On a shared wire: a person did not press for long, and the card has gone on by the rules since. */
  isStoodIn?: boolean;
}

/** Hints and log entries about the device itself belong to no card; cards are numbered from 1. */
export const NO_CARD = 0;

/** Cards by how their first move was, and cards done. */
export interface Counts {
  decisions: number;
  right: number;
  wasteful: number;
  broken: number;
  unsafe: number;
}

/** Stars that a hint costs, by its step: a question, the rule, the answer. The dearest of each rule counts. */
const HINT_PRICE = [0, 0.5, 1, 1.5] as const;
/** Stars that a mistake costs, once a card. */
const MISTAKE_PRICE = 0.5;
const WASTE_PRICE = 0.25;

interface PricedHint {
  readonly rule: RuleId;
  readonly step: 1 | 2 | 3;
  /** The teacher has opened it: it costs nothing. */
  readonly given?: true;
}

export function emptyCounts(): Counts {
  return { decisions: 0, right: 0, wasteful: 0, broken: 0, unsafe: 0 };
}

/** The score as it stands. Stars go from 3 down in halves; what was finished is worth one. */
export function scoreOf(counts: Counts, hints: readonly PricedHint[], par: number): ScoreView {
  const hintCost = hintCostOf(hints);
  const lost = hintCost + MISTAKE_PRICE * (counts.broken + counts.unsafe) + WASTE_PRICE * counts.wasteful;
  const stars = Math.max(1, Math.floor((3 - lost) * 2) / 2);
  return { ...counts, par, hintCost, stars };
}

function hintCostOf(hints: readonly PricedHint[]): number {
  const dearest = new Map<RuleId, number>();
  for (const { rule, step, given } of hints)
    if (given !== true) dearest.set(rule, Math.max(dearest.get(rule) ?? 0, HINT_PRICE[step]));
  return [...dearest.values()].reduce((sum, price) => sum + price, 0);
}

/** All that is counted at a seat, as it stood at one moment. */
interface Marks extends Readonly<Counts> {
  /** Hints that were open, and entries that had been written into the log. */
  readonly hints: number;
  readonly logged: number;
  readonly tested: number;
  readonly rightlyPredicted: number;
}

/** Somebody begins to play a seat; it lasts until the next stay on the same device. */
export interface Stay {
  readonly device: string;
  /** A person's id, or `botsAt` the device. */
  readonly who: string;
  readonly from: Marks;
}

type Tallied = Pick<Match, 'seats' | 'stays' | 'par' | 'fault'>;

/** Bots are no persons: those of each seat are counted for themselves. No person has a blank in their id. */
function botsAt(device: string): string {
  return `bots at ${device}`;
}

/** Whose decisions are made here now. */
export function whoPlays({ device, occupant, owner }: Seat): string {
  return occupant === 'person' && owner !== null ? owner : botsAt(device);
}

/** Whose numbers are told of this seat: those of its owner, also while a bot stands in. */
export function whoseSeat({ device, owner }: Seat): string {
  return owner ?? botsAt(device);
}

/** From now on what is counted at the seat belongs to who plays it now. */
export function stayAt(seat: Seat): Stay {
  return { device: seat.device, who: whoPlays(seat), from: marksOf(seat) };
}

function marksOf({ counts, hints, logged, predictions }: Seat): Marks {
  const { tested, right } = predictions;
  return { ...counts, hints: hints.length, logged, tested, rightlyPredicted: right };
}

interface Span {
  readonly seat: Seat;
  readonly from: Marks;
  readonly to: Marks;
  readonly isOpen: boolean;
}

/** In the order in which they began. */
function spansOf({ stays, seats }: Pick<Match, 'stays' | 'seats'>, who: string): readonly Span[] {
  return stays.flatMap(({ device, who: whose, from }, index) => {
    const seat = seats[device];
    if (whose !== who || seat === undefined) return [];
    const next = stays.slice(index + 1).find((later) => later.device === device);
    return [{ seat, from, to: next?.from ?? marksOf(seat), isOpen: next === undefined }];
  });
}

/** The score of a person, or of the bots at a seat, as it stands. */
export function scoreBy(match: Tallied, who: string): ScoreView {
  const spans = spansOf(match, who);
  const sum = (of: (span: Span) => number): number => spans.reduce((total, span) => total + of(span), 0);
  const counted = (key: keyof Counts): number => sum(({ from, to }) => to[key] - from[key]);
  const counts: Counts = {
    decisions: counted('decisions'),
    right: counted('right'),
    wasteful: counted('wasteful'),
    broken: counted('broken'),
    unsafe: counted('unsafe'),
  };
  return scoreOf(
    counts,
    hintsBy(match, who),
    sum((span) => parOf(match, span)),
  );
}

/** Each decision that par foresees at a seat falls to who makes it; those that are still to come, to who plays there now. */
function parOf(match: Tallied, { seat, from, to, isOpen }: Span): number {
  const par = parAt(match, seat.device);
  return (isOpen ? par : Math.min(par, to.decisions)) - Math.min(par, from.decisions);
}

/** Decisions that a run without mistakes needs at this seat; where the fault was named there was one more to make. */
export function parAt({ par, fault }: Pick<Match, 'par' | 'fault'>, device: string): number {
  const finder = fault?.named.find(({ why, isBot }) => why === 'right' && !isBot)?.device;
  return (par[device] ?? 0) + (finder === device ? 1 : 0);
}

/** The hints that somebody has opened. */
export function hintsBy(match: Pick<Match, 'stays' | 'seats'>, who: string): readonly OpenHint[] {
  return spansOf(match, who).flatMap(({ seat, from, to }) => seat.hints.slice(from.hints, to.hints));
}

/** What somebody's log says, as far as the seats have kept it. */
export function logBy(match: Pick<Match, 'stays' | 'seats'>, who: string): readonly LogEntry[] {
  return spansOf(match, who).flatMap(({ seat: { log, logged }, from, to }) => {
    const gone = logged - log.length;
    return log.slice(Math.max(0, from.logged - gone), Math.max(0, to.logged - gone));
  });
}

/** How many entries somebody's log has got in all. */
export function loggedBy(match: Pick<Match, 'stays' | 'seats'>, who: string): number {
  return spansOf(match, who).reduce((sum, { from, to }) => sum + to.logged - from.logged, 0);
}

/** Somebody's predictions that were put to the test, and how many of them were right. */
export function predictionsBy(
  match: Pick<Match, 'stays' | 'seats'>,
  who: string,
): { readonly tested: number; readonly right: number } {
  const spans = spansOf(match, who);
  return {
    tested: spans.reduce((sum, { from, to }) => sum + to.tested - from.tested, 0),
    right: spans.reduce((sum, { from, to }) => sum + to.rightlyPredicted - from.rightlyPredicted, 0),
  };
}
