/** What a router decides about a packet that is not for itself. */
import type { RuleId } from '../../device/rule.ts';
import { isTrue, prefixOf, rowsOf, textOf, type OpenCase } from '../facts.ts';
import type { RuleCase, RuleText } from '../language.ts';
import { askValues, hopValues, routerNextHopValues, routeValues, ttlValues } from '../values.ts';
import { askWords } from './rules-arp.ts';
import { hopQuestion, hopWords } from './rules-hop.ts';
import { acceptWords } from './rules-host.ts';
import { pingStops, valueWords } from './say.ts';

type RouterRule = 'router.accept' | 'router.lpm' | 'router.no-route' | 'router.ttl' | 'router.arp' | 'router.rewrite';

export const routerRules: Readonly<Record<Extract<RuleId, RouterRule>, RuleText>> = {
  'router.accept': {
    name: 'Taking frames, as a router',
    rule: 'Each card of a router takes frames for its own MAC address and broadcasts; a broadcast is never passed on to another link.',
    ...acceptWords,
  },
  'router.lpm': {
    name: 'Longest prefix',
    rule: 'Of all rows that contain the destination, a router takes the one with the longest prefix.',
    question: () => 'Which rows of your table contain the destination, and which of these has the longest prefix?',
    head: ({ played }) => (played === 'none' ? 'You gave the packet up' : 'It left by the wrong way'),
    happened: (it) => wronglyRouted(it),
    reason: ({ expected, facts }) => {
      const destination = textOf(facts, 'destination');
      const matching = rowsOf(facts, 'matching').length;
      return matching > 1
        ? `${matching} rows contain ${destination}, and ${prefixOf(expected)} is the longest of them.`
        : `Only ${prefixOf(expected)} contains ${destination}.`;
    },
    values: routeValues(valueWords),
  },
  'router.no-route': {
    name: 'No route',
    rule: 'If no row contains the destination, a router drops the packet and tells its sender "destination unreachable".',
    question: () => 'Is there any row in your table that contains the destination?',
    head: () => 'Sent where nothing leads on',
    happened: ({ played, facts }) =>
      `You sent it along ${prefixOf(played)}, which does not contain ${textOf(facts, 'destination')}. And its sender was not told that there is no way.`,
    reason: ({ facts }) => `No row contains ${textOf(facts, 'destination')}: drop the packet and tell its sender.`,
    values: routeValues(valueWords),
  },
  'router.ttl': {
    name: 'Time to live',
    rule: 'Each router takes one from the TTL; if it would reach 0, the packet is dropped and its sender is told "time exceeded".',
    question: () => 'Which TTL did the packet have when it came in, and what does a router do with it?',
    head: ({ expected, played, facts }) => {
      if (expected === 'expired') return 'It had no hop left';
      if (played === 'expired') return 'It was given up too early';
      return played === textOf(facts, 'ttl') ? 'The TTL stayed as it was' : 'The TTL began anew';
    },
    happened: (it) => wrongTtl(it),
    reason: ({ expected, facts }) =>
      expected === 'expired'
        ? `The packet came in with TTL ${textOf(facts, 'ttl')} and would reach 0 here: drop it and tell its sender.`
        : `The packet came in with TTL ${textOf(facts, 'ttl')}, and one less is ${expected}.`,
    values: ttlValues(valueWords),
  },
  'router.arp': {
    name: 'Whom a router asks for',
    rule: 'A router asks for the MAC of the next hop, on the last link for the target itself, and never for a target behind another router.',
    question: (part) =>
      part === 'next-hop'
        ? 'Does the row that you chose name a gateway, or is its network on your own link?'
        : askWords.question(part),
    head: (it) => (it.part === 'next-hop' ? 'To the wrong next hop' : askWords.head(it)),
    happened: (it) => (it.part === 'next-hop' ? wrongNextHop(it) : askWords.happened(it)),
    reason: (it) => (it.part === 'next-hop' ? nextHopReason(it) : askWords.reason(it)),
    values: (it) => (it.part === 'next-hop' ? routerNextHopValues(valueWords)(it) : askValues(valueWords)(it)),
  },
  'router.rewrite': {
    name: 'New MACs, same IPs',
    rule: 'On every link both MAC addresses are new, and both IP addresses stay as they are.',
    question: hopQuestion,
    ...hopWords,
    values: hopValues(valueWords),
  },
};

function wronglyRouted(it: RuleCase): string {
  const destination = textOf(it.facts, 'destination');
  if (it.played === 'none') {
    return `You dropped it and told its sender that there is no way. There is one: ${prefixOf(it.expected)}.${pingStops(it)}`;
  }
  return rowsOf(it.facts, 'matching').includes(it.played)
    ? `You sent it along ${prefixOf(it.played)}. ${prefixOf(it.expected)} contains ${destination} too, and is longer.`
    : `You sent it along ${prefixOf(it.played)}, which does not contain ${destination}.${pingStops(it)}`;
}

function wrongTtl(it: RuleCase): string {
  const ttl = textOf(it.facts, 'ttl');
  if (it.expected === 'expired')
    return 'You sent it on all the same. In a loop, such a packet would never come to its end.';
  if (it.played === 'expired')
    return `You dropped it and told its sender so, but ${hopsLeft(it.expected)} left.${pingStops(it)}`;
  return it.played === ttl
    ? `It left with TTL ${ttl}, as it had come. In a loop, such a packet would never come to its end.`
    : `You gave it TTL ${it.played}, as if it began its way here. In a loop, such a packet would never come to its end.`;
}

function hopsLeft(hops: string): string {
  return hops === '1' ? 'one hop was' : `${hops} hops were`;
}

function wrongNextHop({ played, facts }: RuleCase): string {
  const destination = textOf(facts, 'destination');
  if (isTrue(facts, 'lastHop')) return `You handed the packet to ${played}, but ${destination} is on this link itself.`;
  return played === destination
    ? `You looked for ${destination} on this link. It is behind another router, so nobody here answers for it.`
    : `You handed the packet to ${played}, but the row names ${textOf(facts, 'nextHop')}.`;
}

function nextHopReason({ facts }: OpenCase): string {
  const nextHop = textOf(facts, 'nextHop');
  return isTrue(facts, 'lastHop')
    ? `The row names no gateway: ${nextHop} is on this link, so it is itself the next hop.`
    : `The row names a gateway: the next hop is ${nextHop}.`;
}
