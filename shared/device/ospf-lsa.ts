/** Link state advertisements as a router deals with them: which of two is newer, how old one is, and what its own says. */
import { type Ipv4, ipv4, ipv4FromNumber } from '../address/ipv4.ts';
import { networkMask, prefixLength } from '../address/prefix.ts';
import {
  LINK_POINT_TO_POINT,
  LINK_STUB,
  type Lsa,
  type LsaHeader,
  type RouterLink,
  ROUTER_LSA,
} from '../wire/ospf-lsa.ts';
import type { LsaName } from '../wire/ospf-packet.ts';
import type { Interface, Station } from './device.ts';
import type { LinkStateRouting, StoredLsa } from './ospf.ts';

/** Seconds after which an LSA is no longer valid (MaxAge), and the difference of age that means something (RFC 2328 B). */
export const MAX_AGE = 3600;
const MAX_AGE_DIFFERENCE = 900;

export function keyOf({ type, id, advertisingRouter }: LsaName): string {
  return `${type} ${id} ${advertisingRouter}`;
}

/**
 * Is the first instance of an LSA newer or older than the second, or are both the same? RFC 2328 13.1: by sequence number, then checksum,
 * then an age of MaxAge, then an age that differs by more than 15 minutes.
 */
export function compareLsa(one: LsaHeader, other: LsaHeader): 'newer' | 'older' | 'same' {
  const sequence = (one.sequence | 0) - (other.sequence | 0);
  if (sequence !== 0) return sequence > 0 ? 'newer' : 'older';
  if (one.checksum !== other.checksum) return one.checksum > other.checksum ? 'newer' : 'older';
  if (one.age >= MAX_AGE !== other.age >= MAX_AGE) return one.age >= MAX_AGE ? 'newer' : 'older';
  if (Math.abs(one.age - other.age) <= MAX_AGE_DIFFERENCE) return 'same';
  return one.age < other.age ? 'newer' : 'older';
}

/** Is an announcement that has come in worth passing on: newer than what is stored, or about something unknown? */
export function isNews(received: LsaHeader, stored: LsaHeader | undefined): boolean {
  return stored === undefined || compareLsa(received, stored) === 'newer';
}

/** The LSA with the age that it has now; `delaySeconds` for the way to the neighbour (InfTransDelay). */
export function agedLsa({ lsa, installedUs }: StoredLsa, nowUs: number, delaySeconds = 0): Lsa {
  const age = lsa.header.age + Math.floor((nowUs - installedUs) / 1_000_000) + delaySeconds;
  return { ...lsa, header: { ...lsa.header, age: Math.min(age, MAX_AGE) } };
}

/** The key of the router's own router-LSA. */
export function ownKey({ routerId }: LinkStateRouting): string {
  return keyOf({ type: ROUTER_LSA, id: routerId, advertisingRouter: routerId });
}

/** What the router has to say about itself (RFC 2328 12.4.1): for each card the neighbour, if the two are fully adjacent, and its network. */
export function ownLinks(station: Station, routing: LinkStateRouting): readonly RouterLink[] {
  const links: RouterLink[] = [];
  for (const [name, { cost, state }] of Object.entries(routing.interfaces)) {
    const card = station.interfaces[name];
    if (card === undefined || state === 'down') continue;
    const neighbor = routing.neighbors[name];
    if (state === 'up' && neighbor?.state === 'Full')
      links.push(link(LINK_POINT_TO_POINT, neighbor.routerId, card.address, cost));
    links.push(state === 'up' && card.length < 32 ? networkLink(card, cost) : hostLink(card));
  }
  return links;
}

export function sameLinks(one: readonly RouterLink[], other: readonly RouterLink[]): boolean {
  if (one.length !== other.length) return false;
  return one.every((link, index) => linkText(link) === linkText(other[index]!));
}

function networkLink(card: Interface, cost: number): RouterLink {
  const network = card.subnet.slice(0, card.subnet.indexOf('/'));
  return link(LINK_STUB, ipv4(network), networkMask(prefixLength(card.subnet)), cost);
}

/** A card without a link, or with an address of its own network: only the address itself, at no cost. */
function hostLink(card: Interface): RouterLink {
  return link(LINK_STUB, card.address, ipv4FromNumber(0xffff_ffff), 0);
}

function link(type: number, id: Ipv4, data: Ipv4, metric: number): RouterLink {
  return { id, data, type, tosCount: 0, metric };
}

function linkText({ id, data, type, metric }: RouterLink): string {
  return `${type} ${id} ${data} ${metric}`;
}
