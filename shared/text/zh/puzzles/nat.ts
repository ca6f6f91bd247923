/** The words of the puzzle nat. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const nat: PuzzleText = {
  title: 'NAT',
  story: '两个家用着一模一样的私有地址，都要和同一台公网服务器说话：出去的包换个身份，回来的应答交给当初发问的人。',
  names: {
    A: { name: '机器 A', short: 'A' },
    B: { name: '机器 B', short: 'B' },
    S1: { name: '交换机', short: 'S' },
    N1: { name: '路由器 1', short: 'R1' },
    X: { name: '运营商', short: 'X' },
    N2: { name: '路由器 2', short: 'R2' },
    C: { name: '机器 C', short: 'C' },
    P: { name: '服务器', short: 'P' },
  },
  areas: { HOME1: '第一个家', PUBLIC: '公共网络', HOME2: '第二个家' },
  intro: [
    {
      title: '同一个地址，两台机器',
      body: [
        '在家里，大家用的都是',
        term('private-address', '私有地址'),
        '。机器 A 和机器 C 的地址甚至完全相同。它们从不碰面，所以没关系。可是外面的应答不能写这个地址：没人知道说的是哪一家。',
      ],
      picture: { devices: ['A', 'S1', 'N1', 'X'] },
    },
    {
      title: '出去：换一个发送方',
      body: [
        '路由器有一个',
        term('public-address', '公有地址'),
        '。从外侧网卡出去的包，发送方都换成它，这就是',
        term('nat', '网络地址转换'),
        '。目的地不变，一路上要用到的其他内容也不变。',
      ],
      picture: { devices: ['S1', 'N1', 'X'], frame: { look: 'icmp', at: 'N1' } },
    },
    {
      title: '靠号码分清是谁',
      body: [
        '两台机器共用一个地址，回来的应答是谁的？ping 有标识符，别的程序有端口。路由器把内侧的地址和号、外侧的地址和号，一起写进',
        term('translation-table', '转换表'),
        '。和同一个对方的两次通信，在外侧不能长得一样。',
      ],
      picture: { devices: ['A', 'S1', 'B', 'N1'], frame: { look: 'icmp', at: 'S1' } },
    },
    {
      title: '进来：表里有才行',
      body: [
        '发到公有地址的包，拿发送方和号去查表。查到了，那一行写着里面的哪台机器，就交给它。查不到，就不是给里面任何人的，只是给路由器自己的。陌生人到此为止。',
      ],
      picture: { devices: ['P', 'X', 'N1'], frame: { look: 'icmp', at: 'N1' } },
      touch: {
        ask: '家里只有机器 A 发过东西：它 ping 了服务器。现在一个陌生人来 ping 路由器的公有地址。谁会收到？',
        choices: [
          { text: '机器 A', isRight: false, says: '表里只有一行，写的是服务器，不是这个陌生人。' },
          { text: '路由器自己', isRight: true, says: '没有哪一行对得上这个发送方，里面没有人是它要找的。' },
          { text: '家里每台机器', isRight: false, says: '没有一行指明是哪台机器，就什么也不放进去。' },
        ],
      },
    },
  ],
  won: '两个家\u200B各用一个\u200B公有地址，就和外面\u200B说上了话。',
  remember: [
    '出去：写上自己的',
    term('public-address', '公有地址'),
    '和一个没人用的号，并记下这一行。进来：',
    term('translation-table', '转换表'),
    '里的那一行说它是谁的。没有那一行，就不是给里面任何人的。',
  ],
  linux: [
    {
      command: 'sudo tcpdump -en -c 1 -i eth0 icmp',
      output:
        '12:00:01.000107 02:5d:a1:c4:17:0a > 02:5d:a1:2e:90:01, ethertype IPv4 (0x0800), length 98: 192.168.1.10 > 203.0.113.80: ICMP echo request, id 7, seq 1, length 64',
      note: '在路由器 1 的内侧：包还是机器 A 发出时的样子。',
    },
    {
      command: 'sudo tcpdump -en -c 1 -i eth1 icmp',
      output:
        '12:00:01.000131 02:5d:a1:2e:90:02 > 02:5d:a1:0b:33:50, ethertype IPv4 (0x0800), length 98: 203.0.113.7 > 203.0.113.80: ICMP echo request, id 7, seq 1, length 64',
      note: '同一个包到了外侧：发送方换了，目的地没变。标识符只要没人用，Linux 就原样保留。',
    },
  ],
  question: '机器 C 在家里开了一个小网站。为什么机器 A 打不开它？路由器 2 还缺什么？',
  thought:
    '机器 A 得写上机器 C 的地址，可那正是它自己的地址。它只能写路由器 2 的公有地址，而路由器 2 的表里没有从外面先开口的那一行。这一行要由人手工写进去：发到这个端口的，都交给机器 C。这就是端口转发。',
  terms: ['nat', 'private-address', 'public-address', 'translation-table'],
};
