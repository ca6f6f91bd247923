/** What a hub does with what comes in. */
import type { RuleId } from '../../device/rule.ts';
import { portsIn, portsPlayed, textOf } from '../facts.ts';
import type { RuleCase, RuleText } from '../language.ts';
import { repeatValues } from '../values.ts';
import { pingStops, portList, valueWords } from './say.ts';

export const hubRules: Readonly<Record<Extract<RuleId, 'hub.repeat'>, RuleText>> = {
  'hub.repeat': {
    name: '重复',
    rule: '集线器什么也不看：从一个端口进来的，原样从其他每个插了线的端口出去，绝不送回来的那个端口。',
    question: () => '这串比特是从哪个端口进来的？其他哪些端口插了线？',
    head: (it) => {
      const { chosen, missed, extra, back } = portsPlayed(it);
      if (back) return '它和自己撞上了';
      if (chosen.length === extra.length) return '信号到这里就断了';
      return missed.length > 0 ? '有人没有听到' : '那个端口后面没有人';
    },
    happened: (it) => wronglyRepeated(it),
    reason: ({ expected, facts, port }) => {
      const cameInBy = portList([port(textOf(facts, 'port'))]);
      return `它从${cameInBy} 进来，就从其他每个插了线的端口出去，这里是${portList(portsIn(expected).map(port))}。`;
    },
    values: repeatValues(valueWords),
  },
};

function wronglyRepeated(it: RuleCase): string {
  const { chosen, missed, extra, back } = portsPlayed(it);
  const ports = (ids: readonly string[]): string => portList(ids.map(it.port));
  if (back) {
    const cameInBy = ports([textOf(it.facts, 'port')]);
    return `它又从${cameInBy} 回去了。那边还在发送，同时又听到信号，这就是冲突：发送中断，谁也收不到完整的一帧。${pingStops(it)}`;
  }
  if (chosen.length === 0) return `你哪儿也没送。${ports(missed)} 后面都没有听到。${pingStops(it)}`;
  if (missed.length === 0) return `该去的地方都去了，只是又从${ports(extra)} 出去，而那里没插线。`;
  if (chosen.length === extra.length)
    return `你把它从${ports(extra)} 送了出去，那里没插线。${ports(missed)} 后面都没有听到。${pingStops(it)}`;
  const silent = `${ports(missed)} 后面都没有听到。`;
  return chosen.length === 1
    ? `你只从${ports(chosen)} 送了出去，像一台知道谁在哪里的交换机。集线器不看地址，不可能知道。${silent}`
    : `你只从${ports(chosen)} 送了出去。集线器不挑端口。${silent}`;
}
