/**
 * A puzzle that runs live (`PuzzleStorm`): when each seat has passed on its frames by hand, the switches go on by themselves, and time with them. Every
 * half second the loads are measured, one machine pings the next, and bots look whether a cable is theirs to pull. Rates and queues of the cables
 * bound how much can happen in a second; and where nobody touches a cable for a minute, nothing new can come, so time stands.
 */
import type { DeviceEvent } from '../device/event.ts';
import { formOf } from '../device/decision.ts';
import { deviceOf } from '../network/network.ts';
import { schedulePing } from '../network/ping.ts';
import { flightUs } from '../network/transmit.ts';
import type { Match } from './match.ts';
import type { Puzzle } from './puzzle.ts';
import type { Happening } from './view.ts';
import { endsOf, joinsSwitches } from './wiring.ts';

/** Time between two measurements, simulated, microseconds. */
export const SAMPLE_US = 500_000;
/** A cable is full from here on, and calm below that, per cent. */
export const FULL_PERCENT = 90;
export const CALM_PERCENT = 20;
/** So long bots watch before they pull a cable, microseconds. */
export const BOT_WAIT_US = 3_000_000;
/** So long after the last thing that somebody did time runs on, microseconds: from then on every second is like the one before. */
export const STANDS_AFTER_US = 60_000_000;
/** The first frames that are sent live are all told as flights, so that one sees how they multiply. */
export const TOLD_FRAMES = 300;
/** Of those after them, each port tells at most one in so many microseconds; the others are only counted. */
export const FLIGHT_EVERY_US = 300_000;
/** Octets of the longest frame of these puzzles, an echo request. */
const LONGEST_OCTETS = 98;

/** All that a match keeps about its storm. Lists go by the places of the puzzle's links, or of its probes. */
export interface Storm {
  /** Since when it runs live, microseconds; null while frames are passed on by hand. */
  liveSinceUs: number | null;
  /** Broadcasts that each seat still passes on by hand. */
  readonly handLeft: Record<string, number>;
  /** Frames that have left a port, in all and by the time when it began to run live. */
  frames: number;
  framesByHand: number;
  nextSampleUs: number;
  samples: number;
  /** For how long each end had sent at the last measurement, microseconds: both ends of the first cable, of the second, … */
  readonly busyUs: number[];
  /** Of the fuller direction, per cent. */
  readonly loads: number[];
  /** When every cable between switches was full for the first time. */
  filledUs: number | null;
  /** Has the latest ping been answered? Null: none has been sent long enough ago. */
  readonly reached: (boolean | null)[];
  /** When somebody last touched a cable, sat down or stood up. */
  actedUs: number;
  /** At which device the cable has been pulled out; null: it is in. */
  readonly out: (string | null)[];
  /** Who has pulled it out, or plugged it in, against the rule. */
  readonly mistaken: (string | null)[];
  /** "device.port": when the last flight from there was told. */
  readonly toldUs: Record<string, number>;
}

export function newStorm({ storm, links, seats }: Puzzle): Storm | null {
  if (storm === undefined) return null;
  return {
    liveSinceUs: null,
    handLeft: Object.fromEntries(seats.map((seat) => [seat, storm.byHand])),
    frames: 0,
    framesByHand: 0,
    nextSampleUs: 0,
    samples: 0,
    busyUs: links.flatMap(() => [0, 0]),
    loads: links.map(() => 0),
    filledUs: null,
    reached: storm.probes.map(() => null),
    actedUs: 0,
    out: links.map(() => null),
    mistaken: links.map(() => null),
    toldUs: {},
  };
}

export function isLive({ storm }: Pick<Match, 'storm'>): boolean {
  return storm !== null && storm.liveSinceUs !== null;
}

/** Every cable between switches has been full: the storm has been seen. */
export function isFilled({ storm }: Pick<Match, 'storm'>): boolean {
  return storm !== null && storm.filledUs !== null;
}

/** Does the device deal with this by itself, although somebody sits there? Else it is one of the frames to be passed on by hand, and is counted as such. */
export function passesByItself(match: Match, seat: string, event: DeviceEvent): boolean {
  const { storm, puzzle, network } = match;
  if (storm === null) return false;
  if (event.kind === 'frame') beginLive(match, storm);
  const left = storm.handLeft[seat] ?? 0;
  if (storm.liveSinceUs !== null || left === 0 || event.kind !== 'frame') return true;
  if (!formOf(deviceOf(network, seat), event, puzzle.asks).some((step) => step.part === 'ports')) return true;
  storm.handLeft[seat] = left - 1;
  return false;
}

/**
 * From now on it runs by itself, if every person has passed on what there was to be. Looked at when a frame arrives, not at any time between: a match
 * must not depend on the pieces in which its time is run.
 */
function beginLive({ seats, network }: Match, storm: Storm): void {
  if (storm.liveSinceUs !== null) return;
  const people = Object.values(seats).filter((seat) => seat.occupant === 'person');
  if (people.some((seat) => seat.inbox.length > 0 || storm.handLeft[seat.device] !== 0)) return;
  storm.liveSinceUs = network.nowUs;
  storm.framesByHand = storm.frames;
  storm.actedUs = network.nowUs;
  storm.nextSampleUs = network.nowUs + SAMPLE_US;
}

