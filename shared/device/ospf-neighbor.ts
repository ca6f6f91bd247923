/** The conversation with one neighbour, from the first hello to the same database (RFC 2328 10). */
import { FLAG_INIT, FLAG_MASTER, FLAG_MORE } from '../wire/ospf.ts';
import type { Description, Hello } from '../wire/ospf-packet.ts';
import { type Ipv4, ipv4, ipv4ToNumber } from '../address/ipv4.ts';
import { networkMask } from '../address/prefix.ts';
import { interfaceOf } from './device.ts';
import { isAtLeast, type NeighborState, type OspfNeighbor } from './ospf.ts';
import { agedLsa, isNews, keyOf, MAX_AGE } from './ospf-lsa.ts';
import {
  HEADERS_MAX,
  OPTION_EXTERNAL,
  REQUESTS_MAX,
  RETRANSMISSION,
  send,
  startNeighborTimer,
  type Turn,
} from './ospf-turn.ts';

const NOBODY = ipv4('0.0.0.0');
/** Of the designated router's election, which a point-to-point link does not have; 1 is what most say. */
const PRIORITY = 1;

/** "I am here, and this is whom I have heard" (RFC 2328 9.5). */
export function sendHello(turn: Turn, interfaceName: string): void {
  const { routing, station } = turn;
  const neighbor = routing.neighbors[interfaceName];
  send(turn, interfaceName, {
    kind: 'hello',
    networkMask: networkMask(interfaceOf(station, interfaceName).length),
    helloInterval: routing.helloSeconds,
    deadInterval: routing.deadSeconds,
    options: OPTION_EXTERNAL,
    priority: PRIORITY,
    designatedRouter: NOBODY,
    backupDesignatedRouter: NOBODY,
    neighbors: neighbor === undefined ? [] : [neighbor.routerId],
  });
}

/** A hello has come in (RFC 2328 10.5). Without the same intervals and options there is no conversation. */
export function helloReceived(turn: Turn, name: string, from: { routerId: Ipv4; address: Ipv4 }, hello: Hello): void {
  const { routing } = turn;
  const isCompatible =
    hello.helloInterval === routing.helloSeconds &&
    hello.deadInterval === routing.deadSeconds &&
    (hello.options & OPTION_EXTERNAL) !== 0;
  if (!isCompatible) return;
  const neighbor = routing.neighbors[name] ?? newNeighbor(turn, name, from);
  if (neighbor.routerId !== from.routerId) return;
  neighbor.heardUs = routing.nowUs;
  const hearsUs = hello.neighbors.includes(routing.routerId);
  if (hearsUs && neighbor.state === 'Init') {
    setState(turn, neighbor, '2-Way');
    startExchange(turn, name, neighbor);
  } else if (!hearsUs && isAtLeast(neighbor, '2-Way')) {
    forgetConversation(neighbor);
    setState(turn, neighbor, 'Init');
  }
}

function newNeighbor(turn: Turn, name: string, from: { routerId: Ipv4; address: Ipv4 }): OspfNeighbor {
  const { routing } = turn;
  const neighbor: OspfNeighbor = {
    ...from,
    round: routing.nextRound++,
    state: 'Init',
    heardUs: routing.nowUs,
    // Any number will do that is not that of an earlier conversation (RFC 2328 10.3: the time of day).
    sequence: Math.floor(routing.nowUs / 1000) >>> 0,
    isMaster: true,
    lastSent: undefined,
    lastReceived: undefined,
    toDescribe: [],
    requests: {},
    unacknowledged: {},
    isRequesting: false,
    isRetransmitting: false,
  };
  routing.neighbors[name] = neighbor;
  startNeighborTimer(turn, name, neighbor, routing.deadSeconds, 'inactivity');
  return neighbor;
}

/** The neighbour has been silent for so long that it is dead, or its link is. */
export function loseNeighbor(turn: Turn, name: string): void {
  const neighbor = turn.routing.neighbors[name];
  if (neighbor === undefined) return;
  setState(turn, neighbor, 'Down');
  delete turn.routing.neighbors[name];
}

