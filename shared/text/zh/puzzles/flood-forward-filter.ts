/** The words of the puzzle flood-forward-filter. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const floodForwardFilter: PuzzleText = {
  title: '泛洪、转发、过滤',
  story:
    '两台交换机的表都是空的，有个端口后面是集线器，半路上机器 5 还不声不响地换到了另一台交换机上：每一帧该泛洪、转发还是过滤，由你来定。',
  names: {
    A: { name: '交换机 A', short: 'A' },
    B: { name: '交换机 B', short: 'B' },
    H: { name: '集线器', short: 'H' },
    M1: { name: '机器 1', short: '1' },
    M2: { name: '机器 2', short: '2' },
    M3: { name: '机器 3', short: '3' },
    M4: { name: '机器 4', short: '4' },
    M5: { name: '机器 5', short: '5' },
  },
  areas: {},
  intro: [
    {
      title: '三种情况',
      body: [
        term('switch', '交换机'),
        '看源地址来学习，这你已经会了。看目的地址，有三种情况。',
        term('mac-table', 'MAC 表'),
        '里没有：泛洪，从其他所有端口发出去。有，写的是另一个端口：转发，只从那个端口发出去。有，写的正是',
        term('ingress-port', '入端口'),
        '：过滤，哪儿也不发。',
      ],
      picture: { devices: ['M1', 'A', 'H', 'B'], frame: { look: 'icmp', at: 'A' } },
    },
    {
      title: '它们知道，你不知道',
      body: [
        '这些机器自己的表里已经有要用的 MAC 地址，不用先广播去问。你的表却是空的，第一个 ping 就是',
        term('unknown-unicast', '未知单播'),
        '：虽然只给一块网卡，也只有',
        term('flooding', '泛洪'),
        '才送得到。应答从哪个端口进来，缺的那一行就有了。',
      ],
      picture: { devices: ['M1', 'A', 'B', 'M5'], frame: { look: 'icmp', at: 'A' } },
    },
    {
      title: '一个端口后面有两台',
      body: [
        '机器 2 和机器 3 接在一台',
        term('hub', '集线器'),
        '上，集线器接在你的一个端口上，所以表里有两行写着同一个端口。其中一台发的帧，集线器会重复给另一台，也会重复给你。目的地早就听到了，你要做的就是',
        term('filtering', '过滤'),
        '。',
      ],
      picture: { devices: ['M2', 'M3', 'H', 'A'], frame: { look: 'icmp', at: 'A' } },
      touch: {
        ask: '你的表里机器 2 在端口 2。机器 3 给机器 2 发一帧，从端口 2 进来。怎么办？',
        choices: [
          { text: '泛洪', isRight: false, says: '表里有机器 2 这一行，用不着到处找。' },
          { text: '从端口 2 转发', isRight: false, says: '它就是从那里来的，机器 2 已经听到了，再发就听到两遍。' },
          {
            text: '过滤',
            isRight: true,
            says: '那一行写的正是入端口，机器 2 已经听到了。不过你还是学到了机器 3 在哪里。',
          },
        ],
      },
    },
    {
      title: '机器搬走了',
      body: [
        '表里写的是最近一次在哪里听到它。机器换了地方又不出声，给它的帧就照着旧的那一行走，丢了。网线被拔掉的交换机会忘掉那个端口的各行；另一台交换机毫不知情，旧的那一行它还信着，直到 300 秒后',
        term('ageing', '老化'),
        '。',
      ],
      picture: { devices: ['A', 'B', 'M5'], frame: { look: 'icmp', at: 'B' } },
    },
    {
      title: '以最新的一帧为准',
      body: [
        '所以每一帧都要看源地址来学习，表里已经有了也一样。要是那一行写着别的端口，说明机器搬了家，就改成新的端口。一个地址不会有两行。搬走的机器只要发出一帧，沿路的交换机就都改过来了。',
      ],
      picture: { devices: ['A', 'B', 'M4'], frame: { look: 'icmp', at: 'B' } },
    },
  ],
  won: '机器 5 在新的地方\u200B应答了。',
  remember: [
    '表里没有，就泛洪；写的是另一个端口，就转发；写的正是',
    term('ingress-port', '入端口'),
    '，就过滤。每一行都只说明最近一次是在哪里听到的，所以每一帧都要学。',
  ],
  linux: [
    {
      command: 'bridge fdb show br br0 dynamic',
      output: [
        '02:5d:a1:3c:07:11 dev p1 master br0',
        '02:5d:a1:71:cd:15 dev p3 master br0',
        '02:5d:a1:b6:20:14 dev p3 master br0',
        '02:5d:a1:88:42:12 dev p2 master br0',
        '02:5d:a1:0e:f9:13 dev p2 master br0',
      ].join('\n'),
      note: '搬走之前的交换机 A：机器 2、3 都在 p2 后面，那里接着集线器；机器 5（末尾是 15）在 p3 后面。光是搬走，这张表一点也不会变。',
    },
    {
      command: 'bridge fdb show br br0 dynamic',
      output: [
        '02:5d:a1:3c:07:11 dev p1 master br0',
        '02:5d:a1:71:cd:15 dev p4 master br0',
        '02:5d:a1:b6:20:14 dev p3 master br0',
        '02:5d:a1:88:42:12 dev p2 master br0',
        '02:5d:a1:0e:f9:13 dev p2 master br0',
      ].join('\n'),
      note: '机器 5 在新的地方发出第一帧之后的交换机 A：还是那一行，端口改成了 p4。',
    },
    {
      command: 'bridge fdb show br br0 dynamic',
      output: [
        '02:5d:a1:3c:07:11 dev p1 master br0',
        '02:5d:a1:b6:20:14 dev p2 master br0',
        '02:5d:a1:88:42:12 dev p1 master br0',
        '02:5d:a1:71:cd:15 dev p1 master br0',
      ].join('\n'),
      note: '同一时刻的交换机 B：机器 5 现在在 p1 后面。机器 3（末尾是 13）没有行，因为它的帧全被交换机 A 过滤掉了。',
    },
  ],
  question: '机器 5 搬走以后还没出过声，这时机器 4 来 ping 它。两台交换机各会怎样处理这一帧？',
  thought:
    '交换机 B 已经忘了那一行，于是泛洪，这没有错，帧从端口 3 进了交换机 A。可是 A 的表里还写着机器 5 在端口 3，正是入端口，于是过滤。两台都守了规则，这个 ping 还是丢了。只要机器 5 先发过一帧，就不会这样。所以虚拟机迁移到另一台主机以后，马上会有一帧替它发出来。',
  terms: ['switch', 'hub', 'mac-table', 'ingress-port', 'flooding', 'unknown-unicast', 'filtering', 'ageing'],
};
