/**
 * Shortest paths through the map that the database draws (RFC 2328 16.1, Dijkstra's algorithm), and the routes that follow. Of paths that
 * cost the same one is taken, as BIRD does without ECMP: the one that was found first, candidates of equal distance being looked at
 * last in, first out; of equally near networks that of the router with the higher id.
 */
import { type Ipv4, ipv4FromNumber, ipv4ToNumber } from '../address/ipv4.ts';
import { type Prefix, prefixOf } from '../address/prefix.ts';
import { LINK_POINT_TO_POINT, LINK_STUB, type RouterLink } from '../wire/ospf-lsa.ts';

/** What every router says about itself, by router id. */
export type LinkMap = Readonly<Record<string, readonly RouterLink[]>>;

/** A router that can be reached. */
export interface Reached {
  readonly router: Ipv4;
  /** The sum of the costs on the way. */
  readonly distance: number;
  /** The router before it on the way; undefined for the root. */
  readonly parent: Ipv4 | undefined;
  /** The first link of the way, which is one of the root's; undefined for the root. */
  readonly first: RouterLink | undefined;
}

/** All routers that can be reached from the root, nearest first. A link counts if both its ends confirm it (RFC 2328 16.1 (2b)). */
export function shortestPaths(map: LinkMap, root: Ipv4): readonly Reached[] {
  const reached = new Map<Ipv4, Reached>();
  // Nearest first.
  const candidates: Reached[] = [{ router: root, distance: 0, parent: undefined, first: undefined }];
  for (let nearest = candidates.shift(); nearest !== undefined; nearest = candidates.shift()) {
    reached.set(nearest.router, nearest);
    for (const link of map[nearest.router] ?? []) {
      if (link.type !== LINK_POINT_TO_POINT || reached.has(link.id) || !linksBack(map, link.id, nearest.router))
        continue;
      const first = nearest.first ?? link;
      offer(candidates, { router: link.id, distance: nearest.distance + link.metric, parent: nearest.router, first });
    }
  }
  return [...reached.values()];
}

/** A network that can be reached. */
export interface NearestNetwork {
  readonly to: Prefix;
  readonly distance: number;
  /** Who announces it. */
  readonly router: Ipv4;
  /** The first link of the way; undefined: one of the root's own networks. */
  readonly first: RouterLink | undefined;
}

/** The networks behind the routers that can be reached, each by the shortest way, in the order of their addresses. */
export function nearestNetworks(map: LinkMap, root: Ipv4): readonly NearestNetwork[] {
  const best = new Map<Prefix, NearestNetwork>();
  for (const { router, distance, first } of shortestPaths(map, root)) {
    for (const link of map[router] ?? []) {
      const length = link.type === LINK_STUB ? lengthOfMask(link.data) : undefined;
      if (length === undefined) continue;
      const found = { to: prefixOf(link.id, length), distance: distance + link.metric, router, first };
      if (isBetter(found, best.get(found.to))) best.set(found.to, found);
    }
  }
  return [...best.values()].sort(byAddress);
}

function isBetter(found: NearestNetwork, known: NearestNetwork | undefined): boolean {
  if (known === undefined || found.distance !== known.distance)
    return known === undefined || found.distance < known.distance;
  return ipv4ToNumber(found.router) > ipv4ToNumber(known.router);
}

/** Puts a candidate in its place, if it is nearer than the same router was before. */
function offer(candidates: Reached[], offered: Reached): void {
  const before = candidates.findIndex(({ router }) => router === offered.router);
  if (before >= 0) {
    if (candidates[before]!.distance <= offered.distance) return;
    candidates.splice(before, 1);
  }
  const place = candidates.findIndex(({ distance }) => distance >= offered.distance);
  candidates.splice(place < 0 ? candidates.length : place, 0, offered);
}

function linksBack(map: LinkMap, from: Ipv4, to: Ipv4): boolean {
  return (map[from] ?? []).some((link) => link.type === LINK_POINT_TO_POINT && link.id === to);
}

/** The length of a mask of ones followed by zeros; undefined for another. */
function lengthOfMask(mask: Ipv4): number | undefined {
  const length = Math.clz32(~ipv4ToNumber(mask));
  return ipv4FromNumber(length === 0 ? 0 : -1 << (32 - length)) === mask ? length : undefined;
}

function byAddress(one: NearestNetwork, other: NearestNetwork): number {
  const [a = '', aLength] = one.to.split('/');
  const [b = '', bLength] = other.to.split('/');
  return ipv4ToNumber(a as Ipv4) - ipv4ToNumber(b as Ipv4) || Number(aLength) - Number(bLength);
}
