/** 做地址转换的路由器要决定什么。 */
import type { RuleId } from '../../device/rule.ts';
import { isTrue, rowsOf, textOf } from '../facts.ts';
import type { RuleText } from '../language.ts';
import { natInValues, natOutValues } from '../values.ts';
import { valueWords } from './say.ts';

export const natRules: Readonly<Record<Extract<RuleId, `nat.${string}`>, RuleText>> = {
  'nat.out': {
    name: '出去时的转换',
    rule: '从外侧网卡出去的包，发送方换成外侧地址和一个没人用的号，这一对记进转换表。',
    question: () => '外面的应答能回到哪个地址？回来以后，你怎么知道是谁的应答？',
    head: ({ quality }) => (quality === 'unsafe' ? '私有地址跑到了外面' : '应答找不到回来的路'),
    happened: ({ played, facts, quality }) => {
      const target = textOf(facts, 'target');
      if (quality === 'unsafe')
        return `包以 ${played} 的名义出去了。在外面，这个地址不属于任何人，或者属于另一个家里的人，${target} 没法应答。`;
      if (rowsOf(facts, 'table').some((row) => row.split(' ')[1] === played))
        return `${played} 已经代表了另一次通信。两个应答看起来一模一样，总有一个会送错。`;
      return `包以 ${played} 的名义出去了，对它的应答不会回到你这里。`;
    },
    reason: ({ expected, facts }) =>
      isTrue(facts, 'isKnown')
        ? `表里已经有 ${textOf(facts, 'inside')} 到 ${textOf(facts, 'target')} 这一行：和前面的包一样，以 ${expected} 的名义出去。`
        : `你在外侧的地址是 ${textOf(facts, 'outsideAddress')}，这个号还没人用：它以 ${expected} 的名义出去。`,
    values: natOutValues(valueWords),
  },
  'nat.in': {
    name: '进来时的转换',
    rule: '发到外侧地址的包，交给转换表里写的那一位；表里没有，就不是给里面任何人的。',
    question: () => '这个发送方、这个号，表里有这一行吗？写的是谁？',
    head: ({ played, facts }) => {
      if (!isTrue(facts, 'hasRow')) return '里面没有人要过它';
      return played === 'nobody' ? '里面有人正在等它' : '它送到了别人那里';
    },
    happened: ({ played, expected, facts }) => {
      const source = textOf(facts, 'source');
      if (!isTrue(facts, 'hasRow'))
        return `你把 ${source} 的包放了进来，交给从没找过它的 ${played}。陌生人就是这样进门的。`;
      return played === 'nobody'
        ? `你留下了 ${source} 的应答，${expected} 一直在白等。`
        : `${played} 收到了 ${source} 的应答，可是问话的是别人。`;
    },
    reason: ({ expected, facts }) =>
      isTrue(facts, 'hasRow')
        ? `${textOf(facts, 'outside')} 和 ${textOf(facts, 'source')} 对应的那一行写的是 ${expected}。`
        : `没有哪一行同时对得上 ${textOf(facts, 'outside')} 和 ${textOf(facts, 'source')}，它是给路由器自己的，不是给里面任何人的。`,
    values: natInValues(valueWords),
  },
};
