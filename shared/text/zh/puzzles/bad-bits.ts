/** The words of the puzzle bad-bits. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const badBits: PuzzleText = {
  title: '坏比特',
  story: '四台机器接在一台集线器上，今天网线会让比特翻转：凭校验序列认出损坏的帧，一个也别放过去。',
  names: {
    H: { name: '集线器', short: 'H' },
    M1: { name: '机器 1', short: '1' },
    M2: { name: '机器 2', short: '2' },
    M3: { name: '机器 3', short: '3' },
    M4: { name: '机器 4', short: '4' },
  },
  areas: {},
  intro: [
    {
      title: '网线上跑的是什么',
      body: [
        '先来 56 个比特的',
        term('preamble', '前导码'),
        '，1 和 0 交替，用来对节拍。接着是',
        term('start-delimiter', '帧起始定界符'),
        ' 10101011：现在开始。然后才是',
        term('frame', '帧'),
        '：',
        term('header', '首部'),
        '、内容，最后四个字节是校验序列 ',
        term('fcs', 'FCS'),
        '。在字节视图里都看得到。',
      ],
      picture: { devices: ['M1', 'H'], frame: { look: 'icmp', at: 'M1' } },
    },
    {
      title: '比特会翻转',
      body: [
        '插头松了，旁边有台电机，发出的 1 到了就可能变成 0。光看比特，谁也看不出来。所以发送方拿整帧的比特做一道算术，把结果一起发出去。这道算术是除法，叫 ',
        term('crc', 'CRC'),
        '。',
      ],
      picture: { devices: ['M1', 'H', 'M2'], frame: { look: 'icmp', at: 'H' } },
    },
    {
      title: '动手除一遍',
      body: [
        '要发六个比特。在后面补上几个 0，再除以',
        term('generator', '生成多项式'),
        '。眼前这一段首位是 1，就减去它；首位是 0，就减去全 0。这里的减法是异或，不借位，也不进位。',
      ],
      picture: { devices: ['M1', 'H'] },
      touch: 'division',
    },
    {
      title: '全速再来',
      body: [
        '以太网对每一帧都这样除，',
        term('generator', '生成多项式'),
        '有 33 个比特，余数就是 32 个比特。网卡一边收一边算。两个结果都会给你：随帧收到的 FCS，和用你手上的比特算出的 FCS。错了一个比特或两个，一定看得出来。',
      ],
      picture: { devices: ['H', 'M2'], frame: { look: 'icmp', at: 'M2' } },
    },
    {
      title: '坏了就丢',
      body: [
        '两个对不上，就把帧丢弃，一声不响。校验只说明有比特变了，说不出是哪个，所以修不了。也没法请对方重发，因为连地址都可能是错的。只有完好的帧，才轮到看它是给谁的。',
      ],
      picture: { devices: ['M3', 'H', 'M4'], frame: { look: 'icmp', at: 'M4' } },
    },
  ],
  won: '读到的都是\u200B完好的帧。',
  remember: [
    term('fcs', 'FCS'),
    ' 是一道除法的余数，这道除法叫 ',
    term('crc', 'CRC'),
    '。FCS 和比特对不上的帧，网卡直接丢弃，不通知谁，也不问谁。',
  ],
  linux: [
    {
      command: 'ip -s -s link show eth0',
      output: [
        '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP mode DEFAULT group default qlen 1000',
        '    link/ether 02:5d:a1:3c:07:11 brd ff:ff:ff:ff:ff:ff',
        '    RX:  bytes packets errors dropped  missed   mcast           ',
        '         58800     600      3       0       0       0 ',
        '    RX errors:  length    crc   frame    fifo overrun',
        '                     0      3       0       0       0 ',
        '    TX:  bytes packets errors dropped carrier collsns           ',
        '         58800     600      0       0       0       0 ',
        '    TX errors: aborted   fifo  window heartbt transns',
        '                     0      0       0       0       2 ',
      ].join('\n'),
      note: '有三帧进来时 FCS 不对：errors 一栏数的就是它们，crc 一栏说的是原因。这个数要是一直涨，就去查插头和网线。tcpdump 里看不到这些帧，因为网卡先把它们丢了。',
    },
  ],
  question: '损坏的帧，网卡丢了也不说一声。那么是谁发现少了东西？又由谁再发一遍？',
  thought:
    '不是以太网，它不给帧编号，也不等应答。等着应答的一方会发现，就像 ping 等不到应答那样。大多数程序靠的是 TCP：它给发出的数据编号，没有人确认的就再发。无线链路上损坏太多，所以每一帧都由链路自己确认、自己重发。',
  terms: [
    'fcs',
    'crc',
    'generator',
    'preamble',
    'start-delimiter',
    'frame',
    'header',
    'hub',
    'broadcast',
    'mac-address',
  ],
};
