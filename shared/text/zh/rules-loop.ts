/** Where cables may be: exactly one way between any two devices. */
import type { RuleId } from '../../device/rule.ts';
import { cableFacts, isTrue, textOf, type OpenCase } from '../facts.ts';
import type { RuleText } from '../language.ts';
import { loopValues } from '../values.ts';
import { listOf, spaced, valueWords } from './say.ts';

export const loopRules: Readonly<Record<Extract<RuleId, 'switch.loop'>, RuleText>> = {
  'switch.loop': {
    name: '只有一条路',
    rule: '没有生成树的时候，任意两台设备之间必须恰好有一条路：多一条就是环路，一条都没有就有人被隔开。',
    question: () => '在地图上顺着网线走：从你的哪一根出发，会绕回自己的交换机？',
    head: ({ played, facts }) => {
      if (played === 'in') return '环路又接上了';
      return textOf(facts, 'machine') === '' ? '有一块被隔开了' : '有一台机器被隔开了';
    },
    happened: (it) => {
      const { far, between, cutOff } = cableFacts(it);
      if (it.played === 'in')
        return spaced(`${by(it, between)}，本来就到得了${far}。现在有了两条路，下一个广播又会一圈一圈地转。`);
      if (textOf(it.facts, 'machine') !== '')
        return spaced(`你拔掉的是${far}唯一的网线。现在谁也到不了它，环路却一个也没有断开。`);
      return spaced(`你的交换机和${far}之间再没有路了，${listOf(cutOff)}和大家隔开了。`);
    },
    reason: (it) => {
      const { far, between, cutOff } = cableFacts(it);
      const port = it.port(textOf(it.facts, 'port'));
      return it.expected === 'out'
        ? spaced(`不要端口 ${port} 的网线，${by(it, between)}也到得了${far}。所以它接成了环路，应该拔下来。`)
        : spaced(`端口 ${port} 的网线是到${far}唯一的路，没有它，${listOf(cutOff)}就被隔开了。所以它应该插着。`);
    },
    values: loopValues(valueWords),
  },
};

function by({ facts }: OpenCase, between: readonly string[]): string {
  return isTrue(facts, 'isDouble') ? '走另一根网线' : `经过${listOf(between)}`;
}
