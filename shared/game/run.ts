/**
 * How a match runs: frames fly on their own; what people have to decide waits in their inboxes, and while it waits, or a mistake waits to be
 * mended, no question is repeated or given up and no new traffic begins, so nobody is hurried. Bots decide at once, through the same form.
 */
import { act, decide, formOf } from '../device/decision.ts';
import { isStation } from '../device/device.ts';
import type { Action, DeviceEvent } from '../device/event.ts';
import { isToItself } from '../device/output.ts';
import { isLoopbackPort } from '../network/loopback.ts';
import { deviceOf, occur } from '../network/network.ts';
import { isBefore, peek, pending, pop, take, type Scheduled } from '../network/queue.ts';
import { beginPing, beginTogether } from './begin.ts';
import { beginRun, countSettings, goOn } from './configuration.ts';
import { botsName, isToFind, stoppedItem, waitForBots } from './fault.ts';
import { forgetUntrueNeighbors } from './forget.ts';
import { answersByRule } from './form.ts';
import { isTrue, pingOfGoal } from './goal.ts';
import { botsLook } from './cables.ts';
import type { Match, Seat } from './match.ts';
import { testAddressees, testPredictions } from './predict.ts';
import type { Goal } from './puzzle.ts';
import { isAtRest, isHeld, isQuiet, isRoutine } from './rest.ts';
import type { Card } from './score.ts';
import { spectatorOf } from './spectator.ts';
import { passesByItself, sampleDueUs, standsStill, takeSample } from './storm.ts';
import { isAccess, nextTurn, settleTurns, takeTurn } from './turns.ts';
import type { Happening } from './view.ts';
import { observerOf, performObserved, tellLost, tellNoAnswer, traceArrival } from './watch.ts';
import { traceVlan } from './watch-vlan.ts';

