/** What a switch decides: what to write down, and where a frame goes. */
import type { Facts, RuleId } from '../../device/rule.ts';
import {
  EVERYBODY,
  hasRow,
  intoBlocked,
  onlyBack,
  portsIn,
  portsPlayed,
  rowsOf,
  textOf,
  vlanIn,
  type OpenCase,
} from '../facts.ts';
import type { RuleCase, RuleText } from '../language.ts';
import { learnValues, portsValues } from '../values.ts';
import { pingStops, portList, valueWords } from './say.ts';

type SwitchRule = 'switch.learn' | 'switch.forward' | 'switch.flood' | 'switch.filter';

const lookupQuestion = '在你的表里找一找目的地址，有没有这一行？';

/** The thought "is it in your table?", which belongs to forwarding and to flooding. */
const lookupWords = {
  head: '表里写的不是这样',
  happened: ({ expected, played, facts, port }: RuleCase): string => {
    const destination = textOf(facts, 'destination');
    if (expected === 'broadcast') return `${destination} 是发给所有人的，不是哪块网卡自己的地址，表里不会有它。`;
    if (played === 'broadcast') return `${destination} 是一块网卡的地址，只有 ff:ff:ff:ff:ff:ff 才是发给所有人的。`;
    return expected === 'known'
      ? `${tableOf(facts)}有 ${destination} 这一行，它在${portList([port(textOf(facts, 'at'))])} 后面。`
      : `你说 ${destination} 在表里，可是${inVlan(facts)}哪一行都不是它。`;
  },
  reason: ({ expected, facts, port }: OpenCase): string => {
    const destination = textOf(facts, 'destination');
    if (expected === 'broadcast') return `${destination} 是广播地址，发给所有人。`;
    return expected === 'known'
      ? `你的${tableOf(facts)}有 ${destination}，写着${portList([port(textOf(facts, 'at'))])}。`
      : `你的${tableOf(facts)}没有 ${destination}。`;
  },
};

export const switchRules: Readonly<Record<Extract<RuleId, SwitchRule>, RuleText>> = {
  'switch.learn': {
    name: '学习',
    rule: '每来一帧，交换机都记下它的源地址，还有它进来的端口。',
    question: (part) => (part === 'learn' ? '两个地址里，现在你知道了哪一个在哪里？' : '这一帧是从哪个端口进来的？'),
    head: ({ part, played }) => {
      if (part === 'learn-port') return '端口这样写就错了';
      return played === 'nothing' ? '这一帧你什么也没学到' : '这样写，表里就有了假的一行';
    },
    happened: ({ part, played, facts, port }) => {
      const source = textOf(facts, 'source');
      const cameInBy = portList([port(textOf(facts, 'port'))]);
      if (part === 'learn-port')
        return `照这一行，给 ${source} 的帧会从${portList([port(played)])} 出去，可它在${cameInBy} 后面。`;
      return played === 'nothing' ? learnedNothing(facts) : learnedDestination(facts, cameInBy);
    },
    reason: ({ part, facts, port }) => {
      const source = textOf(facts, 'source');
      const cameInBy = portList([port(textOf(facts, 'port'))]);
      return part === 'learn'
        ? `源地址 ${source} 刚刚表明自己在${cameInBy} 后面，至于目的地址在哪里，这一帧什么也没说。`
        : `这一帧从${cameInBy} 进来，所以源地址 ${source} 就在${cameInBy} 后面。`;
    },
    values: learnValues(valueWords),
  },
  'switch.forward': {
    name: '转发已知的',
    rule: '目的地址在表里，就只从那一行写的端口发出去。',
    question: (part) => (part === 'lookup' ? lookupQuestion : '表里有目的地址这一行，写的是哪个端口？'),
    head: (it) => {
      if (it.part === 'lookup') return lookupWords.head;
      if (intoBlocked(it).length > 0) return '环路又通了';
      if (portsPlayed(it).missed.length === 0) return '发出去的比需要的多';
      return it.played === '' ? '这一帧到这里就没了' : '这一帧走错了方向';
    },
    happened: (it) => (it.part === 'lookup' ? lookupWords.happened(it) : wronglyForwarded(it)),
    reason: (it) =>
      it.part === 'lookup'
        ? lookupWords.reason(it)
        : `表里写着 ${textOf(it.facts, 'destination')} 在${ports(it, portsIn(it.expected))}，只从那里发出去。`,
    values: portsValues(valueWords),
  },
  'switch.flood': {
    name: '泛洪',
    rule: '广播，或者表里没有目的地址的帧，从其他所有端口发出去。',
    question: (part) => (part === 'lookup' ? lookupQuestion : '表里没有写它该去哪里。哪些端口后面可能有人需要它？'),
    head: (it) => {
      if (it.part === 'lookup') return lookupWords.head;
      if (intoBlocked(it).length > 0) return '环路又通了';
      if (portsPlayed(it).missed.length === 0) return '它又回到了来的地方';
      return it.played === '' ? '这一帧到这里就没了' : '有的地方没有发到';
    },
    happened: (it) => (it.part === 'lookup' ? lookupWords.happened(it) : wronglyFlooded(it)),
    reason: (it) => {
      if (it.part === 'lookup') return lookupWords.reason(it);
      const destination = textOf(it.facts, 'destination');
      if (it.expected === '') return `这里${inVlan(it.facts)}没有别的端口，这一帧哪儿也不发。`;
      const others = ports(it, portsIn(it.expected));
      const every = rowsOf(it.facts, 'blocked').length > 0 ? '其他所有没阻塞的端口' : '其他所有端口';
      return textOf(it.facts, 'lookup') === 'broadcast'
        ? `${destination} 是发给所有人的，要从${inVlan(it.facts)}${every}发出去，这里就是${others}。`
        : `${tableOf(it.facts)}没有 ${destination}，就从${inVlan(it.facts)}${every}发出去，这里就是${others}。`;
    },
    values: portsValues(valueWords),
  },
  'switch.filter': {
    name: '过滤',
    rule: '目的地址就在这一帧进来的端口后面，那就哪儿也不发：它已经到了。',
    question: () => '目的地址在哪个端口后面？这一帧又是从哪个端口进来的？',
    head: (it) => (intoBlocked(it).length > 0 ? '环路又通了' : '它本来就已经到了'),
    happened: (it) => wronglyPassed(it),
    reason: ({ facts, port }) => {
      const at = portList([port(textOf(facts, 'at'))]);
      return `${textOf(facts, 'destination')} 在${at} 后面，这一帧也是从${at} 进来的，哪儿也不发。`;
    },
    values: portsValues(valueWords),
  },
};

