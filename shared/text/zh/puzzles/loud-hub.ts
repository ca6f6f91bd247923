/** The words of the puzzle loud-hub. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const loudHub: PuzzleText = {
  title: '大嗓门的集线器',
  story: '四台机器接在一台集线器上，隔壁房间还有一台接在另一台集线器上：谁对谁悄悄说的话，集线器都会说给所有人听。',
  names: {
    H: { name: '集线器 A', short: 'A' },
    G: { name: '集线器 B', short: 'B' },
    M1: { name: '机器 1', short: '1' },
    M2: { name: '机器 2', short: '2' },
    M3: { name: '机器 3', short: '3' },
    M4: { name: '机器 4', short: '4' },
    M5: { name: '机器 5', short: '5' },
  },
  areas: { R1: '这个房间', R2: '隔壁房间' },
  intro: [
    {
      title: '只有端口，别的都没有',
      body: [
        term('hub', '集线器'),
        '没有地址，没有表，也没有记忆。它是一台',
        term('repeater', '中继器'),
        '：从一个端口进来的，一个比特一个比特地从其他每个插了线的端口送出去。目的地址还没到齐，它已经在送了。',
      ],
      picture: { devices: ['H', 'M1', 'M2', 'M3', 'M4'], frame: { look: 'sealed', at: 'H' } },
    },
    {
      title: '绝不送回去',
      body: [
        '从哪个端口进来，就不从哪个端口出去。发送方还在发，这时又有信号到，它的网卡就认为发生了冲突，这一帧只好中断。连在一起的集线器，加上接在上面的所有机器，是同一个',
        term('collision-domain', '冲突域'),
        '：同一时刻只能有一台发送。',
      ],
      picture: { devices: ['M1', 'H'], frame: { look: 'sealed', at: 'M1' } },
      touch: {
        ask: '端口 1 到 4 都插了线，一帧从端口 2 进来。它从哪里出去？',
        choices: [
          { text: '1、2、3、4', isRight: false, says: '端口 2 不行：那边还在发送，会撞上。' },
          { text: '目标在哪就去哪', isRight: false, says: '集线器不看地址，不可能知道目标在哪里。' },
          { text: '1、3、4', isRight: true, says: '其他每个插了线的端口，不管这一帧是给谁的。' },
        ],
      },
    },
    {
      title: '说给一个，人人听到',
      body: [
        '机器 1 发一个',
        term('unicast', '单播'),
        '给机器 2。集线器待它和',
        term('broadcast', '广播'),
        '一样，因为哪一种它都不看。每块网卡都听到这一帧，不是给自己的就不收；要是开了',
        term('promiscuous-mode', '混杂模式'),
        '，就照收不误。',
      ],
      picture: { devices: ['M1', 'H', 'M2', 'M3'], frame: { look: 'icmp', at: 'M3' } },
    },
    {
      title: '通向隔壁的那根线',
      body: [
        '集线器 A 有一个端口后面不是机器，而是第二台集线器，集线器 B。对集线器 A 来说，它和别的端口没有两样。集线器 B 也照样重复，所以这里说的每句话，机器 5 都听得到；机器 5 说的，这里也都听得到。',
      ],
      picture: { devices: ['H', 'G', 'M5'], frame: { look: 'sealed', at: 'G' } },
    },
    {
      title: '完好的，损坏的',
      body: [
        '有时候，线上会有一个比特翻转，帧尾的 ',
        term('fcs', 'FCS'),
        ' 就对不上了。可集线器不检查：等 FCS 到的时候，它已经快把整帧送完了。所以损坏的帧也会从其他每个端口出去，再由每块网卡自己丢弃。',
      ],
      picture: { devices: ['M4', 'H', 'G'], frame: { look: 'damaged', at: 'H' } },
    },
  ],
  won: '所有的话，人人都听到了。',
  remember: [
    term('hub', '集线器'),
    '听到什么，就从其他每个插了线的端口送出去，绝不送回去，也不看里面是什么。所以接在集线器上，每块网卡都听得到每一帧，收不收全看网卡自己。',
  ],
  linux: [
    {
      command: 'sudo tcpdump -en -i eth0 icmp',
      output: [
        '12:00:01.000213 02:5d:a1:3c:07:11 > 02:5d:a1:88:42:12, ethertype IPv4 (0x0800), length 98: 192.168.1.11 > 192.168.1.12: ICMP echo request, id 4711, seq 1, length 64',
        '12:00:01.000391 02:5d:a1:88:42:12 > 02:5d:a1:3c:07:11, ethertype IPv4 (0x0800), length 98: 192.168.1.12 > 192.168.1.11: ICMP echo reply, id 4711, seq 1, length 64',
      ].join('\n'),
      note: '机器 1 ping 机器 2 的时候，在机器 3 上看到的：两帧都不是给它的。不加 -p，tcpdump 会让网卡进入混杂模式，于是都收下了。',
    },
    {
      command: 'sudo ip link set br0 type bridge ageing_time 0',
      output: '',
      note: '什么也不打印，却把 Linux 网桥变成了集线器：表里的每一行一写下就过期，所以每一帧都泛洪。和真正的集线器不同，它要读完整帧，损坏的会丢弃。',
    },
  ],
  question: '有人把第一台集线器换成了交换机。机器 1 ping 机器 2 的时候，机器 3 还能听到什么？',
  thought:
    '最多是开头的几帧。交换机还不知道机器 2 在哪里的时候只能泛洪；问地址的那种广播，也还是人人都有份。等两台机器都发过帧，剩下的就只在它们两个端口之间走了。机器 3 听到的少了，甚至可以在同一时刻自己发送。',
  terms: ['hub', 'repeater', 'collision-domain', 'promiscuous-mode', 'unicast', 'broadcast', 'fcs'],
};
