/** The words of the puzzle vlan. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const vlan: PuzzleText = {
  title: '两家租户，一台交换机',
  story: '面包店和银行租了同一栋楼，共用楼里的两台交换机：设好端口，让每家的机器彼此互通，又谁也碰不到对方的。',
  names: {
    S1: { name: '交换机 1', short: 'S1' },
    S2: { name: '交换机 2', short: 'S2' },
    A1: { name: '面包店 1', short: 'A1' },
    A2: { name: '面包店 2', short: 'A2' },
    A3: { name: '面包店 3', short: 'A3' },
    B1: { name: '银行 1', short: 'B1' },
    B2: { name: '银行 2', short: 'B2' },
    B3: { name: '银行 3', short: 'B3' },
  },
  areas: {},
  intro: [
    {
      title: '交换机不分你我',
      body: [
        '新的交换机不管哪个端口上是谁家的机器。面包店的',
        term('broadcast', '广播'),
        '，银行也收得到；目的地址还没学到的帧，也是这样。何况两家的机器还在同一个',
        term('subnet', '子网'),
        '里。',
      ],
      picture: { devices: ['A1', 'B1', 'A2', 'S1'], frame: { look: 'arp', at: 'S1' } },
    },
    {
      title: '每个端口一个编号',
      body: [
        term('vlan', 'VLAN'),
        ' 把一台交换机变成好几台：每个端口有一个编号，1 到 4094，帧从哪个编号的端口进来，就只从同一编号的端口出去。这样的端口叫 ',
        term('access-port', 'Access 口'),
        '。机器自己一点也察觉不到。',
      ],
      picture: { devices: ['A1', 'B1', 'A2', 'S1'] },
    },
    {
      title: '没设的都在 1',
      body: ['谁也没设过的端口都属于 VLAN 1。所以漏设的端口并不是和谁都不通，而是和所有漏设的端口互通。'],
      picture: { devices: ['S1', 'B1'] },
      touch: {
        ask: '有两个端口忘了设：一个接着面包店的机器，一个接着银行的机器。这两台机器通不通？',
        choices: [
          { text: '通', isRight: true, says: '两个端口都在 VLAN 1，交换机就当它们是一家的。' },
          { text: '不通', isRight: false, says: '忘了设的端口也有编号，就是 1，两个正好一样。' },
        ],
      },
    },
    {
      title: '一家一根网线',
      body: [
        '编号只在交换机里面有效，Access 口的网线上看不出来。所以两台交换机之间的两根网线，可以一家一根。哪根归谁，由你们商量。网线两头的编号甚至不必相同。',
      ],
      picture: { devices: ['S1', 'S2'], frame: { look: 'icmp', at: 'S1' } },
    },
    {
      title: '先配置，再跑流量',
      body: [
        '看看地图：哪个端口上是谁？另一台交换机上，机器插的顺序不一样。大家都准备好以后，流量就开始跑，帧要是从不该出的地方出来，一定会被发现。',
      ],
      picture: { devices: ['S2', 'B2', 'A3', 'B3'] },
    },
  ],
  won: '每家的机器\u200B彼此互通，没有一个帧\u200B跑到对方那里。',
  remember: [
    '交换机用了 ',
    term('vlan', 'VLAN'),
    '，帧从哪个 VLAN 进来，就只从这个 VLAN 的端口出去，广播也一样。',
    term('access-port', 'Access 口'),
    '只属于一个 VLAN，帧不带标签。没设过的端口都在 VLAN 1。',
  ],
  linux: [
    {
      command: 'ip link set br0 type bridge vlan_filtering 1',
      output: '',
      note: 'Linux 网桥默认不看 VLAN，要先打开。',
    },
    {
      command: 'bridge vlan del dev p1 vid 1; bridge vlan add dev p1 vid 10 pvid untagged',
      output: '',
      note: 'VLAN 10 的 Access 口：不带标签进来的帧归入 10（“pvid”），出去时也不带标签（“untagged”）。',
    },
    {
      command: 'bridge vlan',
      output: [
        'port              vlan-id  ',
        'p1                10 PVID Egress Untagged',
        'p2                20 PVID Egress Untagged',
        'p3                10 PVID Egress Untagged',
        'p4                1 PVID Egress Untagged',
        'p5                10 PVID Egress Untagged',
        'p6                20 PVID Egress Untagged',
      ].join('\n'),
      note: '端口 4 空着，谁也没设过，所以在 VLAN 1。',
    },
  ],
  question: '又搬来第三家、第四家，两台交换机之间要几根网线？要想只用一根，帧里得多带点什么？',
  thought:
    '每家都要自己的一根网线，两头各占一个端口。要想共用一根，帧在网线上就得带着自己的 VLAN 编号：这就是 802.1Q 标签，网线两头的端口叫 Trunk 口。',
  terms: ['switch', 'broadcast', 'subnet', 'vlan', 'access-port'],
};
