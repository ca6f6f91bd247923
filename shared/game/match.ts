/**
 * A match: one puzzle, dealt, with people and bots on its seats. Plain data; `accept` and `advance` are the only writers.
 * Seed + accepted inputs (time, input) = the match, bit for bit: see `journal.ts`.
 */
import type { Part, RuleId } from '../device/rule.ts';
import { buildNetwork } from '../network/lab.ts';
import type { Network } from '../network/network.ts';
import { addPing } from '../network/ping.ts';
import type { RefusalCode } from '../refusals.ts';
import { deal, type DealtPing } from './deal.ts';
import { openCableHint, turnCable } from './cables.ts';
import { configure, newConfiguration, sayReady, type Configuration } from './configuration.ts';
import { closeVerdict, openHint, play } from './move.ts';
import { adviseFault, FAULT_PART, nameFault, newFault, type Fault } from './fault.ts';
import { disturb, newDisturbed, type Disturbed } from './disturb.ts';
import type { Disturbance } from './disturbance.ts';
import type { FaultName } from './fault-kind.ts';
import type { Input } from './input.ts';
import type { Puzzle, SeatKind } from './puzzle.ts';
import { newPingTrace, type PingTrace } from './ping-trace.ts';
import { noPredictions, predict, type Predictions } from './predict.ts';
import { isQuiet } from './rest.ts';
import { drain, isOver, noticeCarriers, readAgain, runUntil, settle } from './run.ts';
import { type Card, emptyCounts, NO_CARD, type Counts, stayAt, type Stay, whoPlays } from './score.ts';
import type { Setting } from './setting.ts';
import { adviseSettings } from './setting-hint.ts';
import { giveHint } from './teacher-hint.ts';
import { newStorm, type Storm } from './storm.ts';
import { playByHand, playsTheWire } from './turns.ts';
import type { Happening, LogEntry, Verdict } from './view.ts';
import type { Awaited } from './watch.ts';
import { stormPar } from './wiring.ts';

export type { Input, Move, SeatMove } from './input.ts';

/** Number of the rules by which a match runs. It changes whenever an old journal would give another match. */
export const RULES = 5;

/** An opened hint of a card; the star price is kept by rule. */
export interface OpenHint {
  readonly card: number;
  readonly part: Part;
  readonly step: 1 | 2 | 3;
  readonly rule: RuleId;
  /** The teacher has opened it, so it costs nothing. */
  readonly given?: true;
}

export interface Seat {
  readonly device: string;
  occupant: 'person' | 'bot';
  /** Id of the person to whom it belongs, also while a bot stands in; null for a free seat. */
  owner: string | null;
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
  /** Entries that were ever written into the log: the oldest ones make room. */
  logged: number;
  readonly predictions: Predictions;
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
  /** Who has played which seat from when on, in order. */
  readonly stays: Stay[];
  /** When each goal was met, microseconds; null while it is open. Once met it stays met. */
  readonly goalsMetUs: (number | null)[];
  /** What is plugged in where by now, in the order of the puzzle's links; a change replaces the whole list. */
  links: readonly (readonly [string, string])[];
  /** Items of traffic that have begun. */
  trafficBegun: number;
  /** The item of traffic that runs, or has run last; null before the first. */
  running: number | null;
  /** Requests whose answer is awaited, and what is known of each ping (by item of traffic). */
  readonly awaited: Awaited[];
  readonly traces: PingTrace[];
  /** Of a configure puzzle: the settings of a right configuration by device, and how far the team is. */
  readonly settings: Readonly<Record<string, readonly Setting[]>>;
  readonly configuration: Configuration | null;
  /** Only in a puzzle with a storm. */
  readonly storm: Storm | null;
  /** Null in a puzzle in which nothing breaks. */
  readonly fault: Fault | null;
  /** What the teacher has done to the network and not taken back. */
  readonly disturbed: Disturbed;
  nextCard: number;
  nextHappening: number;
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
  const accepted = carryOut(match, input);
  if ('refused' in accepted) return accepted;
  // What begins at once has begun before the next input of the same moment, here as in a replay.
  return { happenings: [...accepted.happenings, ...advance(match, match.network.nowUs)] };
}

function carryOut(match: Match, input: Input): Accepted {
  if (input.kind === 'disturb') return disturbBy(match, input.how);
  const seat = match.seats[input.seat];
  if (seat === undefined) return { refused: 'no-such-seat' };
  if (input.kind === 'occupy') return occupy(match, seat, input);
  if (input.kind === 'predict')
    return isWon(match) ? { refused: 'cannot-predict' } : outcomeOf(predict(match, seat, input));
  if (input.kind === 'configure' || input.kind === 'ready') return setUp(match, seat, input);
  if (input.kind === 'name-fault') return find(match, seat, input);
  if (input.kind === 'give-hint') return outcomeOf(giveHint(match, seat, input));
  if (input.kind === 'hint' && input.part === FAULT_PART) return adviseFault(match, seat, input);
  if (input.kind === 'unplug' || input.kind === 'plug') return handleCable(match, seat, input);
  if (input.kind === 'hint' && input.card === NO_CARD) return adviseDevice(match, seat, input);
  if (seat.occupant !== 'person') return { refused: 'not-your-card' };
  if (input.kind === 'retry') return closeVerdict(seat, input.card);
  const card = seat.inbox[0];
  if (card === undefined || card.id !== input.card) return { refused: 'not-your-card' };
  switch (input.kind) {
    case 'play':
      return isWon(match) ? { refused: 'not-your-card' } : play(match, seat, card, input.answers);
    case 'hint':
      return openHint(match, seat, card, input);
  }
}

