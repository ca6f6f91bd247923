/** The words of the puzzle static-routes. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const staticRoutes: PuzzleText = {
  title: 'Static routes',
  story:
    'Three routers have just been switched on, and each knows only the networks on its own cables: write their tables, so that all can reach all.',
  names: {
    A: { name: 'Machine A', short: 'A' },
    B: { name: 'Machine B', short: 'B' },
    C: { name: 'Machine C', short: 'C' },
    R1: { name: 'Router 1', short: 'R1' },
    R2: { name: 'Router 2', short: 'R2' },
    R3: { name: 'Router 3', short: 'R3' },
  },
  areas: {},
  intro: [
    {
      title: 'A router knows its own cables',
      body: [
        'For each of its interfaces a router has a row in its ',
        term('routing-table', 'routing table'),
        ': the ',
        term('subnet', 'subnet'),
        ' that is there. Of everything behind its neighbours it knows nothing, until somebody writes a row: a ',
        term('static-route', 'static route'),
        '.',
      ],
      picture: { devices: ['A', 'R1', 'R2', 'R3'] },
    },
    {
      title: 'To whom, for which network',
      body: [
        'A row says: packets for this ',
        term('prefix', 'prefix'),
        ' go to that gateway. The gateway is the address of your neighbour on the cable between the two of you. An address on any other cable is refused: "Nexthop has invalid gateway".',
      ],
      picture: { devices: ['R1', 'R2', 'B'], frame: { look: 'icmp', at: 'R1' } },
    },
    {
      title: 'There, and back again',
      body: [
        'A ping is answered only if both ways are written. The answer is a packet of its own, and each router on its way looks for a row that contains the address of the asker. Most of the time, what is missing is the way back.',
      ],
      picture: { devices: ['A', 'R1', 'R2', 'B'], frame: { look: 'icmp', at: 'R2' } },
      touch: {
        ask: 'Router 1 has a row for the network of B. Router 2 has none for the network of A. What becomes of a ping from A to B?',
        choices: [
          {
            text: 'The request gets lost',
            isRight: false,
            says: 'Router 1 has a row for it, and B is right behind Router 2: it arrives.',
          },
          {
            text: 'The answer gets lost',
            isRight: true,
            says: 'Router 2 finds no row for the network of A, so the answer ends there.',
          },
          {
            text: 'It is answered',
            isRight: false,
            says: 'The answer is a packet of its own, and Router 2 has no row for it.',
          },
        ],
      },
    },
    {
      title: 'When no row matches',
      body: [
        'Then the router drops the packet and tells its sender: ',
        term('destination-unreachable', 'destination unreachable'),
        '. A ',
        term('default-route', 'default route'),
        ' matches everything, even what is nowhere. If default routes lead round in a circle, such a packet goes round until its TTL has run out.',
      ],
      picture: { devices: ['R1', 'R2', 'R3'], frame: { look: 'icmp', at: 'R3' } },
    },
    {
      title: 'Set up, then let it run',
      body: [
        'Write your rows, and ask the others for what you cannot see: which networks they have, and their address on your cable. When everybody is ready, the traffic runs by itself. It shows whether you were right.',
      ],
      picture: { devices: ['A', 'B', 'C', 'R1', 'R2', 'R3'] },
    },
  ],
  won: 'All can reach all, there and back, and what leads nowhere is told so.',
  remember: [
    'Every router on the way, in both directions, needs a row that contains the destination, with a gateway on one of its own cables. The networks between routers want a row, too. And a ',
    term('default-route', 'default route'),
    ' must never lead round in a circle.',
  ],
  linux: [
    {
      command: 'ip route add 192.168.4.0/24 via 192.168.56.2',
      output: '',
      note: 'On Router 1: a static route. It is gone after a restart, unless the system is told to write it again.',
    },
    {
      command: 'ip route add 10.77.2.0/23 via 192.168.56.99',
      output: 'Error: Nexthop has invalid gateway.',
      note: 'The kernel refuses a gateway that is on none of the own subnets: it would not know out of which interface to ask for it.',
    },
    {
      command: 'ip route',
      output: [
        '10.77.2.0/23 via 192.168.56.10 dev eth2',
        '192.168.1.0/24 dev eth0 proto kernel scope link src 192.168.1.1',
        '192.168.4.0/24 via 192.168.56.2 dev eth1',
        '192.168.56.0/30 dev eth1 proto kernel scope link src 192.168.56.1',
        '192.168.56.4/30 via 192.168.56.2 dev eth1',
        '192.168.56.8/30 dev eth2 proto kernel scope link src 192.168.56.9',
      ].join('\n'),
      note: 'Three rows are the own subnets ("proto kernel"), three were written by hand.',
    },
    {
      command: 'ping -c 1 203.0.113.7',
      output: [
        'PING 203.0.113.7 (203.0.113.7) 56(84) bytes of data.',
        'From 192.168.1.1 icmp_seq=1 Destination Net Unreachable',
        '',
        '--- 203.0.113.7 ping statistics ---',
        '1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms',
      ].join('\n'),
      note: 'On Machine A: Router 1 has no row for this address and says so.',
    },
  ],
  question:
    'With one default route on each router, from 1 to 2, from 2 to 3 and from 3 to 1, all machines reach each other. What happens when one of the three cables is cut, and what with your table?',
  thought:
    'Round the circle, everything that has to cross the cut cable is lost, though there is another way. With your table only what goes over that cable is lost, but no row mends itself either. Whoever writes routes by hand has to write them again when a cable breaks; routing protocols do it by themselves.',
  terms: [
    'routing-table',
    'subnet',
    'static-route',
    'prefix',
    'destination-unreachable',
    'default-route',
    'next-hop',
    'routing-loop',
  ],
};
