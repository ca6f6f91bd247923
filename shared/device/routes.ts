/** The routing table: longest prefix first (RFC 1812 5.2.4.3). Connected subnets are routes like any other. */
import { type Ipv4, ipv4ToNumber } from '../address/ipv4.ts';
import { maskNumber, networkNumber, prefixLength } from '../address/prefix.ts';
import { type LocalRow, localRows, NO_ADDRESS } from './addresses.ts';
import type { Route, Station } from './device.ts';

/** The route with the longest prefix that contains the destination; of several the one with the smallest metric, then the first. */
export function lookupRoute(station: Station, destination: Ipv4): Route | undefined {
  const number = ipv4ToNumber(destination);
  for (const { mask, routes } of byLength(station.routes)) {
    const found = routes.get(number & mask);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The routes whose prefixes have one length, by the number of their network. */
interface SameLength {
  readonly mask: number;
  readonly routes: ReadonlyMap<number, Route>;
}

/** A change replaces the whole table, so it is put in order once, and a router with a thousand routes is as fast as one with two. */
const tablesByLength = new WeakMap<readonly Route[], readonly SameLength[]>();

function byLength(table: readonly Route[]): readonly SameLength[] {
  const known = tablesByLength.get(table);
  if (known !== undefined) return known;
  const lengths = [...new Set(table.map((route) => prefixLength(route.to)))].toSorted((a, b) => b - a);
  const made = lengths.map((length): SameLength => {
    const mask = maskNumber(length);
    const routes = new Map<number, Route>();
    for (const route of table) {
      if (prefixLength(route.to) !== length) continue;
      const network = networkNumber(route.to);
      const before = routes.get(network);
      if (before === undefined || route.metric < before.metric) routes.set(network, route);
    }
    return { mask, routes };
  });
  tablesByLength.set(table, made);
  return made;
}

/** Who gets the frame: the gateway of the route, or the target itself on a connected subnet. */
export function nextHopOf(route: Route, destination: Ipv4): Ipv4 {
  return route.via ?? destination;
}

/** A row as `ip route` words it: "192.168.4.0/24 via 192.168.56.2 dev eth1". */
export function routeText(route: Route): string {
  return `${route.to}${route.via === undefined ? '' : ` via ${route.via}`} dev ${route.interface}`;
}

/** Is it one of the station's own addresses, on whichever interface? (RFC 1122 3.3.4.2, weak end system model, as Linux) */
export function isOwnAddress(station: Station, address: Ipv4): boolean {
  return localTable(station.interfaces).own.has(address);
}

/** The source of what the station says to an address of its own. */
export function sourceToOwn(station: Station, address: Ipv4): Ipv4 {
  return localTable(station.interfaces).own.get(address) ?? address;
}

/** The row of that broadcast address: by which interface it leaves, and with which source. */
export function broadcastRow(station: Station, address: Ipv4): LocalRow | undefined {
  return localTable(station.interfaces).broadcast.get(address);
}

/** The addresses that the station itself answers to (Linux: the routing table "local"). */
interface LocalTable {
  /** Each with the source of what is said to it. */
  readonly own: ReadonlyMap<Ipv4, Ipv4>;
  readonly broadcast: ReadonlyMap<Ipv4, LocalRow>;
}

/** Made once, as above: a change replaces all interfaces. */
const localTables = new WeakMap<Station['interfaces'], LocalTable>();

function localTable(interfaces: Station['interfaces']): LocalTable {
  const known = localTables.get(interfaces);
  if (known !== undefined) return known;
  const own = new Map<Ipv4, Ipv4>([[NO_ADDRESS, NO_ADDRESS]]);
  const broadcast = new Map<Ipv4, LocalRow>();
  for (const row of Object.values(interfaces).flatMap(localRows)) {
    if (row.type === 'local' && !own.has(row.to)) own.set(row.to, row.source);
    if (row.type === 'broadcast' && !broadcast.has(row.to)) broadcast.set(row.to, row);
  }
  const made = { own, broadcast };
  localTables.set(interfaces, made);
  return made;
}