/** ExStart: who leads? Both claim it, and the one with the higher router id is right. */
function startExchange(turn: Turn, name: string, neighbor: OspfNeighbor): void {
  forgetConversation(neighbor);
  neighbor.sequence = (neighbor.sequence + 1) >>> 0;
  neighbor.isMaster = true;
  setState(turn, neighbor, 'ExStart');
  sendDescription(turn, name, neighbor, FLAG_INIT | FLAG_MORE | FLAG_MASTER, []);
}

/** What was said does not fit together: from the beginning (SeqNumberMismatch, BadLSReq). */
export function restartExchange(turn: Turn, name: string, neighbor: OspfNeighbor): void {
  if (isAtLeast(neighbor, 'Exchange')) startExchange(turn, name, neighbor);
}

/** A description of the neighbour's database, or a part of it, has come in (RFC 2328 10.6, 10.8). */
export function descriptionReceived(turn: Turn, name: string, neighbor: OspfNeighbor, received: Description): void {
  if (received.mtu > interfaceOf(turn.station, name).mtu) return;
  // Who describes its database has heard us, even if its hello that says so was lost.
  if (neighbor.state === 'Init') {
    setState(turn, neighbor, '2-Way');
    startExchange(turn, name, neighbor);
  }
  if (neighbor.state === 'ExStart') return negotiate(turn, name, neighbor, received);
  if (isAtLeast(neighbor, 'Exchange')) exchange(turn, name, neighbor, received);
}

function negotiate(turn: Turn, name: string, neighbor: OspfNeighbor, received: Description): void {
  const { flags, sequence, headers } = received;
  const isTheirsToLead = ipv4ToNumber(neighbor.routerId) > ipv4ToNumber(turn.routing.routerId);
  if (flags === (FLAG_INIT | FLAG_MORE | FLAG_MASTER) && headers.length === 0 && isTheirsToLead) {
    neighbor.isMaster = false;
    neighbor.sequence = sequence;
    beginDescribing(turn, neighbor, received);
    describeMore(turn, name, neighbor);
  } else if ((flags & (FLAG_INIT | FLAG_MASTER)) === 0 && sequence === neighbor.sequence && !isTheirsToLead) {
    beginDescribing(turn, neighbor, undefined);
    partReceived(turn, name, neighbor, received);
  }
}

function beginDescribing(turn: Turn, neighbor: OspfNeighbor, received: Description | undefined): void {
  const { database, nowUs } = turn.routing;
  setState(turn, neighbor, 'Exchange');
  neighbor.toDescribe = Object.values(database).map((stored) => agedLsa(stored, nowUs).header);
  neighbor.lastReceived = received;
}

function exchange(turn: Turn, name: string, neighbor: OspfNeighbor, received: Description): void {
  const { flags, options, sequence } = received;
  const before = neighbor.lastReceived;
  if (before?.sequence === sequence && before.flags === flags && before.options === options) {
    // Said twice: a slave repeats its answer, which must have been lost; a master has asked again already.
    if (!neighbor.isMaster && neighbor.lastSent !== undefined) send(turn, name, neighbor.lastSent);
    return;
  }
  const isFromMaster = (flags & FLAG_MASTER) !== 0;
  const expected = neighbor.isMaster ? neighbor.sequence : (neighbor.sequence + 1) >>> 0;
  const fits =
    neighbor.state === 'Exchange' &&
    isFromMaster !== neighbor.isMaster &&
    (flags & FLAG_INIT) === 0 &&
    (before === undefined || before.options === options) &&
    sequence === expected;
  if (fits) partReceived(turn, name, neighbor, received);
  else restartExchange(turn, name, neighbor);
}

