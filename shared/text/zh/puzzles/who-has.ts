/** The words of the puzzle who-has. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const whoHas: PuzzleText = {
  title: '这个地址是谁的？',
  story: '你只知道对方的 IP 地址，可是帧里要写网卡的 MAC 地址：去问，也要答别人的问。',
  names: {
    S: { name: '交换机', short: 'S' },
    M1: { name: '机器 1', short: '1' },
    M2: { name: '机器 2', short: '2' },
    M3: { name: '机器 3', short: '3' },
    M4: { name: '机器 4', short: '4' },
  },
  areas: {},
  intro: [
    {
      title: '两种地址',
      body: [
        '人和程序用 ',
        term('ip-address', 'IP 地址'),
        '找机器，网卡只认 ',
        term('mac-address', 'MAC 地址'),
        '。要给 192.168.1.14 发包，先得知道有这个地址的是哪块网卡。',
      ],
      picture: { devices: ['M1', 'S', 'M4'] },
    },
    {
      title: '问所有人',
      body: [
        '你还不知道是哪块网卡，就用 ',
        term('arp', 'ARP'),
        ' 发一个',
        term('broadcast', '广播'),
        '：谁是 192.168.1.14？问题里带着你自己的两个地址，要问的那个 MAC 地址还全是零。',
      ],
      picture: { devices: ['S', 'M1', 'M2', 'M3', 'M4'], frame: { look: 'arp', at: 'M1' } },
    },
    {
      title: '只有一台应答',
      body: [
        '其他每台机器都收下这个问题，只有 IP 地址对得上的那一台应答，别的都不作声。想知道答案的只有提问的一方，所以应答是',
        term('unicast', '单播'),
        '：只给一块网卡的帧。',
      ],
      picture: { devices: ['S', 'M1', 'M4'], frame: { look: 'arp', at: 'M4' } },
      touch: {
        ask: '你是 192.168.1.12，听到有人问：谁是 192.168.1.14？你正好知道它的 MAC 地址。怎么办？',
        choices: [
          { text: '替它应答', isRight: false, says: '你知道的也许早就过时了，只有 192.168.1.14 自己才能应答。' },
          { text: '把问题传下去', isRight: false, says: '这是广播，交换机已经送到每台机器了。' },
          { text: '不作声', isRight: true, says: '问的不是你的地址，机器 4 自己会答。' },
        ],
      },
    },
    {
      title: '记下来',
      body: [
        '问到的地址写进',
        term('neighbor-table', '邻居表'),
        '，也叫 ARP 缓存，以后就不用再问。来问你的人也告诉了你他的地址，也要记下。只是旁听到的，不记。',
      ],
      picture: { devices: ['M4', 'S'] },
    },
  ],
  won: '每台机器都找到了\u200B要找的网卡。',
  remember: [
    term('arp', 'ARP'),
    ' 用',
    term('broadcast', '广播'),
    '来问，用',
    term('unicast', '单播'),
    '来答。问到的答案要记，来问你的人也要记。',
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
      note: 'ping 自己不会提到 ARP，只是第一次会稍微慢一点。',
    },
    {
      command: 'sudo tcpdump -en -i eth0 arp',
      output: [
        '12:00:01.000213 02:5d:a1:3c:07:11 > ff:ff:ff:ff:ff:ff, ethertype ARP (0x0806), length 42: Request who-has 192.168.1.14 tell 192.168.1.11, length 28',
        '12:00:01.000391 02:5d:a1:b6:20:14 > 02:5d:a1:3c:07:11, ethertype ARP (0x0806), length 42: Reply 192.168.1.14 is-at 02:5d:a1:b6:20:14, length 28',
      ].join('\n'),
      note: '问的时候给所有人，答的时候只给一个。',
    },
    {
      command: 'ip neigh',
      output: '192.168.1.14 dev eth0 lladdr 02:5d:a1:b6:20:14 REACHABLE',
      note: '这就是邻居表。一段时间没有再确认的行会变成 STALE，没有人应答的会写 FAILED。',
    },
  ],
  question: 'ARP 的应答是真是假，没有人检查。一台替别人应答的机器能做什么？',
  thought:
    '提问的一方会记下假的 MAC 地址，把包都发到那里。中间这台机器可以先读一遍，再转给真正的目标，谁也察觉不到，这叫 ARP 欺骗。加密仍然能保护里面的内容。',
  terms: [
    'ip-address',
    'mac-address',
    'arp',
    'neighbor-table',
    'broadcast',
    'unicast',
    'ping',
    'icmp',
    'echo-request',
    'echo-reply',
  ],
};
