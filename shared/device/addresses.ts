/**
 * The addresses of a card, in the order in which Linux keeps and shows them (net/ipv4/devinet.c): first the primary ones, one a subnet, then the
 * secondary ones, which are in the subnet of a primary one and go with it (`promote_secondaries` off, as Linux begins).
 */
import { type Ipv4, ipv4 } from '../address/ipv4.ts';
import { broadcastAddressOf, contains, prefixOf } from '../address/prefix.ts';
import type { AssignedAddress, Interface, Route, Station } from './device.ts';
import { interfaceOf } from './device.ts';

/** A card's address while it has none. */
export const NO_ADDRESS: Ipv4 = ipv4('0.0.0.0');

/** How far an address or a route is good (rtnetlink(7), rtm_scope): the smaller, the farther. */
export const SCOPE_GLOBAL = 0;
export const SCOPE_LINK = 253;
export const SCOPE_HOST = 254;
/** Who wrote a route (rtnetlink(7), rtm_protocol). */
export const PROTOCOL_KERNEL = 2;
export const PROTOCOL_BOOT = 3;
export const PROTOCOL_BIRD = 12;

/** What `ip address add` says of an address; what is not said is as Linux takes it. */
export interface WantedAddress {
  readonly address: Ipv4;
  /** Length of the subnet mask in bits, 0 to 32. */
  readonly length: number;
  /** The address at the other end of the link, whose subnet it is then. */
  readonly peer?: Ipv4 | undefined;
  readonly broadcast?: Ipv4 | undefined;
  /** The name of the card if not given, or a name such as "eth0:1". */
  readonly label?: string | undefined;
  /** 0 to 254; global if not given. */
  readonly scope?: number | undefined;
  /** Of the route to the subnet; 0 if not given. */
  readonly metric?: number | undefined;
}

/** The fields of an interface that follow from its addresses. */
export type Addressing = Pick<Interface, 'address' | 'length' | 'subnet' | 'addresses'>;

export function addressing(addresses: readonly AssignedAddress[]): Addressing {
  const [first] = addresses;
  if (first === undefined) return { address: NO_ADDRESS, length: 0, subnet: prefixOf(NO_ADDRESS, 0), addresses };
  return { address: first.address, length: first.length, subnet: first.subnet, addresses };
}

/** The address on a card of that name, as the first in its subnet. */
export function assigned(name: string, wanted: WantedAddress): AssignedAddress {
  const { address, length, peer, broadcast, label = name, scope = SCOPE_GLOBAL, metric = 0 } = wanted;
  const subnet = prefixOf(peer ?? address, length);
  return { address, length, peer, subnet, broadcast, label, scope, metric, isSecondary: false };
}

/** With another one (`__inet_insert_ifa`); 0.0.0.0, and one that is there already in that subnet, change nothing. */
export function withAddress(addresses: readonly AssignedAddress[], one: AssignedAddress): readonly AssignedAddress[] {
  const inSubnet = addresses.filter((other) => other.subnet === one.subnet);
  if (one.address === NO_ADDRESS || inSubnet.some((other) => other.address === one.address)) return addresses;
  if (inSubnet.length > 0) return [...addresses, { ...one, isSecondary: true }];
  const place = addresses.findLastIndex((other) => !other.isSecondary && one.scope <= other.scope) + 1;
  return [...addresses.slice(0, place), one, ...addresses.slice(place)];
}

/** Without this one, and if it is a primary one without the secondary ones of its subnet (`__inet_del_ifa`). */
export function withoutAddress(
  addresses: readonly AssignedAddress[],
  gone: AssignedAddress,
): readonly AssignedAddress[] {
  return addresses.filter((one) => one !== gone && (gone.isSecondary || one.subnet !== gone.subnet));
}

/** Is it one of the card's own addresses? */
export function hasAddress(own: Interface, address: Ipv4): boolean {
  const { addresses } = own;
  for (let place = 0; place < addresses.length; place++) if (addresses[place]!.address === address) return true;
  return false;
}

