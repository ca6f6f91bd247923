/**
 * The choice of an end point outside for a new flow, as Linux chooses (nf_nat_core.c: get_unique_tuple): the sender's own identifier or port if
 * it can be, so that most flows look the same on both sides ("port preservation", RFC 4787 section 4.2.1).
 */
import type { Ipv4 } from '../address/ipv4.ts';
import { answerTo, keyOf, senderKey, type EndPoint, type Translations, type Tuple } from './nat-table.ts';

/**
 * Who the sender of this first packet shall be outside, with the address `address`. Two flows must differ in what answers them: an end point is free when
 * no flow to the same target has it. Undefined when none is free.
 */
export function mappingFor(nat: Translations, first: Tuple, address: Ipv4): EndPoint | undefined {
  const before = first.from.address === address ? undefined : mappingBefore(nat, first, address);
  if (before !== undefined && isFree(nat, first, before)) return before;
  const kept: EndPoint = { address, number: first.from.number };
  return isFree(nat, first, kept) ? kept : nextFree(nat, first, kept);
}

/** The same sender keeps its end point for other targets ("endpoint-independent mapping", RFC 4787 section 4.1): that of its newest flow. */
function mappingBefore(nat: Translations, first: Tuple, address: Ipv4): EndPoint | undefined {
  const keys = nat.senders[senderKey(first.kind === 'udp' ? 'udp' : 'icmp', first.from)] ?? [];
  for (let index = keys.length - 1; index >= 0; index--) {
    const flow = nat.flows[keys[index]!];
    if (flow?.outside.address === address) return flow.outside;
  }
  return undefined;
}

/**
 * The next number in the same range that is free. Linux begins anywhere in the range, by chance; a run here has to be repeatable. Only for an echo
 * of the station's own it begins at 0, always (it is chosen on the way out of the socket already).
 */
function nextFree(nat: Translations, first: Tuple, { address, number }: EndPoint): EndPoint | undefined {
  const [least, most] = first.kind === 'udp' ? portRange(number) : [0, 0xffff];
  const size = most - least + 1;
  const isOwnEcho = first.kind === 'request' && first.from.address === address;
  const begin = isOwnEcho ? 0 : number - least + 1;
  for (let step = 0; step < size; step++) {
    const candidate: EndPoint = { address, number: least + ((begin + step) % size) };
    if (isFree(nat, first, candidate)) return candidate;
  }
  return undefined;
}

/** A privileged port stays one (nf_nat_l4proto_unique_tuple). */
function portRange(port: number): readonly [least: number, most: number] {
  if (port < 512) return [1, 511];
  return port < 1024 ? [600, 1023] : [1024, 0xffff];
}

/** Nothing that is known looks like what would answer this flow. */
function isFree(nat: Translations, first: Tuple, outside: EndPoint): boolean {
  const key = keyOf(answerTo({ kind: first.kind, from: outside, to: first.to }));
  return nat.answers[key] === undefined && nat.flows[key] === undefined;
}
