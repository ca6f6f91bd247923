/** The words of the puzzle learning-switch. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const learningSwitch: PuzzleText = {
  title: '会学习的交换机',
  story: '两台交换机接起三个网段，表都是空的，机器 1 要找机器 4：把每一帧送到它该去的地方。',
  names: {
    A: { name: '交换机 A', short: 'A' },
    B: { name: '交换机 B', short: 'B' },
    L1: { name: '网段 1', short: '段 1' },
    L2: { name: '网段 2', short: '段 2' },
    L3: { name: '网段 3', short: '段 3' },
    M1: { name: '机器 1', short: '1' },
    M2: { name: '机器 2', short: '2' },
    M3: { name: '机器 3', short: '3' },
    M4: { name: '机器 4', short: '4' },
    M5: { name: '机器 5', short: '5' },
  },
  areas: { L1: '网段 1', L2: '网段 2', L3: '网段 3' },
  intro: [
    {
      title: '有记忆的盒子',
      body: [
        term('switch', '交换机'),
        '把',
        term('segment', '网段'),
        '接起来。它有一张 ',
        term('mac-table', 'MAC 表'),
        '，写着哪个地址在哪个端口后面。一开始表是空的，没有人替它填，要靠它自己学。它不需要 IP 地址，帧里的内容也一点不改。',
      ],
      picture: { devices: ['L1', 'A', 'L2', 'B', 'L3'] },
    },
    {
      title: '看源地址来学习',
      body: [
        '每一帧都写着是谁发的。帧从哪个端口进来，发送方就在哪个端口后面，这个端口叫',
        term('ingress-port', '入端口'),
        '。把源地址和入端口写进表里。至于目的地址在哪里，这一帧什么也没说。',
      ],
      picture: { devices: ['M1', 'L1', 'A'], frame: { look: 'arp', at: 'A' } },
      touch: {
        ask: '机器 1 给机器 4 发一帧，从端口 1 到了交换机 A。A 可以写下哪一行？',
        choices: [
          { text: '机器 4 · 端口 1', isRight: false, says: '端口 1 后面的是发送方。机器 4 在哪里，这一帧没有说。' },
          { text: '机器 1 · 端口 1', isRight: true, says: '这一帧是从那里来的，发送方就在那里。' },
          { text: '机器 4 · 端口 2', isRight: false, says: '也许是，可是还没有哪一帧表明过。交换机不猜。' },
        ],
      },
    },
    {
      title: '看目的地址来转发',
      body: [
        '再到表里找目的地址。找到了，就只从那一行写的端口发出去。如果写的正是入端口，目的地早就听到了，这一帧哪儿也不发，这叫',
        term('filtering', '过滤'),
        '。',
      ],
      picture: { devices: ['M1', 'M2', 'L1', 'A'], frame: { look: 'icmp', at: 'A' } },
    },
    {
      title: '表里没有怎么办',
      body: [
        '没有这一行，就',
        term('flooding', '泛洪'),
        '：从其他所有端口发出去，从不发回来的地方。广播也一样。给一块网卡、表里又没有的帧叫',
        term('unknown-unicast', '未知单播'),
        '，等它的应答来了，你就知道那块网卡在哪里了。',
      ],
      picture: { devices: ['A', 'L2', 'M3', 'B', 'L3'], frame: { look: 'arp', at: 'B' } },
    },
  ],
  won: '机器 4 应答了。',
  remember: [
    term('switch', '交换机'),
    '看源地址来学习，看目的地址来转发。',
    term('mac-table', 'MAC 表'),
    '里没有的，就从其他所有端口发出去。',
  ],
  linux: [
    {
      command: 'bridge fdb show br br0 dynamic',
      output: [
        '02:5d:a1:3c:07:11 dev p1 master br0',
        '02:5d:a1:88:42:12 dev p1 master br0',
        '02:5d:a1:0e:f9:13 dev p2 master br0',
        '02:5d:a1:b6:20:14 dev p2 master br0',
        '02:5d:a1:71:cd:15 dev p2 master br0',
      ].join('\n'),
      note: '交换机 A 的表在 Linux 网桥上的样子：机器 1、2 在端口 p1 后面，机器 3、4、5 在 p2 后面。',
    },
    {
      command: "ip -d link show br0 | grep -o 'ageing_time [0-9]*'",
      output: 'ageing_time 30000',
      note: '这么久没有再听到某个地址，它那一行就忘掉。单位是百分之一秒，也就是 300 秒。',
    },
  ],
  question: '机器 5 搬到了网段 1，却一句话也没说。给它的帧会去哪里？要到什么时候才改过来？',
  thought:
    '两台交换机的表里还是老样子，给它的帧仍然送到网段 3，那里没有人收。机器 5 只要发出一帧，沿路的交换机马上就改过来。它要是一直不说话，五分钟后那几行老化，给它的帧就会泛洪。',
  terms: ['switch', 'segment', 'mac-table', 'ingress-port', 'flooding', 'unknown-unicast', 'filtering', 'ageing'],
};
