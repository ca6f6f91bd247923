/** What is counted of a seat, and the stars that it gives: accuracy and efficiency, never speed. */
import type { DeviceEvent } from '../device/event.ts';
import type { RuleId } from '../device/rule.ts';
import type { ScoreView } from './view.ts';

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
