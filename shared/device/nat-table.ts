/**
 * The table of a router that translates (RFC 3022 section 2.2): a row a flow. Flows that are not translated have a row, too, for what answers
 * them must not be translated either; there `inside` and `outside` are the same. Plain data.
 */
import type { Ipv4 } from '../address/ipv4.ts';
import type { Station } from './device.ts';

/** An address and, behind it, the identifier of an echo (RFC 792) or the port of a datagram (RFC 768). */
export interface EndPoint {
  readonly address: Ipv4;
  /** 0 to 65535; 0 at the target of an echo, which has none. */
  readonly number: number;
}

/** Who talks to whom: as the first packet came, and as it leaves. */
export interface Flow {
  readonly protocol: 'icmp' | 'udp';
  /** The sender of the first packet, as it is known inside. */
  readonly inside: EndPoint;
  /** The same sender, as the other side sees it. */
  readonly outside: EndPoint;
  readonly target: EndPoint;
  /** It left by the outside interface and got its address. */
  readonly isTranslated: boolean;
}

export interface Translation extends Flow {
  /** Time of the first packet, simulated microseconds. */
  readonly startedUs: number;
  /** Time of the last packet in either direction. */
  seenUs: number;
  /** The target has answered. */
  isAnswered: boolean;
  /** It is forgotten after so much silence. */
  keptUs: number;
}

export interface Translations {
  /** The interface by which translated packets leave. */
  readonly outside: string;
  /** That interface's address when it was looked at last; with the address the translations go (Linux: nf_nat_masquerade). */
  outsideAddress: Ipv4 | undefined;
  /** Each flow by the key of its first packet, as it came. */
  readonly flows: Record<string, Translation>;
  /** The key of what answers a flow, as it comes in, gives the flow's key. */
  readonly answers: Record<string, string>;
  /** An end point inside gives the keys of its flows, oldest first. */
  readonly senders: Record<string, string[]>;
  /** Before this time no row can be too old, simulated microseconds. */
  nextAgeingUs: number;
}

/** The empty table of a router that translates what leaves by `outside`. */
export function initialTranslations(outside: string): Translations {
  return { outside, outsideAddress: undefined, flows: {}, answers: {}, senders: {}, nextAgeingUs: 0 };
}

/** The translations of a station that are not too old at this time, simulated microseconds; oldest first. None if it does not translate. */
export function translationRows(station: Station, nowUs: number): readonly Translation[] {
  const rows = Object.values(station.nat?.flows ?? {});
  return rows.filter((row) => row.isTranslated && row.seenUs + row.keptUs > nowUs);
}

/** "10.0.0.2:5000". */
export function endPointText({ address, number }: EndPoint): string {
  return `${address}:${number}`;
}

/** A packet's part in a flow: what it is, from where, to where. An echo's identifier stands at `from` and is the same both ways. */
export interface Tuple {
  readonly kind: 'request' | 'reply' | 'udp';
  readonly from: EndPoint;
  readonly to: EndPoint;
}

/** The tuple of the packet that answers. */
export function answerTo({ kind, from, to }: Tuple): Tuple {
  if (kind === 'udp') return { kind, from: to, to: from };
  return {
    kind: kind === 'request' ? 'reply' : 'request',
    from: { address: to.address, number: from.number },
    to: { address: from.address, number: 0 },
  };
}

export function keyOf({ kind, from, to }: Tuple): string {
  return `${kind} ${from.address}:${from.number} ${to.address}:${to.number}`;
}

/** The first packet of the flow, as it came. */
export function firstOf({ protocol, inside, target }: Flow): Tuple {
  return { kind: protocol === 'icmp' ? 'request' : 'udp', from: inside, to: target };
}

/** What answers the flow, as it comes in. */
export function answerOf({ protocol, outside, target }: Flow): Tuple {
  return answerTo({ kind: protocol === 'icmp' ? 'request' : 'udp', from: outside, to: target });
}

/** The end point inside to whom a flow belongs, whatever its target. */
export function senderKey(protocol: Flow['protocol'], { address, number }: EndPoint): string {
  return `${protocol} ${address}:${number}`;
}
