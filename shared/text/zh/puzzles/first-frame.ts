/** The words of the puzzle first-frame. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const firstFrame: PuzzleText = {
  title: '是给我的吗？',
  story: '四台机器接在一台集线器上，每一帧人人都听得到：是给你的就收下，不是就丢弃。',
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
      title: '路上的一帧',
      body: [
        '能直接通信的机器在同一段',
        term('link', '链路'),
        '上，这里就是四根网线加一台集线器。上面跑的是',
        term('frame', '帧'),
        '：前面是写着两个地址的',
        term('header', '首部'),
        '，中间是内容，最后是检查有没有损坏的 ',
        term('fcs', 'FCS'),
        '。',
      ],
      picture: { devices: ['M1', 'H', 'M2'], frame: { look: 'icmp', at: 'H' } },
    },
    {
      title: '网卡有自己的地址',
      body: [
        '你通过',
        term('interface', '接口'),
        '，也就是网卡，接到链路上。每块网卡有一个',
        term('link-layer-address', '链路层地址'),
        '，在以太网里就是 ',
        term('mac-address', 'MAC 地址'),
        '，例如 02:5d:a1:3c:07:11。',
      ],
      picture: { devices: ['M1', 'H'] },
    },
    {
      title: '集线器什么也不看',
      body: [
        '从一个端口进来的，',
        term('hub', '集线器'),
        '都原样重复到其他所有端口。所以每一帧都会来到你的网卡，给别人的也会。网卡拿它的目的地址和自己的地址比一比。',
      ],
      picture: { devices: ['H', 'M1', 'M2', 'M3', 'M4'], frame: { look: 'icmp', at: 'H' } },
    },
    {
      title: '收下还是丢弃',
      body: [
        '是你的地址，收下；是别人的地址，丢弃。还有一个地址代表所有人：ff:ff:ff:ff:ff:ff。写着它的帧叫',
        term('broadcast', '广播'),
        '，每块网卡都要收。',
      ],
      picture: { devices: ['M3', 'H', 'M4'], frame: { look: 'icmp', at: 'M4' } },
      touch: {
        ask: '你的网卡是 02:5d:a1:3c:07:11，听到一帧写着 02:5d:a1:3c:70:11。怎么办？',
        choices: [
          { text: '收下', isRight: false, says: '看第五个字节：70 不是 07，这一帧是给另一块网卡的。' },
          { text: '丢弃', isRight: true, says: '第五个字节 70 不是 07，那是另一块网卡。丢弃，也不通知谁。' },
        ],
      },
    },
    {
      title: '帧里装着什么',
      body: [
        '这些帧里装的是',
        term('packet', '包'),
        '，IP 传送数据的单位。实现了 IP 的设备叫',
        term('node', '节点'),
        '。你是一台',
        term('host', '主机'),
        '：不替别人转发包的节点。',
      ],
      picture: { devices: ['M1'], frame: { look: 'icmp', at: 'M1' } },
    },
  ],
  won: '每一帧都找到了\u200B收它的人。',
  remember: [
    '网卡只收发给自己 ',
    term('mac-address', 'MAC 地址'),
    '的帧和',
    term('broadcast', '广播'),
    '，其余的都丢弃，也不通知任何人。',
  ],
  linux: [
    {
      command: 'ip link show eth0',
      output: [
        '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP mode DEFAULT group default qlen 1000',
        '    link/ether 02:5d:a1:3c:07:11 brd ff:ff:ff:ff:ff:ff',
      ].join('\n'),
      note: '这块网卡会收的两个地址：自己的地址，还有 brd 后面代表所有人的地址。',
    },
    {
      command: 'sudo tcpdump -enp -i eth0 icmp',
      output: [
        '12:00:01.000213 02:5d:a1:88:42:12 > 02:5d:a1:3c:07:11, ethertype IPv4 (0x0800), length 98: 192.168.1.12 > 192.168.1.11: ICMP echo request, id 4711, seq 1, length 64',
        '12:00:01.000254 02:5d:a1:3c:07:11 > 02:5d:a1:88:42:12, ethertype IPv4 (0x0800), length 98: 192.168.1.11 > 192.168.1.12: ICMP echo reply, id 4711, seq 1, length 64',
      ].join('\n'),
      note: '网卡收下的帧。不加 -p，tcpdump 会让网卡把听到的每一帧都收下（混杂模式）。',
    },
  ],
  question: '接在集线器上，每台机器都听得到每一帧。是什么让一台好奇的机器不去读别人的帧？',
  thought:
    '网络里没有什么能拦住它。不收别人的帧，是网卡自己守的规则，而且这条规则可以关掉。交换机至少只把帧送到该去的地方；真要保密，就得加密。',
  terms: [
    'frame',
    'header',
    'packet',
    'interface',
    'node',
    'host',
    'link',
    'link-layer-address',
    'mac-address',
    'hub',
    'broadcast',
    'fcs',
  ],
};
