/**
 * host.echo-reply: the answer to an echo request (RFC 792; RFC 1122 3.2.2.6). Addresses swapped, type 8 becomes 0, identifier and sequence number
 * are those of the request, by which the asker knows what is answered. It is a packet of its own, so it sets out with a fresh time to live.
 */
import type { Ipv4 } from '../../address/ipv4.ts';
import type { Frame } from '../../wire/frame.ts';
import { layer } from '../../wire/frame.ts';
import { ICMP_ECHO_REPLY, ICMP_ECHO_REQUEST } from '../../wire/icmp.ts';
import { choicesOf } from '../choices.ts';
import type { Station } from '../device.ts';
import type { Datagram } from '../event.ts';
import { OWN_TTL } from '../icmp.ts';
import type { AskedField, Facts, Mind, Point } from '../rule.ts';

/** Who answers, the request, and the reply as the rules make it. */
type Reply = [station: Station, request: Frame, reply: Datagram];

const type = field(
  'icmp.type',
  () => ICMP_ECHO_REPLY,
  () => [ICMP_ECHO_REPLY, ICMP_ECHO_REQUEST],
);
const identifier = field('icmp.identifier', echo('identifier'), (...it) => [
  echo('identifier')(...it),
  next(echo('identifier')(...it)),
  0,
]);
const sequence = field('icmp.sequence', echo('sequence'), (...it) => [
  echo('sequence')(...it),
  next(echo('sequence')(...it)),
  0,
]);
const source = field('ipv4.source', (_station, _request, reply) => reply.source ?? '', bothAddresses);
const destination = field('ipv4.destination', (_station, _request, reply) => reply.destination, bothAddresses);
const ttl = field(
  'ipv4.ttl',
  () => OWN_TTL,
  (_station, request) => [OWN_TTL, ttlOf(request), Math.max(0, ttlOf(request) - 1)],
);

/** The reply as the mind fills it in, layer by layer from the inside out. */
export function filledIn(station: Station, request: Frame, reply: Datagram, mind: Mind): Datagram {
  const it: Reply = [station, request, reply];
  const icmp = {
    type: mind.ask(type, ...it) === String(ICMP_ECHO_REQUEST) ? (8 as const) : (0 as const),
    code: 0 as const,
    identifier: Number(mind.ask(identifier, ...it)),
    sequence: Number(mind.ask(sequence, ...it)),
  };
  const from = mind.ask(source, ...it) as Ipv4;
  const to = mind.ask(destination, ...it) as Ipv4;
  return { ...reply, icmp, source: from, destination: to, ttl: Number(mind.ask(ttl, ...it)) };
}

function field(
  part: AskedField,
  expected: (...it: Reply) => string | number,
  choices: (...it: Reply) => readonly (string | number)[],
): Point<Reply> {
  return {
    part,
    rule: () => 'host.echo-reply',
    expected: (...it) => String(expected(...it)),
    choices: (...it) => choicesOf(...choices(...it).map(String)),
    facts: replyFacts,
    // A time to live that is only odd still leads there; with anything else the asker does not know its answer.
    quality: (played) => (part === 'ipv4.ttl' && Number(played) > 0 ? 'wasteful' : 'broken'),
  };
}

function echo(name: 'identifier' | 'sequence'): (...it: Reply) => number {
  return (_station, _request, { icmp }) =>
    icmp !== undefined && name in icmp ? Number(icmp[name as keyof typeof icmp]) : 0;
}

function next(number: number): number {
  return (number + 1) & 0xffff;
}

function bothAddresses(_station: Station, _request: Frame, reply: Datagram): readonly string[] {
  return [reply.source ?? '', reply.destination];
}

function ttlOf(packet: Frame): number {
  return layer(packet, 'ipv4')?.header.ttl ?? 0;
}

function replyFacts(...it: Reply): Facts {
  const [, request, reply] = it;
  return {
    asker: reply.destination,
    own: reply.source ?? '',
    type: ICMP_ECHO_REQUEST,
    identifier: echo('identifier')(...it),
    sequence: echo('sequence')(...it),
    ttl: ttlOf(request),
  };
}
