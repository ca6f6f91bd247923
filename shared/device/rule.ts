/**
 * A rule of the curriculum as code. A rule is stated once, in the file of `rules/` with which its id begins, as one or more *points*: the places at which a device
 * has to decide something. The simulation, the bot, the judge, the hint and the explanation all ask the same point.
 */

import type { ArpHeader } from '../wire/arp.ts';
import type { EthernetHeader } from '../wire/ethernet.ts';
import type { IcmpEchoHeader } from '../wire/icmp.ts';
import type { Ipv4Header } from '../wire/ipv4.ts';
import type { Outcome, Place } from './path.ts';

/** Every rule that the judge can blame, in the order of the curriculum. */
export const ruleIds = [
  'host.accept',
  'host.fcs',
  'host.on-link',
  'host.next-hop',
  'host.arp-ask',
  'host.arp-answer',
  'host.arp-learn',
  'host.echo-reply',
  'hub.repeat',
  'medium.sense',
  'switch.learn',
  'switch.forward',
  'switch.flood',
  'switch.filter',
  'switch.blocked',
  'switch.loop',
  'switch.vlan',
  'stp.root',
  'stp.port',
  'router.accept',
  'router.lpm',
  'router.no-route',
  'router.ttl',
  'router.arp',
  'router.rewrite',
  'nat.out',
  'nat.in',
  'fault.find',
] as const;
export type RuleId = (typeof ruleIds)[number];

/** The thoughts that a point can ask for; all others are header fields of the frame that leaves, by their path ("ethernet.source"). */
export const thoughts = [
  'fcs',
  'damaged',
  'sense',
  'back-off',
  'accept',
  'learn',
  'learn-port',
  'lookup',
  'ports',
  'vlan',
  'tags',
  'intake',
  'stp-root',
  'stp-role',
  'stp-former-role',
  'port-vlan',
  'cable',
  'neighbor-learn',
  'answer',
  'on-link',
  'route',
  'next-hop',
  'resolve',
  'ttl',
  'nat-out',
  'nat-in',
  'fault',
] as const;
export type Thought = (typeof thoughts)[number];

/** A field of a header by its path, as the field tables of `wire/` name it. */
type HeaderPath =
  | `ethernet.${keyof EthernetHeader}`
  | `arp.${keyof ArpHeader}`
  | `ipv4.${keyof Ipv4Header}`
  | `icmp.${keyof IcmpEchoHeader}`;

/** The header fields that a point can ask for. */
export const askedFields = [
  'ethernet.destination',
  'ethernet.source',
  'arp.senderMac',
  'arp.senderIp',
  'arp.targetMac',
  'arp.targetIp',
  'ipv4.source',
  'ipv4.destination',
  'ipv4.ttl',
  'icmp.type',
  'icmp.identifier',
  'icmp.sequence',
] as const satisfies readonly HeaderPath[];
export type AskedField = (typeof askedFields)[number];

/** What part of a decision a point is about: also the judge's path and the name of the answer in a player's message. */
export type Part = Thought | AskedField;

/** Right · works but costs par · the frame is lost · it works but somebody sees what they must not. */
export const qualities = ['right', 'wasteful', 'broken', 'unsafe'] as const;
export type Quality = (typeof qualities)[number];

/** The values behind a decision, for the explanation. No prose. A list is a table: its rows are texts with ` ` between the cells. */
export type Facts = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/**
 * One place at which a device decides. `Args` is what the device can see there.
 * Values are texts: an address, a number, a word of a closed list, or for `many` port names in the device's order with ` ` between them.
 */
export interface Point<Args extends readonly unknown[]> {
  readonly part: Part;
  /** The rule that speaks here; it may depend on the case (a known and an unknown destination are two rules). */
  rule(...args: Args): RuleId;
  /** The rule that this other value than the expected one breaks, if it is not the one that speaks here. */
  blames?(played: string, ...args: Args): RuleId;
  /** What the device must do. */
  expected(...args: Args): string;
  /** All that can be played, in an order that does not give the answer away; the expected value is one of them. */
  choices(...args: Args): readonly string[];
  /** A set of the choices is played, not one of them. */
  readonly many?: true;
  /** What comes after depends on the value played here. */
  readonly branches?: true;
  facts(...args: Args): Facts;
  /** How good another value than the expected one is. */
  quality(played: string, ...args: Args): Quality;
}

/** Whoever decides at the points of a device: the reference, a player's answers, or the maker of the form. */
export interface Mind {
  ask<Args extends readonly unknown[]>(point: Point<Args>, ...args: Args): string;
  /** Is told what happens to the packet at each place on its way, when somebody follows it (path.ts); `mind.note?.(…)` costs nothing otherwise. */
  note?(at: Place, outcome: Outcome, values: Facts): void;
}

/** The reference: does at each point what the rule says. */
export const reference: Mind = { ask: (point, ...args) => point.expected(...args) };
