/**
 * One turn of a router's link-state routing: a copy of its state to work on, what it sends, and the timers it sets. At the end of the turn
 * what has gathered is sent, and the routes are computed again if the map has changed.
 */
import { ipv4, type Ipv4 } from '../address/ipv4.ts';
import { mac } from '../address/mac.ts';
import { buildFrame } from '../wire/frame.ts';
import { commonCodec, descriptionCodec, PROTOCOL_OSPF, updateCodec } from '../wire/ospf.ts';
import { headerCodec, type Lsa, type LsaHeader } from '../wire/ospf-lsa.ts';
import { ospfBytes, type OspfMessage, REQUEST_OCTETS } from '../wire/ospf-packet.ts';
import type { Station } from './device.ts';
import { interfaceOf } from './device.ts';
import type { Action } from './event.ts';
import { filtered } from './filter.ts';
import type { LinkStateRouting, OspfNeighbor, OspfTimer } from './ospf.ts';
import { linkStateRoutes } from './ospf-routes.ts';
import { reference } from './rule.ts';

export const AREA: Ipv4 = ipv4('0.0.0.0');
export const ALL_SPF_ROUTERS: Ipv4 = ipv4('224.0.0.5');
/** The link-layer group of 224.0.0.5 (RFC 1112 6.4). */
export const ALL_SPF_ROUTERS_MAC = mac('01:00:5e:00:00:05');
/** "The area takes routes from outside" (RFC 2328 A.2): all that two routers have to agree on. */
export const OPTION_EXTERNAL = 0x02;

export interface Turn {
  readonly station: Station;
  readonly routing: LinkStateRouting;
  readonly actions: Action[];
  /** What will be sent at the end of the turn, by interface. */
  readonly updates: Record<string, Lsa[]>;
  readonly acknowledgments: Record<string, LsaHeader[]>;
  packetsSent: number;
  /** What this router says about itself may have changed. */
  isOwnChanged: boolean;
  /** The map has changed: LSAs, or a neighbour to whom routes lead. */
  isMapChanged: boolean;
}

/** A turn begins: everything in `routing` may be changed, for it is a copy. */
export function beginTurn(station: Station, state: LinkStateRouting): Turn {
  const routing = {
    ...state,
    interfaces: copiesOf(state.interfaces),
    neighbors: copiesOf(state.neighbors),
    database: { ...state.database },
  };
  for (const neighbor of Object.values(routing.neighbors)) {
    neighbor.requests = { ...neighbor.requests };
    neighbor.unacknowledged = { ...neighbor.unacknowledged };
  }
  return {
    station,
    routing,
    actions: [],
    updates: {},
    acknowledgments: {},
    packetsSent: 0,
    isOwnChanged: false,
    isMapChanged: false,
  };
}

/** The turn is over: what it did, as actions. */
export function endTurn(turn: Turn): readonly Action[] {
  for (const [name, headers] of Object.entries(turn.acknowledgments)) {
    for (const some of chunks(headers, () => headerCodec.octets, ROOM - commonCodec.octets))
      send(turn, name, { kind: 'acknowledgment', headers: some });
  }
  for (const [name, lsas] of Object.entries(turn.updates)) sendUpdates(turn, name, lsas);
  const routes = turn.isMapChanged ? linkStateRoutes(turn.routing, turn.station) : undefined;
  return [{ do: 'set-link-state', routing: turn.routing, routes }, ...turn.actions];
}

/** A packet to the neighbour on that interface; on a point-to-point link always to the group (RFC 2328 8.1). */
export function send(turn: Turn, interfaceName: string, message: OspfMessage): void {
  const { station, routing, actions } = turn;
  const card = interfaceOf(station, interfaceName);
  const frame = buildFrame(
    { protocol: 'ethernet', header: { destination: ALL_SPF_ROUTERS_MAC, source: card.mac } },
    {
      protocol: 'ipv4',
      header: {
        // Internetwork control; one hop and no further (RFC 2328 A.1).
        dscp: 0xc0 >> 2,
        ttl: 1,
        identification: (station.nextIdentification + turn.packetsSent++) & 0xffff,
        protocol: PROTOCOL_OSPF,
        source: card.address,
        destination: ALL_SPF_ROUTERS,
      },
    },
    { protocol: 'data', bytes: ospfBytes({ routerId: routing.routerId, areaId: AREA, message }) },
  );
  const stopped = filtered(station, 'output', frame, undefined, card.name, reference);
  if (stopped === undefined) actions.push({ do: 'number-packet' }, { do: 'send', port: card.name, frame });
}

/** LSAs at once, in as few packets as they need. */
export function sendUpdates(turn: Turn, interfaceName: string, lsas: readonly Lsa[]): void {
  for (const some of chunks(lsas, ({ header }) => header.length, ROOM - updateCodec.octets))
    send(turn, interfaceName, { kind: 'update', lsas: some });
}

export function startTimer(turn: Turn, seconds: number, timer: OspfTimer): void {
  turn.actions.push({ do: 'start-timer', afterUs: seconds * 1_000_000, event: { kind: 'ospf-timer', timer } });
}

/** A timer of a neighbour: it means nothing any more once the neighbour is gone. */
export function startNeighborTimer(
  turn: Turn,
  interfaceName: string,
  neighbor: OspfNeighbor,
  seconds: number,
  about: 'inactivity' | 'description' | 'request' | 'retransmission',
): void {
  const { round, sequence } = neighbor;
  startTimer(turn, seconds, { about, interface: interfaceName, round, sequence });
}

/** Seconds until something that was not answered is sent again (RxmtInterval, RFC 2328 C.3). */
export const RETRANSMISSION = 5;

/** Octets of OSPF in a packet: 1500 less the IPv4 header. */
const ROOM = 1480;
/** So many headers or requests find room in one packet. */
export const HEADERS_MAX = Math.floor((ROOM - descriptionCodec.octets) / headerCodec.octets);
export const REQUESTS_MAX = Math.floor((ROOM - commonCodec.octets) / REQUEST_OCTETS);

function chunks<Item>(items: readonly Item[], octetsOf: (item: Item) => number, room: number): Item[][] {
  const result: Item[][] = [];
  let left = 0;
  for (const item of items) {
    const octets = octetsOf(item);
    if (result.length === 0 || octets > left) {
      result.push([]);
      left = room;
    }
    result[result.length - 1]!.push(item);
    left -= octets;
  }
  return result;
}

function copiesOf<Value extends object>(table: Record<string, Value>): Record<string, Value> {
  const copies: Record<string, Value> = {};
  for (const [name, value] of Object.entries(table)) copies[name] = { ...value };
  return copies;
}
