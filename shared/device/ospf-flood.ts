/** Flooding: how an announcement reaches everybody, once (RFC 2328 12.4, 13). */
import { type Lsa, type LsaHeader, ROUTER_LSA, linksOf, routerLsa, FIRST_SEQUENCE } from '../wire/ospf-lsa.ts';
import type { LsaName } from '../wire/ospf-packet.ts';
import { isAtLeast, type OspfNeighbor } from './ospf.ts';
import { agedLsa, compareLsa, isNews, keyOf, MAX_AGE, ownKey, ownLinks, sameLinks } from './ospf-lsa.ts';
import { loadingGoesOn, restartExchange } from './ospf-neighbor.ts';
import {
  OPTION_EXTERNAL,
  RETRANSMISSION,
  sendUpdates,
  startNeighborTimer,
  startTimer,
  type Turn,
} from './ospf-turn.ts';

/** Seconds (RFC 2328 B): the own LSA is not made more often, nor another's taken more often, and made again before it is too old. */
const MIN_ORIGINATION = 5;
const MIN_ARRIVAL = 1;
const REFRESH = 1800;
/** Seconds that an LSA grows older on the way to the next router (InfTransDelay). */
const TRANSMISSION_DELAY = 1;

/** LSAs have come in from a neighbour (RFC 2328 13). */
export function updateReceived(turn: Turn, interfaceName: string, neighbor: OspfNeighbor, lsas: readonly Lsa[]): void {
  if (!isAtLeast(neighbor, 'Exchange')) return;
  for (const lsa of lsas) {
    if (!lsaReceived(turn, interfaceName, neighbor, lsa)) return restartExchange(turn, interfaceName, neighbor);
  }
  loadingGoesOn(turn, neighbor);
}

/** Returns false if the two routers no longer agree on what was asked for. */
function lsaReceived(turn: Turn, interfaceName: string, neighbor: OspfNeighbor, lsa: Lsa): boolean {
  const { routing } = turn;
  const { header } = lsa;
  const key = keyOf(header);
  const stored = routing.database[key];
  if (stored === undefined && header.age >= MAX_AGE && !isLoading(turn)) {
    acknowledge(turn, interfaceName, header);
    return true;
  }
  const known = stored === undefined ? undefined : agedLsa(stored, routing.nowUs);
  if (isNews(header, known?.header)) {
    const isOwn = header.advertisingRouter === routing.routerId;
    const isTooSoon = stored !== undefined && routing.nowUs - stored.installedUs < MIN_ARRIVAL * 1_000_000;
    if (isTooSoon && !isOwn) return true;
    acknowledge(turn, interfaceName, header);
    delete neighbor.requests[key];
    if (isOwn) outbid(turn, lsa);
    else {
      install(turn, lsa);
      flood(turn, lsa, neighbor);
    }
    return true;
  }
  if (neighbor.requests[key] !== undefined) return false;
  if (known !== undefined && compareLsa(header, known.header) === 'same') {
    // What comes back from where it was sent to is as good as an acknowledgment.
    if (neighbor.unacknowledged[key] !== undefined) delete neighbor.unacknowledged[key];
    else acknowledge(turn, interfaceName, header);
  } else if (stored !== undefined)
    sendUpdates(turn, interfaceName, [agedLsa(stored, routing.nowUs, TRANSMISSION_DELAY)]);
  return true;
}

/** Sends an LSA on to all neighbours but the one it came from (RFC 2328 13.3). */
export function flood(turn: Turn, lsa: Lsa, from: OspfNeighbor | undefined): void {
  const { routing } = turn;
  const key = keyOf(lsa.header);
  for (const [name, neighbor] of Object.entries(routing.neighbors)) {
    if (!isAtLeast(neighbor, 'Exchange')) continue;
    const requested = neighbor.requests[key];
    if (requested !== undefined) {
      const verdict = compareLsa(lsa.header, requested);
      if (verdict === 'older') continue;
      delete neighbor.requests[key];
      if (neighbor !== from) loadingGoesOn(turn, neighbor);
      if (verdict === 'same') continue;
    }
    if (neighbor === from) {
      delete neighbor.unacknowledged[key];
      continue;
    }
    neighbor.unacknowledged[key] = lsa.header;
    const age = Math.min(lsa.header.age + TRANSMISSION_DELAY, MAX_AGE);
    (turn.updates[name] ??= []).push({ ...lsa, header: { ...lsa.header, age } });
    if (neighbor.isRetransmitting) continue;
    neighbor.isRetransmitting = true;
    startNeighborTimer(turn, name, neighbor, RETRANSMISSION, 'retransmission');
  }
}

