/** The words of the puzzle longest-prefix. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const longestPrefix: PuzzleText = {
  title: '最长前缀',
  story: '五台路由器的路由一条套着一条，很多包能匹配好几行：让每个包都走最精确的那一条。',
  names: {
    C: { name: '中心路由器', short: '中' },
    N: { name: '北路由器', short: '北' },
    W: { name: '西路由器', short: '西' },
    E: { name: '东路由器', short: '东' },
    S: { name: '南路由器', short: '南' },
    HN: { name: '北机器', short: '北机' },
    HW: { name: '西机器', short: '西机' },
    HE: { name: '东机器', short: '东机' },
    HS: { name: '南机器', short: '南机' },
  },
  areas: {},
  intro: [
    {
      title: '匹配的不止一行',
      body: [
        '路由器拿目的 IP 去查',
        term('routing-table', '路由表'),
        '。包含它的常常不止一行，因为一个',
        term('prefix', '前缀'),
        '可以套在另一个里面，好比街道在城市里。这时最长的那一行算数，这叫',
        term('longest-prefix-match', '最长前缀匹配'),
        '。',
      ],
      picture: { devices: ['C', 'N', 'W', 'E', 'S'], frame: { look: 'icmp', at: 'C' } },
    },
    {
      title: '一个比特一个比特地比',
      body: [
        '把目的 IP 和前缀上下对齐。前缀是 /24，就比前 24 个比特；是 /16，就比前 16 个。全都一样才算匹配，后面的比特是什么都不要紧。只要有一个不一样，看上去再像，也不匹配。',
      ],
      picture: { devices: ['W', 'C', 'E'], frame: { look: 'icmp', at: 'C' } },
    },
    {
      title: '半个 /24',
      body: [
        '前缀 /25 多比一个比特，就是最后那个数的第一个比特。它分出两半：0 到 127，128 到 255。例如 192.168.8.128/25 包含 192.168.8.200，不包含 192.168.8.60，而 192.168.8.0/24 两个都包含。',
      ],
      picture: { devices: ['C', 'E', 'S', 'HE', 'HS'] },
    },
    {
      title: '最长的算数',
      body: [
        '多一个比特，目的地就说得更准一点：一个 /24 有 256 个地址，一个 /25 只有 128 个。所以在匹配的各行里，要用比特数最多的那一行。它排在最上面还是最下面，都没有关系。',
      ],
      picture: { devices: ['C', 'E', 'S'], frame: { look: 'icmp', at: 'C' } },
      touch: {
        ask: '一个包要去 10.1.7.9。哪一行算数？',
        choices: [
          { text: '10.0.0.0/8', isRight: false, says: '它匹配，可是 10.1.0.0/16 也匹配，而且更长。' },
          { text: '10.1.8.0/24', isRight: false, says: '三行里它最长，可是不匹配：8 不是 7。' },
          { text: '10.1.0.0/16', isRight: true, says: '三行里有两行匹配，这一行更长。' },
        ],
      },
    },
    {
      title: '最短的一行',
      body: [
        '前缀 0.0.0.0/0 一个比特也不比，所以任何目的 IP 都匹配。没有比它更短的了，这一行叫',
        term('default-route', '默认路由'),
        '，别的行都不匹配时才用它。',
      ],
      picture: { devices: ['C', 'N'], frame: { look: 'icmp', at: 'C' } },
    },
  ],
  won: '七个 ping \u200B都得到了应答。',
  remember: [
    '匹配的可能不止一行，',
    term('longest-prefix-match', '前缀最长'),
    '的那一行算数，不管它排在哪里。',
    term('default-route', '默认路由'),
    '最短，所以最后才轮到它。',
  ],
  linux: [
    {
      command: 'ip route show',
      output: [
        'default via 192.168.56.2 dev eth0',
        '10.20.0.0/16 via 192.168.56.6 dev eth1',
        '10.20.30.0/24 via 192.168.56.10 dev eth2',
        '10.20.30.128/25 via 192.168.56.14 dev eth3',
        '192.168.56.0/30 dev eth0 proto kernel scope link src 192.168.56.1',
        '192.168.56.4/30 dev eth1 proto kernel scope link src 192.168.56.5',
        '192.168.56.8/30 dev eth2 proto kernel scope link src 192.168.56.9',
        '192.168.56.12/30 dev eth3 proto kernel scope link src 192.168.56.13',
      ].join('\n'),
      note: '在中心路由器上：默认路由排在第一行，却最后才轮到。不管这些行是按什么次序加的，Linux 都自己排好再列出来。',
    },
    {
      command: 'ip route show match 10.20.30.200',
      output: [
        'default via 192.168.56.2 dev eth0',
        '10.20.0.0/16 via 192.168.56.6 dev eth1',
        '10.20.30.0/24 via 192.168.56.10 dev eth2',
        '10.20.30.128/25 via 192.168.56.14 dev eth3',
      ].join('\n'),
      note: '只列出匹配这个目的 IP 的行，一共四行。',
    },
    {
      command: 'ip route get 10.20.30.200',
      output: '10.20.30.200 via 192.168.56.14 dev eth3 src 192.168.56.13 uid 1000\n    cache',
      note: '选出来的一行：四行里最长的是 /25，通往南路由器。',
    },
    {
      command: 'ip route get 10.20.30.60',
      output: '10.20.30.60 via 192.168.56.10 dev eth2 src 192.168.56.9 uid 1000\n    cache',
      note: '换成另一半里的地址：/25 不匹配，于是 /24 算数，通往东路由器。',
    },
  ],
  question: '要是中心路由器少了去南边的那一行，给南机器的包还送得到吗？走的是哪条路？',
  thought:
    '这时匹配的各行里最长的是 /24，包就去了东路由器。东路由器自己的 /25 是另一半，不匹配，不过它还有一行 /24，通往南路由器。包送得到，只是多走一跳。少了一行，就轮到匹配的行里稍短的那一行。',
  terms: ['routing-table', 'prefix', 'longest-prefix-match', 'default-route'],
};
