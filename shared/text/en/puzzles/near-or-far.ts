/** The words of the puzzle near-or-far. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const nearOrFar: PuzzleText = {
  title: 'Near or far?',
  story:
    'Four networks meet at one router, and addresses that look alike need not be neighbours: find out who is near and who is far, and get every ping answered.',
  names: {
    R: { name: 'Router R', short: 'R' },
    S1: { name: 'Switch 1', short: 'S1' },
    S3: { name: 'Switch 3', short: 'S3' },
    A1: { name: 'Machine A1', short: 'A1' },
    A2: { name: 'Machine A2', short: 'A2' },
    B: { name: 'Machine B', short: 'B' },
    C1: { name: 'Machine C1', short: 'C1' },
    C2: { name: 'Machine C2', short: 'C2' },
    D: { name: 'Machine D', short: 'D' },
  },
  areas: { N1: 'Network 1', N2: 'Network 2', N3: 'Network 3', N4: 'Network 4' },
  intro: [
    {
      title: 'The mask draws the line',
      body: [
        'An ',
        term('ip-address', 'IP address'),
        ' has 32 bits. The first of them name the ',
        term('subnet', 'subnet'),
        ', the rest one machine in it. Where does the first part end? Only the ',
        term('mask', 'mask'),
        ' says so: with /26 after 26 bits. You cannot see it from the address alone.',
      ],
      picture: { devices: ['A1', 'A2', 'S1', 'R', 'B'] },
    },
    {
      title: 'Compare bit by bit',
      body: [
        "Is a target near? Lay your mask over both addresses, your own and the target's, and compare the bits under it: with /26 the first 26. All of them alike: the target is ",
        term('on-link', 'on-link'),
        '. A single one differs: it is far. The bits after them do not count.',
      ],
      picture: { devices: ['A1', 'S1', 'A2'], frame: { look: 'icmp', at: 'A1' } },
      touch: {
        ask: 'Your address is 10.1.7.9/16. Is 10.1.200.3 near or far?',
        choices: [
          {
            text: 'Near',
            isRight: true,
            says: 'The mask /16 covers the first two numbers, and they are 10.1 in both.',
            frame: { look: 'icmp', at: 'A2' },
          },
          {
            text: 'Far',
            isRight: false,
            says: '7 and 200 differ, but the mask /16 ends before them: they do not count.',
          },
        ],
      },
    },
    {
      title: 'Look inside a number',
      body: [
        'Each number is 8 bits. So 26 bits are three numbers and the first two bits of the fourth. 64 is 01000000, 128 is 10000000: from 64 to 127 these two bits are 01, from 128 to 191 they are 10. With /26, 192.168.30.70 and 192.168.30.130 are far from each other.',
      ],
      picture: { devices: ['A1', 'S1', 'R', 'B'], frame: { look: 'icmp', at: 'A1' } },
    },
    {
      title: 'Short and long masks',
      body: [
        '/24 compares three numbers. /16 compares only two: 10.50.3.9 and 10.50.200.7 are neighbours. /30 leaves two bits, which makes four addresses. The lowest stands for the subnet itself and the highest is its broadcast address. Two remain for machines: you and one neighbour.',
      ],
      picture: { devices: ['C1', 'S3', 'C2'], frame: { look: 'icmp', at: 'C1' } },
    },
    {
      title: 'Who gets the packet?',
      body: [
        'Near: the ',
        term('next-hop', 'next hop'),
        ' is the target itself. Far: it is your ',
        term('default-gateway', 'default gateway'),
        ', the address of the ',
        term('router', 'router'),
        ' on your own link. Only your own mask decides. You do not know the mask of the target, and you do not need it.',
      ],
      picture: { devices: ['B', 'R', 'D'], frame: { look: 'icmp', at: 'B' } },
    },
  ],
  won: 'Every ping was answered, near and far.',
  remember: [
    'Your own address and your own ',
    term('mask', 'mask'),
    ' decide. A target with the same bits under the mask is ',
    term('on-link', 'on-link'),
    '; everything else goes to the gateway.',
  ],
  linux: [
    {
      command: 'ip -br -4 addr show dev eth0',
      output: 'eth0             UP             192.168.1.66/26',
      note: 'On Machine A1: the mask stands right behind the address. 192.168.1.64 to 192.168.1.127 share its first 26 bits: that is its subnet.',
    },
    {
      command: 'ip route get 192.168.1.100',
      output: '192.168.1.100 dev eth0 src 192.168.1.66 uid 1000\n    cache',
      note: 'On Machine A1, for Machine A2: no "via", so the target is on the link.',
    },
    {
      command: 'ip route get 192.168.1.130',
      output: '192.168.1.130 via 192.168.1.65 dev eth0 src 192.168.1.66 uid 1000\n    cache',
      note: 'On Machine A1, for Machine B: three numbers are the same, and still it is another subnet. After "via" stands the gateway.',
    },
    {
      command: 'ip route get 10.20.200.9',
      output: '10.20.200.9 dev eth0 src 10.20.3.17 uid 1000\n    cache',
      note: 'On Machine C1, whose mask is /16: the third number differs, and still the target is on the link.',
    },
  ],
  question:
    'By mistake Machine A1 was given the mask /24 instead of /26. What becomes of its ping to Machine B, and of a ping from B to A1?',
  thought:
    "A1 takes B for a neighbour and asks for it by ARP, but nobody on its link answers. The mask of B is right, so B's packets do reach A1 over the router; only A1's answers never leave. One direction works, and yet both pings fail. All the while A2 and the other networks answer as before, so such a mistake can stay hidden for long.",
  terms: ['ip-address', 'subnet', 'mask', 'on-link', 'next-hop', 'default-gateway', 'router'],
};
