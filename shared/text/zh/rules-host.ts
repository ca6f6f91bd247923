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
    question: (part) =>
      part === 'damaged'
        ? '校验能告诉你是哪个比特变了吗？这一帧里的地址，还有哪个信得过？'
        : '把两个校验序列一位一位对着看，完全相同吗？',
    head: ({ part, played }) => {
      if (part === 'damaged') return damagedHeads[played] ?? '损坏的帧已经丢弃';
      return played === 'right' ? '你收下了损坏的帧' : '你丢掉了完好的帧';
    },
    happened: (it) => {
      if (it.part === 'damaged') return whatBecameOfIt(it.played);
      return it.played === 'right'
        ? '路上有比特变了，可能在地址里、在内容里，也可能就在校验序列里。你读到的，不一定是当初发出的。'
        : `这一帧和发出时一样，本来是好的。${pingStops(it)}`;
    },
    reason: ({ part, expected, facts }) => {
      const [received, computed] = [textOf(facts, 'received'), textOf(facts, 'computed')];
      if (part === 'damaged') return '校验只说明有比特变了，说不出是哪一个。网卡把这样的帧丢弃，一声不响。';
      return expected === 'right'
        ? `帧里带来的是 ${received}，用它的比特算出来的是 ${computed}，一样，所以这一帧完好。`
        : `帧里带来的是 ${received}，用它的比特算出来的却是 ${computed}，所以这一帧已损坏。`;
    },
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

const damagedHeads: Readonly<Record<string, string>> = {
  again: '没有谁可以问',
  mend: '你收下的是猜出来的帧',
};

function whatBecameOfIt(played: string): string {
  if (played === 'again')
    return '以太网里没有请对方重发的消息，而且这一帧的源地址也可能是坏的。你的网卡什么也没有发出去。';
  if (played === 'mend') return '校验说不出是哪个比特变了，你只能猜。猜出来的，不是当初发出的。';
  return '它被丢弃了，谁也没有通知。';
}

function wrongNextHop({ played, facts }: Parameters<RuleText['happened']>[0]): string {
  const destination = textOf(facts, 'destination');
  if (played === textOf(facts, 'own')) return `${played} 是你自己的地址：你把包交给了自己，它没有发出去。`;
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
