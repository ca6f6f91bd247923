/** The words of the puzzle trunk. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const trunk: PuzzleText = {
  title: '两台机器，一根网线',
  story:
    '两个租户在两台机器上都有虚拟机，大家同在一个子网，有两台连地址都一样，进出却只有一根网线：别让任何一帧走到别人家去。',
  names: {
    BR1: { name: '网桥 1', short: '1' },
    S: { name: '交换机', short: '交' },
    BR2: { name: '网桥 2', short: '2' },
    A1: { name: 'A1', short: 'A1' },
    A2: { name: 'A2', short: 'A2' },
    B1: { name: 'B1', short: 'B1' },
    B2: { name: 'B2', short: 'B2' },
    B3: { name: 'B3', short: 'B3' },
    M: { name: '宿主机 1', short: '宿' },
    L: { name: '管理电脑', short: '管' },
  },
  areas: { ONE: '机器 1', TWO: '机器 2' },
  intro: [
    {
      title: '两个租户，一个网络',
      body: [
        '两台机器里各有一个网桥，也就是用软件做的',
        term('switch', '交换机'),
        '。租户 A 有虚拟机 A1、A2，租户 B 有 B1、B2、B3，大家同在一个子网。把他们隔开的是 ',
        term('vlan', 'VLAN'),
        '：一帧只能走到自己 VLAN 的端口，广播也一样。',
      ],
      picture: { devices: ['A1', 'B1', 'BR1', 'M'], frame: { look: 'arp', at: 'BR1' } },
    },
    {
      title: '标签',
      body: [
        '通往交换机的网线是大家共用的。在这根线上，帧要自己说明属于谁：源地址后面多出四个字节的',
        term('vlan-tag', '标签'),
        '。能走好几个 VLAN 的端口叫 ',
        term('trunk', 'Trunk 口'),
        '；接一台机器的端口叫 ',
        term('access-port', 'Access 口'),
        '，进出都不带标签。',
      ],
      picture: { devices: ['BR1', 'S', 'BR2'], frame: { look: 'icmp', at: 'S' } },
    },
    {
      title: '每一帧都分三步',
      body: [
        '先看属于哪个 VLAN：标签说了算，没有标签就看端口。再查目的地址，只查这个 VLAN 的表：同一个地址可能在两个 VLAN 里，各在不同的端口。最后从这个 VLAN 的端口发出去：Trunk 口带标签，Access 口不带。',
      ],
      picture: { devices: ['A1', 'B1', 'BR1', 'S'], frame: { look: 'icmp', at: 'BR1' } },
    },
    {
      title: '有一个 VLAN 不带标签',
      body: [
        'Trunk 口可以有一个',
        term('native-vlan', '本征 VLAN'),
        '：它的帧不带标签，不带标签进来的帧也都归它。这里的本征 VLAN 归机房自己用，里面是管理电脑和宿主机 1。所以忘了打标签，帧并不会丢，而是跑到别人那里去了。',
      ],
      picture: { devices: ['L', 'S', 'BR1', 'M'], frame: { look: 'icmp', at: 'S' } },
      touch: {
        ask: '租户 A 的一帧从这个 Trunk 口出去，忘了打标签。会到谁那里？',
        choices: [
          { text: '谁也收不到', isRight: false, says: '这里不带标签的帧不会丢，它归本征 VLAN。' },
          { text: '照样到租户 A', isRight: false, says: '帧上已经没有任何东西说明它是租户 A 的。' },
          { text: '到机房自己的 VLAN', isRight: true, says: '没有标签就归本征 VLAN，别人看到了租户 A 的帧。' },
        ],
      },
    },
  ],
  won: '两个租户\u200B共用一根网线，谁也\u200B看不见谁。',
  remember: [
    '属于哪个 ',
    term('vlan', 'VLAN'),
    '，看标签，没有标签就看端口。每个 VLAN 有自己的表、自己的端口。',
    term('trunk', 'Trunk 口'),
    '带标签，',
    term('access-port', 'Access 口'),
    '不带，',
    term('native-vlan', '本征 VLAN'),
    ' 在 Trunk 口上也不带。',
  ],
  linux: [
    {
      command: 'bridge vlan show',
      output: [
        'port              vlan-id  ',
        'p1                10 PVID Egress Untagged',
        'p2                20 PVID Egress Untagged',
        'p3                20 PVID Egress Untagged',
        'p4                1 PVID Egress Untagged',
        'p5                1 PVID Egress Untagged',
        '                  10',
        '                  20',
        'br0               1 PVID Egress Untagged',
      ].join('\n'),
      note: '在机器 1 上，租户 A 是 VLAN 10，租户 B 是 VLAN 20，机房是 VLAN 1。PVID：不带标签的帧归哪个 VLAN；Egress Untagged：出去时不带标签。p5 是 Trunk 口。',
    },
    {
      command: 'bridge fdb show br br0 dynamic',
      output: [
        '02:5d:a1:0b:52:71 dev p1 vlan 10 master br0',
        '02:5d:a1:3c:07:15 dev p2 vlan 20 master br0',
        '02:5d:a1:88:42:12 dev p4 vlan 1 master br0',
        '02:5d:a1:3c:07:15 dev p5 vlan 10 master br0',
        '02:5d:a1:0e:f9:13 dev p5 vlan 1 master br0',
        '02:5d:a1:b6:20:14 dev p5 vlan 20 master br0',
      ].join('\n'),
      note: '还是机器 1：02:5d:a1:3c:07:15 有两行，VLAN 10 里在 Trunk 口后面，VLAN 20 里在 p2。',
    },
    {
      command: 'sudo tcpdump -en -c 1 -i eth0 vlan 10 and icmp',
      output:
        '12:00:01.000107 02:5d:a1:0b:52:71 > 02:5d:a1:3c:07:15, ethertype 802.1Q (0x8100), length 102: vlan 10, p 0, ethertype IPv4 (0x0800), 192.168.1.71 > 192.168.1.15: ICMP echo request, id 1, seq 1, length 64',
      note: '在通往交换机的网线上：租户 A 的一个 ping，因为标签长了四个字节。',
    },
  ],
  question: 'A2 和 B1 的 MAC 地址、IP 地址都一样，却相安无事。要是有人把 B1 的端口错设成租户 A 的 VLAN，会怎么样？',
  thought:
    '那样两台机器就进了同一张表，而一个地址在一张表里只有一行。网桥 1 一会儿在端口 2 听到它，一会儿在 Trunk 口听到它，每次都把那一行改掉。A1 收到谁的应答，要看最近听到的是谁，一半的帧会走错方向。分在两个 VLAN 里，这两行永远碰不到一起。',
  terms: ['vlan', 'vlan-tag', 'trunk', 'access-port', 'native-vlan', 'switch'],
};
