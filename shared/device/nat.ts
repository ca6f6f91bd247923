/**
 * Source NAT on the outside interface (RFC 3022, "masquerade"), at the hooks of netfilter:
 *
 *   translateIn    a packet that came in, before anything is decided with its addresses: what answers a flow goes to the inside again.
 *   trackDelivered a packet that is for the station itself and that the input chain let pass.
 *   translateOwn   what the station itself wants to send, before it looks for a route: an error about a packet that it has translated.
 *   translateOut   a packet that leaves, after the forward or output chain, before it waits for a link-layer address.
 *
 * So the routing table and the filter see the address inside, in both directions. Nothing comes in that nobody inside has asked for: without a row,
 * a packet to the outside address is for the station itself.
 */
import type { Frame } from '../wire/frame.ts';
import { layer } from '../wire/frame.ts';
import type { Ipv4 } from '../address/ipv4.ts';
import { hasAddress } from './addresses.ts';
import type { Interface, Station } from './device.ts';
import { interfaceOf } from './device.ts';
import type { Action, Datagram } from './event.ts';
import { buildPacket } from './icmp.ts';
import { mappingFor } from './nat-mapping.ts';
import {
  addressesOf,
  quotedTupleOf,
  tupleOf,
  withDestination,
  withQuotedDestination,
  withQuotedSource,
  withSource,
} from './nat-packet.ts';
import {
  answerTo,
  endPointText,
  keyOf,
  type Flow,
  type Translation,
  type Translations,
  type Tuple,
} from './nat-table.ts';
import { isOwnAddress } from './routes.ts';
import { reference, type Mind } from './rule.ts';
import * as asks from './rules/nat.ts';

export {
  endPointText,
  initialTranslations,
  translationRows,
  type Translation,
  type Translations,
} from './nat-table.ts';

/** What becomes of a packet: the frame to go on with, undefined if it ends here; and what the table has to remember. */
export interface Translated {
  readonly frame: Frame | undefined;
  readonly actions: readonly Action[];
}

const NOTHING: readonly Action[] = [];

/** A packet came in, by whichever interface. It may answer a flow, or be an error about one. */
export function translateIn(station: Station, frame: Frame, mind: Mind = reference): Translated {
  const { nat } = station;
  if (nat === undefined) return { frame, actions: NOTHING };
  const tuple = tupleOf(frame);
  if (tuple === undefined) return { frame: errorIn(nat, frame), actions: NOTHING };
  const key = keyOf(tuple);
  if (nat.flows[key] !== undefined) return { frame, actions: [{ do: 'use-translation', key, answers: false }] };
  const answered = nat.answers[key];
  const row = answered === undefined ? undefined : nat.flows[answered];
  if (tuple.to.address === nat.outsideAddress && mind !== reference) {
    const inside = row?.isTranslated === true ? row.inside : undefined;
    const said = mind.ask(asks.into, nat, tuple, inside);
    if (said === asks.NOBODY && inside !== undefined) return { frame, actions: NOTHING };
    if (said !== asks.NOBODY && said !== (inside && endPointText(inside)))
      return { frame: withDestination(frame, tuple, asks.endPointOf(said)), actions: NOTHING };
  }
  if (answered === undefined || row === undefined) return { frame, actions: NOTHING };
  return {
    frame: isChanged(row) ? withDestination(frame, tuple, row.inside) : frame,
    actions: [{ do: 'use-translation', key: answered, answers: true }],
  };
}

/** A packet for the station itself has passed the input chain: the station's answers to it are no flows of its own. */
export function trackDelivered(station: Station, frame: Frame): readonly Action[] {
  const { nat } = station;
  const tuple = nat === undefined ? undefined : tupleOf(frame);
  if (nat === undefined || tuple === undefined || tuple.kind === 'reply') return NOTHING;
  if (nat.flows[keyOf(tuple)] !== undefined || nat.answers[keyOf(tuple)] !== undefined) return NOTHING;
  return [{ do: 'remember-translation', flow: flowOf(tuple, tuple.from, false) }];
}

/** A packet leaves by `out`: the first of a flow gets its end point outside, with that address; the others the same one. */
export function translateOut(
  station: Station,
  out: Interface,
  outside: Ipv4,
  frame: Frame,
  mind: Mind = reference,
): Translated {
  const { nat } = station;
  if (nat === undefined) return { frame, actions: NOTHING };
  const tuple = tupleOf(frame);
  if (tuple === undefined) return { frame: errorOut(nat, frame), actions: NOTHING };
  const key = keyOf(tuple);
  const row = nat.flows[key];
  // What came from elsewhere was noted when it came in.
  const isOwn = isOwnAddress(station, tuple.from.address);
  if (row !== undefined) return outAgain(nat, out, outside, frame, { tuple, key, row, isOwn }, mind);
  const answered = keyOf(answerTo(tuple));
  if (nat.flows[answered] !== undefined)
    return { frame, actions: isOwn ? [{ do: 'use-translation', key: answered, answers: true }] : NOTHING };
  // An answer that nobody has asked for begins nothing (nf_conntrack_proto_icmp.c: invalid, so not translated).
  if (tuple.kind === 'reply') return { frame, actions: NOTHING };
  return firstOut(nat, out, outside, frame, tuple, isOwn ? reference : mind);
}