/** On a switch with VLANs each has a table of its own. */
function inVlan(facts: Facts): string {
  const vlan = vlanIn(facts);
  return vlan === '' ? '' : ` VLAN ${vlan} 里`;
}

function tableOf(facts: Facts): string {
  const vlan = vlanIn(facts);
  return vlan === '' ? '表里' : `表中 VLAN ${vlan} 里`;
}

function learnedNothing(facts: Facts): string {
  const source = textOf(facts, 'source');
  return hasRow(facts, source)
    ? `${source} 这一行没有更新，早晚会老化。`
    : `你还是不知道 ${source} 在哪里，给它的帧只好泛洪。`;
}

function learnedDestination(facts: Facts, cameInBy: string): string {
  const destination = textOf(facts, 'destination');
  return destination === EVERYBODY
    ? `${destination} 是发给所有人的，不是哪块网卡自己的地址，表里不会有它。`
    : `照这一行，${destination} 在${cameInBy} 后面，其实在那里的是发送方 ${textOf(facts, 'source')}。`;
}

function ports(it: OpenCase, ids: readonly string[]): string {
  return portList(ids.map(it.port));
}

/** A blocked port sends nothing but BPDUs. */
function throughBlocked(it: RuleCase): string {
  return `你从${ports(it, intoBlocked(it))} 发了出去，那里已经被生成树阻塞了。对面从通的那条路也会收到它，几份就这样打转。`;
}

function wronglyForwarded(it: RuleCase): string {
  if (intoBlocked(it).length > 0) return throughBlocked(it);
  const destination = textOf(it.facts, 'destination');
  const { chosen, missed, extra, back } = portsPlayed(it);
  if (missed.length === 0) {
    const cameInBy = textOf(it.facts, 'port');
    const needless = chosen.filter((port) => extra.includes(port) || (back && port === cameInBy));
    return `送到了，可是也从${ports(it, needless)} 发了出去，${destination} 不在那里，别人白白听了一遍。`;
  }
  return chosen.length === 0
    ? `你丢掉了它，其实你知道 ${destination} 在${ports(it, missed)} 后面。${pingStops(it)}`
    : `它${onlyBack(it) ? '又' : ''}从${ports(it, chosen)} ${onlyBack(it) ? '回' : '出'}去了，可是 ${destination} 在${ports(it, missed)} 后面。${pingStops(it)}`;
}

function wronglyFlooded(it: RuleCase): string {
  if (intoBlocked(it).length > 0) return throughBlocked(it);
  const { chosen, missed } = portsPlayed(it);
  if (missed.length === 0) {
    return `它也从${ports(it, [textOf(it.facts, 'port')])} 回去了，那边的人又收到了一遍。`;
  }
  const did = chosen.length === 0 ? '你丢掉了它。' : sentTo(it);
  const lost = `${ports(it, missed)} 后面没有人收到`;
  return textOf(it.facts, 'lookup') === 'broadcast'
    ? `${did}${lost}，可它是发给所有人的。`
    : `${did}${lost}，而目的地也许正在那里。`;
}

function sentTo(it: RuleCase): string {
  const where = ports(it, portsPlayed(it).chosen);
  return onlyBack(it) ? `你把它从${where} 发了回去，那正是它来的地方。` : `你把它从${where} 发了出去。`;
}

function wronglyPassed(it: RuleCase): string {
  if (intoBlocked(it).length > 0) return throughBlocked(it);
  const destination = textOf(it.facts, 'destination');
  const { extra, back } = portsPlayed(it);
  const at = ports(it, [textOf(it.facts, 'at')]);
  const twice = `你又从${at} 发了回去，可是 ${destination} 早就听到了。`;
  if (extra.length === 0) return twice;
  return back
    ? `${twice}它还从${ports(it, extra)} 出去了，那边没有人需要它。`
    : `你把它从${ports(it, extra)} 发了出去，可是 ${destination} 在${at} 后面，早就听到了。`;
}
