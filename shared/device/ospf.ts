/**
 * Link-state routing as OSPF version 2 (RFC 2328) in one area, 0.0.0.0, over point-to-point links: what a router remembers of it.
 *
 * Done as the RFC says: hellos and the whole neighbour state machine, the exchange of databases, requests, flooding with acknowledgments
 * and retransmission, own router-LSAs with their sequence numbers, ages and checksums, shortest paths, and stub networks. A real router
 * (BIRD) becomes fully adjacent with this one.
 *
 * Left out: broadcast and other multi-access networks (so no designated router), further areas, virtual links, routes from outside,
 * authentication, and several next hops of equal cost. LSAs of other types are stored and passed on, but not used for routes. An interface has
 * one neighbour, the first that speaks there. Acknowledgments are never delayed. The own LSA is not flushed at the end (MaxAge), for routers
 * do not end; that of a router that has vanished stays in the database until it is an hour old, and is not used, for nobody confirms
 * its links.
 */
import { type Ipv4, ipv4ToNumber } from '../address/ipv4.ts';
import type { Lsa, LsaHeader } from '../wire/ospf-lsa.ts';
import type { Description } from '../wire/ospf-packet.ts';
import type { Interface } from './device.ts';

export interface LinkStateRouting {
  /** The name of the router in the whole area: its highest address. */
  readonly routerId: Ipv4;
  /** Seconds between two hellos, and of silence until a neighbour is dead; both sides of a link need the same. */
  readonly helloSeconds: number;
  readonly deadSeconds: number;
  /** The router's clock, simulated microseconds: written before every event. */
  nowUs: number;
  /** The cards that take part, in their order. */
  interfaces: Record<string, OspfInterface>;
  /** By interface. */
  neighbors: Record<string, OspfNeighbor>;
  /** The link state database: the same in all routers once they are done. By `keyOf`. */
  database: Record<string, StoredLsa>;
  /** When the own LSA was made, microseconds; undefined before the first. */
  originatedUs: number | undefined;
  /** A timer runs that will make it again. */
  isOriginating: boolean;
  /** Number of the next round of timers; a timer of an older round means nothing. */
  nextRound: number;
}

export interface OspfInterface {
  readonly cost: number;
  /** Announced, but nobody is spoken to there. */
  readonly passive: boolean;
  /** 'loopback' as RFC 2328 9.1 says it: switched on but without a link, only its own address can be reached. */
  state: 'down' | 'loopback' | 'up';
  address: Ipv4;
  round: number;
}

/** RFC 2328 10.1, in the order of progress; Attempt is for networks without broadcast, and 2-Way is left at once on a point-to-point link. */
export const neighborStates = ['Down', 'Init', '2-Way', 'ExStart', 'Exchange', 'Loading', 'Full'] as const;
export type NeighborState = (typeof neighborStates)[number];

export interface OspfNeighbor {
  readonly routerId: Ipv4;
  /** The address from which it speaks, and to which routes lead. */
  readonly address: Ipv4;
  readonly round: number;
  state: NeighborState;
  heardUs: number;
  /** Of the database descriptions. */
  sequence: number;
  isMaster: boolean;
  /** The last description that was sent, to be sent again when it was lost. */
  lastSent: Description | undefined;
  lastReceived: Pick<Description, 'flags' | 'options' | 'sequence'> | undefined;
  /** What is still to be described to it. */
  toDescribe: readonly LsaHeader[];
  /** What it has that is newer, and has not sent yet. By `keyOf`. */
  requests: Record<string, LsaHeader>;
  /** What was sent to it, and not acknowledged yet. By `keyOf`. */
  unacknowledged: Record<string, LsaHeader>;
  /** Timers that run. */
  isRequesting: boolean;
  isRetransmitting: boolean;
}

export interface StoredLsa {
  readonly lsa: Lsa;
  /** When it came in with the age in its header, microseconds. */
  readonly installedUs: number;
}

/** What an OSPF timer is about. Those of a neighbour or an interface carry the round in which they began. */
export type OspfTimer =
  | {
      readonly about: 'hello' | 'inactivity' | 'description' | 'request' | 'retransmission';
      readonly interface: string;
      readonly round: number;
      /** Of the description that may have been lost. */
      readonly sequence?: number;
    }
  /** A card was switched, plugged, or has another address. */
  | { readonly about: 'interfaces' }
  /** The own LSA may be made again, or has to be because it is old: then with its sequence number. */
  | { readonly about: 'origination' }
  | { readonly about: 'refresh'; readonly sequence: number };

/** RFC 2328 C.3: samples are a hello every 10 s, and 40 s of silence. */
const HELLO_SECONDS = 10;
const DEAD_HELLOS = 4;
/** Most routers' default. */
const COST = 10;

export interface OspfSettings {
  readonly interfaces: Readonly<Record<string, { readonly cost?: number; readonly passive?: boolean }>>;
  readonly helloSeconds?: number;
  readonly deadSeconds?: number;
}

/** Routing that has heard nothing yet. `cards`: the router's cards. */
export function initialLinkState(settings: OspfSettings, cards: readonly Interface[]): LinkStateRouting {
  const { helloSeconds = HELLO_SECONDS, deadSeconds = DEAD_HELLOS * helloSeconds } = settings;
  const interfaces = Object.entries(settings.interfaces).map(([name, { cost = COST, passive = false }]) => {
    const address = cards.find((own) => own.name === name)?.address ?? ('0.0.0.0' as Ipv4);
    return [name, { cost, passive, state: 'down', address, round: 0 }] as const;
  });
  return {
    routerId: highestAddress(cards),
    helloSeconds,
    deadSeconds,
    nowUs: 0,
    interfaces: Object.fromEntries(interfaces),
    neighbors: {},
    database: {},
    originatedUs: undefined,
    isOriginating: false,
    nextRound: 1,
  };
}

/** Is the neighbour at least so far? */
export function isAtLeast(neighbor: OspfNeighbor, state: NeighborState): boolean {
  return neighborStates.indexOf(neighbor.state) >= neighborStates.indexOf(state);
}

function highestAddress(cards: readonly Interface[]): Ipv4 {
  let highest = '0.0.0.0' as Ipv4;
  for (const { address } of cards.flatMap((own) => own.addresses))
    if (ipv4ToNumber(address) > ipv4ToNumber(highest)) highest = address;
  return highest;
}