function outcomeOf(refused: RefusalCode | null): Accepted {
  return refused === null ? { happenings: [] } : { refused };
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
  if (playsTheWire(puzzle)) playByHand(network, puzzle.seats);
  const seat = (device: string): Seat => ({
    device,
    occupant: 'bot',
    owner: null,
    inbox: [],
    verdict: null,
    verdictOpen: false,
    guidedLeft: puzzle.guided[seatKind(puzzle, device)] ?? 0,
    counts: emptyCounts(),
    hints: [],
    log: [],
    logged: 0,
    predictions: noPredictions(),
  });
  const seats = puzzle.seats.map(seat);
  return {
    rules: RULES,
    puzzle,
    seed,
    traffic,
    par,
    network,
    seats: Object.fromEntries(seats.map((one) => [one.device, one])),
    stays: seats.map(stayAt),
    goalsMetUs: puzzle.goals.map(() => null),
    links: [...puzzle.links],
    trafficBegun: 0,
    running: null,
    awaited: [],
    storm: newStorm(puzzle),
    traces: puzzle.traffic.map(newPingTrace),
    settings,
    configuration: puzzle.configure === undefined ? null : newConfiguration(),
    fault: newFault(fault),
    disturbed: newDisturbed(),
    nextCard: 1,
    nextHappening: 1,
  };
}

/** Simulated time within which bots alone must have reached every goal, microseconds. */
const PAR_LIMIT_US = 60_000_000;

/** Deals of a puzzle whose par is remembered, the latest. */
const KNOWN_PARS_MAX = 64;
const knownPars = new WeakMap<Puzzle, Map<string, Match['par']>>();

/** What a run without mistakes needs. A match that is opened again, or played again from its journal, is not rehearsed again. */
function parOf(puzzle: Puzzle, seed: string): Match['par'] {
  const known = knownPars.get(puzzle) ?? new Map<string, Match['par']>();
  knownPars.set(puzzle, known);
  const par = known.get(seed) ?? rehearse(puzzle, seed);
  known.set(seed, par);
  const [oldest] = known.keys();
  if (known.size > KNOWN_PARS_MAX && oldest !== undefined) known.delete(oldest);
  return par;
}

/** Bots play it. A puzzle that they do not win is wrong; its proof says so. */
function rehearse(puzzle: Puzzle, seed: string): Match['par'] {
  const rehearsal = dealMatch(puzzle, seed, {});
  if (puzzle.storm !== undefined) return stormPar(puzzle, rehearsal);
  advance(rehearsal, PAR_LIMIT_US);
  return Object.fromEntries(Object.entries(rehearsal.seats).map(([id, seat]) => [id, seat.counts.decisions]));
}

/** Somebody sits down, or a bot takes over: then it plays at once what waits. */
function occupy(match: Match, seat: Seat, { occupant, person }: Extract<Input, { kind: 'occupy' }>): Accepted {
  const happenings: Happening[] = [];
  const before = whoPlays(seat);
  seat.occupant = occupant;
  seat.owner = person ?? (occupant === 'person' ? seat.device : null);
  if (whoPlays(seat) !== before) {
    match.stays.push(stayAt(seat));
    seat.verdictOpen = false;
    seat.verdict = null;
    // A bot watches for a while before it does anything.
    if (match.storm !== null) match.storm.actedUs = match.network.nowUs;
    drain(match, seat, happenings);
    settle(match, happenings);
  }
  return { happenings };
}

/** Hands on a cable, as long as the match is not won. */
function handleCable(match: Match, seat: Seat, { kind, port }: Extract<Input, { kind: 'unplug' | 'plug' }>): Accepted {
  return isWon(match) ? { refused: 'not-a-choice' } : turnCable(match, seat, port, kind === 'plug' ? 'in' : 'out');
}

/** A hint that is about no letter, but about the device: its settings, or its cables. */
function adviseDevice(match: Match, seat: Seat, hint: Extract<Input, { kind: 'hint' }>): Accepted {
  return match.configuration === null ? openCableHint(match, seat, hint.step) : adviseSettings(match, seat, hint);
}

function setUp(match: Match, seat: Seat, input: Extract<Input, { kind: 'configure' | 'ready' }>): Accepted {
  const happenings: Happening[] = [];
  const refused =
    input.kind === 'ready' ? sayReady(match, seat, input.ready) : configure(match, seat, input.setting, happenings);
  if (refused !== null) return { refused };
  settle(match, happenings);
  return { happenings };
}

/** What is won stays as it is, but for what is taken back. */
function disturbBy(match: Match, how: Disturbance): Accepted {
  const happenings: Happening[] = [];
  const refused = isWon(match) && how !== 'mend' ? 'cannot-disturb' : disturb(match, how, happenings);
  if (refused !== null) return { refused };
  noticeCarriers(match, happenings);
  for (const seat of Object.values(match.seats)) readAgain(match, seat, happenings);
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
