/** The words of the puzzle loud-hub. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const loudHub: PuzzleText = {
  title: 'The loud hub',
  story:
    'Four machines hang on one hub and a fifth in the next room on another: whatever one of them says to one other, the hub tells everybody.',
  names: {
    H: { name: 'Hub A', short: 'A' },
    G: { name: 'Hub B', short: 'B' },
    M1: { name: 'Machine 1', short: '1' },
    M2: { name: 'Machine 2', short: '2' },
    M3: { name: 'Machine 3', short: '3' },
    M4: { name: 'Machine 4', short: '4' },
    M5: { name: 'Machine 5', short: '5' },
  },
  areas: { R1: 'This room', R2: 'Next room' },
  intro: [
    {
      title: 'Ports, and nothing else',
      body: [
        'A ',
        term('hub', 'hub'),
        ' has no address, no table and no memory. It is a ',
        term('repeater', 'repeater'),
        ': what comes in by one port, it sends out of every other port that has a cable, bit by bit. It has begun to do so before the destination address has even arrived.',
      ],
      picture: { devices: ['H', 'M1', 'M2', 'M3', 'M4'], frame: { look: 'sealed', at: 'H' } },
    },
    {
      title: 'Never back',
      body: [
        'Not out of the port it came in by. Its sender is still sending, and a signal that arrives meanwhile is a collision to its card: the frame is broken off. All that hang on hubs which are joined form one ',
        term('collision-domain', 'collision domain'),
        '. In it only one may send at a time.',
      ],
      picture: { devices: ['M1', 'H'], frame: { look: 'sealed', at: 'M1' } },
      touch: {
        ask: 'Ports 1 to 4 have cables. A frame comes in by port 2. Where does it go out?',
        choices: [
          {
            text: '1, 2, 3, 4',
            isRight: false,
            says: 'Not out of port 2: its sender is still sending there, and the two would collide.',
          },
          {
            text: 'Where its target is',
            isRight: false,
            says: 'A hub reads no address, so it cannot know where that is.',
          },
          { text: '1, 3, 4', isRight: true, says: 'Every other port that has a cable, whoever it is for.' },
        ],
      },
    },
    {
      title: 'For one, heard by all',
      body: [
        'Machine 1 sends a ',
        term('unicast', 'unicast'),
        ' to Machine 2. The hub treats it just like a ',
        term('broadcast', 'broadcast'),
        ', because it reads neither. Every card hears the frame, and those it is not for leave it aside. A card in ',
        term('promiscuous-mode', 'promiscuous mode'),
        ' keeps it all the same.',
      ],
      picture: { devices: ['M1', 'H', 'M2', 'M3'], frame: { look: 'icmp', at: 'M3' } },
    },
    {
      title: 'The cable to the next room',
      body: [
        'Behind one port of Hub A there is no machine but a second hub, Hub B. To Hub A it is a port like any other. Hub B repeats, too: Machine 5 hears every word of this room, and this room every word of Machine 5.',
      ],
      picture: { devices: ['H', 'G', 'M5'], frame: { look: 'sealed', at: 'G' } },
    },
    {
      title: 'Right or damaged',
      body: [
        'Sometimes a bit turns over on a cable. The ',
        term('fcs', 'FCS'),
        ' at the end no longer fits, but a hub does not check it: it has sent nearly all of the frame by then. So damage, too, goes out of every other port, and each card drops the frame for itself.',
      ],
      picture: { devices: ['M4', 'H', 'G'], frame: { look: 'damaged', at: 'H' } },
    },
  ],
  won: 'Everybody heard everything.',
  remember: [
    'A ',
    term('hub', 'hub'),
    ' sends what it hears out of every other port with a cable, never back, without reading it. So on a hub each card hears every frame, and the cards alone decide what is for them.',
  ],
  linux: [
    {
      command: 'sudo tcpdump -en -i eth0 icmp',
      output: [
        '12:00:01.000213 02:5d:a1:3c:07:11 > 02:5d:a1:88:42:12, ethertype IPv4 (0x0800), length 98: 192.168.1.11 > 192.168.1.12: ICMP echo request, id 4711, seq 1, length 64',
        '12:00:01.000391 02:5d:a1:88:42:12 > 02:5d:a1:3c:07:11, ethertype IPv4 (0x0800), length 98: 192.168.1.12 > 192.168.1.11: ICMP echo reply, id 4711, seq 1, length 64',
      ].join('\n'),
      note: 'On Machine 3, while Machine 1 pings Machine 2: neither frame is for it. Without -p, tcpdump puts the card into promiscuous mode, so that it takes them.',
    },
    {
      command: 'sudo ip link set br0 type bridge ageing_time 0',
      output: '',
      note: 'It prints nothing, and makes a hub of a Linux bridge: every row of its table is too old at once, so it floods each frame. Unlike a true hub it reads whole frames, and drops damaged ones.',
    },
  ],
  question:
    'Somebody takes the first hub away and puts a switch in its place. What does Machine 3 still hear of a ping from Machine 1 to Machine 2?',
  thought:
    'At most the first frames. As long as the switch does not know where Machine 2 is, it floods, and broadcasts such as the question for an address still go to everybody. As soon as both machines have sent something, the rest stays between their two ports. Machine 3 hears less, and may even send at the same time.',
  terms: ['hub', 'repeater', 'collision-domain', 'promiscuous-mode', 'unicast', 'broadcast', 'fcs'],
};
