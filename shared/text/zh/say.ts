/** Small pieces of Chinese that many sentences are made of. A value stands between spaces when Han signs are its neighbours. */
import type { RuleCase } from '../language.ts';
import type { ValueWords } from '../values.ts';

/** "端口 2", "端口 2、3". */
export function portList(ports: readonly string[]): string {
  return `端口 ${listOf(ports)}`;
}

/** "1、2、3". */
export function listOf(items: readonly string[]): string {
  return items.join('、');
}

/** A sentence on the ping that this frame belongs to; nothing if it belongs to none. */
export function pingStops({ ping }: RuleCase): string {
  if (ping === null || ping.to === '') return '';
  return spaced(`于是 ${ping.on} ping ${ping.to} 得不到应答。`);
}

/** For sentences with names, which may begin and end with either script: one space between Han and Latin, none between Han and Han. */
export function spaced(text: string): string {
  return text
    .replace(/(?<=\p{Script=Han}) +(?=\p{Script=Han})/gu, '')
    .replace(/(?<=\p{Script=Han})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=\p{Script=Han})/gu, ' ');
}

export const valueWords: ValueWords = {
  destination: '目的地址',
  source: '源地址',
  target: '目标',
  sender: '发送方',
  askedFor: '问的是',
  asker: '提问的是',
  yourCard: '你的网卡',
  yourAddress: '你的地址',
  yourNetwork: '你的子网',
  yourTable: '你的表',
  noTable: '没有：集线器什么也不看',
  cameInBy: '从哪里进来',
  nextHop: '下一跳',
  itsMac: '它的 MAC',
  packetFrom: '包的源 IP',
  packetTo: '包的目的 IP',
  fcsReceived: '收到的 FCS',
  fcsComputed: '算出的 FCS',
  ttl: '进来时的 TTL',
  identifier: '请求的标识符',
  inside: '内侧的发送方',
  outsideAddress: '你在外侧的地址',
  type: '请求的类型',
  sequence: '请求的序号',
  waitingFor: '你问过',
  so: '所以',
  you: '是你',
  everybody: '所有人',
  somebodyElse: '别人',
  noEntry: '表里没有',
  empty: '空的',
  nowhere: '哪儿也不发，它已经到了',
  noOtherPort: '哪儿也不发，没有别的端口了',
  matches: '匹配',
  cable: '这根网线',
  otherWay: '别的路',
  noOtherWay: '没有',
  secondCable: '另一根网线',
  cutOff: '没有它，被隔开的',
  nobody: '没有谁',
  more: (rows) => `还有 ${rows} 行`,
  ports: portList,
  choices: {
    in: '应该插着',
    out: '应该拔下来',
    nobody: '不是给里面谁的',
    take: '收下',
    drop: '丢弃',
    right: '完好',
    wrong: '已损坏',
    fits: '对得上',
    differs: '对不上',
    inside: '在你的子网里',
    outside: '不在你的子网里',
    ask: '先问',
    send: '直接发',
    answer: '应答',
    silent: '不作声',
    nothing: '什么也不写',
    known: '表里有',
    unknown: '表里没有',
    broadcast: '是发给所有人的',
    none: '没有一行匹配',
    expired: '已经用完',
  },
};