/** Is the destination in the subnet of one of the card's addresses? */
export function isInSubnet(own: Interface, destination: Ipv4): boolean {
  return own.addresses.some(({ subnet }) => contains(subnet, destination));
}

/** The routes to the subnets of these addresses of a card; a card that is switched off has none (net/ipv4/fib_frontend.c, `fib_add_ifaddr`). */
export function connectedRoutes(own: Interface, addresses: readonly AssignedAddress[]): readonly Route[] {
  if (!own.up) return [];
  return addresses.filter(hasRoute).map(({ address, subnet, metric }) => ({
    to: subnet,
    via: undefined,
    interface: own.name,
    metric,
    from: 'connected',
    protocol: PROTOCOL_KERNEL,
    scope: SCOPE_LINK,
    source: address,
    isOnlink: false,
  }));
}

/** Not a subnet that is the address alone, nor 0.0.0.0/8. */
export function hasRoute({ address, subnet, isSecondary }: AssignedAddress): boolean {
  return !isSecondary && subnet !== `${address}/32` && !subnet.startsWith('0.');
}

/** A row of the routing table "local", which is made from the addresses. */
export interface LocalRow {
  readonly type: 'local' | 'broadcast';
  readonly to: Ipv4;
  readonly interface: Interface;
  /** What the station says to that address has this source, if it says none. */
  readonly source: Ipv4;
}

/** What an interface brings into that table; broadcasts only while it is switched on. */
export function localRows(own: Interface): readonly LocalRow[] {
  const rows: LocalRow[] = [];
  for (const one of own.addresses) {
    const { address, subnet, isSecondary, broadcast } = one;
    const primary = isSecondary ? own.addresses.find((other) => other.subnet === subnet) : one;
    const row = { interface: own, source: primary?.address ?? address } as const;
    const add = (type: LocalRow['type'], to: Ipv4): void => {
      const isKnown = rows.some((other) => other.type === type && other.to === to && other.source === row.source);
      if (!isKnown) rows.push({ type, to, ...row });
    };
    add('local', address);
    if (!own.up) continue;
    if (broadcast !== undefined && broadcast !== '255.255.255.255') add('broadcast', broadcast);
    const ofSubnet = hasRoute(one) ? broadcastAddressOf(subnet) : undefined;
    if (ofSubnet !== undefined) add('broadcast', ofSubnet);
  }
  return rows;
}

/**
 * The source of what leaves by `out` towards a next hop (RFC 1122 3.3.4.3; Linux: `inet_select_addr`): the first primary address in whose subnet the
 * next hop is, else the first primary one; a card without any lends one of another card.
 */
export function sourceTowards(station: Station, out: Interface, nextHop: Ipv4 | undefined, scope: number): Ipv4 {
  const { addresses } = out;
  if (addresses.length === 1 && addresses[0]!.scope <= scope) return out.address;
  const good = addresses.filter((one) => !one.isSecondary && one.scope <= scope);
  const near = nextHop === undefined ? undefined : good.find(({ subnet }) => contains(subnet, nextHop));
  const own = near ?? good[0];
  return own?.address ?? lentAddress(station, scope);
}

function lentAddress(station: Station, scope: number): Ipv4 {
  // That `lo` begins with is good for this host alone.
  const lenders = [...(station.loopback === undefined ? [] : [station.loopback]), ...Object.values(station.interfaces)];
  for (const { addresses } of lenders) {
    const found = addresses.find((one) => !one.isSecondary && one.scope !== SCOPE_LINK && one.scope <= scope);
    if (found !== undefined) return found.address;
  }
  return NO_ADDRESS;
}

/** The source of a packet of the station's own that goes by this route. */
export function sourceBy(station: Station, route: Route): Ipv4 {
  return route.source ?? sourceTowards(station, interfaceOf(station, route.interface), route.via, route.scope);
}
