/** The words of the puzzle the-gateway. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const theGateway: PuzzleText = {
  title: 'The gateway',
  story:
    'Two routers lead out of the network of A and B, one to each server: hand every packet that has to leave to the right one.',
  names: {
    A: { name: 'Machine A', short: 'A' },
    B: { name: 'Machine B', short: 'B' },
    S: { name: 'Switch', short: 'S' },
    R1: { name: 'Router 1', short: 'R1' },
    R2: { name: 'Router 2', short: 'R2' },
    W: { name: 'Server W', short: 'W' },
    F: { name: 'Server F', short: 'F' },
  },
  areas: {
    LAN: 'Network of A and B',
    WEB: 'Network of Server W',
    FILES: 'Network of Server F',
  },
  intro: [
    {
      title: 'The way out',
      body: [
        'A target that is not ',
        term('on-link', 'on-link'),
        ' cannot be reached with one frame. You need a ',
        term('router', 'router'),
        ' on your own link that passes the packet on: a gateway. You know its IP address. But a frame needs the MAC address of its card.',
      ],
      picture: { devices: ['A', 'S', 'R1', 'W'] },
    },
    {
      title: 'Two addresses, two reaches',
      body: [
        'The ',
        term('packet', 'packet'),
        ' goes the whole way: its destination is the IP address of the server and stays so at every router. The ',
        term('frame', 'frame'),
        " goes over this link only: its destination is the MAC address of the gateway's card. Behind the gateway the packet travels in a new frame.",
      ],
      picture: { devices: ['A', 'S', 'R1', 'W'], frame: { look: 'icmp', at: 'A' } },
      touch: {
        ask: 'A packet for Server W leaves Machine A. Which destinations does it carry?',
        choices: [
          {
            text: 'MAC of the server, IP of the server',
            isRight: false,
            says: 'The card of the server is on another link. No frame from here reaches it.',
            frame: { look: 'icmp', at: 'S' },
          },
          {
            text: 'MAC of the gateway, IP of the gateway',
            isRight: false,
            says: 'Then the packet ends at the gateway: nothing in it names the server.',
            frame: { look: 'icmp', at: 'R1' },
          },
          {
            text: 'MAC of the gateway, IP of the server',
            isRight: true,
            says: 'The frame goes to the gateway, and the packet in it goes on to the server.',
            frame: { look: 'icmp', at: 'W' },
          },
        ],
      },
    },
    {
      title: 'Whom to ask for',
      body: [
        'You do not know that card yet? Ask by ',
        term('arp', 'ARP'),
        ' for the IP address of the ',
        term('next-hop', 'next hop'),
        ', not of the server. Routers do not pass on a ',
        term('broadcast', 'broadcast'),
        ': the far server never hears it, and nobody answers for it. One answer serves for every target behind this gateway.',
      ],
      picture: { devices: ['S', 'A', 'B', 'R1', 'R2'], frame: { look: 'arp', at: 'A' } },
    },
    {
      title: 'Near needs no router',
      body: [
        'A target on your own link is its own next hop: its IP address in the packet, the MAC address of its own card in the frame. So look where the target is, with every packet anew. Where the last packet went does not matter.',
      ],
      picture: { devices: ['A', 'S', 'B'], frame: { look: 'icmp', at: 'A' } },
    },
    {
      title: 'Two ways out',
      body: [
        'There can be more than one router on your link. A host has a ',
        term('routing-table', 'routing table'),
        ' too, and each ',
        term('route', 'route'),
        ' in it is for one ',
        term('prefix', 'prefix'),
        '. The ',
        term('default-route', 'default route'),
        ', to your ',
        term('default-gateway', 'default gateway'),
        ', fits every target, but a longer prefix that fits comes first. So the target decides which gateway gets the packet.',
      ],
      picture: { devices: ['A', 'S', 'R1', 'R2', 'W', 'F'] },
    },
  ],
  won: 'Both servers were reached, each over its own router.',
  remember: [
    'What is far goes into a ',
    term('frame', 'frame'),
    ' for the card of the gateway, and the ',
    term('packet', 'packet'),
    ' keeps the IP address of the target. Ask by ARP for the ',
    term('next-hop', 'next hop'),
    '; the ',
    term('route', 'route'),
    ' says which router that is.',
  ],
  linux: [
    {
      command: 'ip route',
      output: [
        'default via 192.168.1.1 dev eth0',
        '192.168.1.0/24 dev eth0 proto kernel scope link src 192.168.1.23',
        '192.168.56.0/24 via 192.168.1.2 dev eth0',
      ].join('\n'),
      note: 'On Machine A: what is for the network of Server F goes to Router 2, everything else that is far to Router 1. The row without "via" is its own link.',
    },
    {
      command: 'ip route get 192.168.56.31',
      output: '192.168.56.31 via 192.168.1.2 dev eth0 src 192.168.1.23 uid 1000\n    cache',
      note: 'For Server F two rows fit, and the longer prefix counts: via Router 2.',
    },
    {
      command: "sudo tcpdump -en -c 3 -i eth0 'arp or icmp'",
      output: [
        '12:00:01.000213 02:5d:a1:3c:07:17 > ff:ff:ff:ff:ff:ff, ethertype ARP (0x0806), length 42: Request who-has 192.168.1.1 tell 192.168.1.23, length 28',
        '12:00:01.000391 02:5d:a1:2e:90:01 > 02:5d:a1:3c:07:17, ethertype ARP (0x0806), length 42: Reply 192.168.1.1 is-at 02:5d:a1:2e:90:01, length 28',
        '12:00:01.000402 02:5d:a1:3c:07:17 > 02:5d:a1:2e:90:01, ethertype IPv4 (0x0800), length 98: 192.168.1.23 > 192.168.4.80: ICMP echo request, id 4711, seq 1, length 64',
      ].join('\n'),
      note: 'The first ping to Server W: the question is for Router 1. Then the frame carries the MAC address of Router 1 and the packet the IP address of the server.',
    },
    {
      command: 'ip neigh',
      output: [
        '192.168.1.42 dev eth0 lladdr 02:5d:a1:88:42:2a REACHABLE',
        '192.168.1.2 dev eth0 lladdr 02:5d:a1:c4:17:02 REACHABLE',
        '192.168.1.1 dev eth0 lladdr 02:5d:a1:2e:90:01 REACHABLE',
      ].join('\n'),
      note: 'Three neighbours: Machine B and both routers. Neither server has a row, and neither needs one.',
    },
  ],
  question: 'Somebody tells Machine A the MAC address of Server W. Would a frame with this destination arrive there?',
  thought:
    'No. The switch has never heard this address, so it floods the frame out of every other port. Machine B and both routers see that it is not for their card and drop it. A MAC address means something on its own link only. The frame has to be for the router, because only then does the router open it and pass the packet on.',
  terms: [
    'router',
    'on-link',
    'default-gateway',
    'packet',
    'frame',
    'next-hop',
    'arp',
    'broadcast',
    'route',
    'routing-table',
    'prefix',
    'default-route',
    'longest-prefix-match',
  ],
};
