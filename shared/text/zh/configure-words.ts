/** 配置玩法的文字。 */
import type { ConfigureWords, FindingCase } from '../configure-words.ts';
import { textOf } from '../facts.ts';
import { spaced } from './say.ts';

export const configureWords: ConfigureWords = {
  tab: '配置',
  lead: {
    router: '哪些网络你还不认识，就为它们写上路由。写好以后，按“准备好了”。',
    switch: '给每个端口定好 VLAN。定好以后，按“准备好了”。',
  },
  running: '流量正在跑',
  runningText: '每台设备都照自己的配置办事。看着地图就好，这一轮跑完之前不能改配置。',
  interfaces: { title: '你的接口', towards: '网线通向' },
  routes: {
    title: '你的路由',
    to: '目的网络',
    via: '下一跳',
    interface: '接口',
    connected: '直连子网',
    remove: (row) => `删除 ${row}`,
    add: '新的一行',
    network: '网络',
    length: '前缀长度',
    gateway: '下一跳地址',
    addButton: '添加',
    added: (row) => `已添加：${row}。`,
  },
  told: {
    title: '别人知道的',
    press: '按一下，就填进新的一行。',
    bot: (device) => spaced(`${device}由机器人操作，它告诉你：`),
    ask: (player, device) =>
      spaced(`${device}由 ${player} 操作。问问那边有哪些网络，以及它在你们这根网线上的地址是多少。`),
    askSwitch: (player, device) => spaced(`${device}由 ${player} 操作。商量一下，哪根网线归哪一家。`),
    behind: (device) => spaced(`通向${device}`),
    onYourCable: '在通向你的网线上',
    useNetwork: (network) => `网络 ${network}`,
    useGateway: (address) => `下一跳 ${address}`,
    written: (text) => `${text} 已填进新的一行。`,
    port: (port, towards, vlan) => `端口 ${port}（${towards}）：VLAN ${vlan}`,
  },
  ports: {
    title: '你的端口',
    port: '端口',
    towards: '网线通向',
    vlan: 'VLAN',
    unset: '未设置（VLAN 1）',
    id: (id) => `VLAN ${id}`,
    trunk: (ids) => `Trunk：${ids.join('、')}`,
    free: '空着',
    choose: (port) => `端口 ${port} 的 VLAN`,
    newVlan: '另一个 VLAN，1 到 4094',
    create: '加入选项',
    created: (id) => `现在每个端口都可以选 VLAN ${id} 了。`,
    known: (id) => `VLAN ${id} 本来就在选项里。`,
  },
  ready: {
    title: '谁准备好了',
    button: '准备好了',
    undo: '还没准备好',
    isReady: '准备好了',
    isNotReady: '还在配置',
    waits: '大家都准备好，流量就开始跑。',
  },
  failed: {
    title: (run) => `第 ${run} 轮：还没有全部通过`,
    yours: '问题在你这里',
    elsewhere: '问题在别处',
    again: '改好以后，再按一次“准备好了”。已经达成的目标不会丢。',
  },
  finding: (it) => spaced(finding(it)),
  lost: (why, device, isAnswer) => spaced(lost(why, device, isAnswer)),
  hints: {
    route: {
      question: '地图上还有哪些网络不在你的表里？别的路由器之间的那根网线，也是一个网络。',
      rule: '去的路上和回来的路上，每台路由器都要有一行包含目的地址。这一行的下一跳，是邻居在你们共用的那根网线上的地址。',
    },
    'port-vlan': {
      question: '哪些端口要互通，哪些不许互通？通向另一台交换机的网线也别忘了。',
      rule: '交换机只把帧送到同一个 VLAN 的端口。两台交换机之间的网线，两头各属于哪个 VLAN，就承载哪一家。',
    },
  },
  next: (setting, port) => {
    if (setting === '') return '这里什么都不缺了，可以按“准备好了”。';
    if (setting.startsWith('- ')) return `删掉这一项：${spoken(setting.slice(2), port)}。`;
    return `接下来设置：${spoken(setting, port)}。`;
  },
};

/** 端口写成“端口 1，VLAN 10”；路由保持 `ip route` 的写法。 */
function spoken(setting: string, port: (id: string) => string): string {
  const [first = '', vlan] = setting.split(' ');
  if (!/^p\d+$/.test(first)) return setting;
  return vlan === undefined ? `端口 ${port(first)} 的 VLAN` : `端口 ${port(first)}，VLAN ${vlan}`;
}

function finding({ why, facts, isAnswer, port, name }: FindingCase): string {
  const fact = (key: string): string => textOf(facts, key);
  const at = (key: string): string => port(fact(key));
  const what = isAnswer ? '应答' : '包';
  switch (why) {
    case 'no-route':
      return `发往 ${fact('destination')} 的${what}到这里就断了：你的表里没有一行包含这个地址。`;
    case 'no-answer':
      return `发往 ${fact('destination')} 的${what}到这里就断了：你的那一行把它交给 ${fact('nextHop')}，可那根网线上没有谁用这个地址。`;
    case 'wrong-way':
      return `你的 ${fact('row')} 这一行，把发往 ${fact('destination')} 的${what}交给了 ${fact('nextHop')}，到了那里就再也走不下去了。`;
    case 'loop':
      return `你的 ${fact('row')} 这一行，把发往 ${fact('destination')} 的包送进了一个圈子：它一次次又回到这里，直到 TTL 用完。`;
    case 'vlan':
      return `有一个帧从端口 ${at('port')} 进来，属于 VLAN ${fact('vlan')}，却走不下去了：端口 ${at('at')} 属于 VLAN ${fact('atVlan')}。`;
    case 'wrong-cable':
      return `有一个帧从端口 ${at('port')} 进来，属于 VLAN ${fact('vlan')}，从端口 ${at('at')} 出去了。可是在网线的另一头，这根网线归另一家。`;
    case 'leak':
      return `${name(fact('from'))}的帧到了${name(fact('to'))}那里。它在这里从端口 ${at('port')}（VLAN ${fact('vlan')}）进来，从端口 ${at('at')}（VLAN ${fact('atVlan')}）出去。`;
    case 'circle':
      return `端口 ${at('port')} 和端口 ${at('at')} 通向同一台交换机，又都属于 VLAN ${fact('vlan')}。一个广播帧在这两根网线上转个不停，直到这一轮被叫停。`;
    case 'unused':
      return fact('port') === ''
        ? `没有一个包用到 ${fact('to')} 这一行。`
        : `没有帧经过端口 ${at('port')}，它用不着设置。`;
    case 'elsewhere':
      return '它丢在了一个没有什么可配置的地方。';
  }
}

function lost(why: Parameters<ConfigureWords['lost']>[0], device: string, isAnswer: boolean): string {
  if (why === 'leak') return `有一个帧经过${device}，到了不该到的地方。`;
  if (why === 'circle') return `有一个帧在${device}那里兜起了圈子。`;
  if (why === 'loop') return `有一个包在${device}那里兜起了圈子。`;
  return isAnswer ? `应答丢在了${device}。` : `包丢在了${device}。`;
}
