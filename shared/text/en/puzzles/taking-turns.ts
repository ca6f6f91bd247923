/** The words of the puzzle taking-turns. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const takingTurns: PuzzleText = {
  title: 'Taking turns',
  story:
    'Four machines share one wire, and nobody is in charge of it: they have to listen to each other, or they all lose their frames.',
  names: {
    T1: { name: 'Tap 1', short: 'T1' },
    T2: { name: 'Tap 2', short: 'T2' },
    T3: { name: 'Tap 3', short: 'T3' },
    T4: { name: 'Tap 4', short: 'T4' },
    M1: { name: 'Machine 1', short: '1' },
    M2: { name: 'Machine 2', short: '2' },
    M3: { name: 'Machine 3', short: '3' },
    M4: { name: 'Machine 4', short: '4' },
  },
  areas: {},
  intro: [
    {
      title: 'One wire for all',
      body: [
        'A signal runs along the wire in both directions, past everybody. Two signals at once mix, and no card can read the mixture: a ',
        term('collision', 'collision'),
        '. So only one may send at a time. That is called ',
        term('half-duplex', 'half duplex'),
        '.',
      ],
      picture: { devices: ['T1', 'T2', 'T3', 'T4', 'M1', 'M2', 'M3', 'M4'], frame: { look: 'sealed', at: 'M1' } },
    },
    {
      title: 'Listen before you send',
      body: [
        'You are the card of your machine. ',
        term('carrier-sense', 'Carrier sense'),
        ': send only while your card hears nobody. Behind each frame it keeps the ',
        term('inter-frame-gap', 'gap'),
        ' of 96 bits by itself. Whoever sends over another one spoils both frames.',
      ],
      picture: { devices: ['T1', 'T2', 'M1', 'M2'], frame: { look: 'icmp', at: 'M1' } },
    },
    {
      title: 'Silence can be late',
      body: [
        'A signal needs time: from Machine 1 to Machine 4 it takes 14 microseconds. Until then Machine 4 hears nothing, and may begin, too. Try it: let one begin, and the other one shortly after, or later.',
      ],
      picture: { devices: ['T1', 'T2', 'T3', 'T4', 'M1', 'M4'] },
      touch: 'wire',
    },
    {
      title: 'Jam, then draw',
      body: [
        'Who hears another one while sending ',
        term('jam', 'jams'),
        ' for 32 bits, so that all notice, and then ',
        term('backoff', 'backs off'),
        ': 0 or 1 ',
        term('slot-time', 'slot time'),
        ' after the first collision of a frame, 0 to 3 after the second, 0 to 7 after the third. Chance draws the number, or the same two would meet again.',
      ],
      picture: { devices: ['T3', 'T4', 'M3', 'M4'], frame: { look: 'damaged', at: 'T3' } },
    },
    {
      title: 'Time runs on',
      body: [
        "This round is live: one second here is 20 microseconds on the wire, so a frame takes four seconds and a half. Alone you can pause it, and step. Being slow costs nothing; only mistakes do. A collision that nobody could hear coming is nobody's mistake. All this together is ",
        term('csma-cd', 'CSMA/CD'),
        '.',
      ],
      picture: { devices: ['T1', 'T2', 'T3', 'T4', 'M1', 'M2', 'M3', 'M4'] },
    },
  ],
  won: 'Everybody got their turn.',
  remember: [
    term('carrier-sense', 'Listen'),
    ' first, and send only on a silent wire. Signals take time, so a ',
    term('collision', 'collision'),
    ' can happen all the same: then ',
    term('jam', 'jam'),
    ', draw from a range that doubles with each collision of the frame, and listen again.',
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
      note: 'The last number of the line TX counts collisions. The card itself listens, jams and backs off; Linux only hears how often.',
    },
    {
      command: 'cat /sys/class/net/eth0/duplex',
      output: 'half',
      note: 'A card on a hub. On a switch it says full: each has a pair of wires of its own, both may send at once, and nothing collides.',
    },
  ],
  question: 'Why must the shortest Ethernet frame be 512 bits long, on a wire as long as the standard allows?',
  thought:
    'A signal runs to the far end, meets another one there, and the news of it runs back: that takes at most a slot time, 512 bits. If a frame were shorter, its sender would have stopped by then. It would take the frame for sent although it was spoiled. So what is too short is filled up.',
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
