/** The words of the puzzle static-routes. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const staticRoutes: PuzzleText = {
  title: '静态路由',
  story: '三台路由器刚刚开机，各自只认识自己网线上的网络：把它们的路由表写好，让大家都能互通。',
  names: {
    A: { name: '机器 A', short: 'A' },
    B: { name: '机器 B', short: 'B' },
    C: { name: '机器 C', short: 'C' },
    R1: { name: '路由器 1', short: 'R1' },
    R2: { name: '路由器 2', short: 'R2' },
    R3: { name: '路由器 3', short: 'R3' },
  },
  areas: {},
  intro: [
    {
      title: '路由器只认识自己的网线',
      body: [
        '每个接口在',
        term('routing-table', '路由表'),
        '里都有一行，写着那里的',
        term('subnet', '子网'),
        '。邻居背后有什么，路由器一概不知，直到有人手工写上一行，这就是',
        term('static-route', '静态路由'),
        '。',
      ],
      picture: { devices: ['A', 'R1', 'R2', 'R3'] },
    },
    {
      title: '去哪个网络，交给谁',
      body: [
        '一行路由说的是：去这个',
        term('prefix', '前缀'),
        '的包，交给那个下一跳。下一跳写的是邻居在你们共用的那根网线上的地址。写成别处的地址，系统不收：“Nexthop has invalid gateway”。',
      ],
      picture: { devices: ['R1', 'R2', 'B'], frame: { look: 'icmp', at: 'R1' } },
    },
    {
      title: '有去，还要有回',
      body: [
        '两个方向的路都写好了，ping 才会有应答。应答自己也是一个包，沿途每台路由器都要在表里找一行，包含发问者的地址。最常漏掉的，就是回来的路。',
      ],
      picture: { devices: ['A', 'R1', 'R2', 'B'], frame: { look: 'icmp', at: 'R2' } },
      touch: {
        ask: '路由器 1 有去 B 那个网络的一行，路由器 2 却没有去 A 那个网络的。A ping B，会怎样？',
        choices: [
          { text: '请求到不了', isRight: false, says: '路由器 1 有这一行，B 就在路由器 2 后面，请求到得了。' },
          { text: '应答回不来', isRight: true, says: '路由器 2 的表里没有去 A 那边的一行，应答到它那里就没了。' },
          { text: '有应答', isRight: false, says: '应答是另一个包，路由器 2 没有给它用的一行。' },
        ],
      },
    },
    {
      title: '哪一行都不匹配',
      body: [
        '这时路由器丢掉包，并告诉发送方：',
        term('destination-unreachable', '目的不可达'),
        '。',
        term('default-route', '默认路由'),
        '什么都匹配，连根本不存在的网络也匹配。几条默认路由要是首尾相接，这样的包就会一直兜圈子，直到 TTL 用完。',
      ],
      picture: { devices: ['R1', 'R2', 'R3'], frame: { look: 'icmp', at: 'R3' } },
    },
    {
      title: '先配置，再跑流量',
      body: [
        '写好自己的表。看不到的就问别人：那边有哪些网络？在我们这根网线上，你的地址是多少？大家都准备好以后，流量自己会跑，跑一遍就知道对不对。',
      ],
      picture: { devices: ['A', 'B', 'C', 'R1', 'R2', 'R3'] },
    },
  ],
  won: '大家都能互通，有去有回；去不了的地方，也有人告知。',
  remember: [
    '来回的路上，每台路由器都要有一行包含目的地址，下一跳要在自己的某根网线上。路由器之间的网络也别漏掉。还有，',
    term('default-route', '默认路由'),
    '千万不要首尾相接。',
  ],
  linux: [
    {
      command: 'ip route add 192.168.4.0/24 via 192.168.56.2',
      output: '',
      note: '在路由器 1 上加一条静态路由。重启以后它就没有了，除非写进系统配置。',
    },
    {
      command: 'ip route add 10.77.2.0/23 via 192.168.56.99',
      output: 'Error: Nexthop has invalid gateway.',
      note: '下一跳不在任何一个直连子网里，内核就不收：它不知道该从哪个接口去找。',
    },
    {
      command: 'ip route',
      output: [
        '10.77.2.0/23 via 192.168.56.10 dev eth2',
        '192.168.1.0/24 dev eth0 proto kernel scope link src 192.168.1.1',
        '192.168.4.0/24 via 192.168.56.2 dev eth1',
        '192.168.56.0/30 dev eth1 proto kernel scope link src 192.168.56.1',
        '192.168.56.4/30 via 192.168.56.2 dev eth1',
        '192.168.56.8/30 dev eth2 proto kernel scope link src 192.168.56.9',
      ].join('\n'),
      note: '三行是直连子网（“proto kernel”），三行是手工写的。',
    },
    {
      command: 'ping -c 1 203.0.113.7',
      output: [
        'PING 203.0.113.7 (203.0.113.7) 56(84) bytes of data.',
        'From 192.168.1.1 icmp_seq=1 Destination Net Unreachable',
        '',
        '--- 203.0.113.7 ping statistics ---',
        '1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms',
      ].join('\n'),
      note: '在机器 A 上：路由器 1 的表里没有这个地址，于是如实告知。',
    },
  ],
  question:
    '要是每台路由器只写一条默认路由，1 指向 2，2 指向 3，3 指向 1，各台机器也能互通。这时断掉三根网线中的一根，会怎样？换成你写的表，又会怎样？',
  thought:
    '首尾相接时，凡是要过那根网线的包都丢了，哪怕另有一条路可走。用你写的表，只有原本走那根网线的包会丢，可是表也不会自己改。手工写的路由，网线一断就得有人重写；路由协议会自己改。',
  terms: [
    'routing-table',
    'subnet',
    'static-route',
    'prefix',
    'destination-unreachable',
    'default-route',
    'next-hop',
    'routing-loop',
  ],
};
