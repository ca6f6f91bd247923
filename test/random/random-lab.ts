/**
 * Random labs: valid networks whose behaviour the lab format defines to the last frame, so that two machines, or a machine and a simulation,
 * can be compared. No two stations share an address, nothing loops below IP, and no two packets of traffic leave near each other.
 */
import { isLabMistake, readLab, type Lab } from '../../shared/network/lab.ts';
import { draw, drawOne, randomFrom } from '../../shared/random.ts';
import { writeChanges } from './changes.ts';
import type { Features } from './features.ts';
import { spoilMasks, writeNeighbors } from './mistakes.ts';
import { newTunnels, writeRemotes } from './overlay.ts';
import {
  addCard,
  addStation,
  addTrunk,
  between,
  chance,
  newPlan,
  sizeOf,
  stationOf,
  type Plan,
  type Segment,
} from './plan.ts';
import { spoilRoutes, subnetOf, writeHostRoutes, writeRoutes } from './routing.ts';
import { newCable, newLan, newVlans } from './segments.ts';
import { writeFilters, writeListeners, writeNat, writeOspf } from './services.ts';
import { writeTraffic } from './traffic.ts';

/**
 * The lab of a seed: 2 to about 14 devices. Equal arguments give equal labs; a feature that is switched on changes the lab also where it does not occur.
 * Throws if the lab that it made is not valid, which would be its own mistake.
 */
export function randomLab(seed: number, features: Features = {}): Lab {
  const plan = newPlan(randomFrom(`lab ${seed}`), features);
  const most = between(plan, 3, 14);
  const lans = buildNetworks(plan, most);
  if (!writeOspf(plan)) writeRoutes(plan);
  // Whether a packet that passes a translating router twice is the same flow is not for a test to decide.
  if (!writeNat(plan) && !hasOspf(plan)) spoilRoutes(plan);
  if (features.vxlan === true && chance(plan, 60)) lans.push(...newTunnels(plan, lans));
  buildHosts(plan, lans, most);
  writeRemotes(plan);
  spoilMasks(plan);
  writeNeighbors(plan);
  writeListeners(plan);
  writeFilters(plan);
  writeChanges(plan, writeTraffic(plan));
  const lab = readLab(labOf(plan, seed));
  if (isLabMistake(lab)) throw new Error(`random lab ${seed}: ${lab.path}: ${lab.mistake}`);
  return lab;
}

function labOf(plan: Plan, seed: number): unknown {
  const { stations, others, links, traffic, changes } = plan;
  const used = Object.entries(stations).map(([id, station]) => {
    const { routes, neigh, ...rest } = station;
    const written = { ...(routes.length > 0 ? { routes } : {}), ...(Object.keys(neigh).length > 0 ? { neigh } : {}) };
    return [id, { ...rest, ...written }];
  });
  return {
    name: `random ${seed}`,
    devices: { ...Object.fromEntries(used), ...others },
    links,
    traffic: traffic.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0)),
    ...(changes.length > 0 ? { changes } : {}),
  };
}

/** Routers in a line, a star or a ring, and the segments on which hosts can be. */
function buildNetworks(plan: Plan, most: number): Segment[] {
  const count = Math.min(drawOne(plan.random, [0, 0, 1, 1, 2, 2, 3, 3, 4, 5]), Math.floor(most / 2));
  const routers = Array.from({ length: count }, () => addStation(plan, 'router'));
  for (const [one, other] of edgesOf(plan, count)) {
    const segment = chance(plan, 80) || sizeOf(plan) + 3 > most ? newCable(plan) : newLan(plan, 1);
    addCard(plan, routers[one] as string, segment);
    addCard(plan, routers[other] as string, segment);
  }
  const lans: Segment[] = [];
  for (const router of routers) {
    for (let lan = count === 1 ? 2 : between(plan, 0, 2); lan > 0 && sizeOf(plan) + lans.length + 2 <= most; lan--) {
      const segment = newHostSegment(plan, most);
      addCard(plan, router, segment);
      if (chance(plan, 12)) addSecondRouter(plan, routers, router, segment);
      lans.push(segment);
    }
  }
  if ((plan.features.vlan ?? false) !== false && chance(plan, 70)) lans.push(...newVlanLans(plan, routers));
  if (lans.length === 0) lans.push(newHostSegment(plan, most));
  return lans;
}

/** Two or three VLANs; a router, if there is one, has a trunk to them, or a card in each. */
function newVlanLans(plan: Plan, routers: readonly string[]): readonly Segment[] {
  const ids = drawOne(plan.random, [
    [10, 20],
    [1, 20],
    [10, 20, 4094],
  ] as const);
  const vlans = newVlans(plan, between(plan, 1, 3), ids);
  if (routers.length === 0) return vlans.segments;
  const router = drawOne(plan.random, routers);
  if (plan.features.vlan === true && chance(plan, 60)) addTrunk(plan, router, vlans);
  else for (const segment of vlans.segments) addCard(plan, router, segment);
  return vlans.segments;
}

function hasOspf(plan: Plan): boolean {
  return Object.values(plan.stations).some((station) => station.ospf !== undefined);
}

function addSecondRouter(plan: Plan, routers: readonly string[], router: string, segment: Segment): void {
  const others = routers.filter((other) => other !== router);
  if (others.length > 0 && segment.room > 2) addCard(plan, drawOne(plan.random, others), segment);
}

/** The host is on that segment now, so a route to it is not needed, and would not be taken. */
function addSecondCard(plan: Plan, host: string, segment: Segment): void {
  const { routes } = stationOf(plan, host);
  addCard(plan, host, segment);
  routes.splice(0, Infinity, ...routes.filter((route) => route.to !== subnetOf(segment)));
}

function edgesOf(plan: Plan, count: number): [number, number][] {
  const shape = drawOne(plan.random, ['line', 'star', 'ring', 'tree'] as const);
  const edges = Array.from({ length: Math.max(0, count - 1) }, (_, index): [number, number] => {
    const parents = { line: index, ring: index, star: 0, tree: draw(plan.random, index + 1) };
    return [parents[shape], index + 1];
  });
  return shape === 'ring' && count > 2 ? [...edges, [count - 1, 0]] : edges;
}

function newHostSegment(plan: Plan, most: number): Segment {
  const free = most - sizeOf(plan) - 2;
  const boxes = Math.min(drawOne(plan.random, [0, 1, 1, 1, 2, 2, 3, 4]), free);
  return boxes <= 0 ? newCable(plan) : newLan(plan, boxes);
}

/** One host at least on each segment, and two in a lab without routers; now and then a host with a second card elsewhere. */
function buildHosts(plan: Plan, lans: readonly Segment[], most: number): void {
  for (const segment of lans) {
    const least = plan.routers.length === 0 ? 2 : 1;
    const wanted = Math.max(least, between(plan, 1, 3));
    for (let host = 0; host < wanted && segment.cards.length < segment.room; host++) {
      if (host >= least && sizeOf(plan) >= most) break;
      const id = addStation(plan, 'host');
      const card = addCard(plan, id, segment);
      writeHostRoutes(plan, id, card);
      const elsewhere = lans.find((other) => other !== segment && other.cards.length + 1 < other.room);
      if (elsewhere !== undefined && chance(plan, 6)) addSecondCard(plan, id, elsewhere);
    }
  }
}
