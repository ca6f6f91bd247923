/** The words of the puzzle ttl. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const ttl: PuzzleText = {
  title: '生存时间',
  story: '机器 A 想知道去机器 B 的路上有哪几台路由器：每个包的 TTL 都要减一，用完了就告诉发送方。',
  names: {
    A: { name: '机器 A', short: 'A' },
    R1: { name: '路由器 1', short: 'R1' },
    R2: { name: '路由器 2', short: 'R2' },
    R3: { name: '路由器 3', short: 'R3' },
    B: { name: '机器 B', short: 'B' },
    C: { name: '机器 C', short: 'C' },
  },
  areas: {},
  intro: [
    {
      title: '过一台，减一',
      body: [
        term('ttl', 'TTL'),
        ' 叫生存时间，数的却不是秒，而是',
        term('hop', '跳'),
        '：每台路由器转发一个包，都要把它减一。新的包出发时带着自己的 TTL，发送方没有另外指定的话，Linux 用 64。',
      ],
      picture: { devices: ['A', 'R1', 'R2'], frame: { look: 'icmp', at: 'R1' } },
    },
    {
      title: '减到 0 的包',
      body: [
        '进来时 TTL 是 1 的包，减一就成了 0，所以不能再往外送，路由器就在这里把它丢弃。目标收到 TTL 是 1 的包没有关系：它自己收下，不用转发。',
      ],
      picture: { devices: ['R2', 'R3', 'B'], frame: { look: 'icmp', at: 'R3' } },
    },
    {
      title: '告诉发送方',
      body: [
        '路由器给发送方回一个 ',
        term('icmp', 'ICMP'),
        ' 报文：',
        term('time-exceeded', '超时'),
        '。它的源 IP 是路由器的地址，不是目标的，里面还引用了被丢的那个包。它是一个新的包，不沿用那个用完的 TTL。应答也是这样。',
      ],
      picture: { devices: ['A', 'R1'], frame: { look: 'icmp', at: 'R1' } },
    },
    {
      title: '一台一台问出来',
      body: [
        '发一个 TTL 是 1 的包，回话的是第一台路由器；TTL 是 2，就是第二台；是 3，就是第三台，直到目标自己应答。',
        term('traceroute', 'traceroute'),
        ' 正是这样找出沿途的路由器的。',
      ],
      picture: { devices: ['A', 'R1', 'R2', 'R3', 'B'], frame: { look: 'icmp', at: 'A' } },
      touch: {
        ask: '路上有三台路由器。TTL 最小是多少，包才能到目标？',
        choices: [
          {
            text: '3',
            isRight: false,
            says: '它到第三台路由器时是 1，出去就成了 0，所以到此为止。',
            frame: { look: 'icmp', at: 'R3' },
          },
          { text: '4', isRight: true, says: '三台路由器各减一，到的时候还剩 1。', frame: { look: 'icmp', at: 'B' } },
          {
            text: '64',
            isRight: false,
            says: '能到，不过到的时候还有 61：还有更小的。',
            frame: { look: 'icmp', at: 'B' },
          },
        ],
      },
    },
    {
      title: '兜圈子',
      body: [
        '表里有一行写错了，包就可能被送回来的地方，那边又把它送过来，这就是',
        term('routing-loop', '路由环路'),
        '。路由器不会发觉，因为它不记得见过哪个包。能让包停下来的只有 TTL。',
      ],
      picture: { devices: ['R1', 'R2'], frame: { look: 'icmp', at: 'R2' } },
    },
  ],
  won: '机器 A 知道了\u200B沿途的路由器，兜圈子的包\u200B也停下来了。',
  remember: [
    '每过一台路由器，',
    term('ttl', 'TTL'),
    ' 减一。减到 0 的包就在那里丢弃，由那台路由器告诉发送方：',
    term('time-exceeded', '超时'),
    '。',
    term('traceroute', 'traceroute'),
    ' 靠它问路，',
    term('routing-loop', '路由环路'),
    '靠它收场。',
  ],
  linux: [
    {
      command: 'ping -c 1 -t 2 192.168.4.101',
      output: [
        'PING 192.168.4.101 (192.168.4.101) 56(84) bytes of data.',
        'From 192.168.56.2 icmp_seq=1 Time to live exceeded',
        '',
        '--- 192.168.4.101 ping statistics ---',
        '1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms',
      ].join('\n'),
      note: '在机器 A 上：TTL 是 2 的包只能走到第二台路由器，回来的报文用的是这台路由器的地址。',
    },
    {
      command: 'ping -c 1 192.168.4.101',
      output: [
        'PING 192.168.4.101 (192.168.4.101) 56(84) bytes of data.',
        '64 bytes from 192.168.4.101: icmp_seq=1 ttl=61 time=0.523 ms',
        '',
        '--- 192.168.4.101 ping statistics ---',
        '1 packets transmitted, 1 received, 0% packet loss, time 0ms',
        'rtt min/avg/max/mdev = 0.523/0.523/0.523/0.000 ms',
      ].join('\n'),
      note: '应答是一个新的包：出发时 TTL 是 64，经过三台路由器，所以是 ttl=61。',
    },
    {
      command: 'traceroute -n 192.168.4.101',
      output: [
        'traceroute to 192.168.4.101 (192.168.4.101), 30 hops max, 60 byte packets',
        ' 1  192.168.1.1  0.214 ms  0.187 ms  0.179 ms',
        ' 2  192.168.56.2  0.342 ms  0.318 ms  0.311 ms',
        ' 3  192.168.56.6  0.467 ms  0.451 ms  0.440 ms',
        ' 4  192.168.4.101  0.583 ms  0.562 ms  0.554 ms',
      ].join('\n'),
      note: '每个 TTL 发三个包。Linux 默认用 UDP：路由器回的是“超时”，机器 B 回的是“端口不可达”。',
    },
    {
      command: 'traceroute -n -q 1 -m 6 10.66.0.23',
      output: [
        'traceroute to 10.66.0.23 (10.66.0.23), 6 hops max, 60 byte packets',
        ' 1  192.168.1.1  0.208 ms',
        ' 2  192.168.56.2  0.336 ms',
        ' 3  192.168.1.1  0.349 ms',
        ' 4  192.168.56.2  0.471 ms',
        ' 5  192.168.1.1  0.485 ms',
        ' 6  192.168.56.2  0.604 ms',
      ].join('\n'),
      note: '路由环路看上去就是这样：总是那两台路由器轮流出现。这里每个 TTL 只发一个包，最多到 6。',
    },
  ],
  question:
    'TTL 是 6 的包停在了路由器 2。在同一个环路里，TTL 是 7 的包会停在哪里？TTL 是 64 的包要在两台路由器之间的链路上走多少次？',
  thought:
    'TTL 是奇数，就停在路由器 1；是偶数，就停在路由器 2。TTL 是 64 的包离开路由器 1 时是 63，此后每走一次少一，一直到 1，一共走 63 次。一行写错，这段链路的负担就成了 63 倍；要是没有 TTL，就永远没完。',
  terms: ['ttl', 'hop', 'icmp', 'time-exceeded', 'traceroute', 'routing-loop'],
};
