/**
 * The filter chains of a station at the hooks of netfilter: input, forward, output. In a chain the first rule that fits decides; when none
 * fits, the chain's policy does.
 */
import type { Prefix } from '../address/prefix.ts';
import { contains } from '../address/prefix.ts';
import { layer, type Frame } from '../wire/frame.ts';
import { PROTOCOL_ICMP } from '../wire/ipv4.ts';
import { PROTOCOL_UDP } from '../wire/udp.ts';
import type { Station } from './device.ts';
import type { Action } from './event.ts';
import { errorAbout } from './icmp.ts';
import type { Mind } from './rule.ts';

/** A rule fits a packet when everything that is given fits. */
export interface FilterRule {
  readonly in: string | undefined;
  readonly out: string | undefined;
  readonly from: Prefix | undefined;
  readonly to: Prefix | undefined;
  readonly protocol: 'icmp' | 'udp' | undefined;
  readonly icmpType: number | undefined;
  /** UDP destination port. */
  readonly port: number | undefined;
  /** reject: drop, and tell the sender "port unreachable" (nftables' default). */
  readonly do: 'accept' | 'drop' | 'reject';
}

export interface FilterChain {
  /** What happens to a packet that no rule fits. */
  readonly policy: 'accept' | 'drop';
  readonly rules: readonly FilterRule[];
}

export type Hook = 'input' | 'forward' | 'output';
export type Filter = Readonly<Partial<Record<Hook, FilterChain>>>;

/**
 * A packet comes to a hook. Undefined: it passes; otherwise what is done with it. `inside` and `outside` are the interfaces by which it came in
 * and leaves, as far as they are known there ("lo" for what never leaves).
 */
export function filtered(
  station: Station,
  hook: Hook,
  packet: Frame,
  inside: string | undefined,
  outside: string | undefined,
  mind: Mind,
): readonly Action[] | undefined {
  const chain = station.filter?.[hook];
  if (chain === undefined) {
    mind.note?.(hook, 'passes', {});
    return undefined;
  }
  const number = firstThatFits(chain, packet, inside, outside);
  const verdict = chain.rules[number - 1]?.do ?? chain.policy;
  if (verdict === 'accept') {
    mind.note?.(hook, 'passes', { rule: number });
    return undefined;
  }
  mind.note?.(hook, verdict === 'reject' ? 'rejected' : 'dropped', { rule: number });
  const drop: Action = { do: 'drop', why: 'filtered' };
  return verdict === 'reject' ? [drop, ...errorAbout(station, packet, 'port-unreachable')] : [drop];
}

/** The number of the rule that decides, from 1 as they stand; 0 is the policy. */
function firstThatFits(
  chain: FilterChain,
  packet: Frame,
  inside: string | undefined,
  outside: string | undefined,
): number {
  const { rules } = chain;
  for (let index = 0; index < rules.length; index++) {
    const rule = rules[index] as FilterRule;
    if (rule.in !== undefined && rule.in !== inside) continue;
    if (rule.out !== undefined && rule.out !== outside) continue;
    if (fits(rule, packet)) return index + 1;
  }
  return 0;
}

function fits(rule: FilterRule, packet: Frame): boolean {
  const header = layer(packet, 'ipv4')?.header;
  if (header === undefined) return false;
  if (rule.from !== undefined && !contains(rule.from, header.source)) return false;
  if (rule.to !== undefined && !contains(rule.to, header.destination)) return false;
  if (rule.protocol === 'icmp') {
    if (header.protocol !== PROTOCOL_ICMP) return false;
    return rule.icmpType === undefined || rule.icmpType === layer(packet, 'icmp')?.header.type;
  }
  if (rule.protocol === 'udp') {
    if (header.protocol !== PROTOCOL_UDP) return false;
    return rule.port === undefined || rule.port === layer(packet, 'udp')?.header.destinationPort;
  }
  return true;
}