/**
 * What the station wants to say. An error about a packet that waited outside for a link-layer address in vain quotes what was translated already,
 * so it would go to the station itself: it goes to the sender inside, and quotes what that one has sent. Linux gives it the outside address as source.
 */
export function translateOwn(station: Station, datagram: Datagram): Datagram {
  const { nat } = station;
  if (nat === undefined || datagram.icmp === undefined || datagram.icmp.type === 8 || datagram.icmp.type === 0)
    return datagram;
  const { destination } = datagram;
  const outside = interfaceOf(station, nat.outside);
  if (!hasAddress(outside, destination)) return datagram;
  const frame = buildPacket(station, datagram, outside, destination);
  const translated = errorIn(nat, frame);
  if (translated === frame) return datagram;
  const icmp = layer(translated, 'icmp');
  const to = addressesOf(translated);
  if (icmp === undefined || to === undefined) return datagram;
  const data = translated.bytes.slice(icmp.offset + icmp.length);
  return { ...datagram, source: destination, destination: to.destination, data };
}

interface Leaving {
  readonly tuple: Tuple;
  readonly key: string;
  readonly row: Translation;
  readonly isOwn: boolean;
}

function outAgain(
  nat: Translations,
  out: Interface,
  address: Ipv4,
  frame: Frame,
  { tuple, key, row, isOwn }: Leaving,
  mind: Mind,
): Translated {
  // The way has changed: the outside address would be wrong there. The next packet begins a flow anew (nf_nat_oif_changed).
  if (row.isTranslated && out.name !== nat.outside)
    return {
      frame: undefined,
      actions: [
        { do: 'drop', why: 'no-translation' },
        { do: 'forget-translation', key },
      ],
    };
  if (row.isTranslated && !isOwn && mind !== reference) {
    const outside = asks.endPointOf(mind.ask(asks.out, nat, tuple, address, row.outside, true));
    return { frame: withSource(frame, tuple, outside), actions: NOTHING };
  }
  return {
    frame: isChanged(row) ? withSource(frame, tuple, row.outside) : frame,
    actions: isOwn ? [{ do: 'use-translation', key, answers: false }] : NOTHING,
  };
}

function firstOut(
  nat: Translations,
  out: Interface,
  address: Ipv4,
  frame: Frame,
  tuple: Tuple,
  mind: Mind,
): Translated {
  const isTranslated = out.name === nat.outside;
  const chosen = mappingFor(nat, tuple, isTranslated ? address : tuple.from.address);
  const outside =
    chosen === undefined || !isTranslated || mind === reference
      ? chosen
      : asks.endPointOf(mind.ask(asks.out, nat, tuple, address, chosen, false));
  if (outside === undefined) return { frame: undefined, actions: [{ do: 'drop', why: 'no-translation' }] };
  const flow = flowOf(tuple, outside, isTranslated);
  return {
    frame: isChanged(flow) ? withSource(frame, tuple, outside) : frame,
    actions: [{ do: 'remember-translation', flow }],
  };
}

/** An error about a packet that went out: to the sender inside, and quoting what it has sent (RFC 5508 section 4.2). Its own source stays. */
function errorIn(nat: Translations, frame: Frame): Frame {
  const quoted = quotedTupleOf(frame);
  if (quoted === undefined) return frame;
  const row = nat.flows[nat.answers[keyOf(answerTo(quoted))] ?? ''];
  // An error goes to the sender of what it quotes; another receiver is not meant (nf_conntrack_inet_error).
  if (row === undefined || !isChanged(row) || addressesOf(frame)?.destination !== quoted.from.address) return frame;
  return withQuotedSource(frame, quoted, row.inside);
}

/** An error about a packet that came in: from the outside address, whoever inside has sent it, and quoting what came (RFC 5508 section 4.3). */
function errorOut(nat: Translations, frame: Frame): Frame {
  const quoted = quotedTupleOf(frame);
  if (quoted === undefined) return frame;
  const row = nat.flows[keyOf(answerTo(quoted))];
  if (row === undefined || !isChanged(row) || addressesOf(frame)?.destination !== quoted.from.address) return frame;
  return withQuotedDestination(frame, quoted, row.outside);
}

function flowOf({ kind, from, to }: Tuple, outside: Flow['outside'], isTranslated: boolean): Flow {
  return { protocol: kind === 'udp' ? 'udp' : 'icmp', inside: from, outside, target: to, isTranslated };
}

function isChanged({ inside, outside }: Flow): boolean {
  return inside.address !== outside.address || inside.number !== outside.number;
}
