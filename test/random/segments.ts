/** Segments of random labs: a cable, a tree of hubs and switches, a ring of switches, or VLANs on switches that they share. */
import type { LabCable, LabLink, LabPortVlan, LabSwitch } from '../../shared/network/lab-format.ts';
import { draw, drawOne } from '../../shared/random.ts';
import { between, chance, newMac, newName, type Plan, type Segment, type VlanSegments } from './plan.ts';

/** Two cards, one cable. */
export function newCable(plan: Plan): Segment {
  let first: string | undefined;
  const plug = (end: string): void => {
    if (first === undefined) first = end;
    else link(plan, first, end);
  };
  return newSegment(plan, 2, drawOne(plan.random, [30, 30, 31, 29, 24]), plug);
}

/** Hubs and switches with `boxes` boxes; of switches only a ring, if the plan has rings. */
export function newLan(plan: Plan, boxes: number): Segment {
  if (boxes >= 3 && (plan.features.stp === true || plan.features.storms === true) && chance(plan, 60))
    return newRing(plan, boxes);
  const places: Place[] = [];
  for (let index = 0; index < boxes; index++) {
    const place = chance(plan, 70) ? newSwitch(plan) : newHub(plan);
    const other = places[draw(plan.random, Math.max(1, index))];
    if (other !== undefined) link(plan, newPort(place), newPort(other));
    places.push(place);
  }
  return segmentOn(plan, places);
}

/** One segment a VLAN, on the same switches; the switches' own cables are trunks. Returns them with a way to plug a trunk in. */
export function newVlans(plan: Plan, boxes: number, vlans: readonly number[]): VlanSegments {
  const native = chance(plan, 30) ? vlans[0] : undefined;
  const trunk: LabPortVlan = native === undefined ? { trunk: vlans } : { trunk: vlans, native };
  const places: Place[] = [];
  for (let index = 0; index < boxes; index++) {
    const place = newSwitch(plan);
    const other = places[draw(plan.random, Math.max(1, index))];
    if (other !== undefined) link(plan, newPort(place, trunk), newPort(other, trunk));
    places.push(place);
  }
  const segments = vlans.map((vlan) => segmentOn(plan, places, { access: vlan }));
  // A router's card speaks tagged only, so its trunk has no native VLAN.
  const plugTrunk = (end: string): void => link(plan, newPort(drawOne(plan.random, places), { trunk: vlans }), end);
  return { ids: vlans, segments, plugTrunk };
}

/** A hub or switch to which ports can be added. */
export interface Place {
  readonly id: string;
  readonly ports: Record<string, { vlan?: LabPortVlan }>;
}

export function newSwitch(plan: Plan, stp?: LabSwitch['stp']): Place {
  const id = newName(plan, 's');
  const ports: Place['ports'] = {};
  plan.others[id] = { kind: 'switch', mac: newMac(plan), ports, ...(stp === undefined ? {} : { stp }) };
  return { id, ports };
}

function newHub(plan: Plan): Place {
  const id = newName(plan, 'u');
  const ports: Record<string, Record<string, never>> = {};
  const rateMbps = plan.features.rates === true && chance(plan, 30) ? { rateMbps: 10 } : {};
  plan.others[id] = { kind: 'hub', ports, ...rateMbps };
  return { id, ports };
}

/** A new port, "s1.p3". */
export function newPort({ id, ports }: Place, vlan?: LabPortVlan): string {
  const name = `p${Object.keys(ports).length + 1}`;
  ports[name] = vlan === undefined ? {} : { vlan };
  return `${id}.${name}`;
}

/** A cable; with rates switched on, some have properties of their own. */
export function link(plan: Plan, one: string, other: string): void {
  const made: LabLink = plan.features.rates === true && chance(plan, 40) ? slowCable(plan, one, other) : [one, other];
  plan.links.push(made);
}

function slowCable(plan: Plan, one: string, other: string): LabCable {
  return {
    ends: [one, other],
    rateMbps: drawOne(plan.random, [0.064, 1, 10, 100, 1000]),
    ...(chance(plan, 30) ? { queue: between(plan, 1, 50) } : {}),
    ...(chance(plan, 50) ? { delayUs: between(plan, 1, 20_000) } : {}),
  };
}

/** The fastest timers that IEEE 802.1D-1998 table 8-3 allows with a hello of one second: the tree stands after 6 s + 2 * 4 s. */
const QUICK_TREE = { helloSeconds: 1, forwardDelaySeconds: 4, maxAgeSeconds: 6 } as const;
const TREE_STANDS_SECONDS = 20;

function newRing(plan: Plan, boxes: number): Segment {
  const withTree = plan.features.stp === true && !(plan.features.storms === true && chance(plan, 50));
  const stp = () => ({ priority: drawOne(plan.random, [0, 4096, 32768, 32768]), ...QUICK_TREE });
  const places = Array.from({ length: boxes }, () => newSwitch(plan, withTree ? stp() : undefined));
  for (const [index, place] of places.entries()) {
    const next = places[(index + 1) % boxes] ?? place;
    link(plan, newPort(place), newPort(next));
  }
  // A second cable between two of them: its blocked end is told from the other by the port's number.
  if (chance(plan, 40)) link(plan, newPort(drawOne(plan.random, places.slice(1))), newPort(places[0] as Place));
  if (withTree) plan.settledAt = Math.max(plan.settledAt, TREE_STANDS_SECONDS);
  return segmentOn(plan, places);
}

function segmentOn(plan: Plan, places: readonly Place[], vlan?: LabPortVlan): Segment {
  const plug = (end: string): void => link(plan, newPort(drawOne(plan.random, places), vlan), end);
  return newSegment(plan, 6, between(plan, 22, 28), plug);
}

/** Each segment has a /20 of its own, so that no two subnets meet, however wrong a mask is drawn. */
export function newSegment(plan: Plan, room: number, length: number, plug: (end: string) => void): Segment {
  const index = plan.segments.length;
  const [first, second, third] = drawOne(plan.random, [
    [10, draw(plan.random, 8), index * 16],
    [172, 16 + index, draw(plan.random, 16)],
    [192, 168, index * 16],
  ] as const);
  const fourth = draw(plan.random, 256);
  const mask = -1 << (32 - length);
  const network = ((first * 2 ** 24 + second * 2 ** 16 + (third + draw(plan.random, 4)) * 256 + fourth) & mask) >>> 0;
  const segment: Segment = { network, length, cards: [], taken: new Set(), room, plug };
  plan.segments.push(segment);
  return segment;
}
