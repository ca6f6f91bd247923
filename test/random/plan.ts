/** What a random lab is made of while it is being made: devices and cables so far, and names and addresses that are still free. */
import { ipv4FromNumber, type Ipv4 } from '../../shared/address/ipv4.ts';
import type {
  LabChange,
  LabDevice,
  LabInterface,
  LabLink,
  LabRoute,
  LabStation,
  LabTraffic,
  LabTunnelEndPoint,
} from '../../shared/network/lab-format.ts';
import { draw, drawOne, type Random } from '../../shared/random.ts';
import type { Features } from './features.ts';

/** A station that can still be changed. */
export interface PlannedStation {
  readonly kind: LabStation['kind'] | LabTunnelEndPoint['kind'];
  readonly interfaces: Record<string, LabInterface>;
  readonly routes: LabRoute[];
  readonly neigh: Record<string, string>;
  listen?: NonNullable<LabStation['listen']>;
  filter?: NonNullable<LabStation['filter']>;
  nat?: NonNullable<LabStation['nat']>;
  ospf?: NonNullable<LabStation['ospf']>;
  /** Of a tunnel end point. */
  ports?: Record<string, { vni: number }>;
  remotes?: Readonly<Record<string, readonly string[]>>;
}

/** A card of a station: an address on a segment. */
export interface Card {
  readonly station: string;
  readonly name: string;
  readonly mac: string;
  readonly address: Ipv4;
  readonly segment: Segment;
}

/** A broadcast domain with its subnet; `attach` gives the port at which the next card can be plugged in. */
export interface Segment {
  readonly network: number;
  readonly length: number;
  readonly cards: Card[];
  readonly taken: Set<number>;
  /** How many cards fit. */
  readonly room: number;
  /** Puts a cable from a card to the segment. */
  readonly plug: (end: string) => void;
}

export interface Plan {
  readonly random: Random;
  readonly features: Features;
  readonly stations: Record<string, PlannedStation>;
  /** Devices without a network stack. */
  readonly others: Record<string, Exclude<LabDevice, LabStation | LabTunnelEndPoint>>;
  readonly links: LabLink[];
  readonly segments: Segment[];
  readonly routers: string[];
  readonly hosts: string[];
  readonly traffic: LabTraffic[];
  readonly changes: LabChange[];
  /** When everything that speaks by itself has settled, seconds: traffic begins then. */
  settledAt: number;
  nextMac: number;
}

export function newPlan(random: Random, features: Features): Plan {
  return {
    random,
    features,
    stations: {},
    others: {},
    links: [],
    segments: [],
    routers: [],
    hosts: [],
    traffic: [],
    changes: [],
    settledAt: 0,
    nextMac: 1,
  };
}

/** True in `percent` of 100 cases. */
export function chance(plan: Plan, percent: number): boolean {
  return draw(plan.random, 100) < percent;
}

/** A whole number, both ends included. */
export function between(plan: Plan, least: number, most: number): number {
  return least + draw(plan.random, most - least + 1);
}

/** A unicast address that nobody has: locally administered or not, in every order of magnitude. */
export function newMac(plan: Plan): string {
  const number = plan.nextMac++;
  const first = drawOne(plan.random, ['02', '06', '00', 'aa', '4c']);
  return [
    first,
    octet(draw(plan.random, 256)),
    octet(draw(plan.random, 256)),
    '00',
    octet(number >> 8),
    octet(number),
  ].join(':');
}

function octet(value: number): string {
  return (value & 255).toString(16).padStart(2, '0');
}

/** Linux names bridges, namespaces and files after devices; counted by kind: "h1", "r2", "s3". */
export function newName(plan: Plan, letter: string): string {
  const names = [...Object.keys(plan.stations), ...Object.keys(plan.others)];
  return `${letter}${names.filter((name) => name.startsWith(letter)).length + 1}`;
}

export function sizeOf(plan: Plan): number {
  return Object.keys(plan.stations).length + Object.keys(plan.others).length;
}

/** A station without cards. */
export function addStation(plan: Plan, kind: PlannedStation['kind']): string {
  const id = newName(plan, { router: 'r', host: 'h', vtep: 'v' }[kind]);
  plan.stations[id] = { kind, interfaces: {}, routes: [], neigh: {}, ...(kind === 'vtep' ? { ports: {} } : {}) };
  if (kind !== 'vtep') (kind === 'router' ? plan.routers : plan.hosts).push(id);
  return id;
}

export function stationOf(plan: Plan, id: string): PlannedStation {
  const station = plan.stations[id];
  if (station === undefined) throw new Error(`no station ${id}`);
  return station;
}

/** Gives a station a card on the segment, with an address that nobody has, and a cable. */
export function addCard(plan: Plan, id: string, segment: Segment): Card {
  const { interfaces } = stationOf(plan, id);
  const name = `eth${Object.keys(interfaces).length}`;
  const address = ipv4FromNumber(segment.network + freeNumber(plan, segment));
  const mac = newMac(plan);
  interfaces[name] = { mac, ipv4: `${address}/${segment.length}` };
  const card: Card = { station: id, name, mac, address, segment };
  segment.cards.push(card);
  segment.plug(`${id}.${name}`);
  return card;
}

/** Gives a station one card with a cable to VLAN switches, and on it an interface for each of their segments. */
export function addTrunk(plan: Plan, id: string, vlans: VlanSegments): void {
  const { interfaces } = stationOf(plan, id);
  const of = `eth${Object.keys(interfaces).length}`;
  const mac = newMac(plan);
  interfaces[of] = { mac };
  for (const [index, segment] of vlans.segments.entries()) {
    const vlan = vlans.ids[index] as number;
    const name = `${of}.${vlan}`;
    const address = ipv4FromNumber(segment.network + freeNumber(plan, segment));
    interfaces[name] = { ipv4: `${address}/${segment.length}`, vlan: { of, id: vlan } };
    segment.cards.push({ station: id, name, mac, address, segment });
  }
  vlans.plugTrunk(`${id}.${of}`);
}

/** Segments on switches that they share. */
export interface VlanSegments {
  readonly ids: readonly number[];
  readonly segments: readonly Segment[];
  readonly plugTrunk: (end: string) => void;
}

/** The address of nobody in the segment's subnet; undefined in one that is too small for it. */
export function strangerOf(plan: Plan, segment: Segment): Ipv4 | undefined {
  if (2 ** (32 - segment.length) - 2 <= segment.taken.size) return undefined;
  return ipv4FromNumber(segment.network + freeNumber(plan, segment));
}

/** The place of a new address in its subnet: neither the network's own nor its broadcast address, except in a /31 (RFC 3021). */
function freeNumber(plan: Plan, segment: Segment): number {
  const size = 2 ** (32 - segment.length);
  const [least, most] = segment.length === 31 ? [0, 1] : [1, size - 2];
  const start = least + draw(plan.random, most - least + 1);
  for (let tried = 0; tried <= most - least; tried++) {
    const number = least + ((start - least + tried) % (most - least + 1));
    if (segment.taken.has(number)) continue;
    segment.taken.add(number);
    return number;
  }
  throw new Error('the subnet is full');
}