/** Runs all that can happen until then. */
export function runUntil(match: Match, untilUs: number, happenings: Happening[]): void {
  settle(match, happenings);
  for (let atUs = nextEventUs(match); atUs !== null && atUs <= untilUs; atUs = nextEventUs(match)) {
    const turn = nextTurn(match);
    const overdue = match.awaited[0];
    // What comes over the wire at the same time is there before anybody acts on it.
    if (turn !== undefined && turn.atUs <= atUs && (nextItem(match)?.atUs ?? Infinity) > atUs) {
      match.network.nowUs = atUs;
      takeTurn(match, turn.seat, turn.card, happenings);
    } else if (match.storm !== null && sampleDueUs(match) <= atUs) {
      takeSample(match, match.storm, happenings);
      botsLook(match, match.storm, happenings);
    } else if (overdue !== undefined && overdue.untilUs <= atUs && !waitsForDecision(match))
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
  if (nextEventUs(match) !== null) match.network.nowUs = Math.max(match.network.nowUs, untilUs);
}

/** When the next thing happens that anybody has to see, microseconds; null when nothing does until somebody plays. */
export function nextAtUs(match: Match): number | null {
  return whenNext(match, (item) => !isRoutine(match, item)) ?? nextEventUs(match);
}

/** When the next thing of all happens. */
function nextEventUs(match: Match): number | null {
  return whenNext(match);
}

function whenNext(match: Match, counts?: (item: Scheduled) => boolean): number | null {
  if ((isOver(match) && isQuiet(match)) || standsStill(match)) return null;
  const nextUs = nextItem(match, counts)?.atUs ?? Infinity;
  const overdueUs = waitsForDecision(match) ? Infinity : (match.awaited[0]?.untilUs ?? Infinity);
  const atUs = Math.min(
    nextUs,
    overdueUs,
    match.configuration?.beginsUs ?? Infinity,
    nextTurn(match)?.atUs ?? Infinity,
    sampleDueUs(match),
    match.fault?.botsNameUs ?? Infinity,
  );
  return atUs === Infinity ? null : Math.max(atUs, match.network.nowUs);
}

/** The first thing under way that may happen now. What has to wait for a person holds up nothing behind it. */
function nextItem(match: Match, counts?: (item: Scheduled) => boolean): Scheduled | undefined {
  const mayBe = match.puzzle.live !== undefined || !isHeld(match) ? isAny : isFrame;
  if (mayBe === isAny && counts === undefined) return peek(match.network.queue);
  // What multiplies by itself waits for who is to see how.
  if (match.storm !== null && mayBe === isFrame) return undefined;
  let first: Scheduled | undefined;
  for (const item of pending(match.network.queue)) {
    if (mayBe(item) && (first === undefined || isBefore(item, first)) && counts?.(item) !== false) first = item;
  }
  return first;
}

const isAny = (): boolean => true;

function isFrame({ event }: Scheduled): boolean {
  return event.kind === 'frame';
}

/** After anything has happened: goals, and new traffic when all is quiet. */
export function settle(match: Match, happenings: Happening[]): void {
  dropStaleTimers(match);
  settleTurns(match);
  for (const [index, goal] of match.puzzle.goals.entries()) {
    if (match.goalsMetUs[index] !== null || isStopped(match, goal) || !isTrue(match, goal)) continue;
    match.goalsMetUs[index] = match.network.nowUs;
    happenings.push({ kind: 'goal', goal: index, atUs: match.network.nowUs });
  }
  const { configuration } = match;
  if (configuration !== null) {
    if (!isOver(match)) goOn(match, configuration, happenings);
    if (isOver(match) && isQuiet(match) && configuration.phase === 'running') countSettings(match, configuration);
    return;
  }
  // What a storm sends it sends by itself.
  if (match.storm !== null && match.trafficBegun > 0) return;
  if (isOver(match) || !isAtRest(match) || match.awaited.length > 0 || isHeld(match)) return;
  if (match.trafficBegun < match.traffic.length) beginTogether(match, happenings);
  else if (match.fault !== null && isToFind(match)) waitForBots(match, match.fault);
  else {
    forgetUntrueNeighbors(match, happenings);
    beginPing(match, pingToRepeat(match));
  }
}

/**
 * Something happens to a device: a bot or a device without seat acts at once, a person finds it in the inbox. A timer asks nobody, nor does what a
 * station says to itself.
 */
export function arrive(match: Match, id: string, event: DeviceEvent, happenings: Happening[]): void {
  traceArrival(match, id, event);
  traceVlan(match, id, event);
  const seat = match.seats[id];
  if (seat === undefined || isTimed(event) || isInside(match, id, event) || passesByItself(match, id, event))
    return carryOut(match, id, event, act(deviceOf(match.network, id), event), happenings);
  seat.inbox.push(newCard(match, event));
  drain(match, seat, happenings);
}

/** Works off the inbox as far as no person is asked: bots answer the form by the rules; what asks nothing is done by the rules for everybody. */
export function drain(match: Match, seat: Seat, happenings: Happening[]): void {
  for (let card = nextToDo(match, seat); card !== undefined; card = nextToDo(match, seat)) {
    const device = deviceOf(match.network, seat.device);
    const form = formOf(device, card.event, match.puzzle.asks);
    if (form.length > 0 && seat.occupant === 'person') return;
    const { thinking } = decide(device, card.event);
    const answers = answersByRule(form, (part) => thinking.find((point) => point.part === part)?.expected);
    if (form.length > 0) {
      seat.counts.decisions++;
      spectatorOf(match)?.botPlays(seat, card);
    }
    finish(match, seat, card, decide(device, card.event, answers).actions, false, happenings);
  }
}

/** A frame for a shared wire asks when its time has come, and what it asks, or what was said about it, holds up nothing else. */
function nextToDo({ puzzle }: Match, seat: Seat): Card | undefined {
  return seat.verdictOpen && puzzle.live === undefined ? undefined : seat.inbox.find((card) => !isAccess(card));
}

/**
 * What a mistaken move must not do: the packet that it would hold is still in the card, and would be sent twice; a tree that is not kept must not leave timers
 * behind.
 */
const TABLE_ACTIONS: readonly Action['do'][] = [
  'set-spanning-tree',
  'start-timer',
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
  seat.inbox.splice(seat.inbox.indexOf(card), 1);
  tellLost(match, seat.device, card.event, actions, 'rule', happenings);
  const follow = performObserved(match, seat.device, card.event, actions, happenings);
  testPredictions(match, seat.device, card.event, actions, follow);
  testAddressees(match, seat.device, card.event, actions);
  // What follows at once comes before all that has been waiting.
  seat.inbox.unshift(...follow.map((event) => newCard(match, event)));
  drain(match, seat, happenings);
}

function runNext(match: Match, happenings: Happening[]): void {
  const next = nextItem(match);
  if (next === undefined) return;
  take(match.network.queue, next);
  const event = occur(match.network, next, observerOf(match, happenings));
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
  const follow = performObserved(match, id, event, actions, happenings);
  testPredictions(match, id, event, actions, follow);
  for (const next of follow) arrive(match, id, next, happenings);
}

/** A ping of a goal that is still open: it is sent again, so that a puzzle can always be finished. */
function pingToRepeat(match: Match): number {
  const stopped = stoppedItem(match);
  if (stopped !== null) return stopped;
  const goal = match.puzzle.goals.find((_goal, index) => match.goalsMetUs[index] === null);
  return goal === undefined ? 0 : pingOfGoal(match, goal);
}

function isStopped(match: Match, goal: Goal): boolean {
  const stopped = stoppedItem(match);
  return stopped !== null && pingOfGoal(match, goal) === stopped;
}

/** Every goal is met: no new traffic begins. */
export function isOver(match: Match): boolean {
  return match.goalsMetUs.every((metUs) => metUs !== null);
}

/** Does a person have a decision before them? Then no timer runs out. */
function waitsForDecision(match: Match): boolean {
  // What was held back in a guided decision has not happened: it is still to be decided.
  return Object.values(match.seats).some(
    (seat) => seat.inbox.length > 0 && (!seat.verdictOpen || seat.verdict?.refused === true),
  );
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

/** It comes from the station itself and goes to the station itself. */
function isInside(match: Match, id: string, event: DeviceEvent): boolean {
  if (event.kind === 'frame') return isLoopbackPort(event.port);
  const device = deviceOf(match.network, id);
  return event.kind === 'originate' && isStation(device) && isToItself(device, event.datagram);
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
