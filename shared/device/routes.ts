/** The routing table: longest prefix first (RFC 1812 5.2.4.3). Connected subnets are routes like any other. */
import type { Ipv4 } from '../address/ipv4.ts';
import { contains, prefixLength } from '../address/prefix.ts';
import type { Interface, Route, Station } from './device.ts';
import { interfaceOf } from './device.ts';

/** The route with the longest prefix that contains the destination; of several the one with the smallest metric, then the first. */
export function lookupRoute(station: Station, destination: Ipv4): Route | undefined {
  let best: Route | undefined;
  let bestLength = -1;
  for (const route of station.routes) {
    const length = prefixLength(route.to);
    if (length < bestLength || !contains(route.to, destination)) continue;
    if (length === bestLength && best !== undefined && best.metric <= route.metric) continue;
    best = route;
    bestLength = length;
  }
  return best;
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
  for (const name in station.interfaces) if (interfaceOf(station, name).address === address) return true;
  return false;
}

/** The interface whose subnet has this broadcast address. */
export function broadcastInterface(station: Station, address: Ipv4): Interface | undefined {
  for (const name in station.interfaces) {
    const own = interfaceOf(station, name);
    if (own.broadcast === address && own.up) return own;
  }
  return undefined;
}
