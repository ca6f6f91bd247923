/** The routing table: longest prefix first (RFC 1812 5.2.4.3). Connected subnets are routes like any other. */
import { type Ipv4, ipv4ToNumber } from '../address/ipv4.ts';
import { contains, maskNumber, networkNumber, type Prefix, prefixLength } from '../address/prefix.ts';
import { hasRoute, type LocalRow, localRows, NO_ADDRESS } from './addresses.ts';
import type { Interface, RefusingType, Route, Station } from './device.ts';
import { isLoopback, LOOPBACK, loopbackOf } from './loopback.ts';

/** The route with the longest prefix that contains the destination; of several the one with the smallest metric, then the first. None, if that leads nowhere. */
export function lookupRoute(station: Station, destination: Ipv4): Route | undefined {
  const best = bestRow(station, destination);
  return best?.type === undefined ? best : undefined;
}

/** Why there is no route to that destination, if one that leads nowhere says so. */
export function refusalOf(station: Station, destination: Ipv4): RefusingType | undefined {
  return bestRow(station, destination)?.type;
}

function bestRow(station: Station, destination: Ipv4): Route | undefined {
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
  const { own, broadcast, subnets } = localTable(station);
  return (
    own.has(address) || (subnets.length > 0 && !broadcast.has(address) && subnetOf(subnets, address) !== undefined)
  );
}

/** The source of what the station says to an address of its own, or to all on its `lo`. */
export function sourceToOwn(station: Station, address: Ipv4): Ipv4 {
  const { own, broadcast, subnets } = localTable(station);
  if (isLoopback(address)) return LOOPBACK.address;
  return own.get(address) ?? broadcast.get(address)?.source ?? subnetOf(subnets, address)?.source ?? address;
}

/** The row of that broadcast address: by which interface it leaves, and with which source. */
export function broadcastRow(station: Station, address: Ipv4): LocalRow | undefined {
  return localTable(station).broadcast.get(address);
}

/** Everybody on `lo`, that is the station itself once more; a ping to it is not answered. */
export function isToAllOnLoopback(station: Station, address: Ipv4): boolean {
  return broadcastRow(station, address)?.interface.name === LOOPBACK.name;
}

/** The addresses that the station itself answers to (Linux: the routing table "local"). */
interface LocalTable {
  /** Each with the source of what is said to it. */
  readonly own: ReadonlyMap<Ipv4, Ipv4>;
  readonly broadcast: ReadonlyMap<Ipv4, LocalRow>;
  /** On `lo` whole subnets are the station's own, the longest first; 127.0.0.0/8, which always is, is not in this list. */
  readonly subnets: readonly OwnSubnet[];
  /** That of `lo`, of which the table was made. */
  readonly loopback: Interface;
}

interface OwnSubnet {
  readonly subnet: Prefix;
  readonly source: Ipv4;
}

function subnetOf(subnets: readonly OwnSubnet[], address: Ipv4): OwnSubnet | undefined {
  return subnets.find(({ subnet }) => contains(subnet, address));
}

/** The subnets of `lo` that are in the table "local" as a whole (net/ipv4/fib_frontend.c, `fib_add_ifaddr`), each with its primary address. */
export function subnetsOfLoopback(loopback: Interface): readonly OwnSubnet[] {
  return loopback.addresses.filter(hasRoute).map(({ address, subnet }) => ({ subnet, source: address }));
}

/** Made once, as above: a change replaces all interfaces, or `lo`. */
const localTables = new WeakMap<Station['interfaces'], LocalTable>();

function localTable(station: Station): LocalTable {
  const { interfaces } = station;
  const loopback = loopbackOf(station);
  const known = localTables.get(interfaces);
  if (known?.loopback === loopback) return known;
  const own = new Map<Ipv4, Ipv4>([[NO_ADDRESS, NO_ADDRESS]]);
  const broadcast = new Map<Ipv4, LocalRow>();
  for (const row of [loopback, ...Object.values(interfaces)].flatMap(localRows)) {
    if (row.type === 'local' && !own.has(row.to)) own.set(row.to, row.source);
    if (row.type === 'broadcast' && !broadcast.has(row.to)) broadcast.set(row.to, row);
  }
  const subnets = subnetsOfLoopback(loopback)
    .filter(({ source }) => !isLoopback(source))
    .toSorted((a, b) => prefixLength(b.subnet) - prefixLength(a.subnet));
  const made = { own, broadcast, subnets, loopback };
  localTables.set(interfaces, made);
  return made;
}
