/** The words of the puzzle broadcast-storm. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const broadcastStorm: PuzzleText = {
  title: 'Broadcast storm',
  story:
    'Three switches in a ring, a fourth one on two cables, and one single ARP request: save the network while it burns, and keep everybody reachable.',
  names: {
    A: { name: 'Switch A', short: 'A' },
    B: { name: 'Switch B', short: 'B' },
    C: { name: 'Switch C', short: 'C' },
    D: { name: 'Switch D', short: 'D' },
    M1: { name: 'Machine 1', short: '1' },
    M2: { name: 'Machine 2', short: '2' },
    M3: { name: 'Machine 3', short: '3' },
    M4: { name: 'Machine 4', short: '4' },
  },
  areas: {},
  intro: [
    {
      title: 'One more cable, just in case',
      body: [
        'If one cable between these switches breaks, another one is left. That is ',
        term('redundancy', 'redundancy'),
        ', and it sounds safe. But there are now two ways between the same two switches: a ',
        term('loop', 'loop'),
        '. Nobody here has made a mistake, and every switch will do just what you have learned.',
      ],
      picture: { devices: ['A', 'B', 'C', 'D'] },
    },
    {
      title: 'Count the copies',
      body: [
        'A ',
        term('broadcast', 'broadcast'),
        ' goes out of every other port, so a switch with three cables makes two copies of it. Those go on to the next switches. Let it go on from cable to cable, and count.',
      ],
      picture: { devices: ['M1', 'A', 'B', 'C'], frame: { look: 'arp', at: 'A' } },
      touch: 'copies',
    },
    {
      title: 'Nothing stops it',
      body: [
        'An IP packet has a time to live. An Ethernet frame has none: as long as there is a loop, its copies go round, and each round makes more. When the cables are full, queues overflow, and what others send is lost among the copies. That is a ',
        term('broadcast-storm', 'broadcast storm'),
        '.',
      ],
      picture: { devices: ['C', 'D', 'M4'], frame: { look: 'arp', at: 'C' } },
    },
    {
      title: 'First by hand, then live',
      body: [
        'You pass on three frames by hand. Watch your ',
        term('mac-table', 'MAC table'),
        ' meanwhile: one machine seems to move from port to port. Then everything runs by itself, and you have one tool left, your hand: you can pull cables out of your own switch, and plug them in again.',
      ],
      picture: { devices: ['M2', 'B', 'C', 'A'], frame: { look: 'arp', at: 'B' } },
    },
  ],
  won: 'The storm is over, and everybody is reached.',
  remember: [
    'Without a spanning tree, switches need exactly one way between any two devices. One ',
    term('loop', 'loop'),
    ' is enough for a ',
    term('broadcast-storm', 'broadcast storm'),
    ', and it ends only when the last loop is open. A cable too many drowns everybody; a cable too few cuts somebody off.',
  ],
  linux: [
    {
      command: 'bridge fdb show br br0 dynamic',
      output: ['02:5d:a1:00:00:12 dev p3 master br0', '02:5d:a1:00:00:11 dev p3 master br0'].join('\n'),
      note: 'The same network built from Linux bridges, Switch A in the storm. Machine 1 (ending in 11) is at p1, but its copies come back by p3.',
    },
    {
      command: 'bridge fdb show br br0 dynamic',
      output: ['02:5d:a1:00:00:11 dev p2 master br0', '02:5d:a1:00:00:12 dev p3 master br0'].join('\n'),
      note: 'A moment later: now it seems to be behind p2. Rows that flap like this are the sign of a loop.',
    },
    {
      command: 'ip -s -s link show p2',
      output: [
        '4: p2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc tbf master br0 state UP mode DEFAULT group default qlen 1000',
        '    link/ether 3e:cf:7b:a2:21:71 brd ff:ff:ff:ff:ff:ff',
        '    RX:  bytes packets errors dropped  missed   mcast           ',
        '        403116    9598      0       0       0       0 ',
        '    RX errors:  length    crc   frame    fifo overrun',
        '                     0      0       0       0       0 ',
        '    TX:  bytes packets errors dropped carrier collsns           ',
        '        402360    9580      0       0       0       0 ',
        '    TX errors: aborted   fifo  window heartbt transns',
        '                     0      0       0       0       2 ',
      ].join('\n'),
      note: 'Seconds after a single ping: more than nine thousand frames in each direction, although the ports were held at 1 Mbit/s.',
    },
    {
      command: 'sudo ip link set p2 down',
      output: '',
      note: 'The way to pull a cable without walking to it. With one cable of the ring and one of the double cable down, the counters stood still at once.',
    },
  ],
  question:
    'The second cable was bought so that the network survives a broken one. How could the switches keep it, and still have only one way at a time?',
  thought:
    'They would have to agree which ports stay shut, and open one when another way breaks. For that they have to talk to each other: who is the middle, how far is it from here, by which port? A port that is shut takes no frames and sends none, but it goes on listening for this talk. That is the spanning tree, and it is the next thing to play.',
  terms: ['loop', 'broadcast-storm', 'redundancy', 'mac-flapping', 'broadcast', 'flooding', 'mac-table', 'switch'],
};
