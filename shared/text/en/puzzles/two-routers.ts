/** The words of the puzzle two-routers. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const twoRouters: PuzzleText = {
  title: 'Two routers',
  story:
    'Server A and Server B are in different networks, with two routers between them: carry the ping there and the answer back.',
  names: {
    A: { name: 'Server A', short: 'A' },
    R1: { name: 'Router 1', short: 'R1' },
    R2: { name: 'Router 2', short: 'R2' },
    B: { name: 'Server B', short: 'B' },
  },
  areas: { LAN1: 'Network of A', LINK: 'Between', LAN2: 'Network of B' },
  intro: [
    {
      title: 'Near or far?',
      body: [
        'Your address and your ',
        term('mask', 'mask'),
        ' name your own ',
        term('subnet', 'subnet'),
        '. A target in it is ',
        term('on-link', 'on-link'),
        ': you send to it directly. Everything else goes to your ',
        term('default-gateway', 'default gateway'),
        ', a router on your link.',
      ],
      picture: { devices: ['A', 'R1'], frame: { look: 'icmp', at: 'A' } },
    },
    {
      title: 'The next hop',
      body: [
        'A frame reaches no further than the other end of this link. So it carries the MAC address of the ',
        term('next-hop', 'next hop'),
        ', here the router. The packet inside keeps the IP address of the target. No field holds the IP address of the gateway.',
      ],
      picture: { devices: ['A', 'R1', 'R2', 'B'], frame: { look: 'icmp', at: 'R1' } },
    },
    {
      title: 'A router looks it up',
      body: [
        'A ',
        term('router', 'router'),
        ' takes a frame for its own card and searches its ',
        term('routing-table', 'routing table'),
        ' for the IP destination. Of all ',
        term('route', 'routes'),
        ' that contain it, the one with the longest ',
        term('prefix', 'prefix'),
        ' counts: ',
        term('longest-prefix-match', 'longest prefix match'),
        '. A route without a gateway: the target is on that link.',
      ],
      picture: { devices: ['R1', 'R2'], frame: { look: 'icmp', at: 'R1' } },
    },
    {
      title: 'New MACs, same IPs',
      body: [
        'Then the router writes a new frame. Source: its card on the next link. Destination: the card of the next hop. If it does not know this card, it asks by ARP. Both IP addresses stay as they are, from end to end.',
      ],
      picture: { devices: ['R1', 'R2', 'B'], frame: { look: 'icmp', at: 'R1' } },
      touch: {
        ask: 'Router 1 passes a packet from A to B on to Router 2. Which MAC addresses has the new frame?',
        choices: [
          {
            text: 'From A to B',
            isRight: false,
            says: 'Neither of these two cards is on the link between the routers.',
          },
          {
            text: 'From A to Router 2',
            isRight: false,
            says: 'The card of A is on another link. Here it is Router 1 that sends.',
          },
          {
            text: 'From Router 1 to Router 2',
            isRight: true,
            says: 'The two cards on this link. In the packet it is still from A to B.',
            frame: { look: 'icmp', at: 'R2' },
          },
        ],
      },
    },
    {
      title: 'Time to live',
      body: [
        'Each ',
        term('hop', 'hop'),
        ' costs: a router takes one from the ',
        term('ttl', 'TTL'),
        ' and computes the ',
        term('checksum', 'checksum'),
        ' of the IP header anew. A packet whose TTL would reach 0 is dropped, and its sender is told. So no packet goes round in a circle for ever.',
      ],
      picture: { devices: ['R1', 'R2'], frame: { look: 'icmp', at: 'R2' } },
    },
  ],
  won: 'The answer came back across two routers.',
  remember: [
    'On every link both MAC addresses are new and both IP addresses stay. The frame is for the ',
    term('next-hop', 'next hop'),
    ', the packet is for the target.',
  ],
  linux: [
    {
      command: 'ip route get 192.168.4.101',
      output: '192.168.4.101 via 192.168.1.1 dev eth0 src 192.168.1.101 uid 1000\n    cache',
      note: 'On Server A: the target is not on the link, so the packet goes via the gateway.',
    },
    {
      command: 'ip neigh',
      output: '192.168.1.1 dev eth0 lladdr 02:5d:a1:2e:90:01 REACHABLE',
      note: 'Server A knows the MAC address of its gateway and needs no other, not even that of Server B.',
    },
    {
      command: 'sudo tcpdump -env -c 1 -i eth1 icmp',
      output: [
        '12:00:01.000213 02:5d:a1:2e:90:02 > 02:5d:a1:c4:17:03, ethertype IPv4 (0x0800), length 98: (tos 0x0, ttl 63, id 51966, offset 0, flags [DF], proto ICMP (1), length 84)',
        '    192.168.1.101 > 192.168.4.101: ICMP echo request, id 4711, seq 1, length 64',
      ].join('\n'),
      note: 'On Router 1, on the link between the routers: MAC addresses of the routers, IP addresses of the servers, TTL 64 less one.',
    },
    {
      command: 'ping -c 1 192.168.4.101',
      output: [
        'PING 192.168.4.101 (192.168.4.101) 56(84) bytes of data.',
        '64 bytes from 192.168.4.101: icmp_seq=1 ttl=62 time=0.412 ms',
        '',
        '--- 192.168.4.101 ping statistics ---',
        '1 packets transmitted, 1 received, 0% packet loss, time 0ms',
        'rtt min/avg/max/mdev = 0.412/0.412/0.412/0.000 ms',
      ].join('\n'),
      note: 'The answer set out with TTL 64 and passed two routers: ttl=62.',
    },
  ],
  question: 'Server A never learns the MAC address of Server B. Why is that no problem?',
  thought:
    'A MAC address means something on its own link only. A needs the card of its gateway, and each router needs the card of the next hop. Nobody has to know the whole way, and ARP questions end at the router.',
  terms: [
    'subnet',
    'mask',
    'prefix',
    'on-link',
    'router',
    'default-gateway',
    'next-hop',
    'hop',
    'route',
    'routing-table',
    'longest-prefix-match',
    'ttl',
    'checksum',
  ],
};
