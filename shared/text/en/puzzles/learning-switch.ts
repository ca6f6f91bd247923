/** The words of the puzzle learning-switch. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const learningSwitch: PuzzleText = {
  title: 'The learning switch',
  story:
    'Two switches with empty tables join three segments, and Machine 1 looks for Machine 4: carry every frame to where it belongs.',
  names: {
    A: { name: 'Switch A', short: 'A' },
    B: { name: 'Switch B', short: 'B' },
    L1: { name: 'Segment 1', short: 'S1' },
    L2: { name: 'Segment 2', short: 'S2' },
    L3: { name: 'Segment 3', short: 'S3' },
    M1: { name: 'Machine 1', short: '1' },
    M2: { name: 'Machine 2', short: '2' },
    M3: { name: 'Machine 3', short: '3' },
    M4: { name: 'Machine 4', short: '4' },
    M5: { name: 'Machine 5', short: '5' },
  },
  areas: { L1: 'Segment 1', L2: 'Segment 2', L3: 'Segment 3' },
  intro: [
    {
      title: 'A box with a memory',
      body: [
        'A ',
        term('switch', 'switch'),
        ' joins ',
        term('segment', 'segments'),
        '. It keeps a ',
        term('mac-table', 'MAC table'),
        ': which address is behind which port. At first the table is empty. Nobody fills it in; the switch has to find out. It needs no IP address for this, and it changes nothing in a frame.',
      ],
      picture: { devices: ['L1', 'A', 'L2', 'B', 'L3'] },
    },
    {
      title: 'Learn from the source',
      body: [
        'Each frame says who sent it. Its sender must be behind the ',
        term('ingress-port', 'ingress port'),
        ', the port by which it came in. So write down the source address with this port. About the destination the frame shows nothing.',
      ],
      picture: { devices: ['M1', 'L1', 'A'], frame: { look: 'arp', at: 'A' } },
      touch: {
        ask: 'Machine 1 sends a frame for Machine 4. It comes to Switch A by port 1. Which row may A write?',
        choices: [
          {
            text: 'Machine 4 · port 1',
            isRight: false,
            says: 'Behind port 1 is the sender. Where Machine 4 is, this frame does not show.',
          },
          { text: 'Machine 1 · port 1', isRight: true, says: 'The frame came from there, so its sender is there.' },
          {
            text: 'Machine 4 · port 2',
            isRight: false,
            says: 'That may be so, but no frame has shown it. A switch does not guess.',
          },
        ],
      },
    },
    {
      title: 'Send by the destination',
      body: [
        'Now look the destination up. There is a row: the frame goes out of that one port. The row names the very port by which it came in: the destination has heard it already, and the frame goes nowhere. This is ',
        term('filtering', 'filtering'),
        '.',
      ],
      picture: { devices: ['M1', 'M2', 'L1', 'A'], frame: { look: 'icmp', at: 'A' } },
    },
    {
      title: 'Not in the table',
      body: [
        'Without a row, ',
        term('flooding', 'flooding'),
        ' helps: out of every other port, never back. A broadcast goes the same way. A frame for one card that is not in the table is an ',
        term('unknown-unicast', 'unknown unicast'),
        '. Its answer will show you where the card is.',
      ],
      picture: { devices: ['A', 'L2', 'M3', 'B', 'L3'], frame: { look: 'arp', at: 'B' } },
    },
  ],
  won: 'Machine 4 answered.',
  remember: [
    'A ',
    term('switch', 'switch'),
    ' learns from the source and sends by the destination. What is not in its ',
    term('mac-table', 'MAC table'),
    ' goes out of every other port.',
  ],
  linux: [
    {
      command: 'bridge fdb show br br0 dynamic',
      output: [
        '02:5d:a1:3c:07:11 dev p1 master br0',
        '02:5d:a1:88:42:12 dev p1 master br0',
        '02:5d:a1:0e:f9:13 dev p2 master br0',
        '02:5d:a1:b6:20:14 dev p2 master br0',
        '02:5d:a1:71:cd:15 dev p2 master br0',
      ].join('\n'),
      note: 'The table of Switch A as a Linux bridge shows it: machines 1 and 2 behind port p1, machines 3, 4 and 5 behind p2.',
    },
    {
      command: "ip -d link show br0 | grep -o 'ageing_time [0-9]*'",
      output: 'ageing_time 30000',
      note: 'After this time without a frame from an address its row is forgotten. In hundredths of a second: 300 s.',
    },
  ],
  question: 'Machine 5 moves to segment 1 and says nothing. Where do frames for it go, and until when?',
  thought:
    'Both switches still have the old row, so frames for it go to segment 3, where nobody takes them. The first frame that Machine 5 sends corrects each switch that it passes. If it stays silent, the rows age out after five minutes, and then the frames are flooded.',
  terms: ['switch', 'segment', 'mac-table', 'ingress-port', 'flooding', 'unknown-unicast', 'filtering', 'ageing'],
};
