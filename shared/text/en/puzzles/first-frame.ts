/** The words of the puzzle first-frame. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const firstFrame: PuzzleText = {
  title: 'Is it for me?',
  story: 'Four machines share one hub, and all of them hear every frame: take what is for you and leave the rest.',
  names: {
    H: { name: 'Hub', short: 'H' },
    M1: { name: 'Machine 1', short: '1' },
    M2: { name: 'Machine 2', short: '2' },
    M3: { name: 'Machine 3', short: '3' },
    M4: { name: 'Machine 4', short: '4' },
  },
  areas: {},
  intro: [
    {
      title: 'A frame on its way',
      body: [
        'Machines that reach each other directly share a ',
        term('link', 'link'),
        '. Here it is four cables and a hub. What travels on it is a ',
        term('frame', 'frame'),
        ': a ',
        term('header', 'header'),
        ' with two addresses, then the content, then the ',
        term('fcs', 'FCS'),
        ', a check for damage.',
      ],
      picture: { devices: ['M1', 'H', 'M2'], frame: { look: 'icmp', at: 'H' } },
    },
    {
      title: 'Your card has an address',
      body: [
        'You meet the link with an ',
        term('interface', 'interface'),
        ', your network card. Its ',
        term('link-layer-address', 'link-layer address'),
        ' tells it from all others. On Ethernet this is the ',
        term('mac-address', 'MAC address'),
        ', such as 02:5d:a1:3c:07:11.',
      ],
      picture: { devices: ['M1', 'H'] },
    },
    {
      title: 'A hub reads nothing',
      body: [
        'What comes in at one port, a ',
        term('hub', 'hub'),
        ' repeats out of every other port. So each frame knocks at your card, also one for somebody else. Your card compares its destination with your own address.',
      ],
      picture: { devices: ['H', 'M1', 'M2', 'M3', 'M4'], frame: { look: 'icmp', at: 'H' } },
    },
    {
      title: 'Take it or drop it',
      body: [
        'Your address: take the frame. Another address: drop it. One address is for all, ff:ff:ff:ff:ff:ff. A frame with this destination is a ',
        term('broadcast', 'broadcast'),
        ', and every card takes it.',
      ],
      picture: { devices: ['M3', 'H', 'M4'], frame: { look: 'icmp', at: 'M4' } },
      touch: {
        ask: 'Your card is 02:5d:a1:3c:07:11, and it hears a frame for 02:5d:a1:3c:70:11. What does it do?',
        choices: [
          {
            text: 'Take it',
            isRight: false,
            says: 'Look at the fifth byte: 70 is not 07. The frame is for another card.',
          },
          {
            text: 'Drop it',
            isRight: true,
            says: 'In the fifth byte, 70 is not 07: it is for another card. You drop it and tell nobody.',
          },
        ],
      },
    },
    {
      title: 'What is inside',
      body: [
        'In these frames travels a ',
        term('packet', 'packet'),
        ', the unit of IP. A device that speaks IP is a ',
        term('node', 'node'),
        '. You are a ',
        term('host', 'host'),
        ': a node that does not pass on packets for others.',
      ],
      picture: { devices: ['M1'], frame: { look: 'icmp', at: 'M1' } },
    },
  ],
  won: 'Every frame found its reader.',
  remember: [
    'A card takes frames for its own ',
    term('mac-address', 'MAC address'),
    ' and ',
    term('broadcast', 'broadcasts'),
    '. It drops all others and tells nobody.',
  ],
  linux: [
    {
      command: 'ip link show eth0',
      output: [
        '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP mode DEFAULT group default qlen 1000',
        '    link/ether 02:5d:a1:3c:07:11 brd ff:ff:ff:ff:ff:ff',
      ].join('\n'),
      note: 'The two addresses that this card takes: its own, and after "brd" the one for everybody.',
    },
    {
      command: 'sudo tcpdump -enp -i eth0 icmp',
      output: [
        '12:00:01.000213 02:5d:a1:88:42:12 > 02:5d:a1:3c:07:11, ethertype IPv4 (0x0800), length 98: 192.168.1.12 > 192.168.1.11: ICMP echo request, id 4711, seq 1, length 64',
        '12:00:01.000254 02:5d:a1:3c:07:11 > 02:5d:a1:88:42:12, ethertype IPv4 (0x0800), length 98: 192.168.1.11 > 192.168.1.12: ICMP echo reply, id 4711, seq 1, length 64',
      ].join('\n'),
      note: 'What the card took. Without -p, tcpdump makes the card take every frame that it hears (promiscuous mode).',
    },
  ],
  question: 'On a hub, every machine hears every frame. What keeps a curious one from reading what is not for it?',
  thought:
    'Nothing in the network. The card itself leaves foreign frames aside, and this can be switched off. A switch at least sends frames only where they belong. Whoever needs secrecy encrypts.',
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
