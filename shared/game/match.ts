/**
 * A match: one puzzle, dealt, with people and bots on its seats. Plain data; `accept` and `advance` are the only writers.
 * Seed + accepted inputs (time, input) = the match, bit for bit: see `journal.ts`.
 */
import { decide, formOf } from '../device/decision.ts';
import type { DeviceEvent } from '../device/event.ts';
import type { Part, RuleId } from '../device/rule.ts';
import { buildNetwork } from '../network/lab.ts';
import { deviceOf, type Network } from '../network/network.ts';
import { addPing } from '../network/ping.ts';
import type { RefusalCode } from '../refusals.ts';
import { deal, type DealtPing } from './deal.ts';
import { configure, newConfiguration, sayReady, type Configuration } from './configuration.ts';
import { adviseFault, FAULT_PART, nameFault, newFault, type Fault } from './fault.ts';
import type { FaultName } from './fault-kind.ts';
import type { Input } from './input.ts';
import { checkAnswers } from './form.ts';
import { judge } from './judge.ts';
import type { Puzzle, SeatKind } from './puzzle.ts';
import { drain, finish, isOver, isQuiet, runUntil, settle } from './run.ts';
import { type Card, emptyCounts, type Counts } from './score.ts';
import type { Setting } from './setting.ts';
import { adviseSettings } from './setting-hint.ts';
import { logEntry, verdictOf } from './verdict.ts';
import type { Happening, LogEntry, Verdict } from './view.ts';
import type { Awaited } from './watch.ts';

export type { Input, Move } from './input.ts';

/** Number of the rules by which a match runs. It changes whenever an old journal would give another match. */
export const RULES = 4;

/** An opened hint of a card; the star price is kept by rule. */
export interface OpenHint {
  readonly card: number;
  readonly part: Part;
  readonly step: 1 | 2 | 3;
  readonly rule: RuleId;
}

export interface Seat {
  readonly device: string;
  occupant: 'person' | 'bot';
  /** Events that wait, in order; only the first can be played. */
  readonly inbox: Card[];
  /** The last thing that the judge said here. */
  verdict: Verdict | null;
  /** It waits for "try again": the first card cannot be played before. */
  verdictOpen: boolean;
  guidedLeft: number;
  readonly counts: Counts;
  readonly hints: OpenHint[];
  readonly log: LogEntry[];
}

export interface Match {
  readonly rules: number;
  readonly puzzle: Puzzle;
  readonly seed: string;
  readonly traffic: readonly DealtPing[];
  /** Decisions that a run without mistakes needs, by seat. */
  readonly par: Readonly<Record<string, number>>;
  readonly network: Network;
  readonly seats: Readonly<Record<string, Seat>>;
  /** When each goal was met, microseconds; null while it is open. Once met it stays met. */
  readonly goalsMetUs: (number | null)[];
  /** What is plugged in where by now, in the order of the puzzle's links. */
  readonly links: [string, string][];
  /** Items of traffic that have begun. */
  trafficBegun: number;
  /** Requests whose answer is awaited, and what is known of each ping (by item of traffic). */
  readonly awaited: Awaited[];
  readonly traces: PingTrace[];
  /** Of a configure puzzle: the settings of a right configuration by device, and how far the team is. */
  readonly settings: Readonly<Record<string, readonly Setting[]>>;
  readonly configuration: Configuration | null;
  /** Null in a puzzle in which nothing breaks. */
  readonly fault: Fault | null;
  nextCard: number;
  nextHappening: number;
}

/** What happened to the frames of one ping, for the goals. Sequence numbers go up with each repetition. */
export interface PingTrace {
  lastSequence: number;
  /** Hosts that have read a request. */
  readonly readBy: string[];
  /** Hosts at whose card a request has arrived undamaged, whoever it was for. */
  readonly reached: string[];
  /** Sequence numbers for which somebody was asked for an address. */
  readonly askedFor: number[];
  /** "switch sequence" of frames that left a switch. */
  readonly leftSwitch: string[];
  /** Devices that have told the sender that the time to live ran out. */
  readonly expiredAt: string[];
  /** Devices that have told the sender that they know no route. */
  readonly unreachableBy: string[];
}

