/** The IPv4 stack of a machine, as the tools ask for it: routes in the order of the kernel's table, neighbours in a row. */
import type { Ipv4 } from '../../address/ipv4.ts';
import { ipv4, ipv4ToNumber } from '../../address/ipv4.ts';
import type { Mac } from '../../address/mac.ts';
import { contains, prefixLength } from '../../address/prefix.ts';
import { type LocalRow, localRows, NO_ADDRESS, SCOPE_LINK, sourceBy, sourceTowards } from '../../device/addresses.ts';
import { isStation, type Route } from '../../device/device.ts';
import { isLoopback, LOOPBACK, loopbackOf } from '../../device/loopback.ts';
import { broadcastRow, isOwnAddress, lookupRoute, refusalOf, sourceToOwn } from '../../device/routes.ts';
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
  readonly state: 'permanent' | 'reachable' | 'incomplete' | 'failed';
}

export function neighborsOf(machine: Machine): readonly NeighborRow[] {
  if (!isStation(machine)) return [];
  const failed = Object.entries(machine.failed).flatMap(([name, addresses]) =>
    addresses.map((address): NeighborRow => ({ address, interface: name, mac: undefined, state: 'failed' })),
  );
  const rows = Object.entries(machine.neighbors).flatMap(([name, table]) =>
    Object.entries(table).map(([address, row]) => ({
      address: address as Ipv4,
      interface: name,
      mac: row.state === 'incomplete' ? undefined : row.mac,
      state: row.state,
    })),
  );
  return [...rows, ...failed];
}

const LIMITED_BROADCAST = ipv4('255.255.255.255');

/** Of a switch, whose `lo` is as every machine's begins. */
function loopbackBroadcast(destination: Ipv4): LocalRow | undefined {
  return localRows(LOOPBACK).find((row) => row.type === 'broadcast' && row.to === destination);
}

/** How a packet to that address would go. */
export type Way =
  | { readonly kind: 'local'; readonly source: Ipv4 }
  | { readonly kind: 'broadcast'; readonly link: Link; readonly source: Ipv4 }
  | { readonly kind: 'route'; readonly route: Route; readonly source: Ipv4 | undefined };

export function wayTo(machine: Machine, links: readonly Link[], destination: Ipv4): Way | undefined {
  const linkOf = (name: string): Link | undefined => links.find((link) => link.name === name);
  const row = isStation(machine) ? broadcastRow(machine, destination) : loopbackBroadcast(destination);
  const toAll = row && linkOf(row.interface.name);
  if (row !== undefined && toAll !== undefined) return { kind: 'broadcast', link: toAll, source: row.source };
  if (isLoopback(destination)) return { kind: 'local', source: LOOPBACK.address };
  if (!isStation(machine)) return undefined;
  if (isOwnAddress(machine, destination)) return { kind: 'local', source: sourceToOwn(machine, destination) };
  const route = lookupRoute(machine, destination);
  if (route === undefined) return undefined;
  const source = sourceBy(machine, route);
  const out = linkOf(route.interface);
  // The limited broadcast (RFC 919 7) leaves by the card of the route that it would have.
  if (destination === LIMITED_BROADCAST && out !== undefined && out.addresses.length > 0)
    return { kind: 'broadcast', link: out, source };
  return { kind: 'route', route, source: source === NO_ADDRESS ? undefined : source };
}

/** What the kernel says to somebody who wants to go where no way leads (net/ipv4/fib_semantics.c, `fib_props`). */
export function refusalText(machine: Machine, destination: Ipv4): string {
  const type = isStation(machine) ? refusalOf(machine, destination) : undefined;
  if (type === 'blackhole') return 'Invalid argument';
  if (type === 'unreachable') return 'No route to host';
  return type === 'prohibit' ? 'Permission denied' : 'Network is unreachable';
}

/** By that card, even if no route leads there: then the target is taken for a neighbour (net/ipv4/route.c, `ip_route_output_key_hash_rcu`). */
export function wayBy(
  machine: Machine,
  out: Link,
  to: Ipv4,
): { readonly via: Ipv4 | undefined; readonly source: Ipv4 | undefined } {
  if (!isStation(machine)) return { via: undefined, source: undefined };
  const routes = machine.routes.filter((route) => route.interface === out.name);
  const route = lookupRoute({ ...machine, routes }, to);
  const own = machine.interfaces[out.name] ?? loopbackOf(machine);
  const source = route === undefined ? sourceTowards(machine, own, undefined, SCOPE_LINK) : sourceBy(machine, route);
  return { via: route?.via, source: source === NO_ADDRESS ? undefined : source };
}

/** The link on which a gateway is: that of the longest prefix without a gateway of its own (net/ipv4/fib_semantics.c, `fib_check_nh`). */
export function linkOfGateway(machine: Machine, gateway: Ipv4, only: string | undefined): string | undefined {
  let best: Route | undefined;
  for (const route of routesOf(machine)) {
    if (route.via !== undefined || route.type !== undefined || !contains(route.to, gateway)) continue;
    if (only !== undefined && route.interface !== only) continue;
    if (best === undefined || prefixLength(route.to) > prefixLength(best.to)) best = route;
  }
  return best?.interface;
}
