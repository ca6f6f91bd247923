/** host.arp-ask: on a cache miss, broadcast who-has for the next hop (RFC 826; RFC 1122 2.3.2). Known: send at once, asking again only costs. */
import { BROADCAST_MAC } from '../../address/mac.ts';
import type { Ipv4 } from '../../address/ipv4.ts';
import { SCOPE_LINK, sourceTowards } from '../addresses.ts';
import { contains } from '../../address/prefix.ts';
import { choicesOf, UNKNOWN_MAC, visibleAddresses, visibleMacs } from '../choices.ts';
import type { Interface, Station } from '../device.ts';
import { knownMac, neighborRows } from '../neighbors.ts';
import type { Facts, Point, RuleId } from '../rule.ts';

/** Who asks, out of which interface, for which next hop, and where the packet that waits is going. */
export type Question = [station: Station, out: Interface, nextHop: Ipv4, destination: Ipv4];

export interface AskPoints {
  /** "Do you have its MAC?": send, or ask first. */
  readonly resolve: Point<Question>;
  readonly frameDestination: Point<Question>;
  readonly senderMac: Point<Question>;
  readonly senderIp: Point<Question>;
  readonly targetMac: Point<Question>;
  readonly targetIp: Point<Question>;
}

export const ask = askPoints('host.arp-ask');

/** The points of asking, for hosts and routers alike. */
export function askPoints(rule: Extract<RuleId, 'host.arp-ask' | 'router.arp'>): AskPoints {
  const shared = { rule: () => rule, facts: questionFacts } as const;
  const macs = (...[station, out]: Question): readonly string[] =>
    choicesOf(UNKNOWN_MAC, out.mac, ...visibleMacs(station, undefined));
  const addresses = (...[station, out, nextHop, destination]: Question): readonly string[] =>
    visibleAddresses(station, out, nextHop, destination, askerOf(station, out, nextHop));
  return {
    resolve: {
      ...shared,
      part: 'resolve',
      branches: true,
      expected: (station, out, nextHop) => (knownMac(station, out.name, nextHop) === undefined ? 'ask' : 'send'),
      choices: () => ['send', 'ask'],
      quality: (played) => (played === 'ask' ? 'wasteful' : 'broken'),
    },
    frameDestination: {
      ...shared,
      part: 'ethernet.destination',
      expected: () => BROADCAST_MAC,
      choices: macs,
      quality: () => 'broken',
    },
    senderMac: {
      ...shared,
      part: 'arp.senderMac',
      expected: (_station, out) => out.mac,
      choices: macs,
      quality: () => 'broken',
    },
    senderIp: {
      ...shared,
      part: 'arp.senderIp',
      expected: askerOf,
      choices: addresses,
      quality: () => 'broken',
    },
    targetMac: {
      ...shared,
      part: 'arp.targetMac',
      expected: () => UNKNOWN_MAC,
      choices: macs,
      quality: () => 'wasteful',
    },
    targetIp: {
      ...shared,
      part: 'arp.targetIp',
      expected: (_station, _out, nextHop) => nextHop,
      choices: addresses,
      quality: () => 'broken',
    },
  };
}

/** The card's address towards the next hop, whatever the source of the packet that waits (rule 4 of the lab format; Linux: arp_announce=2). */
function askerOf(station: Station, out: Interface, nextHop: Ipv4): Ipv4 {
  return sourceTowards(station, out, nextHop, SCOPE_LINK);
}

function questionFacts(station: Station, out: Interface, nextHop: Ipv4, destination: Ipv4): Facts {
  return {
    nextHop,
    destination,
    subnet: out.subnet,
    // A player may have chosen a next hop for a target that needs none.
    onLink: contains(out.subnet, destination),
    own: askerOf(station, out, nextHop),
    known: knownMac(station, out.name, nextHop) ?? '',
    table: neighborRows(station, out.name),
  };
}
