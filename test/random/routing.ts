/** Routes of random labs: those of the shortest ways, and then some that a tired administrator has made of them. */
import { ipv4FromNumber, type Ipv4 } from '../../shared/address/ipv4.ts';
import { prefixOf } from '../../shared/address/prefix.ts';
import type { LabRoute } from '../../shared/network/lab-format.ts';
import { draw, drawOne } from '../../shared/random.ts';
import { chance, stationOf, strangerOf, type Card, type Plan, type Segment } from './plan.ts';

/** Gives each router a way to each segment: a route a segment, or a default route where there is one way only. */
export function writeRoutes(plan: Plan): void {
  for (const router of plan.routers) {
    const station = stationOf(plan, router);
    if (station.ospf !== undefined) continue;
    const neighbors = neighborsOf(plan, router);
    const [only] = neighbors;
    if (neighbors.length === 1 && only !== undefined && chance(plan, 50)) {
      station.routes.push({ to: 'default', via: only.address });
      continue;
    }
    for (const segment of plan.segments) {
      const via = nextRouter(plan, router, segment);
      if (via !== undefined) station.routes.push({ to: subnetOf(segment), via: via.address });
    }
  }
}

export function subnetOf(segment: Segment): string {
  return `${prefixOf(firstAddress(segment), segment.length)}`;
}

/** Some labs have mistakes in them: a route that is missing, leads back, or leads nowhere. Where traffic then goes is defined all the same. */
export function spoilRoutes(plan: Plan): void {
  if (!chance(plan, 40)) return;
  for (const router of plan.routers) {
    const { routes } = stationOf(plan, router);
    for (let index = routes.length - 1; index >= 0; index--) {
      if (!chance(plan, 25)) continue;
      const [route] = routes.splice(index, 1);
      const other = chance(plan, 50) ? wrongWay(plan, router) : undefined;
      if (route !== undefined && other !== undefined) routes.push({ ...route, via: other });
    }
    // Two defaults that lead to each other make a loop of routers.
    const back = neighborsOf(plan, router);
    if (back.length > 0 && chance(plan, 30) && !routes.some((route) => route.to === 'default'))
      routes.push({ to: 'default', via: drawOne(plan.random, back).address });
  }
}

/** A host's way out: usually the default route by a router of its segment. */
export function writeHostRoutes(plan: Plan, host: string, card: Card): void {
  const { routes } = stationOf(plan, host);
  const gateways = card.segment.cards.filter((other) => plan.routers.includes(other.station));
  const gateway = gateways.length === 0 ? undefined : drawOne(plan.random, gateways).address;
  const drawn = draw(plan.random, 100);
  if (routes.length > 0 || drawn < 6) return;
  if (drawn < 10) {
    const nobody = strangerOf(plan, card.segment);
    if (nobody !== undefined) routes.push({ to: 'default', via: nobody });
  } else if (gateway !== undefined) routes.push(...waysOut(plan, card, gateway, gateways));
}

function waysOut(plan: Plan, card: Card, gateway: Ipv4, gateways: readonly Card[]): LabRoute[] {
  const routes: LabRoute[] = [{ to: 'default', via: gateway }];
  const far = plan.segments.filter((segment) => segment !== card.segment);
  if (gateways.length > 1 && far.length > 0 && chance(plan, 50))
    routes.push({ to: subnetOf(drawOne(plan.random, far)), via: drawOne(plan.random, gateways).address });
  return routes;
}

function wrongWay(plan: Plan, router: string): Ipv4 | undefined {
  const neighbors = neighborsOf(plan, router);
  const own = plan.segments.filter((segment) => segment.cards.some((card) => card.station === router));
  if (neighbors.length > 0 && chance(plan, 70)) return drawOne(plan.random, neighbors).address;
  return own.length === 0 ? undefined : strangerOf(plan, drawOne(plan.random, own));
}

/** The cards of other routers on the router's segments. */
function neighborsOf(plan: Plan, router: string): Card[] {
  const own = plan.segments.filter((segment) => segment.cards.some((card) => card.station === router));
  return own.flatMap(({ cards }) =>
    cards.filter((card) => card.station !== router && plan.routers.includes(card.station)),
  );
}

/** The neighbour on a shortest way from the router to the segment; undefined if the router is on it, or there is no way. */
function nextRouter(plan: Plan, from: string, to: Segment): Card | undefined {
  const isOn = (router: string): boolean => to.cards.some((card) => card.station === router);
  if (isOn(from)) return undefined;
  const seen = new Set([from]);
  let ways = neighborsOf(plan, from).map((card) => ({ first: card, at: card.station }));
  while (ways.length > 0) {
    const arrived = ways.find((way) => isOn(way.at));
    if (arrived !== undefined) return arrived.first;
    for (const way of ways) seen.add(way.at);
    ways = ways.flatMap(({ first, at }) =>
      neighborsOf(plan, at).flatMap((card) => (seen.has(card.station) ? [] : [{ first, at: card.station }])),
    );
  }
  return undefined;
}

function firstAddress(segment: Segment): Ipv4 {
  return segment.cards[0]?.address ?? ipv4FromNumber(segment.network);
}
