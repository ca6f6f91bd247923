/** 主机怎样回答回显请求。 */
import type { Part } from '../../device/rule.ts';
import { textOf, type OpenCase } from '../facts.ts';
import type { RuleText } from '../language.ts';
import { echoReplyValues } from '../values.ts';
import { valueWords } from './say.ts';

export const echoRules: Readonly<Record<'host.echo-reply', RuleText>> = {
  'host.echo-reply': {
    name: '回显应答',
    rule: '回显应答把两个地址对调，类型 8 变成 0，标识符和序号照抄，TTL 用自己的。',
    question: (part) => questions[part] ?? '是谁问的？问的又是谁？',
    head: ({ part }) => heads[part] ?? '应答送错了地方',
    happened: ({ part, played, facts }) => {
      const asker = textOf(facts, 'asker');
      switch (part) {
        case 'icmp.type':
          return `你反过来又问了 ${asker} 一句。它会回答这一句，然后继续等你的应答。`;
        case 'icmp.identifier':
          return `${asker} 上没有哪个 ping 在等标识符为 ${played} 的应答，没有程序会要这个报文。`;
        case 'icmp.sequence':
          return `${asker} 没有在等第 ${played} 个请求的应答，于是把第 ${textOf(facts, 'sequence')} 个请求算作丢失。`;
        case 'ipv4.ttl':
          return `应答带着 TTL ${played} 出发。它能到，可是这个数是请求的，应答走的是自己的路。`;
        case 'ipv4.source':
          return `应答上写着是 ${played} 发的。${asker} 问的是 ${textOf(facts, 'own')}，它认不出这是应答。`;
        default:
          return `你把它写给了 ${played}，也就是你自己。它根本没有离开，${asker} 还在等。`;
      }
    },
    reason,
    values: echoReplyValues(valueWords),
  },
};

const questions: Partial<Readonly<Record<Part, string>>> = {
  'icmp.type': '请求的类型是 8，应答的类型是几？',
  'icmp.identifier': '提问的一方怎么知道应答属于它的哪一次 ping？',
  'icmp.sequence': '提问的一方怎么知道答的是哪一个请求？',
  'ipv4.ttl': '应答是你自己的包，它的路从哪里开始？',
};

const heads: Partial<Readonly<Record<Part, string>>> = {
  'icmp.type': '这又是一个提问',
  'icmp.identifier': '没有人在等这个号',
  'icmp.sequence': '答的是另一个请求',
  'ipv4.ttl': 'TTL 用了别人的',
};

function reason({ part, expected, facts }: OpenCase): string {
  const asker = textOf(facts, 'asker');
  switch (part) {
    case 'icmp.type':
      return '类型 8 是问，类型 0 是答。';
    case 'icmp.identifier':
      return `请求的标识符是 ${expected}，${asker} 靠它找回自己的 ping，照抄就好。`;
    case 'icmp.sequence':
      return `请求的序号是 ${expected}，应答的序号也是它。`;
    case 'ipv4.ttl':
      return `应答要走自己的路，用的是你自己的包的 TTL：${expected}。`;
    case 'ipv4.source':
      return `${asker} 问的是 ${expected}，应答就从这个地址发出。`;
    default:
      return `请求来自 ${expected}，应答就发到那里。`;
  }
}