export type Accepted = { readonly happenings: readonly Happening[] } | { readonly refused: RefusalCode };

/** A new match; every seat is played by a bot until somebody occupies it. */
export function createMatch(puzzle: Puzzle, seed: string): Match {
  return dealMatch(puzzle, seed, parOf(puzzle, seed));
}

/** Runs everything until `untilUs` (inclusive), or until people have to decide. `match.network.nowUs` says how far it came. */
export function advance(match: Match, untilUs: number): readonly Happening[] {
  const happenings: Happening[] = [];
  runUntil(match, untilUs, happenings);
  return happenings;
}

/** Carries out an input at the present time, or refuses it with a code and changes nothing. */
export function accept(match: Match, input: Input): Accepted {
  const seat = match.seats[input.seat];
  if (seat === undefined) return { refused: 'no-such-seat' };
  if (input.kind === 'occupy') return occupy(match, seat, input.occupant);
  if (input.kind === 'configure' || input.kind === 'ready') return setUp(match, seat, input);
  if (input.kind === 'name-fault') return find(match, seat, input);
  if (input.kind === 'hint' && input.part === FAULT_PART) return adviseFault(match, seat, input);
  if (input.kind === 'hint' && input.card === 0 && match.configuration !== null)
    return adviseSettings(match, seat, input);
  const card = seat.inbox[0];
  if (seat.occupant !== 'person' || card === undefined || card.id !== input.card) return { refused: 'not-your-card' };
  switch (input.kind) {
    case 'play':
      return play(match, seat, card, input.answers);
    case 'retry':
      if (!seat.verdictOpen) return { refused: 'not-your-card' };
      seat.verdictOpen = false;
      return { happenings: [] };
    case 'hint':
      return openHint(match, seat, card, input);
  }
}

/** Every goal is met and all is quiet: nobody has a frame before them, none is under way. */
export function isWon(match: Match): boolean {
  return isOver(match) && isQuiet(match);
}

function seatKind(puzzle: Puzzle, device: string): SeatKind {
  const kind = puzzle.devices[device]?.kind;
  if (kind === undefined) throw new Error(`${puzzle.id} has no device ${device}`);
  return kind;
}

function dealMatch(puzzle: Puzzle, seed: string, par: Match['par']): Match {
  const { lab, traffic, settings, fault } = deal(puzzle, seed);
  const network = buildNetwork(lab);
  for (const { on, address, ttl } of traffic) addPing(network, on, address, ttl);
  const seat = (device: string): Seat => ({
    device,
    occupant: 'bot',
    inbox: [],
    verdict: null,
    verdictOpen: false,
    guidedLeft: puzzle.guided[seatKind(puzzle, device)] ?? 0,
    counts: emptyCounts(),
    hints: [],
    log: [],
  });
  return {
    rules: RULES,
    puzzle,
    seed,
    traffic,
    par,
    network,
    seats: Object.fromEntries(puzzle.seats.map((device) => [device, seat(device)])),
    goalsMetUs: puzzle.goals.map(() => null),
    links: puzzle.links.map(([a, b]) => [a, b]),
    trafficBegun: 0,
    awaited: [],
    traces: puzzle.traffic.map(({ sequence = 1 }) => ({
      lastSequence: sequence - 1,
      readBy: [],
      reached: [],
      askedFor: [],
      leftSwitch: [],
      expiredAt: [],
      unreachableBy: [],
    })),
    settings,
    configuration: puzzle.configure === undefined ? null : newConfiguration(),
    fault: newFault(fault),
    nextCard: 1,
    nextHappening: 1,
  };
}

/** Simulated time within which bots alone must have reached every goal, microseconds. */
const PAR_LIMIT_US = 60_000_000;

/** What a run without mistakes needs: bots play it. A puzzle that they do not win is wrong; its proof says so. */
function parOf(puzzle: Puzzle, seed: string): Match['par'] {
  const rehearsal = dealMatch(puzzle, seed, {});
  advance(rehearsal, PAR_LIMIT_US);
  return Object.fromEntries(Object.entries(rehearsal.seats).map(([id, seat]) => [id, seat.counts.decisions]));
}

