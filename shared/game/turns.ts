/**
 * Turns on a shared wire: a frame that a seat's card has for the wire is a card of its inbox from then on until it is through. The question changes
 * while it lies there (when to send, how to back off), time runs on meanwhile, and one frame is one decision of the score, however often it collides.
 */
import { decide, formOf } from '../device/decision.ts';
import { maySend, type Access } from '../device/rules/medium.sense.ts';
import type { Transceiver } from '../network/medium.ts';
import { deviceOf, type Network } from '../network/network.ts';
import { draw } from '../random.ts';
import type { RefusalCode } from '../refusals.ts';
import { answersByRule, checkAnswers } from './form.ts';
import { judge } from './judge.ts';
import type { Match, Seat } from './match.ts';
import type { Puzzle } from './puzzle.ts';
import type { Card } from './score.ts';
import { spectatorOf } from './spectator.ts';
import { markMended, verdictOf, writeDown } from './verdict.ts';
import type { Happening } from './view.ts';
import { performObserved } from './watch.ts';

/** A bot presses up to so long after it could, as a person would; microseconds. */
const BOT_REACTION_US = 40;
/** Whoever presses so shortly after another one has begun cannot have known it: the card waits, nobody is blamed. Microseconds. */
const ONSET_US = 16;
/** After so long the card goes on by the rules, so that nobody who looks away holds up the others; microseconds. */
const PATIENCE_US = 2400;

/** A card of the inbox that is a frame for the shared wire. */
export interface AccessCard extends Card {
  event: Access;
}

/** Is it a puzzle in which people decide when to send? */
export function playsTheWire({ asks }: Pick<Puzzle, 'asks'>): boolean {
  return asks['medium.sense'] !== undefined;
}

/** The cards of these devices ask from now on, where they would decide. */
export function playByHand({ mediums }: Network, devices: readonly string[]): void {
  for (const { transceivers } of Object.values(mediums))
    for (const own of Object.values(transceivers)) own.byHand = devices.includes(own.device);
}

/** The card of a device on a shared wire, with the wire's name. */
export function transceiverOf(
  { mediums }: Network,
  device: string,
): { readonly medium: string; readonly own: Transceiver } | undefined {
  for (const [medium, { transceivers }] of Object.entries(mediums))
    for (const own of Object.values(transceivers)) if (own.device === device) return { medium, own };
  return undefined;
}

export function isAccess(card: Card): card is AccessCard {
  return card.event.kind === 'access';
}

/** After anything has happened: frames that are through are done, new ones lie there, and each card asks what it asks now. */
export function settleTurns(match: Match): void {
  if (!playsTheWire(match.puzzle)) return;
  for (const seat of Object.values(match.seats)) {
    const place = transceiverOf(match.network, seat.device);
    if (place === undefined) continue;
    const lies = seat.inbox.find(isAccess);
    const frame = place.own.frames[0];
    if (lies !== undefined && lies.event.frame !== frame) frameIsThrough(seat, lies);
    if (frame === undefined || !place.own.byHand) continue;
    const card = lies?.event.frame === frame ? lies : newTurn(match, seat, accessOf(match.network, place));
    ask(match, seat, card);
  }
}

/** Puts the question as it stands at this moment. */
export function ask(match: Match, seat: Seat, card: AccessCard): void {
  const place = transceiverOf(match.network, seat.device);
  if (place === undefined) return;
  card.event = accessOf(match.network, place);
  const { doing, collisions } = card.event;
  const isFree = maySend(place.own.heard);
  // A person has as long as it takes, whatever is heard meanwhile; a bot presses at the first silence.
  const heard = seat.occupant === 'bot' && doing === 'listening' ? ` ${isFree}` : '';
  const question = `${seat.occupant} ${doing} ${collisions}${heard}`;
  if (card.turn?.question === question) return;
  card.turn = { question, dueUs: dueUs(match, seat, card.event, isFree) };
}

/** When the rules act for whoever plays the card, microseconds; null when they do not. */
function dueUs({ network }: Match, { occupant }: Seat, { doing }: Access, isFree: boolean): number | null {
  if (doing === 'busy') return null;
  if (occupant === 'person') return network.nowUs + PATIENCE_US;
  if (doing === 'collided') return network.nowUs;
  return isFree ? network.nowUs + draw(network.random, BOT_REACTION_US) : null;
}

