/** The words of the puzzle taking-turns. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const takingTurns: PuzzleText = {
  title: '轮流说话',
  story: '四台机器共用一根线，没有谁来指挥：要么互相听着点，要么大家的帧都毁掉。',
  names: {
    T1: { name: '接头 1', short: '接1' },
    T2: { name: '接头 2', short: '接2' },
    T3: { name: '接头 3', short: '接3' },
    T4: { name: '接头 4', short: '接4' },
    M1: { name: '机器 1', short: '1' },
    M2: { name: '机器 2', short: '2' },
    M3: { name: '机器 3', short: '3' },
    M4: { name: '机器 4', short: '4' },
  },
  areas: {},
  intro: [
    {
      title: '大家共用一根线',
      body: [
        '信号沿着线往两头走，经过每一台机器。两路信号同时出现就会混在一起，哪块网卡也读不出来，这就是',
        term('collision', '冲突'),
        '。所以同一时刻只能有一台发送，这叫',
        term('half-duplex', '半双工'),
        '。',
      ],
      picture: { devices: ['T1', 'T2', 'T3', 'T4', 'M1', 'M2', 'M3', 'M4'], frame: { look: 'sealed', at: 'M1' } },
    },
    {
      title: '先听再发',
      body: [
        '你就是自己这台机器的网卡。',
        term('carrier-sense', '载波侦听'),
        '：只有听不到别人的时候才发送。每一帧后面那段 96 个比特的',
        term('inter-frame-gap', '间隔'),
        '，网卡会自己等。别人还在发你就发，两帧都会毁掉。',
      ],
      picture: { devices: ['T1', 'T2', 'M1', 'M2'], frame: { look: 'icmp', at: 'M1' } },
    },
    {
      title: '安静也会骗人',
      body: [
        '信号走路要时间：从机器 1 到机器 4 要 14 微秒。在这之前，机器 4 什么也听不到，可能也会开始发。试一试：让一台先发，另一台紧跟着发，或者晚一点再发。',
      ],
      picture: { devices: ['T1', 'T2', 'T3', 'T4', 'M1', 'M4'] },
      touch: 'wire',
    },
    {
      title: '先干扰，再抽签',
      body: [
        '正在发送时听到别人，就再发 32 个比特的',
        term('jam', '干扰信号'),
        '，让人人都知道，然后',
        term('backoff', '退避'),
        '：一帧第一次冲突后等 0 或 1 个',
        term('slot-time', '时隙'),
        '，第二次后 0 到 3 个，第三次后 0 到 7 个。数字靠抽签，不然这两台又会撞上。',
      ],
      picture: { devices: ['T3', 'T4', 'M3', 'M4'], frame: { look: 'damaged', at: 'T3' } },
    },
    {
      title: '时间不等人',
      body: [
        '这一局是实时的：这里的一秒等于线上的 20 微秒，一帧要走四秒半。一个人玩的时候可以暂停，也可以一步一步走。慢一点不扣分，做错才扣分。谁也听不出来的冲突，不算任何人的错。这一整套做法叫 ',
        term('csma-cd', 'CSMA/CD'),
        '。',
      ],
      picture: { devices: ['T1', 'T2', 'T3', 'T4', 'M1', 'M2', 'M3', 'M4'] },
    },
  ],
  won: '人人都轮到了。',
  remember: [
    '先',
    term('carrier-sense', '听'),
    '，线上安静才发送。信号走路要时间，所以仍然可能发生',
    term('collision', '冲突'),
    '：这时发',
    term('jam', '干扰信号'),
    '，从一个范围里抽等待的时间，这一帧每多冲突一次，范围就翻一倍；等完了，还是要先听。',
  ],
  linux: [
    {
      command: 'ip -s -s link show dev eth0',
      output: [
        '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP mode DEFAULT group default qlen 1000',
        '    link/ether 02:5d:a1:3c:07:11 brd ff:ff:ff:ff:ff:ff',
        '    RX:  bytes packets errors dropped  missed   mcast           ',
        '          5880      60      0       0       0       0 ',
        '    RX errors:  length    crc   frame    fifo overrun',
        '                     0      0       0       0       0 ',
        '    TX:  bytes packets errors dropped carrier collsns           ',
        '          5880      60      0       0       0       7 ',
        '    TX errors: aborted   fifo  window heartbt transns',
        '                     0      0       0       0       1 ',
      ].join('\n'),
      note: 'TX 那一行的最后一个数就是冲突的次数。侦听、干扰和退避都是网卡自己做的，Linux 只知道有过几次。',
    },
    {
      command: 'cat /sys/class/net/eth0/duplex',
      output: 'half',
      note: '接在集线器上的网卡。接在交换机上会显示 full：每台机器有自己的一对线，两边可以同时发送，不会冲突。',
    },
  ],
  question: '在标准允许的最长的线上，最短的以太网帧为什么必须有 512 个比特？',
  thought:
    '信号走到另一头，在那里撞上别人，消息再走回来，最多要一个时隙，也就是 512 个比特的时间。帧要是更短，发送方那时已经发完了，会以为发成功了，其实帧已经毁掉。所以太短的帧要填充到这么长。',
  terms: [
    'csma-cd',
    'carrier-sense',
    'collision',
    'collision-domain',
    'half-duplex',
    'jam',
    'backoff',
    'slot-time',
    'inter-frame-gap',
  ],
};
