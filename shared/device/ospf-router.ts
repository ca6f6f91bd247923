/** Link-state routing of a router: what it does when it starts, when a packet comes in, when a timer runs out, and when a card changes. */
import type { Ipv4 } from '../address/ipv4.ts';
import type { Frame } from '../wire/frame.ts';
import { layer } from '../wire/frame.ts';
import { PROTOCOL_OSPF } from '../wire/ospf.ts';
import { type OspfPacket, readOspf } from '../wire/ospf-packet.ts';
import type { Interface, Station } from './device.ts';
import type { Action } from './event.ts';
import { filtered } from './filter.ts';
import type { LinkStateRouting, OspfInterface, OspfTimer } from './ospf.ts';
import { acknowledgmentReceived, originate, requestReceived, retransmit, updateReceived } from './ospf-flood.ts';
import { ownKey } from './ospf-lsa.ts';
import {
  describeAgain,
  descriptionReceived,
  helloReceived,
  loseNeighbor,
  requestMissing,
  sendHello,
} from './ospf-neighbor.ts';
import {
  ALL_SPF_ROUTERS,
  ALL_SPF_ROUTERS_MAC,
  AREA,
  beginTurn,
  endTurn,
  startNeighborTimer,
  startTimer,
  type Turn,
} from './ospf-turn.ts';
import type { Mind } from './rule.ts';

/** The network begins. */
export function linkStateStarts(station: Station): readonly Action[] {
  return turnOf(station, reviewInterfaces);
}

/** A card may have changed: it is looked at right after the change is done. */
export function reviewSoon(station: Station): readonly Action[] {
  if (station.ospf === undefined) return [];
  return [{ do: 'start-timer', afterUs: 0, event: { kind: 'ospf-timer', timer: { about: 'interfaces' } } }];
}

export function linkStateTimer(station: Station, timer: OspfTimer): readonly Action[] {
  return turnOf(station, (turn) => timerRunsOut(turn, timer));
}

/** Is it for the group of all routers, and does this card listen to that group? Other cards leave such frames (RFC 1112 7). */
export function isForRoutersHere(station: Station, own: Interface, frame: Frame): boolean {
  if (station.ospf === undefined) return false;
  const destination = layer(frame, 'ethernet')?.header.destination;
  return destination === ALL_SPF_ROUTERS_MAC && speaksOn(station.ospf, own.name);
}

/** Does the packet carry OSPF for this router itself? */
export function isLinkStatePacket(station: Station, own: Interface, frame: Frame): boolean {
  if (station.ospf === undefined) return false;
  const header = layer(frame, 'ipv4')?.header;
  if (header?.protocol !== PROTOCOL_OSPF) return false;
  return header.destination === ALL_SPF_ROUTERS || header.destination === own.address;
}

/** A packet of another router (RFC 2328 8.2). What does not belong to this area, this link or this protocol is left alone. */
export function linkStateReceived(station: Station, own: Interface, frame: Frame, mind: Mind): readonly Action[] {
  mind.note?.('routing', 'passes', { destination: ALL_SPF_ROUTERS, decision: 'local' });
  const stopped = filtered(station, 'input', frame, own.name, undefined, mind);
  if (stopped !== undefined) return stopped;
  const packet = frame.malformed === undefined ? readOspf(frame) : undefined;
  const isWanted =
    packet !== undefined &&
    packet.areaId === AREA &&
    packet.routerId !== station.ospf?.routerId &&
    speaksOn(station.ospf, own.name);
  mind.note?.('socket', isWanted ? 'delivered' : 'dropped', { protocol: String(PROTOCOL_OSPF) });
  if (!isWanted) return [{ do: 'drop', why: 'not-asked' }];
  const address = layer(frame, 'ipv4')!.header.source;
  return [{ do: 'deliver', frame }, ...turnOf(station, (turn) => packetReceived(turn, own.name, address, packet))];
}

function packetReceived(turn: Turn, name: string, address: Ipv4, { routerId, message }: OspfPacket): void {
  if (message.kind === 'hello') return helloReceived(turn, name, { routerId, address }, message);
  const neighbor = turn.routing.neighbors[name];
  if (neighbor === undefined || neighbor.routerId !== routerId) return;
  switch (message.kind) {
    case 'description':
      return descriptionReceived(turn, name, neighbor, message);
    case 'request':
      return requestReceived(turn, name, neighbor, message.requests);
    case 'update':
      return updateReceived(turn, name, neighbor, message.lsas);
    case 'acknowledgment':
      return acknowledgmentReceived(neighbor, message.headers);
  }
}

function turnOf(station: Station, work: (turn: Turn) => void): readonly Action[] {
  if (station.ospf === undefined) return [];
  const turn = beginTurn(station, station.ospf);
  work(turn);
  if (turn.isOwnChanged) originate(turn);
  return endTurn(turn);
}

function timerRunsOut(turn: Turn, timer: OspfTimer): void {
  const { routing } = turn;
  switch (timer.about) {
    case 'interfaces':
      return reviewInterfaces(turn);
    case 'origination':
      routing.isOriginating = false;
      return originate(turn);
    case 'refresh': {
      const own = routing.database[ownKey(routing)];
      if (own?.lsa.header.sequence === timer.sequence) originate(turn, true);
      return;
    }
    case 'hello':
      if (routing.interfaces[timer.interface]?.round === timer.round) helloGoesOn(turn, timer.interface, timer.round);
      return;
    default:
      neighborTimer(turn, timer);
  }
}

function neighborTimer(turn: Turn, timer: Extract<OspfTimer, { interface: string }>): void {
  const { routing } = turn;
  const { interface: name } = timer;
  const neighbor = routing.neighbors[name];
  if (neighbor === undefined || neighbor.round !== timer.round) return;
  switch (timer.about) {
    case 'inactivity': {
      const leftUs = neighbor.heardUs + routing.deadSeconds * 1_000_000 - routing.nowUs;
      if (leftUs > 0) startNeighborTimer(turn, name, neighbor, leftUs / 1_000_000, 'inactivity');
      else loseNeighbor(turn, name);
      return;
    }
    case 'description':
      return describeAgain(turn, name, neighbor, timer.sequence);
    case 'request':
      return requestMissing(turn, name, neighbor, true);
    case 'retransmission':
      return retransmit(turn, name, neighbor);
    default:
  }
}

function helloGoesOn(turn: Turn, name: string, round: number): void {
  sendHello(turn, name);
  startTimer(turn, turn.routing.helloSeconds, { about: 'hello', interface: name, round });
}

/** Cards that have come up begin to speak; on those that are down, the neighbour is gone at once. */
function reviewInterfaces(turn: Turn): void {
  const { routing, station } = turn;
  for (const [name, own] of Object.entries(routing.interfaces)) {
    const card = station.interfaces[name];
    const state = stateOfCard(card);
    if (card === undefined || (state === own.state && card.address === own.address)) {
      if (card === undefined) own.state = 'down';
      continue;
    }
    loseNeighbor(turn, name);
    own.state = state;
    own.address = card.address;
    own.round = routing.nextRound++;
    turn.isMapChanged = true;
    if (state === 'up' && !own.passive) helloGoesOn(turn, name, own.round);
  }
  turn.isOwnChanged = true;
}

function stateOfCard(card: Interface | undefined): OspfInterface['state'] {
  if (card === undefined || !card.up || card.address === '0.0.0.0') return 'down';
  return card.carrier ? 'up' : 'loopback';
}

function speaksOn(routing: LinkStateRouting | undefined, name: string): boolean {
  const own = routing?.interfaces[name];
  return own !== undefined && !own.passive && own.state === 'up';
}
