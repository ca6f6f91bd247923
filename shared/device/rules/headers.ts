/**
 * The four addresses of a frame that carries a packet one hop on: both link-layer addresses are those of this hop, both IP addresses are
 * those of the whole way (RFC 1812 5.2.1). Hosts state it as host.next-hop, routers as router.rewrite.
 */
import { BROADCAST_MAC, type Mac } from '../../address/mac.ts';
import type { Ipv4 } from '../../address/ipv4.ts';
import type { Frame } from '../../wire/frame.ts';
import { readField } from '../../wire/frame.ts';
import { choicesOf, visibleAddresses, visibleMacs } from '../choices.ts';
import type { Interface, Station } from '../device.ts';
import type { AskedField, Facts, Point, Quality, RuleId } from '../rule.ts';

/** One hop: who sends, out of which interface, to whom, and the packet as it is before the frame is addressed. */
export type Hop = [station: Station, out: Interface, nextHop: Ipv4, nextHopMac: Mac, packet: Frame];

export interface HeaderPoints {
  readonly destination: Point<Hop>;
  readonly source: Point<Hop>;
  readonly packetSource: Point<Hop>;
  readonly packetDestination: Point<Hop>;
}

export function headerPoints(rule: Extract<RuleId, 'host.next-hop' | 'router.rewrite'>): HeaderPoints {
  const macPoint = (
    part: AskedField,
    expected: (...hop: Hop) => string,
    quality: (played: string, ...hop: Hop) => Quality = () => 'broken',
  ): Point<Hop> => ({
    part,
    rule: () => rule,
    expected,
    choices: (station, _out, _nextHop, nextHopMac, packet) => choicesOf(nextHopMac, ...visibleMacs(station, packet)),
    facts: hopFacts,
    quality,
  });
  const addressPoint = (part: 'ipv4.source' | 'ipv4.destination'): Point<Hop> => ({
    part,
    rule: () => rule,
    expected: (_station, _out, _nextHop, _mac, packet) => String(readField(packet, part)),
    choices: (station, out, nextHop, _mac, packet) =>
      visibleAddresses(
        station,
        out,
        nextHop,
        String(readField(packet, 'ipv4.source')),
        String(readField(packet, 'ipv4.destination')),
      ),
    facts: hopFacts,
    quality: () => 'broken',
  });
  return {
    destination: macPoint('ethernet.destination', (_station, _out, _nextHop, nextHopMac) => nextHopMac, shouting),
    source: macPoint('ethernet.source', (_station, out) => out.mac),
    packetSource: addressPoint('ipv4.source'),
    packetDestination: addressPoint('ipv4.destination'),
  };
}

/** A packet in a broadcast frame still reaches its target on this link, where everybody reads it; a router would not pass it on. */
function shouting(played: string, ...[, , nextHop, , packet]: Hop): Quality {
  return played === BROADCAST_MAC && readField(packet, 'ipv4.destination') === nextHop ? 'unsafe' : 'broken';
}

function hopFacts(_station: Station, out: Interface, nextHop: Ipv4, nextHopMac: Mac, packet: Frame): Facts {
  return {
    nextHop,
    nextHopMac,
    interface: out.name,
    own: out.mac,
    source: String(readField(packet, 'ipv4.source')),
    destination: String(readField(packet, 'ipv4.destination')),
  };
}
