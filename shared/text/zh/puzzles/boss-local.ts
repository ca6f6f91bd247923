/** The words of the puzzle boss-local. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const bossLocal: PuzzleText = {
  title: '有一处坏了',
  story: '五台机器、两台交换机，全靠你们动手：先让流量跑通；等到一次刚才还通的 ping 没了应答，再一起找出是哪里坏了。',
  names: {
    A: { name: '交换机 A', short: 'A' },
    B: { name: '交换机 B', short: 'B' },
    M1: { name: '机器 1', short: '1' },
    M2: { name: '机器 2', short: '2' },
    M3: { name: '机器 3', short: '3' },
    M4: { name: '机器 4', short: '4' },
    M5: { name: '机器 5', short: '5' },
  },
  areas: {},
  intro: [
    {
      title: '学过的全用上',
      body: [
        '这一关没有新东西要学。机器收下给自己的帧，不认识对方就用 ',
        term('arp', 'ARP'),
        ' 去问，被 ping 到就自己动手写',
        term('echo-reply', '回显应答'),
        '。交换机要学习、转发、',
        term('flooding', '泛洪'),
        '，也要会',
        term('filtering', '过滤'),
        '。这一次，没有人再手把手地带你。',
      ],
      picture: { devices: ['M1', 'A', 'B', 'M4'], frame: { look: 'arp', at: 'A' } },
    },
    {
      title: '然后，有一处会坏',
      body: [
        '会有一次 ping 等不到应答，虽然同样的 ping 刚才还是通的。这时恰好有一处坏了：网线把帧弄坏，或者断了；网卡被关掉；',
        term('mask', '掩码'),
        '不对；或者',
        term('neighbor-table', '邻居表'),
        '里有一行写错了。',
      ],
      picture: { devices: ['M2', 'A'], frame: { look: 'icmp', at: 'A' } },
    },
    {
      title: '每人只看得见一台',
      body: [
        '控制台上是你自己的设备，和真的 Linux 一样。ip -s link：网卡开着吗，有链路吗，有错误吗？ip addr：掩码是多少？ip neigh：我记的是谁的 MAC 地址？常常要两个人对一对才看得出来。所以要开口：问一问，比一比，在地图上指一指。',
      ],
      picture: { devices: ['M1', 'M2', 'A'] },
    },
    {
      title: '顺着踪迹找',
      body: [
        '踪迹断在哪里，毛病就在哪里。请求最后是谁见到的？明明认识，怎么还泛洪了？有没有谁什么都没听到？想清楚了再说哪里坏了：说错一次，扣半颗星。',
      ],
      picture: { devices: ['M5', 'B', 'A'], frame: { look: 'icmp', at: 'B' } },
      touch: {
        ask: '请求到了，机器却把它丢了，因为帧校验序列不对。该去哪里找毛病？',
        choices: [
          { text: '发送方的掩码', isRight: false, says: '请求发出来了，也到了该到的机器，掩码没有问题。' },
          { text: '沿途的网线', isRight: true, says: '它是在路上坏的。沿途还有谁见过它完好的样子？' },
          { text: '接收方的邻居表', isRight: false, says: '应答时才用得到它，这里还没到那一步。' },
        ],
      },
    },
  ],
  won: '毛病找到了，每次 ping 都有了应答。',
  remember: [
    '找毛病要一层一层来：网卡开着吗？网线上有信号吗？帧是完好的吗？',
    term('mask', '掩码'),
    '对吗？',
    term('neighbor-table', '邻居表'),
    '里的 ',
    term('mac-address', 'MAC 地址'),
    '对吗？踪迹断在哪里，毛病就在哪里。',
  ],
  linux: [
    {
      command: 'ip link show eth0',
      output: [
        '2: eth0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 qdisc fq_codel state DOWN mode DEFAULT group default qlen 1000',
        '    link/ether 02:5d:a1:3c:07:11 brd ff:ff:ff:ff:ff:ff',
      ].join('\n'),
      note: '网卡开着（UP），对面却没有信号（NO-CARRIER）：网线没插好或者断了，要不就是对面的网卡关着。如果连 UP 都没有，关着的就是这块网卡自己，用 sudo ip link set eth0 up 打开。',
    },
    {
      command: 'ip -s -s link show eth0',
      output: [
        '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP mode DEFAULT group default qlen 1000',
        '    link/ether 02:5d:a1:3c:07:11 brd ff:ff:ff:ff:ff:ff',
        '    RX:  bytes packets errors dropped  missed   mcast           ',
        '         58800     600     41       0       0       0 ',
        '    RX errors:  length    crc   frame    fifo overrun',
        '                     0     41       0       0       0 ',
        '    TX:  bytes packets errors dropped carrier collsns           ',
        '         58800     600      0       0       0       0 ',
        '    TX errors: aborted   fifo  window heartbt transns',
        '                     0      0       0       0       2 ',
      ].join('\n'),
      note: '网线有毛病：链路是有的，但进来的帧 FCS 不对（crc 那一栏），而且每 ping 一次就涨一点。',
    },
    {
      command: 'ip neigh',
      output: '192.168.1.14 dev eth0 lladdr 02:5d:a1:b6:20:14 PERMANENT',
      note: '这一行是有人手工写的，邻居换了网卡，它也不会变。用 sudo ip neigh del 192.168.1.14 dev eth0 删掉它，ARP 就会找到新的地址。',
    },
  ],
  question:
    '一台机器 ping 得通所有邻居，只有一个不通；别的机器 ping 那一个却是通的。五种毛病里，哪些有可能，哪些不可能？',
  thought:
    '网线和网卡要承载它全部的流量，既然别的 ping 都通，这两台机器的网线和网卡就都没有问题。剩下的是表和掩码。可能是关于这个邻居的那一行写错了，两边都有可能；也可能是掩码太长，偏偏把这个邻居划到了外面。在两台机器上各用 ip neigh 和 ip addr 看一眼，就清楚了。',
  terms: ['arp', 'echo-reply', 'flooding', 'filtering', 'mask', 'neighbor-table', 'mac-address', 'fcs'],
};
