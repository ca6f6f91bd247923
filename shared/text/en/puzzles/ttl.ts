/** The words of the puzzle ttl. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const ttl: PuzzleText = {
  title: 'Time to live',
  story:
    'Machine A wants to know which routers are on its way to Machine B: count down the TTL of every packet, and tell the sender when it has run out.',
  names: {
    A: { name: 'Machine A', short: 'A' },
    R1: { name: 'Router 1', short: 'R1' },
    R2: { name: 'Router 2', short: 'R2' },
    R3: { name: 'Router 3', short: 'R3' },
    B: { name: 'Machine B', short: 'B' },
    C: { name: 'Machine C', short: 'C' },
  },
  areas: {},
  intro: [
    {
      title: 'One less at each router',
      body: [
        'The ',
        term('ttl', 'TTL'),
        ', time to live, counts no seconds. It counts ',
        term('hop', 'hops'),
        ': each router that passes a packet on takes one from it. A fresh packet sets out with a TTL of its own, on Linux 64, if its sender wants no other.',
      ],
      picture: { devices: ['A', 'R1', 'R2'], frame: { look: 'icmp', at: 'R1' } },
    },
    {
      title: 'What would reach 0',
      body: [
        'A packet that comes in with TTL 1 would leave with 0. So it does not leave: the router drops it. The target may get a packet with TTL 1. It takes the packet, because it does not pass it on.',
      ],
      picture: { devices: ['R2', 'R3', 'B'], frame: { look: 'icmp', at: 'R3' } },
    },
    {
      title: 'The sender is told',
      body: [
        'The router sends an ',
        term('icmp', 'ICMP'),
        ' message to the sender: ',
        term('time-exceeded', 'time exceeded'),
        '. It comes from the address of the router, not of the target, and it quotes the packet that was dropped. It is a fresh packet: it does not inherit the TTL that ran out, and neither does a reply.',
      ],
      picture: { devices: ['A', 'R1'], frame: { look: 'icmp', at: 'R1' } },
    },
    {
      title: 'The way, router by router',
      body: [
        'Send a packet with TTL 1, and the first router answers. With TTL 2 it is the second one, with TTL 3 the third, until the target itself answers. Exactly so ',
        term('traceroute', 'traceroute'),
        ' finds the routers on a way.',
      ],
      picture: { devices: ['A', 'R1', 'R2', 'R3', 'B'], frame: { look: 'icmp', at: 'A' } },
      touch: {
        ask: 'Three routers are on the way. Which is the smallest TTL with which a packet reaches the target?',
        choices: [
          {
            text: '3',
            isRight: false,
            says: 'It comes to the third router with 1 and would leave with 0: it ends there.',
            frame: { look: 'icmp', at: 'R3' },
          },
          {
            text: '4',
            isRight: true,
            says: 'Three routers take one each, and it arrives with 1.',
            frame: { look: 'icmp', at: 'B' },
          },
          {
            text: '64',
            isRight: false,
            says: 'It arrives, but with 61: there is a smaller one.',
            frame: { look: 'icmp', at: 'B' },
          },
        ],
      },
    },
    {
      title: 'Round in a circle',
      body: [
        'A wrong row may lead a packet back to where it came from, and from there it is sent here again: a ',
        term('routing-loop', 'routing loop'),
        '. No router notices, because none remembers a packet. Only the TTL puts an end to it.',
      ],
      picture: { devices: ['R1', 'R2'], frame: { look: 'icmp', at: 'R2' } },
    },
  ],
  won: 'Machine A knows the routers on its way, and the packet in the loop has come to its end.',
  remember: [
    'Each router takes one from the ',
    term('ttl', 'TTL'),
    '. What would reach 0 is dropped there, and the router tells the sender: ',
    term('time-exceeded', 'time exceeded'),
    '. This shows ',
    term('traceroute', 'traceroute'),
    ' the way, and it ends every ',
    term('routing-loop', 'routing loop'),
    '.',
  ],
  linux: [
    {
      command: 'ping -c 1 -t 2 192.168.4.101',
      output: [
        'PING 192.168.4.101 (192.168.4.101) 56(84) bytes of data.',
        'From 192.168.56.2 icmp_seq=1 Time to live exceeded',
        '',
        '--- 192.168.4.101 ping statistics ---',
        '1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms',
      ].join('\n'),
      note: 'On Machine A: with TTL 2 the packet gets as far as the second router, and the message comes from the address of this router.',
    },
    {
      command: 'ping -c 1 192.168.4.101',
      output: [
        'PING 192.168.4.101 (192.168.4.101) 56(84) bytes of data.',
        '64 bytes from 192.168.4.101: icmp_seq=1 ttl=61 time=0.523 ms',
        '',
        '--- 192.168.4.101 ping statistics ---',
        '1 packets transmitted, 1 received, 0% packet loss, time 0ms',
        'rtt min/avg/max/mdev = 0.523/0.523/0.523/0.000 ms',
      ].join('\n'),
      note: 'The reply is a fresh packet: it set out with TTL 64 and passed three routers, so ttl=61.',
    },
    {
      command: 'traceroute -n 192.168.4.101',
      output: [
        'traceroute to 192.168.4.101 (192.168.4.101), 30 hops max, 60 byte packets',
        ' 1  192.168.1.1  0.214 ms  0.187 ms  0.179 ms',
        ' 2  192.168.56.2  0.342 ms  0.318 ms  0.311 ms',
        ' 3  192.168.56.6  0.467 ms  0.451 ms  0.440 ms',
        ' 4  192.168.4.101  0.583 ms  0.562 ms  0.554 ms',
      ].join('\n'),
      note: 'Three packets for each TTL. On Linux they are UDP, unless told otherwise: the routers answer "time exceeded", and Machine B answers "port unreachable".',
    },
    {
      command: 'traceroute -n -q 1 -m 6 10.66.0.23',
      output: [
        'traceroute to 10.66.0.23 (10.66.0.23), 6 hops max, 60 byte packets',
        ' 1  192.168.1.1  0.208 ms',
        ' 2  192.168.56.2  0.336 ms',
        ' 3  192.168.1.1  0.349 ms',
        ' 4  192.168.56.2  0.471 ms',
        ' 5  192.168.1.1  0.485 ms',
        ' 6  192.168.56.2  0.604 ms',
      ].join('\n'),
      note: 'So a loop looks: the same two routers in turn. Here with one packet for each TTL, and none above 6.',
    },
  ],
  question:
    'A packet with TTL 6 ended at Router 2. Where in the same loop does one with TTL 7 end, and how often does one with TTL 64 cross the link between the two routers?',
  thought:
    'With an odd TTL it ends at Router 1, with an even one at Router 2. The one with 64 leaves Router 1 with 63 and crosses the link once with each number down to 1: 63 times. One mistyped row makes 63 times the load on this link, and without the TTL it would never end.',
  terms: ['ttl', 'hop', 'icmp', 'time-exceeded', 'traceroute', 'routing-loop'],
};
