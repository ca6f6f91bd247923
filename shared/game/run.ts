/**
 * How a match runs: frames fly on their own; what people have to decide waits in their inboxes, and while it waits, or a mistake waits to be
 * mended, no question is repeated or given up and no new traffic begins, so nobody is hurried. Bots decide at once, through the same form.
 */
import { act, decide, formOf } from '../device/decision.ts';
import type { Action, DeviceEvent } from '../device/event.ts';
import { changeHappens } from '../network/changes.ts';
import { splitEnd } from '../network/lab.ts';
import type { EndName } from '../network/link.ts';
import { deviceOf, occur } from '../network/network.ts';
import { isBefore, peek, pending, pop, sizeOf, take, type Scheduled } from '../network/queue.ts';
import { beginPing } from './begin.ts';
import { beginRun, countSettings, goOn } from './configuration.ts';
import { botsName, breakNow, isToFind, waitForBots } from './fault.ts';
import { answersByRule } from './form.ts';
import { isTrue, pingOfGoal } from './goal.ts';
import type { Match, Seat } from './match.ts';
import type { Card } from './score.ts';
import type { Happening } from './view.ts';
import { performObserved, tellLost, tellNoAnswer, traceArrival } from './watch.ts';

/** Runs all that can happen until then. */
export function runUntil(match: Match, untilUs: number, happenings: Happening[]): void {
  settle(match, happenings);
  for (let atUs = nextAtUs(match); atUs !== null && atUs <= untilUs; atUs = nextAtUs(match)) {
    const overdue = match.awaited[0];
    if (overdue !== undefined && overdue.untilUs <= atUs && !waitsForDecision(match))
      tellNoAnswer(match, overdue, happenings);
    else if (match.configuration !== null && (match.configuration.beginsUs ?? Infinity) <= atUs) {
      match.network.nowUs = atUs;
      beginRun(match, match.configuration, happenings);
    } else if (match.fault !== null && (match.fault.botsNameUs ?? Infinity) <= atUs) {
      match.network.nowUs = atUs;
      botsName(match, match.fault, happenings);
    } else runNext(match, happenings);
    settle(match, happenings);
  }
  // Time goes on while something is under way; it stands while all that could happen waits for people, and after the end.
  if (nextAtUs(match) !== null) match.network.nowUs = Math.max(match.network.nowUs, untilUs);
}

/** When the next thing happens, microseconds; null when nothing does until somebody plays. */
export function nextAtUs(match: Match): number | null {
  if (isOver(match) && isQuiet(match)) return null;
  const nextUs = nextItem(match)?.atUs ?? Infinity;
  const overdueUs = waitsForDecision(match) ? Infinity : (match.awaited[0]?.untilUs ?? Infinity);
  const atUs = Math.min(
    nextUs,
    overdueUs,
    match.configuration?.beginsUs ?? Infinity,
    match.fault?.botsNameUs ?? Infinity,
  );
  return atUs === Infinity ? null : Math.max(atUs, match.network.nowUs);
}

/** The first thing under way that may happen now. What has to wait for a person holds up nothing behind it. */
function nextItem(match: Match): Scheduled | undefined {
  const held = isHeld(match);
  let first: Scheduled | undefined;
  for (const item of pending(match.network.queue)) {
    if (held && item.event.kind !== 'frame') continue;
    if (first === undefined || isBefore(item, first)) first = item;
  }
  return first;
}

/** After anything has happened: goals, and new traffic when all is quiet. */
export function settle(match: Match, happenings: Happening[]): void {
  dropStaleTimers(match);
  for (const [index, goal] of match.puzzle.goals.entries()) {
    if (match.goalsMetUs[index] !== null || !isTrue(match, goal)) continue;
    match.goalsMetUs[index] = match.network.nowUs;
    happenings.push({ kind: 'goal', goal: index, atUs: match.network.nowUs });
  }
  const { configuration } = match;
  if (configuration !== null) {
    if (!isOver(match)) goOn(match, configuration, happenings);
    if (isOver(match) && isQuiet(match) && configuration.phase === 'running') countSettings(match, configuration);
    return;
  }
  if (isOver(match) || sizeOf(match.network.queue) > 0 || match.awaited.length > 0 || isHeld(match)) return;
  if (match.trafficBegun < match.traffic.length) beginNext(match, happenings);
  else if (match.fault !== null && isToFind(match)) waitForBots(match, match.fault);
  else beginPing(match, pingToRepeat(match));
}

/** Something happens to a device: a bot or a device without seat acts at once, a person finds it in the inbox. A timer asks nobody. */
export function arrive(match: Match, id: string, event: DeviceEvent, happenings: Happening[]): void {
  traceArrival(match, id, event);
  const seat = match.seats[id];
  if (seat === undefined || isTimed(event))
    return carryOut(match, id, event, act(deviceOf(match.network, id), event), happenings);
  seat.inbox.push(newCard(match, event));
  drain(match, seat, happenings);
}

/** Works off the inbox as far as no person is asked: bots answer the form by the rules; what asks nothing is done by the rules for everybody. */
export function drain(match: Match, seat: Seat, happenings: Happening[]): void {
  for (let card = seat.inbox[0]; card !== undefined && !seat.verdictOpen; card = seat.inbox[0]) {
    const device = deviceOf(match.network, seat.device);
    const form = formOf(device, card.event, match.puzzle.asks);
    if (form.length > 0 && seat.occupant === 'person') return;
    const { thinking } = decide(device, card.event);
    const answers = answersByRule(form, (part) => thinking.find((point) => point.part === part)?.expected);
    if (form.length > 0) seat.counts.decisions++;
    finish(match, seat, card, decide(device, card.event, answers).actions, false, happenings);
  }
}