/** Somebody sits down, or a bot takes over: then it plays at once what waits. */
function occupy(match: Match, seat: Seat, occupant: Seat['occupant']): Accepted {
  const happenings: Happening[] = [];
  if (seat.occupant !== occupant) {
    seat.occupant = occupant;
    seat.verdictOpen = false;
    seat.verdict = null;
    drain(match, seat, happenings);
    settle(match, happenings);
  }
  return { happenings };
}

function setUp(match: Match, seat: Seat, input: Extract<Input, { kind: 'configure' | 'ready' }>): Accepted {
  const happenings: Happening[] = [];
  const refused =
    input.kind === 'ready' ? sayReady(match, seat, input.ready) : configure(match, seat, input.setting, happenings);
  if (refused !== null) return { refused };
  settle(match, happenings);
  return { happenings };
}

function find(match: Match, seat: Seat, name: FaultName): Accepted {
  const happenings: Happening[] = [];
  const refused = nameFault(match, seat, name, happenings);
  if (refused !== null) return { refused };
  settle(match, happenings);
  return { happenings };
}

function play(match: Match, seat: Seat, card: Card, answers: Readonly<Partial<Record<Part, string>>>): Accepted {
  if (seat.verdictOpen || isWon(match)) return { refused: 'not-your-card' };
  const device = deviceOf(match.network, seat.device);
  const refused = checkAnswers(formOf(device, card.event, match.puzzle.asks), answers);
  if (refused !== null) return { refused };
  const decision = decide(device, card.event, answers);
  const judged = judge(decision);
  const verdict = verdictOf(match, seat, card, judged);
  const happenings: Happening[] = [];
  card.tries++;
  seat.verdict = verdict;
  seat.verdictOpen = verdict.quality === 'broken' || verdict.quality === 'unsafe' || verdict.refused;
  countMove(seat, card, verdict);
  seat.log.push(logEntry(card, verdict));
  if (seat.log.length > LOG_MAX) seat.log.shift();
  if (!verdict.refused) finish(match, seat, card, decision.actions, seat.verdictOpen, happenings);
  settle(match, happenings);
  return { happenings };
}

/** A mistake counts once a card; mending it at the next try costs nothing more. What was held back in a guided decision costs nothing. */
function countMove(seat: Seat, card: Card, verdict: Verdict): void {
  if (verdict.refused) return;
  const { counts } = seat;
  const isDone = verdict.quality === 'right' || verdict.quality === 'wasteful';
  if (!card.mistaken) counts[verdict.quality]++;
  if (!isDone) {
    card.mistaken = true;
    return;
  }
  counts.decisions++;
  if (seat.guidedLeft > 0) seat.guidedLeft--;
  markMended(seat, card);
}

function markMended(seat: Seat, card: Card): void {
  for (const [index, entry] of seat.log.entries()) {
    if (entry.card === card.id && entry.quality !== 'right') seat.log[index] = { ...entry, mended: true };
  }
}

/** Most entries of a seat's log; the oldest makes room. The score counts them all. */
const LOG_MAX = 100;

/** The next hint of a part: in order, and only about a point that the rules come to. */
function openHint(match: Match, seat: Seat, card: Card, hint: Extract<Input, { kind: 'hint' }>): Accepted {
  const opened = seat.hints.filter((open) => open.card === card.id && open.part === hint.part).length;
  const thinking = hintedPoint(match, seat, card.event, hint.part);
  if (hint.step !== opened + 1 || thinking === undefined || seat.verdictOpen) return { refused: 'no-such-hint' };
  seat.hints.push({ card: card.id, part: hint.part, step: hint.step, rule: thinking.rule });
  return { happenings: [] };
}

/** The point that a hint about `part` speaks of, as the rules see it. */
export function hintedPoint(match: Match, seat: Seat, event: DeviceEvent, part: Part) {
  const { thinking } = decide(deviceOf(match.network, seat.device), event);
  return thinking.find((point) => point.part === part && match.puzzle.asks[point.rule]?.includes(part) === true);
}
