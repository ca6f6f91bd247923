/** The IPv4 stack of a machine, as the tools ask for it: routes in the order of the kernel's table, neighbours in a row. */
import type { Ipv4 } from '../../address/ipv4.ts';
import { ipv4, ipv4ToNumber } from '../../address/ipv4.ts';
import type { Mac } from '../../address/mac.ts';
import { contains, prefixLength } from '../../address/prefix.ts';
import { isStation, type Route } from '../../device/device.ts';
import { isLoopback, LOOPBACK } from '../../device/loopback.ts';
import { lookupRoute } from '../../device/routes.ts';
import type { Machine } from './command.ts';
import type { Link } from './links.ts';

/** The main table as the kernel walks it: by address, the longer prefix first, then by metric. */
export function routesOf(machine: Machine): readonly Route[] {
  if (!isStation(machine)) return [];
  return machine.routes.toSorted(
    (a, b) =>
      ipv4ToNumber(targetOf(a)) - ipv4ToNumber(targetOf(b)) ||
      prefixLength(b.to) - prefixLength(a.to) ||
      a.metric - b.metric,
  );
}

/** The address of a route's prefix. */
export function targetOf(route: Route): Ipv4 {
  return route.to.slice(0, route.to.indexOf('/')) as Ipv4;
}

export interface NeighborRow {
  readonly address: Ipv4;
  readonly interface: string;
  /** Undefined while nobody has answered. */
  readonly mac: Mac | undefined;
  readonly state: 'permanent' | 'reachable' | 'incomplete';
}

export function neighborsOf(machine: Machine): readonly NeighborRow[] {
  if (!isStation(machine)) return [];
  return Object.entries(machine.neighbors).flatMap(([name, table]) =>
    Object.entries(table).map(([address, row]) => ({
      address: address as Ipv4,
      interface: name,
      mac: row.state === 'incomplete' ? undefined : row.mac,
      state: row.state,
    })),
  );
}

const LIMITED_BROADCAST = ipv4('255.255.255.255');

/** How a packet to that address would go. */
export type Way =
  | { readonly kind: 'local'; readonly source: Ipv4 }
  | { readonly kind: 'broadcast'; readonly link: Link; readonly source: Ipv4 }
  | { readonly kind: 'route'; readonly route: Route; readonly source: Ipv4 | undefined };

export function wayTo(machine: Machine, links: readonly Link[], destination: Ipv4): Way | undefined {
  const own = links.find((link) => link.up && link.address === destination);
  if (own !== undefined) return { kind: 'local', source: destination };
  const loop = links.find((link) => link.kind === 'loopback');
  if (loop !== undefined && destination === LOOPBACK.broadcast)
    return { kind: 'broadcast', link: loop, source: LOOPBACK.address };
  if (isLoopback(destination)) return { kind: 'local', source: LOOPBACK.address };
  const toAll = links.find((link) => link.up && link.broadcast === destination);
  if (toAll?.address !== undefined) return { kind: 'broadcast', link: toAll, source: toAll.address };
  const route = isStation(machine) ? lookupRoute(machine, destination) : undefined;
  if (route === undefined) return undefined;
  const out = links.find((link) => link.name === route.interface);
  // The limited broadcast (RFC 919 7) leaves by the card of the route that it would have.
  if (destination === LIMITED_BROADCAST && out?.address !== undefined)
    return { kind: 'broadcast', link: out, source: out.address };
  const another = links.find((link) => link.kind !== 'loopback' && link.address !== undefined);
  return { kind: 'route', route, source: out?.address ?? another?.address };
}

/** The link on which a gateway is: that of the longest prefix without a gateway of its own (net/ipv4/fib_semantics.c, `fib_check_nh`). */
export function linkOfGateway(machine: Machine, gateway: Ipv4, only: string | undefined): string | undefined {
  let best: Route | undefined;
  for (const route of routesOf(machine)) {
    if (route.via !== undefined || !contains(route.to, gateway)) continue;
    if (only !== undefined && route.interface !== only) continue;
    if (best === undefined || prefixLength(route.to) > prefixLength(best.to)) best = route;
  }
  return best?.interface;
}
