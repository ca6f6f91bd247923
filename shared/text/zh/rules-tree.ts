/** What a bridge decides about the spanning tree: who is the root, which role a port has, and what a port does in its state. */
import type { RuleId } from '../../device/rule.ts';
import { isTrue, rowsOf, textOf, type OpenCase } from '../facts.ts';
import type { RuleCase, RuleText } from '../language.ts';
import { intakeValues, roleValues, rootValues, type TreeValueWords } from '../values-tree.ts';
import { pingStops } from './say.ts';

type TreeRule = 'switch.blocked' | 'stp.root' | 'stp.port';

const states: Readonly<Record<string, string>> = {
  disabled: '已关闭',
  blocking: '已阻塞',
  listening: '还在侦听',
  learning: '还在学习',
  forwarding: '正在转发',
};

const words: TreeValueWords = {
  parts: ['根 ID', '开销', '发送方的网桥 ID', '发送方的端口 ID'],
  costWithCable: '开销（含你这段网线）',
  same: '相同',
  heard: '邻居说的',
  yours: '你说的',
  byPort: (port) => `端口 ${port}`,
  ownId: '你的网桥 ID',
  inBpdu: '这个 BPDU 里的根',
  believed: '一直以来的根',
  cameInBy: '从哪里进来',
  source: '源地址',
  so: '所以',
  roles: { root: '根端口', designated: '指定端口', blocked: '阻塞', you: '你就是根' },
  states,
  intakes: { nothing: '丢弃，什么也不学', learn: '只学习，不转发', forward: '学习并转发' },
};

export const treeRules: Readonly<Record<Extract<RuleId, TreeRule>, RuleText>> = {
  'switch.blocked': {
    name: '阻塞的端口',
    rule: '阻塞的端口除了 BPDU 什么也不收、什么也不发，也不学习；正在转发的端口每一帧都收。',
    question: () => '这一帧从哪个端口进来？那个端口现在是什么状态？',
    head: ({ expected, played }) => {
      if (expected === 'forward') return '这一帧到这里就没了';
      if (played === 'forward') return '环路又通了';
      return played === 'learn' ? '这样写，表里就有了假的一行' : '什么也没学到';
    },
    happened: (it) => wronglyTaken(it),
    reason: ({ expected, facts, port }) => {
      const at = `端口 ${port(textOf(facts, 'port'))}`;
      const state = states[textOf(facts, 'state')] ?? '';
      if (expected === 'forward') return `${at} ${state}，每一帧都收。`;
      return expected === 'learn'
        ? `${at} ${state}：表可以写了，但还不转发。`
        : `${at} ${state}：除了 BPDU 什么也不收。`;
    },
    values: intakeValues(words),
  },
  'stp.root': {
    name: '选举根',
    rule: '网桥 ID 最小的就是根：先比优先级，优先级相同再比 MAC 地址，都是小的赢。',
    question: () => '把这些网桥 ID 从左往右比一比，你知道的里面哪个最小？',
    head: () => '这个 ID 不是最小的',
    happened: ({ expected, played, facts }) =>
      played === textOf(facts, 'own')
        ? `你会说自己是根，可是 ${expected} 比你的 ${played} 小，谁也不会听你的。`
        : `你会去跟 ${played}，可你明明知道有更小的 ${expected}。有两个根就会有两棵树，它们之间的环路断不开。`,
    reason: ({ expected, facts }) => {
      const priority = expected.split('.')[0] ?? '';
      return textOf(facts, 'decidedBy') === 'priority'
        ? `先比优先级，${priority} 最小，所以根是 ${expected}，不用看 MAC 地址。`
        : `优先级都是 ${priority}，就看谁的 MAC 地址小：根是 ${expected}。`;
    },
    values: rootValues(words),
  },
  'stp.port': {
    name: '端口角色',
    rule: '到根最好走的端口是根端口，每条网线上更好的那一端是指定端口，其余的端口都阻塞。',
    question: (part) =>
      part === 'stp-former-role'
        ? '在原来那个根端口的网线上，现在谁说的更好，邻居还是你？'
        : '从这里去根是不是最好走？如果不是，在这条网线上谁说的更好，邻居还是你？',
    head: ({ expected, played }) => {
      if (expected === 'blocked') return '环路没有断开';
      if (expected === 'root') return played === 'blocked' ? '你把根端口阻塞了' : '这个端口是通往根的';
      return played === 'blocked' ? '有人被你隔断了' : '去根不走这里';
    },
    happened: (it) => wrongRole(it),
    reason: (it) => rightRole(it),
    values: roleValues(words),
  },
};

