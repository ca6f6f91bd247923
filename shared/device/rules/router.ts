/**
 * What a router must do with a packet that is not for itself (RFC 1812 5.2 and 5.3).
 *
 * router.accept: take only frames for the interface they came in by, and broadcasts, which are never forwarded (4.2.2.11, 5.3.4).
 * router.lpm: of all routes that match, the one with the longest prefix (5.2.4.3). router.no-route: none matches, so tell the source (RFC 792).
 * router.ttl: time to live minus one; what would reach 0 is dropped, and its source is told "time exceeded" (5.3.1).
 * router.arp: ask for the next hop, or on the last hop for the target itself; never for a target behind another router (3.3.2).
 * router.rewrite: both link-layer addresses are new on each hop, both IP addresses are kept (5.2.1).
 */
import type { Ipv4 } from '../../address/ipv4.ts';
import { contains } from '../../address/prefix.ts';
import type { Frame } from '../../wire/frame.ts';
import { layer } from '../../wire/frame.ts';
import { choicesOf, visibleAddresses } from '../choices.ts';
import type { Route, Station } from '../device.ts';
import { interfaceOf } from '../device.ts';
import { lookupRoute, nextHopOf, routeText } from '../routes.ts';
import type { Point } from '../rule.ts';
import { headerPoints } from './headers.ts';
import { acceptPoint } from './host.accept.ts';
import { askPoints } from './host.arp-ask.ts';

export const accept = acceptPoint('router.accept');
export const ask = askPoints('router.arp');
export const headers = headerPoints('router.rewrite');

/** The word for "none of them", played as a choice like the rows. */
export const NO_ROUTE = 'none';

/** A route that leads nowhere is no way out. */
function waysOut(router: Station): readonly Route[] {
  return router.routes.filter(({ type }) => type === undefined);
}

export const route: Point<[Station, Ipv4]> = {
  part: 'route',
  branches: true,
  rule: (router, destination) => (lookupRoute(router, destination) === undefined ? 'router.no-route' : 'router.lpm'),
  expected: (router, destination) => {
    const best = lookupRoute(router, destination);
    return best === undefined ? NO_ROUTE : routeText(best);
  },
  choices: (router) => [...waysOut(router).map(routeText), NO_ROUTE],
  facts: (router, destination) => ({
    destination,
    routes: waysOut(router).map(routeText),
    matching: waysOut(router)
      .filter((row) => contains(row.to, destination))
      .map(routeText),
  }),
  quality: () => 'broken',
};

/** The word for "it has run out": drop and send time exceeded. */
export const EXPIRED = 'expired';

export const ttl: Point<[Frame]> = {
  part: 'ttl',
  branches: true,
  rule: () => 'router.ttl',
  expected: (packet) => (ttlOf(packet) <= 1 ? EXPIRED : String(ttlOf(packet) - 1)),
  choices: (packet) => choicesOf(EXPIRED, String(Math.max(0, ttlOf(packet) - 1)), String(ttlOf(packet)), '64'),
  facts: (packet) => ({ ttl: ttlOf(packet) }),
  quality: () => 'broken',
};

export const nextHop: Point<[Station, Ipv4, Route]> = {
  part: 'next-hop',
  branches: true,
  rule: () => 'router.arp',
  expected: (_router, destination, route) => nextHopOf(route, destination),
  choices: (router, destination, route) => visibleAddresses(router, interfaceOf(router, route.interface), destination),
  facts: (_router, destination, route) => ({
    destination,
    nextHop: nextHopOf(route, destination),
    route: routeText(route),
    lastHop: route.via === undefined,
  }),
  quality: () => 'broken',
};

function ttlOf(packet: Frame): number {
  return layer(packet, 'ipv4')?.header.ttl ?? 0;
}
