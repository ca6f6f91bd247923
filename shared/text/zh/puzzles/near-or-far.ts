/** The words of the puzzle near-or-far. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const nearOrFar: PuzzleText = {
  title: '近还是远？',
  story: '一台路由器连着四个网络，看着像的地址不一定是邻居：分清谁近谁远，让每个 ping 都得到应答。',
  names: {
    R: { name: '路由器 R', short: 'R' },
    S1: { name: '交换机 1', short: 'S1' },
    S3: { name: '交换机 3', short: 'S3' },
    A1: { name: '机器 A1', short: 'A1' },
    A2: { name: '机器 A2', short: 'A2' },
    B: { name: '机器 B', short: 'B' },
    C1: { name: '机器 C1', short: 'C1' },
    C2: { name: '机器 C2', short: 'C2' },
    D: { name: '机器 D', short: 'D' },
  },
  areas: { N1: '网络 1', N2: '网络 2', N3: '网络 3', N4: '网络 4' },
  intro: [
    {
      title: '掩码划界',
      body: [
        term('ip-address', 'IP 地址'),
        '有 32 个比特，前面一段说的是',
        term('subnet', '子网'),
        '，后面一段说的是里面的哪台机器。前面一段到哪里为止，由',
        term('mask', '掩码'),
        '说了算：/26 就是 26 个比特。光看地址是看不出来的。',
      ],
      picture: { devices: ['A1', 'A2', 'S1', 'R', 'B'] },
    },
    {
      title: '一位一位地比',
      body: [
        '目标近不近？用你的掩码盖住两个地址，一个是你的，一个是目标的，只比盖住的比特：/26 就是前 26 个。全都一样，目标就',
        term('on-link', '在本链路上'),
        '；哪怕只有一个不一样，目标也在远处。后面的比特不用管。',
      ],
      picture: { devices: ['A1', 'S1', 'A2'], frame: { look: 'icmp', at: 'A1' } },
      touch: {
        ask: '你的地址是 10.1.7.9/16。10.1.200.3 是近还是远？',
        choices: [
          {
            text: '近',
            isRight: true,
            says: '掩码 /16 盖住前两个数，两边都是 10.1。',
            frame: { look: 'icmp', at: 'A2' },
          },
          { text: '远', isRight: false, says: '7 和 200 是不同，可是掩码 /16 只到它们前面，所以不算。' },
        ],
      },
    },
    {
      title: '把数拆成比特',
      body: [
        '一个数是 8 个比特，26 个比特就是前三个数，加上第四个数开头的两个比特。64 是 01000000，128 是 10000000：64 到 127 以 01 开头，128 到 191 以 10 开头。所以掩码是 /26 时，192.168.30.70 和 192.168.30.130 不是邻居。',
      ],
      picture: { devices: ['A1', 'S1', 'R', 'B'], frame: { look: 'icmp', at: 'A1' } },
    },
    {
      title: '短掩码，长掩码',
      body: [
        '掩码是 /24，就比前三个数；是 /16，只比前两个，所以 10.50.3.9 和 10.50.200.7 是邻居。/30 只剩两个比特，一共四个地址：最小的代表子网本身，最大的是它的广播地址，留给机器的只有两个，你和一个邻居。',
      ],
      picture: { devices: ['C1', 'S3', 'C2'], frame: { look: 'icmp', at: 'C1' } },
    },
    {
      title: '包交给谁？',
      body: [
        '近的，',
        term('next-hop', '下一跳'),
        '就是目标自己。远的，下一跳是你的',
        term('default-gateway', '默认网关'),
        '，也就是',
        term('router', '路由器'),
        '在你这段链路上的地址。算数的只有你自己的掩码；目标的掩码你不知道，也用不着知道。',
      ],
      picture: { devices: ['B', 'R', 'D'], frame: { look: 'icmp', at: 'B' } },
    },
  ],
  won: '不论远近，每个 ping 都得到了应答。',
  remember: [
    '算数的是你自己的地址和你自己的',
    term('mask', '掩码'),
    '。掩码盖住的比特全都一样，目标就',
    term('on-link', '在本链路上'),
    '；其余的都交给网关。',
  ],
  linux: [
    {
      command: 'ip -br -4 addr show dev eth0',
      output: 'eth0             UP             192.168.1.66/26',
      note: '在机器 A1 上：掩码就写在地址后面。前 26 个比特相同的是 192.168.1.64 到 192.168.1.127，这就是它的子网。',
    },
    {
      command: 'ip route get 192.168.1.100',
      output: '192.168.1.100 dev eth0 src 192.168.1.66 uid 1000\n    cache',
      note: '在机器 A1 上找机器 A2：没有 via，说明目标就在本链路上。',
    },
    {
      command: 'ip route get 192.168.1.130',
      output: '192.168.1.130 via 192.168.1.65 dev eth0 src 192.168.1.66 uid 1000\n    cache',
      note: '在机器 A1 上找机器 B：前三个数都一样，却是另一个子网。via 后面写的是网关。',
    },
    {
      command: 'ip route get 10.20.200.9',
      output: '10.20.200.9 dev eth0 src 10.20.3.17 uid 1000\n    cache',
      note: '在机器 C1 上，它的掩码是 /16：第三个数不一样，目标照样在本链路上。',
    },
  ],
  question: '机器 A1 的掩码配错了，/26 写成了 /24。A1 去 ping 机器 B 会怎样？B 来 ping A1 又会怎样？',
  thought:
    'A1 会把 B 当成邻居，用 ARP 去问，可是它的链路上没有人应答。B 的掩码没有错，它的包能经过路由器到达 A1，发不出去的是 A1 的应答。明明有一个方向是通的，两边的 ping 却都失败。而 A2 和其他网络照常应答，所以这种错可能很久都没有人发现。',
  terms: ['ip-address', 'subnet', 'mask', 'on-link', 'next-hop', 'default-gateway', 'router'],
};