function wronglyTaken(it: RuleCase): string {
  const { expected, played, facts, port } = it;
  const at = `端口 ${port(textOf(facts, 'port'))}`;
  const source = textOf(facts, 'source');
  const state = states[textOf(facts, 'state')] ?? '';
  if (expected === 'forward') return `${at} ${state}，在树上这一帧没有别的路，你却没有把它发给任何人。${pingStops(it)}`;
  if (played === 'learn')
    return `照你写的，${source} 在${at} 后面。可是${at} ${state}，给 ${source} 的帧到那里就走不通了。`;
  return played === 'forward'
    ? `${at} ${state}，你却转发了从那里来的帧。同一帧还会从通的那条路过来，这样就有几份在打转。`
    : `${at} ${state}，${source} 就在它后面，你却什么也没学。`;
}

function wrongRole({ expected, played, facts, port }: RuleCase): string {
  const at = `端口 ${port(textOf(facts, 'port'))}`;
  const rootPort = `端口 ${port(textOf(facts, 'rootPort'))}`;
  if (expected === 'root')
    return played === 'blocked'
      ? `阻塞了${at}，你和你后面的机器去根的最好的路就没有了。`
      : `指定端口是背着根的那一边。这样一来，你从${at} 听得到根，却没有去根的路。`;
  if (expected === 'blocked')
    return `你已经有一条去根的路，走${rootPort}。要是${at} 那条网线两端也都通着，广播就会永远转下去。`;
  if (played === 'blocked') return `${at} 那条网线上，你这一端更好。把它阻塞了，后面的人就没人管了。`;
  return isTrue(facts, 'isRoot')
    ? '你自己就是根。根不需要去根的路，所以没有根端口。'
    : `你去根最好走的是${rootPort}。${at} 那边的邻居并不比你离根更近。`;
}

function rightRole(it: OpenCase): string {
  const { expected, facts, port } = it;
  const at = `端口 ${port(textOf(facts, 'port'))}`;
  if (expected === 'root') {
    const rival = textOf(facts, 'rival');
    const [root = '', cost = ''] = rowsOf(facts, 'heard');
    return rival === ''
      ? `从${at} 可以到 ${root}，开销 ${cost}，别的端口都到不了。`
      : `${at} 比端口 ${port(rival)} 好走：${difference(facts, true)}。`;
  }
  if (expected === 'designated') return `这条网线上你说的更好：${difference(facts, false)}。所以${at} 是指定端口。`;
  return `你的根端口是端口 ${port(textOf(facts, 'rootPort'))}，而在${at} 那条网线上邻居说的更好：${difference(facts, true)}。`;
}

/** What decides between the two vectors. `saidWins`: what was heard is the lower one. */
function difference(facts: OpenCase['facts'], saidWins: boolean): string {
  const place = { root: 0, cost: 1, bridge: 2, port: 3 }[textOf(facts, 'differs')];
  if (place === undefined) return '样样都相同，只好看自己的端口号，小的赢';
  const [said, other] = [rowsOf(facts, 'heard')[place] ?? '', rowsOf(facts, 'against')[place] ?? ''];
  const [low, high] = saidWins ? [said, other] : [other, said];
  const before = ['', '根相同，', '根和开销都相同，', '根、开销、发送方都相同，'];
  return `${before[place]}${words.parts[place]} ${low} 比 ${high} 小`;
}
