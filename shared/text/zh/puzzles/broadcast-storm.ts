/** The words of the puzzle broadcast-storm. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const broadcastStorm: PuzzleText = {
  title: '广播风暴',
  story:
    '三台交换机接成一圈，第四台用两根网线接着，只要一个 ARP 请求：在网络烧起来的时候救下它，还要让每台机器\u200B都连得上。',
  names: {
    A: { name: '交换机 A', short: 'A' },
    B: { name: '交换机 B', short: 'B' },
    C: { name: '交换机 C', short: 'C' },
    D: { name: '交换机 D', short: 'D' },
    M1: { name: '机器 1', short: '1' },
    M2: { name: '机器 2', short: '2' },
    M3: { name: '机器 3', short: '3' },
    M4: { name: '机器 4', short: '4' },
  },
  areas: {},
  intro: [
    {
      title: '多一根网线，以防万一',
      body: [
        '交换机之间断了一根网线，还有另一根可走。这叫',
        term('redundancy', '冗余'),
        '，听起来很保险。可是这样一来，同样两台交换机之间就有了两条路，也就是一个',
        term('loop', '环路'),
        '。这里谁都没有做错，每台交换机做的，都是你学过的那一套。',
      ],
      picture: { devices: ['A', 'B', 'C', 'D'] },
    },
    {
      title: '数一数有几份',
      body: [
        term('broadcast', '广播'),
        '要从其他每个端口发出去，所以接着三根网线的交换机会把它变成两份。这两份再到下一台交换机去。让它一根网线一根网线地走下去，你来数。',
      ],
      picture: { devices: ['M1', 'A', 'B', 'C'], frame: { look: 'arp', at: 'A' } },
      touch: 'copies',
    },
    {
      title: '没有什么能让它停下',
      body: [
        'IP 包有生存时间，以太网的帧没有。只要有环路，副本就一圈一圈地转，每转一圈又多出一些。网线一满，队列就溢出，别人发的帧淹没在副本里，丢了。这就是',
        term('broadcast-storm', '广播风暴'),
        '。',
      ],
      picture: { devices: ['C', 'D', 'M4'], frame: { look: 'arp', at: 'C' } },
    },
    {
      title: '先用手，再实时',
      body: [
        '你先用手转发三帧，顺便看着 ',
        term('mac-table', 'MAC 表'),
        '：有一台机器好像在端口之间搬来搬去。然后一切自动运行，你手里只剩一样本事：把自己交换机上的网线拔下来，再插回去。',
      ],
      picture: { devices: ['M2', 'B', 'C', 'A'], frame: { look: 'arp', at: 'B' } },
    },
  ],
  won: '风暴过去了，每台机器都连得上。',
  remember: [
    '没有生成树的时候，任意两台设备之间只能有一条路。有一个',
    term('loop', '环路'),
    '，就足以掀起',
    term('broadcast-storm', '广播风暴'),
    '；最后一个环路断开，它才停得下来。网线多一根，大家一起淹；少一根，就有人被隔开。',
  ],
  linux: [
    {
      command: 'bridge fdb show br br0 dynamic',
      output: ['02:5d:a1:00:00:12 dev p3 master br0', '02:5d:a1:00:00:11 dev p3 master br0'].join('\n'),
      note: '用 Linux 网桥搭出同样的网络，这是风暴中的交换机 A。机器 1（末尾是 11）明明接在 p1，它的副本却从 p3 回来。',
    },
    {
      command: 'bridge fdb show br br0 dynamic',
      output: ['02:5d:a1:00:00:11 dev p2 master br0', '02:5d:a1:00:00:12 dev p3 master br0'].join('\n'),
      note: '过一会儿再看，它又好像在 p2 后面了。表里的行这样跳来跳去，就是环路的征兆。',
    },
    {
      command: 'ip -s -s link show p2',
      output: [
        '4: p2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc tbf master br0 state UP mode DEFAULT group default qlen 1000',
        '    link/ether 3e:cf:7b:a2:21:71 brd ff:ff:ff:ff:ff:ff',
        '    RX:  bytes packets errors dropped  missed   mcast           ',
        '        403116    9598      0       0       0       0 ',
        '    RX errors:  length    crc   frame    fifo overrun',
        '                     0      0       0       0       0 ',
        '    TX:  bytes packets errors dropped carrier collsns           ',
        '        402360    9580      0       0       0       0 ',
        '    TX errors: aborted   fifo  window heartbt transns',
        '                     0      0       0       0       2 ',
      ].join('\n'),
      note: '只 ping 了一次，几秒钟后每个方向就有九千多帧，而端口已经限到 1 Mbit/s。',
    },
    {
      command: 'sudo ip link set p2 down',
      output: '',
      note: '不用走过去也能“拔线”。圈里断开一根，双线里断开一根，计数器马上就不动了。',
    },
  ],
  question: '买第二根网线，本来是为了断一根也不怕。交换机要怎样才能留着它，又保证同一时刻只有一条路？',
  thought:
    '它们得商量好哪些端口先关着，等别的路断了再打开。要商量就得互相说话：谁是中心，从这里到中心有多远，走哪个端口。关着的端口不收发普通的帧，但仍然听着这些话。这就是生成树，下一关就玩它。',
  terms: ['loop', 'broadcast-storm', 'redundancy', 'mac-flapping', 'broadcast', 'flooding', 'mac-table', 'switch'],
};
