/** The words of the puzzle the-gateway. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const theGateway: PuzzleText = {
  title: '网关',
  story: 'A 和 B 的网络有两个出口，两台路由器各通向一台服务器：凡是要出去的包，都交给对的那台路由器。',
  names: {
    A: { name: '机器 A', short: 'A' },
    B: { name: '机器 B', short: 'B' },
    S: { name: '交换机', short: 'S' },
    R1: { name: '路由器 1', short: 'R1' },
    R2: { name: '路由器 2', short: 'R2' },
    W: { name: '服务器 W', short: 'W' },
    F: { name: '服务器 F', short: 'F' },
  },
  areas: {
    LAN: 'A 和 B 的网络',
    WEB: '服务器 W 的网络',
    FILES: '服务器 F 的网络',
  },
  intro: [
    {
      title: '出去的路',
      body: [
        '目标不',
        term('on-link', '在本链路上'),
        '，一帧就送不到，要靠你这段链路上的一台',
        term('router', '路由器'),
        '接着往外送，它就是网关。你知道的是网关的 IP 地址，可是帧里要写的是它网卡的 MAC 地址。',
      ],
      picture: { devices: ['A', 'S', 'R1', 'W'] },
    },
    {
      title: '两个地址，各管各的',
      body: [
        term('packet', '包'),
        '要走完全程，它的目的地址是服务器的 IP 地址，过了路由器也不变。',
        term('frame', '帧'),
        '只走这一段链路，它的目的地址是网关网卡的 MAC 地址。过了网关，包就装进一个新的帧里接着走。',
      ],
      picture: { devices: ['A', 'S', 'R1', 'W'], frame: { look: 'icmp', at: 'A' } },
      touch: {
        ask: '机器 A 要给服务器 W 发包。两个目的地址写什么？',
        choices: [
          {
            text: '服务器的 MAC，服务器的 IP',
            isRight: false,
            says: '服务器的网卡在另一段链路上，从这里发出的帧到不了。',
            frame: { look: 'icmp', at: 'S' },
          },
          {
            text: '网关的 MAC，网关的 IP',
            isRight: false,
            says: '这样包到网关就为止了，里面没有哪一处写着服务器。',
            frame: { look: 'icmp', at: 'R1' },
          },
          {
            text: '网关的 MAC，服务器的 IP',
            isRight: true,
            says: '帧到网关，里面的包再往服务器走。',
            frame: { look: 'icmp', at: 'W' },
          },
        ],
      },
    },
    {
      title: '该问谁的地址',
      body: [
        '还不知道那块网卡，就用 ',
        term('arp', 'ARP'),
        ' 去问。问的是',
        term('next-hop', '下一跳'),
        '的 IP 地址，不是服务器的。路由器不转发',
        term('broadcast', '广播'),
        '，远处的服务器听不到，也没有人替它应答。问到一次，凡是走这个网关的目标都用得上。',
      ],
      picture: { devices: ['S', 'A', 'B', 'R1', 'R2'], frame: { look: 'arp', at: 'A' } },
    },
    {
      title: '邻居不用网关',
      body: [
        '目标在你自己的链路上，下一跳就是它自己：包里写它的 IP 地址，帧里写它网卡的 MAC 地址。所以每发一个包，都要重新看目标在哪里，上一个包交给了谁并不要紧。',
      ],
      picture: { devices: ['A', 'S', 'B'], frame: { look: 'icmp', at: 'A' } },
    },
    {
      title: '两个出口',
      body: [
        '一段链路上可以有不止一台路由器。主机也有',
        term('routing-table', '路由表'),
        '，里面每一条',
        term('route', '路由'),
        '管一个',
        term('prefix', '前缀'),
        '。',
        term('default-route', '默认路由'),
        '通向',
        term('default-gateway', '默认网关'),
        '，什么目标都匹配，可是只要有更长的前缀也匹配，就听更长的。所以，包交给哪个网关，要看目标是谁。',
      ],
      picture: { devices: ['A', 'S', 'R1', 'R2', 'W', 'F'] },
    },
  ],
  won: '两台服务器\u200B都找到了，各走各的\u200B路由器。',
  remember: [
    '目标在远处，',
    term('frame', '帧'),
    '就写网关的网卡，',
    term('packet', '包'),
    '里写的仍然是目标的 IP 地址。用 ARP 问的是',
    term('next-hop', '下一跳'),
    '；下一跳是哪台路由器，由',
    term('route', '路由'),
    '来定。',
  ],
  linux: [
    {
      command: 'ip route',
      output: [
        'default via 192.168.1.1 dev eth0',
        '192.168.1.0/24 dev eth0 proto kernel scope link src 192.168.1.23',
        '192.168.56.0/24 via 192.168.1.2 dev eth0',
      ].join('\n'),
      note: '在机器 A 上：去服务器 F 的网络走路由器 2，其他远处的都走路由器 1。没有 via 的那一行是它自己的链路。',
    },
    {
      command: 'ip route get 192.168.56.31',
      output: '192.168.56.31 via 192.168.1.2 dev eth0 src 192.168.1.23 uid 1000\n    cache',
      note: '服务器 F 匹配两行，更长的前缀算数：经过路由器 2。',
    },
    {
      command: "sudo tcpdump -en -c 3 -i eth0 'arp or icmp'",
      output: [
        '12:00:01.000213 02:5d:a1:3c:07:17 > ff:ff:ff:ff:ff:ff, ethertype ARP (0x0806), length 42: Request who-has 192.168.1.1 tell 192.168.1.23, length 28',
        '12:00:01.000391 02:5d:a1:2e:90:01 > 02:5d:a1:3c:07:17, ethertype ARP (0x0806), length 42: Reply 192.168.1.1 is-at 02:5d:a1:2e:90:01, length 28',
        '12:00:01.000402 02:5d:a1:3c:07:17 > 02:5d:a1:2e:90:01, ethertype IPv4 (0x0800), length 98: 192.168.1.23 > 192.168.4.80: ICMP echo request, id 4711, seq 1, length 64',
      ].join('\n'),
      note: '第一次 ping 服务器 W：先问路由器 1 的地址。然后，帧里写的是路由器 1 的 MAC 地址，包里写的是服务器的 IP 地址。',
    },
    {
      command: 'ip neigh',
      output: [
        '192.168.1.42 dev eth0 lladdr 02:5d:a1:88:42:2a REACHABLE',
        '192.168.1.2 dev eth0 lladdr 02:5d:a1:c4:17:02 REACHABLE',
        '192.168.1.1 dev eth0 lladdr 02:5d:a1:2e:90:01 REACHABLE',
      ].join('\n'),
      note: '邻居有三个：机器 B 和两台路由器。两台服务器都不在表里，也用不着。',
    },
  ],
  question: '有人把服务器 W 的 MAC 地址告诉了机器 A。帧的目的地址写上它，能送到吗？',
  thought:
    '送不到。交换机从来没有听到过这个地址，就把这一帧泛洪到其他所有端口。机器 B 和两台路由器一看，不是给自己网卡的，都丢掉了。MAC 地址只在自己的链路上有意义。帧一定要写给路由器，路由器才会收下，把里面的包接着往外送。',
  terms: [
    'router',
    'on-link',
    'default-gateway',
    'packet',
    'frame',
    'next-hop',
    'arp',
    'broadcast',
    'route',
    'routing-table',
    'prefix',
    'default-route',
    'longest-prefix-match',
  ],
};
