/** The words of the puzzle two-routers. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const twoRouters: PuzzleText = {
  title: '两台路由器',
  story: '服务器 A 和服务器 B 不在同一个网络，中间隔着两台路由器：把 ping 送过去，再把应答送回来。',
  names: {
    A: { name: '服务器 A', short: 'A' },
    R1: { name: '路由器 1', short: 'R1' },
    R2: { name: '路由器 2', short: 'R2' },
    B: { name: '服务器 B', short: 'B' },
  },
  areas: { LAN1: 'A 的网络', LINK: '中间', LAN2: 'B 的网络' },
  intro: [
    {
      title: '近还是远？',
      body: [
        '你的地址加上',
        term('mask', '掩码'),
        '，说的就是你的',
        term('subnet', '子网'),
        '。目标在里面，就',
        term('on-link', '在本链路上'),
        '，直接发给它；不在里面，就交给',
        term('default-gateway', '默认网关'),
        '，它是你这段链路上的一台路由器。',
      ],
      picture: { devices: ['A', 'R1'], frame: { look: 'icmp', at: 'A' } },
    },
    {
      title: '下一跳',
      body: [
        '一帧最远只能到这段链路的另一头，所以帧里写的是',
        term('next-hop', '下一跳'),
        '的 MAC 地址，这里就是路由器。里面的包写的仍然是目标的 IP 地址。网关的 IP 地址哪一栏都不写。',
      ],
      picture: { devices: ['A', 'R1', 'R2', 'B'], frame: { look: 'icmp', at: 'R1' } },
    },
    {
      title: '路由器查表',
      body: [
        term('router', '路由器'),
        '收下给自己网卡的帧，拿目的 IP 去查',
        term('routing-table', '路由表'),
        '。包含它的',
        term('route', '路由'),
        '里，',
        term('prefix', '前缀'),
        '最长的算数，这叫',
        term('longest-prefix-match', '最长前缀匹配'),
        '。那一行没有写网关，目标就在那段链路上。',
      ],
      picture: { devices: ['R1', 'R2'], frame: { look: 'icmp', at: 'R1' } },
    },
    {
      title: '换 MAC，不换 IP',
      body: [
        '然后路由器写一个新的帧：源地址是它在下一段链路上的网卡，目的地址是下一跳的网卡。不知道是哪块网卡，就用 ARP 去问。两个 IP 地址从头到尾都不变。',
      ],
      picture: { devices: ['R1', 'R2', 'B'], frame: { look: 'icmp', at: 'R1' } },
      touch: {
        ask: '一个包从 A 到 B，路由器 1 要把它转给路由器 2。新的帧写哪两个 MAC 地址？',
        choices: [
          { text: '从 A 到 B', isRight: false, says: '这两块网卡都不在两台路由器之间的链路上。' },
          { text: '从 A 到路由器 2', isRight: false, says: 'A 的网卡在另一段链路上。在这里，发送的是路由器 1。' },
          {
            text: '从路由器 1 到路由器 2',
            isRight: true,
            says: '就是这段链路上的两块网卡。包里写的仍然是从 A 到 B。',
            frame: { look: 'icmp', at: 'R2' },
          },
        ],
      },
    },
    {
      title: '生存时间',
      body: [
        '每走一',
        term('hop', '跳'),
        '都有代价：路由器把 ',
        term('ttl', 'TTL'),
        ' 减一，再重新算出 IP 首部的',
        term('checksum', '校验和'),
        '。减到 0 的包就丢弃，并告诉发送方。这样，没有哪个包会一直兜圈子。',
      ],
      picture: { devices: ['R1', 'R2'], frame: { look: 'icmp', at: 'R2' } },
    },
  ],
  won: '应答穿过两台路由器\u200B回来了。',
  remember: [
    '每到一段新的链路，两个 MAC 地址都换，两个 IP 地址都不变。帧是给',
    term('next-hop', '下一跳'),
    '的，包是给目标的。',
  ],
  linux: [
    {
      command: 'ip route get 192.168.4.101',
      output: '192.168.4.101 via 192.168.1.1 dev eth0 src 192.168.1.101 uid 1000\n    cache',
      note: '在服务器 A 上：目标不在本链路，所以经过网关。',
    },
    {
      command: 'ip neigh',
      output: '192.168.1.1 dev eth0 lladdr 02:5d:a1:2e:90:01 REACHABLE',
      note: '服务器 A 只知道网关的 MAC 地址，别的都用不着，服务器 B 的也一样。',
    },
    {
      command: 'sudo tcpdump -env -c 1 -i eth1 icmp',
      output: [
        '12:00:01.000213 02:5d:a1:2e:90:02 > 02:5d:a1:c4:17:03, ethertype IPv4 (0x0800), length 98: (tos 0x0, ttl 63, id 51966, offset 0, flags [DF], proto ICMP (1), length 84)',
        '    192.168.1.101 > 192.168.4.101: ICMP echo request, id 4711, seq 1, length 64',
      ].join('\n'),
      note: '在路由器 1 上看两台路由器之间的链路：MAC 地址是两台路由器的，IP 地址是两台服务器的，TTL 从 64 减到了 63。',
    },
    {
      command: 'ping -c 1 192.168.4.101',
      output: [
        'PING 192.168.4.101 (192.168.4.101) 56(84) bytes of data.',
        '64 bytes from 192.168.4.101: icmp_seq=1 ttl=62 time=0.412 ms',
        '',
        '--- 192.168.4.101 ping statistics ---',
        '1 packets transmitted, 1 received, 0% packet loss, time 0ms',
        'rtt min/avg/max/mdev = 0.412/0.412/0.412/0.000 ms',
      ].join('\n'),
      note: '应答出发时 TTL 是 64，经过两台路由器，所以是 ttl=62。',
    },
  ],
  question: '服务器 A 从来不知道服务器 B 的 MAC 地址，为什么没有关系？',
  thought:
    'MAC 地址只在自己的链路上有意义。A 只要知道网关的网卡，每台路由器只要知道下一跳的网卡。没有谁需要知道整段路，ARP 的提问到路由器也就停了。',
  terms: [
    'subnet',
    'mask',
    'prefix',
    'on-link',
    'router',
    'default-gateway',
    'next-hop',
    'hop',
    'route',
    'routing-table',
    'longest-prefix-match',
    'ttl',
    'checksum',
  ],
};