/** The next part: what is news in it will be asked for; then the answer, until both have described everything. */
function partReceived(turn: Turn, name: string, neighbor: OspfNeighbor, received: Description): void {
  const { database, nowUs } = turn.routing;
  for (const header of received.headers) {
    const stored = database[keyOf(header)];
    const known = stored === undefined ? undefined : agedLsa(stored, nowUs).header;
    if (header.age < MAX_AGE && isNews(header, known)) neighbor.requests[keyOf(header)] = header;
  }
  neighbor.lastReceived = received;
  const hasMore = (received.flags & FLAG_MORE) !== 0;
  if (neighbor.isMaster) {
    const hasSaidAll = ((neighbor.lastSent?.flags ?? 0) & FLAG_MORE) === 0;
    neighbor.sequence = (neighbor.sequence + 1) >>> 0;
    if (hasSaidAll && !hasMore) return exchangeDone(turn, name, neighbor);
    describeMore(turn, name, neighbor);
  } else {
    neighbor.sequence = received.sequence;
    describeMore(turn, name, neighbor);
    if (neighbor.toDescribe.length === 0 && !hasMore) return exchangeDone(turn, name, neighbor);
  }
  requestMissing(turn, name, neighbor);
}

function describeMore(turn: Turn, name: string, neighbor: OspfNeighbor): void {
  const headers = neighbor.toDescribe.slice(0, HEADERS_MAX);
  neighbor.toDescribe = neighbor.toDescribe.slice(HEADERS_MAX);
  const more = neighbor.toDescribe.length > 0 ? FLAG_MORE : 0;
  sendDescription(turn, name, neighbor, more | (neighbor.isMaster ? FLAG_MASTER : 0), headers);
}

function sendDescription(
  turn: Turn,
  name: string,
  neighbor: OspfNeighbor,
  flags: number,
  headers: Description['headers'],
): void {
  const { mtu } = interfaceOf(turn.station, name);
  const { sequence } = neighbor;
  const description: Description = { kind: 'description', mtu, options: OPTION_EXTERNAL, flags, sequence, headers };
  neighbor.lastSent = description;
  send(turn, name, description);
  if (neighbor.isMaster) startNeighborTimer(turn, name, neighbor, RETRANSMISSION, 'description');
}

/** No answer to a description: it is sent again. */
export function describeAgain(turn: Turn, name: string, neighbor: OspfNeighbor, sequence: number | undefined): void {
  const isWaiting = neighbor.state === 'ExStart' || (neighbor.state === 'Exchange' && neighbor.isMaster);
  if (!isWaiting || neighbor.lastSent === undefined || neighbor.lastSent.sequence !== sequence) return;
  send(turn, name, neighbor.lastSent);
  startNeighborTimer(turn, name, neighbor, RETRANSMISSION, 'description');
}

function exchangeDone(turn: Turn, name: string, neighbor: OspfNeighbor): void {
  setState(turn, neighbor, 'Loading');
  requestMissing(turn, name, neighbor);
  loadingGoesOn(turn, neighbor);
}

/** Asks for what is missing; again, if the timer says that it is still missing. */
export function requestMissing(turn: Turn, name: string, neighbor: OspfNeighbor, isAgain = false): void {
  const requests = Object.values(neighbor.requests).slice(0, REQUESTS_MAX);
  if (isAgain) neighbor.isRequesting = false;
  if (neighbor.isRequesting || requests.length === 0 || !isAtLeast(neighbor, 'Exchange')) return;
  neighbor.isRequesting = true;
  send(turn, name, { kind: 'request', requests });
  startNeighborTimer(turn, name, neighbor, RETRANSMISSION, 'request');
}

/** Loading ends when nothing is missing any more. */
export function loadingGoesOn(turn: Turn, neighbor: OspfNeighbor): void {
  const isComplete = Object.keys(neighbor.requests).length === 0;
  if (neighbor.state === 'Loading' && isComplete) setState(turn, neighbor, 'Full');
}

/** A neighbour that becomes fully adjacent, or is so no longer, changes the map, and what this router says about itself. */
function setState(turn: Turn, neighbor: OspfNeighbor, state: NeighborState): void {
  const before = neighbor.state;
  neighbor.state = state;
  if (before === state || (before !== 'Full' && state !== 'Full')) return;
  turn.isMapChanged = true;
  turn.isOwnChanged = true;
}

function forgetConversation(neighbor: OspfNeighbor): void {
  neighbor.toDescribe = [];
  neighbor.requests = {};
  neighbor.unacknowledged = {};
  neighbor.lastSent = undefined;
  neighbor.lastReceived = undefined;
}