/** The first card for which the rules act next. */
export function nextTurn(
  match: Match,
): { readonly seat: Seat; readonly card: AccessCard; readonly atUs: number } | undefined {
  let first: ReturnType<typeof nextTurn>;
  for (const seat of Object.values(match.seats)) {
    const card = seat.inbox.find(isAccess);
    const atUs = card?.turn?.dueUs ?? Infinity;
    if (card !== undefined && atUs < (first?.atUs ?? Infinity)) first = { seat, card, atUs };
  }
  return first;
}

/** A bot plays its card; for a person who has not, the card goes on by the rules, and waits for silence by itself. */
export function takeTurn(match: Match, seat: Seat, card: AccessCard, happenings: Happening[]): void {
  ask(match, seat, card);
  card.turn = { question: card.turn?.question ?? '', dueUs: null };
  card.isStoodIn = seat.occupant === 'person';
  const device = deviceOf(match.network, seat.device);
  const form = formOf(device, card.event, match.puzzle.asks);
  const { thinking } = decide(device, card.event);
  const answers = answersByRule(form, (part) => thinking.find((point) => point.part === part)?.expected);
  const { actions } = decide(device, card.event, answers);
  const { port } = card.event;
  const waits = card.event.doing === 'listening' && actions.length === 0;
  if (seat.occupant === 'bot' && !waits) spectatorOf(match)?.botPlays(seat, card);
  performObserved(
    match,
    seat.device,
    card.event,
    waits ? [{ do: 'access', port, listens: true }] : actions,
    happenings,
  );
}

/** A person presses, or chooses how to back off. To wait is not to press, so it is no move. */
export function playTurn(
  match: Match,
  seat: Seat,
  card: AccessCard,
  answers: Parameters<typeof checkAnswers>[1],
  happenings: Happening[],
): RefusalCode | null {
  ask(match, seat, card);
  const device = deviceOf(match.network, seat.device);
  const refused = checkAnswers(formOf(device, card.event, match.puzzle.asks), answers);
  if (refused !== null || card.event.doing === 'busy' || answers.sense === 'wait') return refused ?? 'not-a-choice';
  const decision = decide(device, card.event, answers);
  spectatorOf(match)?.personPlays(seat, card, decision.thinking);
  const verdict = verdictOf(match, seat, card, judge(decision));
  card.tries++;
  card.isStoodIn = false;
  seat.verdict = verdict;
  seat.verdictOpen = verdict.quality === 'broken' || verdict.refused;
  // Once a frame, whatever happens to it later.
  if (verdict.quality !== 'right' && !verdict.refused && !card.mistaken) {
    seat.counts[verdict.quality]++;
    card.mistaken = true;
  }
  writeDown(seat, verdict);
  if (!verdict.refused) performObserved(match, seat.device, card.event, decision.actions, happenings);
  return null;
}

function newTurn(match: Match, seat: Seat, event: Access): AccessCard {
  const { nowUs } = match.network;
  const card: AccessCard = { id: match.nextCard++, event, arrivedUs: nowUs, tries: 0, mistaken: false };
  seat.inbox.push(card);
  return card;
}

/** It is through, or was given up. What the judge has to say about it can still be read. */
function frameIsThrough(seat: Seat, card: AccessCard): void {
  seat.inbox.splice(seat.inbox.indexOf(card), 1);
  seat.counts.decisions++;
  if (card.tries > 0 && !card.mistaken) seat.counts.right++;
  if (seat.guidedLeft > 0 && card.tries > 0) seat.guidedLeft--;
  markMended(seat, card);
}

/** What the card knows at this moment. */
function accessOf(network: Network, { medium, own }: NonNullable<ReturnType<typeof transceiverOf>>): Access {
  const frame = own.frames[0];
  if (frame === undefined) throw new Error(`${own.device} has nothing to send`);
  const isFree = maySend(own.heard);
  const forUs = network.nowUs - (isFree ? own.quietSinceUs : own.heardSinceUs);
  const forBits = Math.round((forUs * (network.mediums[medium]?.bitsPerSecond ?? 0)) / 1_000_000);
  const doing = own.state === 'listening' || own.state === 'collided' ? own.state : 'busy';
  const hears = isFree ? 'silence' : forUs < ONSET_US ? 'onset' : 'carrier';
  return { kind: 'access', port: own.port, frame, doing, hears, forBits, collisions: own.collisions };
}
