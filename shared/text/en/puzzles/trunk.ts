/** The words of the puzzle trunk. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const trunk: PuzzleText = {
  title: 'Two machines, one cable',
  story:
    'Two tenants have virtual machines on both computers, all in one subnet, two of them even with the same addresses, and everything goes over one cable: let no frame come to the wrong people.',
  names: {
    BR1: { name: 'Bridge 1', short: '1' },
    S: { name: 'Switch', short: 'S' },
    BR2: { name: 'Bridge 2', short: '2' },
    A1: { name: 'A1', short: 'A1' },
    A2: { name: 'A2', short: 'A2' },
    B1: { name: 'B1', short: 'B1' },
    B2: { name: 'B2', short: 'B2' },
    B3: { name: 'B3', short: 'B3' },
    M: { name: 'Host 1', short: 'H' },
    L: { name: 'Admin PC', short: 'PC' },
  },
  areas: { ONE: 'Machine 1', TWO: 'Machine 2' },
  intro: [
    {
      title: 'Two tenants, one network',
      body: [
        'Each of the two machines holds a bridge: a ',
        term('switch', 'switch'),
        ' made of software. Tenant A has the virtual machines A1 and A2, tenant B has B1, B2 and B3, all in one subnet. What keeps them apart is the ',
        term('vlan', 'VLAN'),
        ': a frame goes only to ports of its own VLAN, a broadcast too.',
      ],
      picture: { devices: ['A1', 'B1', 'BR1', 'M'], frame: { look: 'arp', at: 'BR1' } },
    },
    {
      title: 'The tag',
      body: [
        'The cable to the switch is for everybody. There a frame says itself whose it is, in a ',
        term('vlan-tag', 'tag'),
        ' of four bytes behind the source address. A port that carries several VLANs is a ',
        term('trunk', 'trunk'),
        '. A port for a machine is an ',
        term('access-port', 'access port'),
        ': no tag comes in there, and none goes out.',
      ],
      picture: { devices: ['BR1', 'S', 'BR2'], frame: { look: 'icmp', at: 'S' } },
    },
    {
      title: 'Three steps for every frame',
      body: [
        'Which VLAN? The tag says it, or else the port. Then look the destination up in the table of this VLAN only: an address may stand in two VLANs, at two ports. Then out, by ports of this VLAN: on a trunk with the tag, on an access port without.',
      ],
      picture: { devices: ['A1', 'B1', 'BR1', 'S'], frame: { look: 'icmp', at: 'BR1' } },
    },
    {
      title: 'One VLAN without a tag',
      body: [
        'A trunk can have a ',
        term('native-vlan', 'native VLAN'),
        '. Its frames travel without a tag, and what comes in without one belongs to it. Here that is the VLAN of the house: Admin PC and Host 1. So a tag that you forget does not lose a frame. It brings it to other people.',
      ],
      picture: { devices: ['L', 'S', 'BR1', 'M'], frame: { look: 'icmp', at: 'S' } },
      touch: {
        ask: 'A frame of tenant A leaves by this trunk, and its tag was forgotten. Who gets it?',
        choices: [
          {
            text: 'Nobody',
            isRight: false,
            says: 'Without a tag it is not dropped here: it belongs to the native VLAN.',
          },
          {
            text: 'Tenant A, as usual',
            isRight: false,
            says: 'Nothing in the frame says any more that it is of tenant A.',
          },
          {
            text: 'The VLAN of the house',
            isRight: true,
            says: 'What has no tag belongs to the native VLAN. Other people see a frame of tenant A.',
          },
        ],
      },
    },
  ],
  won: 'Both tenants share a cable and see nothing of each other.',
  remember: [
    'The ',
    term('vlan', 'VLAN'),
    ' comes from the tag, or from the port. Each VLAN has its own table and its own ports. Tagged on a ',
    term('trunk', 'trunk'),
    ', untagged on an ',
    term('access-port', 'access port'),
    ', untagged in the ',
    term('native-vlan', 'native VLAN'),
    '.',
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
      note: 'On Machine 1, tenant A in VLAN 10, tenant B in VLAN 20, the house in VLAN 1. PVID: where a frame without a tag belongs. Egress Untagged: it leaves without one. p5 is the trunk.',
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
      note: 'The same machine: 02:5d:a1:3c:07:15 stands there twice, in VLAN 10 behind the trunk and in VLAN 20 at p2.',
    },
    {
      command: 'sudo tcpdump -en -c 1 -i eth0 vlan 10 and icmp',
      output:
        '12:00:01.000107 02:5d:a1:0b:52:71 > 02:5d:a1:3c:07:15, ethertype 802.1Q (0x8100), length 102: vlan 10, p 0, ethertype IPv4 (0x0800), 192.168.1.71 > 192.168.1.15: ICMP echo request, id 1, seq 1, length 64',
      note: 'On the cable to the switch: a ping of tenant A, four bytes longer by its tag.',
    },
  ],
  question:
    'A2 and B1 have the same link-layer address and the same IP address, and nobody notices. What would happen if somebody set the port of B1 to the VLAN of tenant A?',
  thought:
    'Then both would stand in one table, and the address has only one row there. Bridge 1 would hear it now at port 2, now at the trunk, and write the row over each time. Answers for A1 would come from whoever was heard last, and half of the frames would go the wrong way. In two VLANs the two rows never meet.',
  terms: ['vlan', 'vlan-tag', 'trunk', 'access-port', 'native-vlan', 'switch'],
};
