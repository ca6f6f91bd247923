/** What a host decides about frames that come in and packets that go out. */
import type { RuleId } from '../../device/rule.ts';
import { EVERYTHING, gatewayRow, isTrue, prefixOf, textOf, type OpenCase } from '../facts.ts';
import type { RuleText } from '../language.ts';
import { acceptValues, fcsValues, hostNextHopValues, hopValues, onLinkValues } from '../values.ts';
import { hopQuestion, hopWords } from './rules-hop.ts';
import { pingStops, valueWords } from './say.ts';

type HostRule = 'host.accept' | 'host.fcs' | 'host.on-link' | 'host.next-hop';

/** "Is this frame for you?", for hosts and routers. */
export const acceptWords: Pick<RuleText, 'question' | 'head' | 'happened' | 'reason' | 'values'> = {
  question: () => '目的地址那一栏写的是谁？你的网卡又是哪个地址？',
  head: ({ played, facts }) => {
    if (played === 'take') return '你收下了别人的帧';
    return isTrue(facts, 'broadcast') ? '你漏掉了一个广播' : '给你的帧被你丢掉了';
  },
  happened: (it) => {
    if (it.played === 'take')
      return `它写的是 ${textOf(it.facts, 'destination')}，那是另一块网卡，里面的内容不是给你的。`;
    if (isTrue(it.facts, 'broadcast')) return '它是发给所有人的，也包括你。它问了什么、说了什么，你都没有听到。';
    return `它写的就是你的网卡，别的网卡都不会收。${pingStops(it)}`;
  },
  reason: ({ expected, facts }) => {
    const destination = textOf(facts, 'destination');
    if (isTrue(facts, 'broadcast')) return `${destination} 是广播地址，每块网卡都要收。`;
    if (expected === 'take') return `${destination} 就是你自己网卡的地址，收下。`;
    return `${destination} 既不是你的网卡 ${textOf(facts, 'own')}，也不是广播地址，丢弃。`;
  },
  values: acceptValues(valueWords),
};

export const hostRules: Readonly<Record<Extract<RuleId, HostRule>, RuleText>> = {
  'host.accept': {
    name: '收不收这一帧',
    rule: '网卡只收两种帧：发给自己 MAC 地址的，和广播；其余的都丢弃。',
    ...acceptWords,
  },
  'host.fcs': {
    name: '损坏的帧',
    rule: '校验序列和内容对不上的帧直接丢弃，也不通知任何人。',
    question: () => '帧尾的校验序列和前面的比特对得上吗？',
    head: ({ played }) => (played === 'right' ? '你收下了损坏的帧' : '你丢掉了完好的帧'),
    happened: (it) =>
      it.played === 'right'
        ? '路上至少有一个比特变了，你读到的不是当初发出的内容。'
        : `每个比特都和发出时一样，这一帧本来是好的。${pingStops(it)}`,
    reason: ({ expected }) =>
      expected === 'right' ? '校验序列对得上，帧和发出时一样。' : '校验序列对不上，这一帧在路上损坏了，直接丢弃。',
    values: fcsValues(valueWords),
  },
  'host.on-link': {
    name: '在不在本链路上',
    rule: '用掩码盖住的那些比特来比：目标和你的完全相同，目标就在你的链路上。',
    question: () => '你的地址加上掩码，说的是哪个子网？目标在里面吗？',
    head: ({ expected }) => (expected === 'yes' ? '目标其实是邻居' : '目标其实不是邻居'),
    happened: ({ expected, facts }) => {
      const destination = textOf(facts, 'destination');
      return expected === 'yes'
        ? `你以为 ${destination} 在远处。它就在你的链路上，用不着网关。`
        : `你以为 ${destination} 是邻居。它在网关的另一边，你的链路上没有人会替它应答。`;
    },
    reason: ({ facts }) =>
      isTrue(facts, 'onLink')
        ? `${textOf(facts, 'destination')} 在你的子网 ${textOf(facts, 'subnet')} 里，所以它就在本链路上。`
        : `${textOf(facts, 'destination')} 不在你的子网 ${textOf(facts, 'subnet')} 里，所以它在网关的另一边。`,
    values: onLinkValues(valueWords),
  },
  'host.next-hop': {
    name: '下一跳',
    rule: '帧里写下一跳的 MAC（目标在本链路就是目标自己，否则是网关），包里的目的 IP 始终是目标。',
    question: (part) =>
      part === 'next-hop' ? '目标在你的链路上吗？如果不在，链路上谁能把包继续往外送？' : hopQuestion(part),
    head: (it) => (it.part === 'next-hop' ? '下一跳找错了' : hopWords.head(it)),
    happened: (it) => (it.part === 'next-hop' ? wrongNextHop(it) : hopWords.happened(it)),
    reason: (it) => (it.part === 'next-hop' ? nextHopReason(it) : hopWords.reason(it)),
    values: (it) => (it.part === 'next-hop' ? hostNextHopValues(valueWords)(it) : hopValues(valueWords)(it)),
  },
};

function wrongNextHop({ played, facts }: Parameters<RuleText['happened']>[0]): string {
  const destination = textOf(facts, 'destination');
  if (isTrue(facts, 'onLink')) return `你把包交给了 ${played}，可是 ${destination} 就在你自己的链路上。`;
  if (played === destination) return `你在自己的链路上找 ${destination}。它不在这里，没有人会应答。`;
  return `你把包交给了 ${played}，从那里到不了 ${destination}。`;
}

function nextHopReason({ facts }: OpenCase): string {
  const destination = textOf(facts, 'destination');
  const subnet = textOf(facts, 'subnet');
  if (isTrue(facts, 'onLink')) return `${destination} 在 ${subnet} 里，下一跳就是 ${destination} 自己。`;
  const nextHop = textOf(facts, 'nextHop');
  const row = gatewayRow(facts);
  if (row === undefined) return `${destination} 不在 ${subnet} 里，下一跳是你的网关 ${nextHop}。`;
  return prefixOf(row) === EVERYTHING
    ? `除了默认路由，没有哪一行包含 ${destination}，下一跳是 ${nextHop}。`
    : `包含 ${destination} 的各行里，${prefixOf(row)} 最长，下一跳是 ${nextHop}。`;
}