/** When the next measurement is due, microseconds; Infinity while it does not run live. */
export function sampleDueUs({ storm }: Match): number {
  return storm !== null && storm.liveSinceUs !== null ? storm.nextSampleUs : Infinity;
}

/** Nobody has touched anything for so long that nothing new can happen. */
export function standsStill({ storm, network }: Match): boolean {
  return storm !== null && storm.liveSinceUs !== null && network.nowUs >= storm.actedUs + STANDS_AFTER_US;
}

/** Measures, and sends the next ping. */
export function takeSample(match: Match, storm: Storm, happenings: Happening[]): void {
  const { network, puzzle } = match;
  network.nowUs = Math.max(network.nowUs, storm.nextSampleUs);
  storm.nextSampleUs += SAMPLE_US;
  measure(match, storm);
  const between = puzzle.links.flatMap((_ends, place) => (joinsSwitches(match, place) ? [place] : []));
  if (storm.filledUs === null && between.every((place) => (storm.loads[place] ?? 0) >= FULL_PERCENT))
    storm.filledUs = network.nowUs;
  // After the end nobody is asked any more, or it would never be quiet.
  if (match.goalsMetUs.some((metUs) => metUs === null)) sendProbe(match, storm, happenings);
  storm.samples++;
}

function measure(match: Match, storm: Storm): void {
  for (const place of storm.loads.keys()) {
    const percents = endsOf(match, place).map((end, side) => {
      const at = 2 * place + side;
      // What is still leaving has been counted as a whole.
      const busyUs = end.counts.busyUs - Math.max(0, end.busyUntilUs - match.network.nowUs);
      const percent = (100 * (busyUs - (storm.busyUs[at] ?? 0))) / SAMPLE_US;
      storm.busyUs[at] = busyUs;
      return Math.round(percent);
    });
    storm.loads[place] = Math.min(100, Math.max(0, ...percents));
  }
}

/** One probe after the other: looks whether its last request has been answered, and sends the next. When all is calm, a broadcast tries whether a loop is left. */
function sendProbe(match: Match, storm: Storm, happenings: Happening[]): void {
  const { probes, last } = match.puzzle.storm ?? { probes: [], last: 0 };
  const isCalm = match.puzzle.goals.every((goal, index) => goal.kind !== 'calm' || match.goalsMetUs[index] !== null);
  if (isCalm && storm.samples % 2 === 0) send(match, last);
  const turn = storm.samples % probes.length;
  const ping = probes[turn];
  const sequence = match.traces[ping ?? -1]?.lastSequence ?? 0;
  if (ping === undefined) return;
  if (sequence > 0) {
    const isAnswered = match.network.pings[ping]?.answered.includes(sequence) === true;
    if (storm.reached[turn] !== isAnswered) tellProbe(match, ping, isAnswered, happenings);
    storm.reached[turn] = isAnswered;
  }
  send(match, ping);
}

/** Only when it is not as before: four machines that get no answer every two seconds would say nothing new. */
function tellProbe(match: Match, ping: number, isAnswered: boolean, happenings: Happening[]): void {
  const { on = '', to } = match.traffic[ping] ?? {};
  const outcome = isAnswered ? 'answered' : 'no-answer';
  happenings.push({ kind: 'ping', on, to: to ?? '', outcome, atUs: match.network.nowUs });
}

function send({ network, traces }: Match, item: number): void {
  const ping = network.pings[item];
  const trace = traces[item];
  if (ping !== undefined && trace !== undefined) schedulePing(network, ping, ++trace.lastSequence, network.nowUs);
}

/** Is this item of traffic sent by the storm itself? Its answers are told by `takeSample`. */
export function isProbe({ puzzle }: Pick<Match, 'puzzle'>, item: number): boolean {
  return puzzle.storm?.probes.includes(item) === true;
}

/** A frame leaves a port: it is counted, and told to the players unless another one has just been. */
export function isToldFlight({ storm }: Match, from: string, departUs: number): boolean {
  if (storm === null) return true;
  storm.frames++;
  if (storm.frames - storm.framesByHand <= TOLD_FRAMES || storm.liveSinceUs === null) return true;
  if (departUs - (storm.toldUs[from] ?? -FLIGHT_EVERY_US) < FLIGHT_EVERY_US) return false;
  storm.toldUs[from] = departUs;
  return true;
}

/** The condition of the goal "calm". */
export function isCalm({ storm }: Match): boolean {
  if (storm === null || storm.filledUs === null) return false;
  return storm.loads.every((load) => load < CALM_PERCENT) && storm.reached.every((answered) => answered === true);
}

/** How long a frame needs for a cable of the puzzle at most, microseconds: so much is shown in the time of a cable. */
export function hopUs(match: Match): number {
  return Math.max(
    ...match.links.flatMap((_ends, place) => endsOf(match, place).map((end) => flightUs(end, LONGEST_OCTETS))),
  );
}

/** Frames that have been sent since the match began to run live; null while it does not. */
export function liveFrames({ storm }: Match): number | null {
  return storm === null || storm.liveSinceUs === null ? null : storm.frames - storm.framesByHand;
}

/** Frames that are on a cable or wait for one. */
export function framesNow(match: Match): number {
  const ends = match.links.flatMap((_ends, place) => endsOf(match, place));
  return ends.reduce((sum, end) => sum + end.underWay + end.waiting.length, 0);
}
