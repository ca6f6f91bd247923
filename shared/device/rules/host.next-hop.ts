/**
 * host.next-hop: off the link the frame goes to the gateway of the longest matching route, on the link to the target itself (RFC 1122 3.3.1.1).
 * So the frame carries the next hop's link-layer address, while the packet in it keeps the target's IP address.
 */
import type { Ipv4 } from '../../address/ipv4.ts';
import type { Route, Station } from '../device.ts';
import { interfaceOf } from '../device.ts';
import { visibleAddresses } from '../choices.ts';
import { nextHopOf, routeText } from '../routes.ts';
import type { Point } from '../rule.ts';
import { isOnLink } from './host.on-link.ts';
import { headerPoints } from './headers.ts';

export const nextHop: Point<[Station, Ipv4, Route]> = {
  part: 'next-hop',
  branches: true,
  rule: () => 'host.next-hop',
  expected: (_host, destination, route) => nextHopOf(route, destination),
  choices: (host, destination, route) => visibleAddresses(host, interfaceOf(host, route.interface), destination),
  facts: (host, destination, route) => ({
    destination,
    own: interfaceOf(host, route.interface).address,
    subnet: interfaceOf(host, route.interface).subnet,
    onLink: isOnLink(host, destination),
    nextHop: nextHopOf(route, destination),
    routes: host.routes.map(routeText),
  }),
  // A gateway passes on what it gets for its own link: a detour that works (RFC 1812 5.2.7.2).
  quality: (played, host, destination) =>
    isOnLink(host, destination) && host.routes.some((row) => row.via === played) ? 'wasteful' : 'broken',
};

export const headers = headerPoints('host.next-hop');