/** What was not acknowledged in time is sent again. */
export function retransmit(turn: Turn, interfaceName: string, neighbor: OspfNeighbor): void {
  const { database, nowUs } = turn.routing;
  const lsas = Object.keys(neighbor.unacknowledged).flatMap((key) => {
    const stored = database[key];
    return stored === undefined ? [] : [agedLsa(stored, nowUs, TRANSMISSION_DELAY)];
  });
  neighbor.isRetransmitting = lsas.length > 0 && isAtLeast(neighbor, 'Exchange');
  if (!neighbor.isRetransmitting) return;
  sendUpdates(turn, interfaceName, lsas);
  startNeighborTimer(turn, interfaceName, neighbor, RETRANSMISSION, 'retransmission');
}

export function acknowledgmentReceived(neighbor: OspfNeighbor, headers: readonly LsaHeader[]): void {
  for (const header of headers) {
    const waiting = neighbor.unacknowledged[keyOf(header)];
    if (waiting !== undefined && compareLsa(header, waiting) === 'same') delete neighbor.unacknowledged[keyOf(header)];
  }
}

/** The neighbour asks for LSAs that it has been told about (RFC 2328 10.7). */
export function requestReceived(turn: Turn, name: string, neighbor: OspfNeighbor, requests: readonly LsaName[]): void {
  if (!isAtLeast(neighbor, 'Exchange')) return;
  const { database, nowUs } = turn.routing;
  const lsas: Lsa[] = [];
  for (const request of requests) {
    const stored = database[keyOf(request)];
    if (stored === undefined) return restartExchange(turn, name, neighbor);
    lsas.push(agedLsa(stored, nowUs, TRANSMISSION_DELAY));
  }
  sendUpdates(turn, name, lsas);
}

/** Makes the own router-LSA again if it has something else to say than the last one, now or as soon as that is allowed. */
export function originate(turn: Turn, isRefresh = false): void {
  const { station, routing } = turn;
  const stored = routing.database[ownKey(routing)];
  const links = ownLinks(station, routing);
  if (stored !== undefined && !isRefresh && sameLinks(links, linksOf(stored.lsa))) return;
  const waitedUs = routing.originatedUs === undefined ? Infinity : routing.nowUs - routing.originatedUs;
  if (waitedUs >= MIN_ORIGINATION * 1_000_000) {
    announceOwn(turn, stored === undefined ? FIRST_SEQUENCE : stored.lsa.header.sequence + 1);
  } else if (!routing.isOriginating) {
    routing.isOriginating = true;
    startTimer(turn, MIN_ORIGINATION - waitedUs / 1_000_000, { about: 'origination' });
  }
}

/** An LSA of this router goes about that it did not make in this life: the true one must be newer (RFC 2328 13.4). */
function outbid(turn: Turn, lsa: Lsa): void {
  const { header } = lsa;
  const isOwn = header.type === ROUTER_LSA && header.id === turn.routing.routerId;
  if (isOwn) announceOwn(turn, header.sequence + 1);
}

function announceOwn(turn: Turn, sequence: number): void {
  const { station, routing } = turn;
  const lsa = routerLsa(routing.routerId, sequence, OPTION_EXTERNAL, ownLinks(station, routing));
  routing.originatedUs = routing.nowUs;
  install(turn, lsa);
  flood(turn, lsa, undefined);
  startTimer(turn, REFRESH, { about: 'refresh', sequence });
}

/** An LSA that is as old as can be is not kept: with it, its router takes back what it has said. */
function install(turn: Turn, lsa: Lsa): void {
  const { routing } = turn;
  const key = keyOf(lsa.header);
  if (lsa.header.age >= MAX_AGE) delete routing.database[key];
  else routing.database[key] = { lsa, installedUs: routing.nowUs };
  turn.isMapChanged = true;
}

function acknowledge(turn: Turn, interfaceName: string, header: LsaHeader): void {
  (turn.acknowledgments[interfaceName] ??= []).push(header);
}

function isLoading(turn: Turn): boolean {
  const { neighbors } = turn.routing;
  return Object.values(neighbors).some(({ state }) => state === 'Exchange' || state === 'Loading');
}
