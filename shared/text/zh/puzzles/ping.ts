/** The words of the puzzle ping. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const ping: PuzzleText = {
  title: 'ping 一下',
  story: '三台机器接在同一台交换机上，互相 ping：把每个请求送到对的网卡；问到你了，就一栏一栏地填好应答。',
  names: {
    S: { name: '交换机', short: 'S' },
    A: { name: '机器 A', short: 'A' },
    B: { name: '机器 B', short: 'B' },
    C: { name: '机器 C', short: 'C' },
  },
  areas: {},
  intro: [
    {
      title: '从里往外装',
      body: [
        term('ping', 'ping'),
        ' 问的是：那边有人吗？这个问题从里往外装。最里面是一个 ',
        term('icmp', 'ICMP'),
        ' 报文，叫',
        term('echo-request', '回显请求'),
        '。报文装进',
        term('packet', '包'),
        '，包上写两个 IP 地址和 TTL；包再装进',
        term('frame', '帧'),
        '，帧上写两个 MAC 地址。还不知道是哪块网卡，才用 ',
        term('arp', 'ARP'),
        ' 去问。',
      ],
      picture: { devices: ['A', 'S', 'B'], frame: { look: 'icmp', at: 'A' } },
    },
    {
      title: '两个号',
      body: [
        '回显请求的类型是 8，还带着两个号。标识符说的是哪一次 ping，因为一台机器可以同时跑好几个 ping。序号说的是这次 ping 的第几个请求，每多发一个就加一。',
      ],
      picture: { devices: ['A', 'B', 'C', 'S'], frame: { look: 'icmp', at: 'A' } },
    },
    {
      title: '送回去的是新包',
      body: [
        '问到你了，你就回一个',
        term('echo-reply', '回显应答'),
        '，这是你自己的一个新包。两个地址对调：源是你，目的是提问的一方。类型 8 变成 0。标识符、序号和数据都照抄，提问的一方就凭那两个号知道答的是哪个请求。',
      ],
      picture: { devices: ['B', 'S', 'A'], frame: { look: 'icmp', at: 'B' } },
      touch: {
        ask: '一个请求的类型是 8，标识符是 7，序号是 3。它的应答怎么写？',
        choices: [
          {
            text: '类型 0，标识符 7，序号 4',
            isRight: false,
            says: '4 是下一个请求的序号，这个应答答的是第 3 个请求。',
          },
          {
            text: '类型 0，标识符 7，序号 3',
            isRight: true,
            says: '靠这两个数，提问的一方知道答的是它的哪个请求。',
            frame: { look: 'icmp', at: 'A' },
          },
          { text: '类型 8，标识符 7，序号 3', isRight: false, says: '类型 8 是问：这就成了又一个提问，而不是应答。' },
        ],
      },
    },
    {
      title: 'TTL 用自己的',
      body: [
        term('ttl', 'TTL'),
        ' 说的是包还能走多少段链路。应答走的是自己的路：既不照抄请求的 TTL，也不接着它往下减。你的机器和 Linux 一样，出发时用 64；Windows 用的是 128。',
      ],
      picture: { devices: ['B', 'S', 'A'], frame: { look: 'icmp', at: 'B' } },
    },
    {
      title: '一来一回',
      body: [
        '请求出发时，ping 把当时的时刻写进数据，应答再把数据原样带回来。用现在的时刻减去它，就是往返时间。两个时刻看的都是提问一方的钟，所以两台机器的钟不必对准。',
      ],
      picture: { devices: ['A', 'S', 'B'], frame: { look: 'icmp', at: 'A' } },
    },
  ],
  won: '每个请求\u200B都等到了应答。',
  remember: [
    term('echo-reply', '回显应答'),
    '是一个新的包：地址对调，类型 8 变成 0，标识符、序号和数据照抄，',
    term('ttl', 'TTL'),
    ' 用自己的。',
  ],
  linux: [
    {
      command: 'ping -c 1 192.168.1.14',
      output: [
        'PING 192.168.1.14 (192.168.1.14) 56(84) bytes of data.',
        '64 bytes from 192.168.1.14: icmp_seq=1 ttl=64 time=0.387 ms',
        '',
        '--- 192.168.1.14 ping statistics ---',
        '1 packets transmitted, 1 received, 0% packet loss, time 0ms',
        'rtt min/avg/max/mdev = 0.387/0.387/0.387/0.000 ms',
      ].join('\n'),
      note: '在机器 A 上 ping 机器 B：数据 56 字节，加上 ICMP 首部是 64，再加上 IP 首部是 84。time= 后面就是往返时间。',
    },
    {
      command: 'sudo tcpdump -env -c 2 -i eth0 icmp',
      output: [
        '12:00:01.000213 02:5d:a1:3c:07:11 > 02:5d:a1:b6:20:14, ethertype IPv4 (0x0800), length 98: (tos 0x0, ttl 64, id 51966, offset 0, flags [DF], proto ICMP (1), length 84)',
        '    192.168.1.11 > 192.168.1.14: ICMP echo request, id 4711, seq 1, length 64',
        '12:00:01.000571 02:5d:a1:b6:20:14 > 02:5d:a1:3c:07:11, ethertype IPv4 (0x0800), length 98: (tos 0x0, ttl 64, id 20817, offset 0, flags [none], proto ICMP (1), length 84)',
        '    192.168.1.14 > 192.168.1.11: ICMP echo reply, id 4711, seq 1, length 64',
      ].join('\n'),
      note: '在机器 A 上看一次 ping 的请求和应答：MAC 地址和 IP 地址都对调了，标识符（id 4711）和序号（seq 1）没有变。括号里的 id 是另一回事，它属于 IP 包；应答是一个新的包，有它自己的。',
    },
    {
      command: 'ping -c 1 -t 5 192.168.1.14',
      output: [
        'PING 192.168.1.14 (192.168.1.14) 56(84) bytes of data.',
        '64 bytes from 192.168.1.14: icmp_seq=1 ttl=64 time=0.362 ms',
        '',
        '--- 192.168.1.14 ping statistics ---',
        '1 packets transmitted, 1 received, 0% packet loss, time 0ms',
        'rtt min/avg/max/mdev = 0.362/0.362/0.362/0.000 ms',
      ].join('\n'),
      note: '这次请求出发时 TTL 是 5，应答没有照抄，仍然是 ttl=64。',
    },
  ],
  question:
    '机器 A 去 ping 同一段链路上的邻居，请求出发时 TTL 是 64，应答却显示 ttl=128。这个数是哪里来的？它说明了什么？',
  thought:
    '应答是一个新的包，TTL 由应答的机器自己定。Windows 从 128 开始，Linux 从 64 开始，许多路由器和交换机从 255 开始。中间没有路由器，一点也没有减，所以对方多半是 Windows。这只是猜测，因为这个值可以改。离得远，数就会小一些：看到 117，大概是从 128 减掉了十一台路由器，而且是回来的路上的，不是去的路上的。',
  terms: ['ping', 'icmp', 'echo-request', 'echo-reply', 'packet', 'frame', 'ip-address', 'mac-address', 'arp', 'ttl'],
};
