/** The routes that follow from the database: networks behind neighbours that are fully adjacent. */
import { PROTOCOL_BIRD, SCOPE_GLOBAL } from './addresses.ts';
import type { Route, Station } from './device.ts';
import type { LinkStateRouting } from './ospf.ts';
import { agedLsa, MAX_AGE, ownKey } from './ospf-lsa.ts';
import { type LinkMap, nearestNetworks } from './ospf-paths.ts';
import { LINK_POINT_TO_POINT, linksOf, ROUTER_LSA, type RouterLink } from '../wire/ospf-lsa.ts';

/** What BIRD writes as metric into the kernel's table, whatever the cost: these routes yield to all others to the same network. */
export const OSPF_METRIC = 32;

/** The map as the database draws it: what each router says about itself, without LSAs that are too old. */
export function mapOf(routing: LinkStateRouting): LinkMap {
  const map: Record<string, readonly RouterLink[]> = {};
  for (const stored of Object.values(routing.database)) {
    const { header } = agedLsa(stored, routing.nowUs);
    if (header.type === ROUTER_LSA && header.age < MAX_AGE) map[header.advertisingRouter] = linksOf(stored.lsa);
  }
  return map;
}

/** One route a network that is not the router's own, in the order of their addresses. */
export function linkStateRoutes(routing: LinkStateRouting, station: Station): readonly Route[] {
  const map: Record<string, readonly RouterLink[]> = { ...mapOf(routing) };
  // The own LSA may still name a neighbour that is gone: it can be made again only every five seconds.
  const own = routing.database[ownKey(routing)];
  if (own !== undefined) map[routing.routerId] = linksOf(own.lsa).filter((link) => isUsable(routing, station, link));
  return nearestNetworks(map, routing.routerId).flatMap(({ to, first }): Route[] => {
    const name = first === undefined ? undefined : interfaceOfLink(routing, station, first);
    const neighbor = name === undefined ? undefined : routing.neighbors[name];
    if (name === undefined || neighbor === undefined) return [];
    return [
      {
        to,
        via: neighbor.address,
        interface: name,
        metric: OSPF_METRIC,
        from: 'ospf',
        protocol: PROTOCOL_BIRD,
        scope: SCOPE_GLOBAL,
        source: undefined,
        isOnlink: false,
      },
    ];
  });
}

export function sameRoutes(one: readonly Route[], other: readonly Route[]): boolean {
  if (one.length !== other.length) return false;
  return one.every(({ to, via, interface: name }, index) => {
    const twin = other[index]!;
    return twin.to === to && twin.via === via && twin.interface === name;
  });
}

function isUsable(routing: LinkStateRouting, station: Station, link: RouterLink): boolean {
  return link.type !== LINK_POINT_TO_POINT || interfaceOfLink(routing, station, link) !== undefined;
}

/** By which card the own link leaves: the one that has the link's address, if the neighbour there is fully adjacent. */
function interfaceOfLink(routing: LinkStateRouting, station: Station, link: RouterLink): string | undefined {
  for (const [name, neighbor] of Object.entries(routing.neighbors)) {
    if (neighbor.state === 'Full' && neighbor.routerId === link.id && station.interfaces[name]?.address === link.data)
      return name;
  }
  return undefined;
}
