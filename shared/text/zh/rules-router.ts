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
    name: '路由器收不收这一帧',
    rule: '路由器的每块网卡只收发给自己 MAC 地址的帧和广播；广播从不转到另一段链路。',
    ...acceptWords,
  },
  'router.lpm': {
    name: '最长前缀',
    rule: '包含目的 IP 的行可能不止一行，路由器用前缀最长的那一行。',
    question: () => '表里哪几行包含目的 IP？其中哪一行的前缀最长？',
    head: ({ played }) => (played === 'none' ? '你放弃了这个包' : '包走错了路'),
    happened: (it) => wronglyRouted(it),
    reason: ({ expected, facts }) => {
      const destination = textOf(facts, 'destination');
      const matching = rowsOf(facts, 'matching').length;
      return matching > 1
        ? `有 ${matching} 行包含 ${destination}，其中 ${prefixOf(expected)} 最长。`
        : `只有 ${prefixOf(expected)} 包含 ${destination}。`;
    },
    values: routeValues(valueWords),
  },
  'router.no-route': {
    name: '没有路由',
    rule: '哪一行都不包含目的 IP，路由器就丢弃这个包，并告诉发送方“目的不可达”。',
    question: () => '表里有哪一行包含目的 IP 吗？',
    head: () => '送去了走不通的地方',
    happened: ({ played, facts }) =>
      `你按 ${prefixOf(played)} 这一行送了出去，它并不包含 ${textOf(facts, 'destination')}。发送方也不知道这条路走不通。`,
    reason: ({ facts }) => `哪一行都不包含 ${textOf(facts, 'destination')}，丢弃它，并告诉发送方。`,
    values: routeValues(valueWords),
  },
  'router.ttl': {
    name: '生存时间',
    rule: '每过一台路由器，TTL 减一；减到 0 就丢弃这个包，并告诉发送方“超时”。',
    question: () => '这个包进来时 TTL 是多少？路由器要对它做什么？',
    head: ({ expected, played, facts }) => {
      if (expected === 'expired') return '它的跳数已经用完';
      if (played === 'expired') return '这个包放弃得太早';
      return played === textOf(facts, 'ttl') ? 'TTL 原样没动' : 'TTL 又从头开始了';
    },
    happened: (it) => wrongTtl(it),
    reason: ({ expected, facts }) =>
      expected === 'expired'
        ? `包进来时 TTL 是 ${textOf(facts, 'ttl')}，到这里就成了 0，丢弃它，并告诉发送方。`
        : `包进来时 TTL 是 ${textOf(facts, 'ttl')}，减一就是 ${expected}。`,
    values: ttlValues(valueWords),
  },
  'router.arp': {
    name: '路由器该问谁',
    rule: '路由器问的是下一跳的 MAC，到了最后一段链路就问目标自己，从不问另一台路由器后面的目标。',
    question: (part) =>
      part === 'next-hop' ? '你选的那一行写了网关吗？还是那个子网就在你的链路上？' : askWords.question(part),
    head: (it) => (it.part === 'next-hop' ? '下一跳找错了' : askWords.head(it)),
    happened: (it) => (it.part === 'next-hop' ? wrongNextHop(it) : askWords.happened(it)),
    reason: (it) => (it.part === 'next-hop' ? nextHopReason(it) : askWords.reason(it)),
    values: (it) => (it.part === 'next-hop' ? routerNextHopValues(valueWords)(it) : askValues(valueWords)(it)),
  },
  'router.rewrite': {
    name: '换 MAC，不换 IP',
    rule: '每到一段新的链路，两个 MAC 地址都换成新的，两个 IP 地址都不变。',
    question: hopQuestion,
    ...hopWords,
    values: hopValues(valueWords),
  },
};

function wronglyRouted(it: RuleCase): string {
  const destination = textOf(it.facts, 'destination');
  if (it.played === 'none') {
    return `你丢掉了它，还告诉发送方没有路。其实有：${prefixOf(it.expected)}。${pingStops(it)}`;
  }
  return rowsOf(it.facts, 'matching').includes(it.played)
    ? `你按 ${prefixOf(it.played)} 这一行送了出去，可是 ${prefixOf(it.expected)} 也包含 ${destination}，而且更长。`
    : `你按 ${prefixOf(it.played)} 这一行送了出去，它并不包含 ${destination}。${pingStops(it)}`;
}

function wrongTtl(it: RuleCase): string {
  const ttl = textOf(it.facts, 'ttl');
  if (it.expected === 'expired') return '你还是把它送了出去。要是路上有环路，这样的包永远停不下来。';
  if (it.played === 'expired') return `你丢掉了它，还告诉发送方超时了，其实它还剩 ${it.expected} 跳。${pingStops(it)}`;
  return it.played === ttl
    ? `它出去时 TTL 还是 ${ttl}，和进来时一样。要是路上有环路，这样的包永远停不下来。`
    : `你给了它 TTL ${it.played}，好像它是从这里出发的。要是路上有环路，这样的包永远停不下来。`;
}

function wrongNextHop({ played, facts }: RuleCase): string {
  const destination = textOf(facts, 'destination');
  if (isTrue(facts, 'lastHop')) return `你把包交给了 ${played}，可是 ${destination} 就在这段链路上。`;
  return played === destination
    ? `你在这段链路上找 ${destination}。它在另一台路由器后面，这里没有人会应答。`
    : `你把包交给了 ${played}，可是那一行写的是 ${textOf(facts, 'nextHop')}。`;
}

function nextHopReason({ facts }: OpenCase): string {
  const nextHop = textOf(facts, 'nextHop');
  return isTrue(facts, 'lastHop')
    ? `那一行没有写网关，${nextHop} 就在这段链路上，下一跳就是它自己。`
    : `那一行写了网关，下一跳是 ${nextHop}。`;
}
