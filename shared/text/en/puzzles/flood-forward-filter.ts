/** The words of the puzzle flood-forward-filter. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const floodForwardFilter: PuzzleText = {
  title: 'Flood, forward, filter',
  story:
    'Two switches begin with empty tables, one port leads to a hub, and halfway through Machine 5 is carried to another switch without a word: decide for each frame whether to flood, forward or filter it.',
  names: {
    A: { name: 'Switch A', short: 'A' },
    B: { name: 'Switch B', short: 'B' },
    H: { name: 'Hub', short: 'H' },
    M1: { name: 'Machine 1', short: '1' },
    M2: { name: 'Machine 2', short: '2' },
    M3: { name: 'Machine 3', short: '3' },
    M4: { name: 'Machine 4', short: '4' },
    M5: { name: 'Machine 5', short: '5' },
  },
  areas: {},
  intro: [
    {
      title: 'Three cases',
      body: [
        'A ',
        term('switch', 'switch'),
        ' learns from every source; you know that already. For the destination there are three cases. No row in the ',
        term('mac-table', 'MAC table'),
        ': flood, out of every other port. A row with another port: forward, out of that one. A row with the ',
        term('ingress-port', 'ingress port'),
        ': filter, out of none.',
      ],
      picture: { devices: ['M1', 'A', 'H', 'B'], frame: { look: 'icmp', at: 'A' } },
    },
    {
      title: 'They know, you do not',
      body: [
        'These machines have the MAC addresses they need in their own tables, so no broadcast goes ahead. Yours is empty: the first ping is an ',
        term('unknown-unicast', 'unknown unicast'),
        '. It is for one card, and still ',
        term('flooding', 'flooding'),
        ' is the only way to reach it. The answer comes in by some port, and gives you the row that was missing.',
      ],
      picture: { devices: ['M1', 'A', 'B', 'M5'], frame: { look: 'icmp', at: 'A' } },
    },
    {
      title: 'Two behind one port',
      body: [
        'Machines 2 and 3 share a ',
        term('hub', 'hub'),
        ', and the hub hangs on one of your ports. So two of your rows name the same port. What one of them sends, the hub repeats to the other, and to you as well. You know the destination: it has heard the frame. So ',
        term('filtering', 'filtering'),
        ' is right.',
      ],
      picture: { devices: ['M2', 'M3', 'H', 'A'], frame: { look: 'icmp', at: 'A' } },
      touch: {
        ask: 'Your table has Machine 2 at port 2. Machine 3 sends to Machine 2, and the frame comes in by port 2. What do you do?',
        choices: [
          {
            text: 'Flood it',
            isRight: false,
            says: 'There is a row for Machine 2, so there is no need to look for it everywhere.',
          },
          {
            text: 'Forward it to port 2',
            isRight: false,
            says: 'It came from there, so Machine 2 has heard it already. It would hear it twice.',
          },
          {
            text: 'Filter it',
            isRight: true,
            says: 'The row names the port it came in by: Machine 2 has heard it. You only learn about Machine 3.',
          },
        ],
      },
    },
    {
      title: 'A machine moves',
      body: [
        'A row says where an address was last heard. If a machine is carried elsewhere and keeps silent, frames for it follow the old row and are lost. A switch whose cable is pulled forgets the rows of that port. The other switch notices nothing: it believes its row until ',
        term('ageing', 'ageing'),
        ' removes it, after 300 s.',
      ],
      picture: { devices: ['A', 'B', 'M5'], frame: { look: 'icmp', at: 'B' } },
    },
    {
      title: 'The latest frame counts',
      body: [
        'So learn from the source every time, also if your table has it already. Does the row name another port? Then the machine has moved: write the new port over the old one. An address never has two rows. One frame from the machine corrects every switch that it passes.',
      ],
      picture: { devices: ['A', 'B', 'M4'], frame: { look: 'icmp', at: 'B' } },
    },
  ],
  won: 'Machine 5 answers from its new place.',
  remember: [
    'No row: flood. A row with another port: forward. A row with the ',
    term('ingress-port', 'ingress port'),
    ': filter. A row is only as good as the last frame from its address, so learn from each one.',
  ],
  linux: [
    {
      command: 'bridge fdb show br br0 dynamic',
      output: [
        '02:5d:a1:3c:07:11 dev p1 master br0',
        '02:5d:a1:71:cd:15 dev p3 master br0',
        '02:5d:a1:b6:20:14 dev p3 master br0',
        '02:5d:a1:88:42:12 dev p2 master br0',
        '02:5d:a1:0e:f9:13 dev p2 master br0',
      ].join('\n'),
      note: 'Switch A before the move: machines 2 and 3 both behind p2, where the hub is, and Machine 5 (ending in 15) behind p3. The move alone changes nothing here.',
    },
    {
      command: 'bridge fdb show br br0 dynamic',
      output: [
        '02:5d:a1:3c:07:11 dev p1 master br0',
        '02:5d:a1:71:cd:15 dev p4 master br0',
        '02:5d:a1:b6:20:14 dev p3 master br0',
        '02:5d:a1:88:42:12 dev p2 master br0',
        '02:5d:a1:0e:f9:13 dev p2 master br0',
      ].join('\n'),
      note: 'Switch A after the first frame that Machine 5 sent from its new place: the same row, now with p4.',
    },
    {
      command: 'bridge fdb show br br0 dynamic',
      output: [
        '02:5d:a1:3c:07:11 dev p1 master br0',
        '02:5d:a1:b6:20:14 dev p2 master br0',
        '02:5d:a1:88:42:12 dev p1 master br0',
        '02:5d:a1:71:cd:15 dev p1 master br0',
      ].join('\n'),
      note: 'Switch B at the same time: Machine 5 is behind p1 now. Machine 3 (ending in 13) has no row, because Switch A filtered all of its frames.',
    },
  ],
  question:
    'After the move, while Machine 5 is still silent, Machine 4 pings it. What does each of the two switches do with this frame?',
  thought:
    'Switch B has forgotten its row, so it floods the frame, which is right, and the frame comes to Switch A by port 3. There the old row still says port 3, the very port by which it came in, so Switch A filters it. Each of them follows the rules, and the ping is lost. A single frame from Machine 5 would have been enough. That is why, when a virtual machine is moved to another computer, a frame is sent in its name at once.',
  terms: ['switch', 'hub', 'mac-table', 'ingress-port', 'flooding', 'unknown-unicast', 'filtering', 'ageing'],
};