/** What a mistaken move must not do: the packet that it would hold is still in the card, and would be sent twice. */
const TABLE_ACTIONS: readonly Action['do'][] = [
  'learn-mac',
  'learn-neighbor',
  'hold',
  'remember-translation',
  'use-translation',
];

/**
 * Carries out a move with a seat's first card. `mistaken`: the card stays for another try, and what the move would write into a table is
 * not kept, so that nothing is lost for good and the next try is asked the same.
 */
export function finish(
  match: Match,
  seat: Seat,
  card: Card,
  actions: readonly Action[],
  mistaken: boolean,
  happenings: Happening[],
): void {
  if (mistaken) {
    const kept = actions.filter((action) => !TABLE_ACTIONS.includes(action.do));
    tellLost(match, seat.device, card.event, kept, 'move', happenings);
    const follow = performObserved(match, seat.device, card.event, kept, happenings);
    for (const event of follow)
      carryOut(match, seat.device, event, act(deviceOf(match.network, seat.device), event), happenings);
    return;
  }
  seat.inbox.shift();
  tellLost(match, seat.device, card.event, actions, 'rule', happenings);
  const follow = performObserved(match, seat.device, card.event, actions, happenings);
  // What follows at once comes before all that has been waiting.
  seat.inbox.unshift(...follow.map((event) => newCard(match, event)));
  drain(match, seat, happenings);
}

function runNext(match: Match, happenings: Happening[]): void {
  const next = nextItem(match);
  if (next === undefined) return;
  take(match.network.queue, next);
  const event = occur(match.network, next, {});
  if (event !== undefined && next.device !== undefined) arrive(match, next.device, event, happenings);
}

function carryOut(
  match: Match,
  id: string,
  event: DeviceEvent,
  actions: readonly Action[],
  happenings: Happening[],
): void {
  tellLost(match, id, event, actions, 'rule', happenings);
  for (const next of performObserved(match, id, event, actions, happenings)) arrive(match, id, next, happenings);
}

function beginNext(match: Match, happenings: Happening[]): void {
  const { move, damage = [] } = match.traffic[match.trafficBegun] ?? {};
  if (move !== undefined) moveCable(match, ...move);
  for (const { at, flips } of damage)
    changeHappens(match.network, { change: 'damage', at: endName(at), frames: 1, flips });
  breakNow(match, match.trafficBegun, happenings);
  beginPing(match, match.trafficBegun++);
}

/** Somebody carries a machine to another place: the cable's other end stays where it is. */
function moveCable(match: Match, from: string, to: string): void {
  const place = match.links.findIndex((ends) => ends.includes(from));
  const ends = match.links[place];
  if (ends === undefined) throw new Error(`no cable at ${from}`);
  match.links[place] = [ends[0] === from ? to : ends[0], ends[1] === from ? to : ends[1]];
  changeHappens(match.network, { change: 'move', from: endName(from), to: endName(to), announce: false });
}

function endName(end: string): EndName {
  const [device, port] = splitEnd(end);
  return { device, port };
}

/** A ping of a goal that is still open: it is sent again, so that a puzzle can always be finished. */
function pingToRepeat(match: Match): number {
  const goal = match.puzzle.goals.find((_goal, index) => match.goalsMetUs[index] === null);
  return goal === undefined ? 0 : pingOfGoal(match, goal);
}

/** Every goal is met: no new traffic begins. */
export function isOver(match: Match): boolean {
  return match.goalsMetUs.every((metUs) => metUs !== null);
}

/** Does nothing wait at a seat, and is no frame under way? */
export function isQuiet(match: Match): boolean {
  return !isHeld(match) && pending(match.network.queue).every((item) => item.event.kind !== 'frame');
}

/** Does a person have a decision before them? Then no timer runs out. */
function waitsForDecision(match: Match): boolean {
  return Object.values(match.seats).some((seat) => seat.inbox.length > 0 && !seat.verdictOpen);
}

/** Does anything wait for a person, be it a decision or the next try? Then no new traffic begins. */
function isHeld(match: Match): boolean {
  return Object.values(match.seats).some((seat) => seat.inbox.length > 0);
}

/** What happens by itself and asks nobody. */
const timed: readonly DeviceEvent['kind'][] = [
  'arp-timer',
  'start',
  'carrier',
  'configure',
  'announce',
  'stp-timer',
  'ospf-timer',
];

function isTimed(event: DeviceEvent): boolean {
  return timed.includes(event.kind);
}

/** Timers whose question has been answered mean nothing; they must not keep the network from being quiet. */
function dropStaleTimers(match: Match): void {
  const { queue } = match.network;
  for (let next = peek(queue); next?.event.kind === 'arp-timer'; next = peek(queue)) {
    const device = deviceOf(match.network, next.device ?? '');
    if (act(device, next.event).length > 0) return;
    pop(queue);
  }
}

function newCard(match: Match, event: DeviceEvent): Card {
  return { id: match.nextCard++, event, arrivedUs: match.network.nowUs, tries: 0, mistaken: false };
}
