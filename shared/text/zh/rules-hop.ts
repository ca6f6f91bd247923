/** The four addresses of a frame that carries a packet one hop on: the same words for hosts and routers. */
import type { Part } from '../../device/rule.ts';
import { EVERYBODY, textOf } from '../facts.ts';
import type { RuleCase, RuleText } from '../language.ts';
import { pingStops } from './say.ts';

export function hopQuestion(part: Part): string {
  switch (part) {
    case 'ethernet.destination':
      return '这段链路的另一头，该由哪块网卡收下这一帧？';
    case 'ethernet.source':
      return '这一帧从你的哪块网卡出去？';
    case 'ipv4.source':
      return '这个包的整段路是从哪个地址开始的？';
    default:
      return '这个包的整段路要到哪个地址结束？';
  }
}

export const hopWords: Pick<RuleText, 'head' | 'happened' | 'reason'> = {
  head: ({ part, played }) => {
    switch (part) {
      case 'ethernet.destination':
        return played === EVERYBODY ? '一个包喊给了所有人' : '下一块网卡把它扔掉了';
      case 'ethernet.source':
        return '帧的发送方写错了';
      case 'ipv4.source':
        return '应答会送错地方';
      default:
        return '包会送到别人那里';
    }
  },
  happened: (it) => {
    switch (it.part) {
      case 'ethernet.destination':
        return wrongDestinationMac(it);
      case 'ethernet.source':
        return wrongSourceMac(it);
      case 'ipv4.source':
        return `应答会送到 ${it.played}，${textOf(it.facts, 'source')} 什么也等不到。`;
      default:
        return `这个包现在是给 ${it.played} 的，${textOf(it.facts, 'destination')} 收不到。`;
    }
  },
  reason: ({ part, facts }) => {
    switch (part) {
      case 'ethernet.destination':
        return `下一跳是 ${textOf(facts, 'nextHop')}，它的网卡是 ${textOf(facts, 'nextHopMac')}。`;
      case 'ethernet.source':
        return `这一帧从 ${textOf(facts, 'interface')} 出去，这块网卡的 MAC 是 ${textOf(facts, 'own')}。`;
      case 'ipv4.source':
        return `包是 ${textOf(facts, 'source')} 发出的，整段路上都不改。`;
      default:
        return `包要送给 ${textOf(facts, 'destination')}，整段路上都不改。`;
    }
  },
};

function wrongDestinationMac(it: RuleCase): string {
  const nextHop = textOf(it.facts, 'nextHop');
  if (it.played === EVERYBODY) {
    return nextHop === textOf(it.facts, 'destination')
      ? `链路上每块网卡都得收下它，可它只是给 ${nextHop} 的。`
      : `链路上每块网卡都收下了它，而 ${nextHop} 不会转发以广播形式到来的包。`;
  }
  if (it.played === textOf(it.facts, 'own')) return `它写的是你自己的网卡，别的网卡都不会收。${pingStops(it)}`;
  return `${nextHop} 的网卡拿 ${it.played} 和自己的地址一比，不一样，就把这一帧丢了。${pingStops(it)}`;
}

function wrongSourceMac({ played, facts }: RuleCase): string {
  if (played === EVERYBODY) return '这一帧自称是所有人发的。广播地址从来不会是发送方。';
  const card = textOf(facts, 'interface');
  return `这一帧自称来自 ${played}。链路上要是有交换机，就会以为那块网卡在你的 ${card} 这边。`;
}
