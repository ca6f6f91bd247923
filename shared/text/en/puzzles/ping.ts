/** The words of the puzzle ping. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const ping: PuzzleText = {
  title: 'Ping',
  story:
    'Three machines on one switch ping each other: send every request to the right card, and when you are asked, build the reply field by field.',
  names: {
    S: { name: 'Switch', short: 'S' },
    A: { name: 'Machine A', short: 'A' },
    B: { name: 'Machine B', short: 'B' },
    C: { name: 'Machine C', short: 'C' },
  },
  areas: {},
  intro: [
    {
      title: 'From the inside out',
      body: [
        'A ',
        term('ping', 'ping'),
        ' asks: is anybody there? Its question is built from the inside out. Inside is an ',
        term('icmp', 'ICMP'),
        ' message, the ',
        term('echo-request', 'echo request'),
        '. It goes into a ',
        term('packet', 'packet'),
        ' with both IP addresses and a TTL, the packet into a ',
        term('frame', 'frame'),
        ' with both MAC addresses. Ask by ',
        term('arp', 'ARP'),
        ' only for a card that you do not know yet.',
      ],
      picture: { devices: ['A', 'S', 'B'], frame: { look: 'icmp', at: 'A' } },
    },
    {
      title: 'Two numbers',
      body: [
        'An echo request has type 8 and carries two numbers. The identifier says which ping it belongs to, because a machine may run several at once. The sequence number says which request of that ping it is: one more for each.',
      ],
      picture: { devices: ['A', 'B', 'C', 'S'], frame: { look: 'icmp', at: 'A' } },
    },
    {
      title: 'A new packet goes back',
      body: [
        'If you are asked, you answer with an ',
        term('echo-reply', 'echo reply'),
        ', a new packet of your own. The addresses are swapped: you are the source, the asker is the destination. Type 8 becomes 0. Identifier, sequence number and data stay the same: by the two numbers the asker knows which request is answered.',
      ],
      picture: { devices: ['B', 'S', 'A'], frame: { look: 'icmp', at: 'B' } },
      touch: {
        ask: 'A request has type 8, identifier 7, sequence number 3. What has its reply?',
        choices: [
          {
            text: 'type 0, identifier 7, sequence 4',
            isRight: false,
            says: '4 belongs to the next request. This reply is to request 3.',
          },
          {
            text: 'type 0, identifier 7, sequence 3',
            isRight: true,
            says: 'By these two numbers the asker knows which of its requests is answered.',
            frame: { look: 'icmp', at: 'A' },
          },
          {
            text: 'type 8, identifier 7, sequence 3',
            isRight: false,
            says: 'Type 8 asks: it would be one more question, not an answer.',
          },
        ],
      },
    },
    {
      title: 'A TTL of its own',
      body: [
        'The ',
        term('ttl', 'TTL'),
        ' says how many links a packet may still cross. A reply begins a way of its own: it neither copies the TTL of the request nor counts on from it. Your machine sets out with 64, as Linux does. Windows begins with 128.',
      ],
      picture: { devices: ['B', 'S', 'A'], frame: { look: 'icmp', at: 'B' } },
    },
    {
      title: 'There and back',
      body: [
        'When a request leaves, ping writes the time into its data, and the reply brings the data back unchanged. Now less that time is the round trip time. Both times are from the clock of the asker, so the clocks of the two machines need not agree.',
      ],
      picture: { devices: ['A', 'S', 'B'], frame: { look: 'icmp', at: 'A' } },
    },
  ],
  won: 'Every request got its reply.',
  remember: [
    'An ',
    term('echo-reply', 'echo reply'),
    ' is a new packet: addresses swapped, type 0 for 8, the same identifier, sequence number and data, and a ',
    term('ttl', 'TTL'),
    ' of its own.',
  ],
  linux: [
    {
      command: 'ping -c 1 192.168.1.14',
      output: [
        'PING 192.168.1.14 (192.168.1.14) 56(84) bytes of data.',
        '64 bytes from 192.168.1.14: icmp_seq=1 ttl=64 time=0.387 ms',
        '',
        '--- 192.168.1.14 ping statistics ---',
        '1 packets transmitted, 1 received, 0% packet loss, time 0ms',
        'rtt min/avg/max/mdev = 0.387/0.387/0.387/0.000 ms',
      ].join('\n'),
      note: 'On Machine A, for Machine B: 56 bytes of data are 64 with the ICMP header and 84 with the IP header. The round trip time stands after "time=".',
    },
    {
      command: 'sudo tcpdump -env -c 2 -i eth0 icmp',
      output: [
        '12:00:01.000213 02:5d:a1:3c:07:11 > 02:5d:a1:b6:20:14, ethertype IPv4 (0x0800), length 98: (tos 0x0, ttl 64, id 51966, offset 0, flags [DF], proto ICMP (1), length 84)',
        '    192.168.1.11 > 192.168.1.14: ICMP echo request, id 4711, seq 1, length 64',
        '12:00:01.000571 02:5d:a1:b6:20:14 > 02:5d:a1:3c:07:11, ethertype IPv4 (0x0800), length 98: (tos 0x0, ttl 64, id 20817, offset 0, flags [none], proto ICMP (1), length 84)',
        '    192.168.1.14 > 192.168.1.11: ICMP echo reply, id 4711, seq 1, length 64',
      ].join('\n'),
      note: 'Request and reply of one ping, seen on Machine A: both pairs of addresses are swapped, identifier (id 4711) and sequence number (seq 1) are the same. The id in brackets is another one: it belongs to the IP packet, and the reply, a new packet, has its own.',
    },
    {
      command: 'ping -c 1 -t 5 192.168.1.14',
      output: [
        'PING 192.168.1.14 (192.168.1.14) 56(84) bytes of data.',
        '64 bytes from 192.168.1.14: icmp_seq=1 ttl=64 time=0.362 ms',
        '',
        '--- 192.168.1.14 ping statistics ---',
        '1 packets transmitted, 1 received, 0% packet loss, time 0ms',
        'rtt min/avg/max/mdev = 0.362/0.362/0.362/0.000 ms',
      ].join('\n'),
      note: 'Here the request set out with TTL 5. The reply does not copy it: ttl=64.',
    },
  ],
  question:
    'Machine A pings a neighbour on its own link. The request sets out with TTL 64, and yet the reply shows ttl=128. Where does this number come from, and what does it tell you?',
  thought:
    'The reply is a new packet, so the machine that answers has chosen its TTL. Windows begins with 128, Linux with 64, many routers and switches with 255. No router lies in between, so nothing was taken from it, and Windows is a good guess. It is no proof, because the value can be set. From far away the number is smaller: 117 is probably 128 less eleven routers, and those on the way back, not on the way there.',
  terms: ['ping', 'icmp', 'echo-request', 'echo-reply', 'packet', 'frame', 'ip-address', 'mac-address', 'arp', 'ttl'],
};
