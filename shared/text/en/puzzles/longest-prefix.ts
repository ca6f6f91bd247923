/** The words of the puzzle longest-prefix. */
import type { PuzzleText } from '../../language.ts';
import { term } from '../../rich.ts';

export const longestPrefix: PuzzleText = {
  title: 'Longest prefix',
  story:
    'Five routers have routes that lie inside each other, and many packets match several rows: send each one the most exact way.',
  names: {
    C: { name: 'Router Centre', short: 'C' },
    N: { name: 'Router North', short: 'N' },
    W: { name: 'Router West', short: 'W' },
    E: { name: 'Router East', short: 'E' },
    S: { name: 'Router South', short: 'S' },
    HN: { name: 'Machine North', short: 'hN' },
    HW: { name: 'Machine West', short: 'hW' },
    HE: { name: 'Machine East', short: 'hE' },
    HS: { name: 'Machine South', short: 'hS' },
  },
  areas: {},
  intro: [
    {
      title: 'Several rows match',
      body: [
        'A router looks the destination up in its ',
        term('routing-table', 'routing table'),
        '. Often several rows contain it, because one ',
        term('prefix', 'prefix'),
        ' lies inside another, as a street lies in a town. Then the longest one counts: ',
        term('longest-prefix-match', 'longest prefix match'),
        '.',
      ],
      picture: { devices: ['C', 'N', 'W', 'E', 'S'], frame: { look: 'icmp', at: 'C' } },
    },
    {
      title: 'Bit by bit',
      body: [
        'Lay the destination over the prefix. A /24 compares the first 24 bits, a /16 the first 16. If they are all the same, the row matches, and the bits behind them do not matter. If one of them differs, it does not match, however alike the two look.',
      ],
      picture: { devices: ['W', 'C', 'E'], frame: { look: 'icmp', at: 'C' } },
    },
    {
      title: 'Half of a /24',
      body: [
        'A /25 compares one bit more: the first bit of the last number. It says which half, 0 to 127 or 128 to 255. For example, 192.168.8.128/25 contains 192.168.8.200 but not 192.168.8.60, and 192.168.8.0/24 contains both.',
      ],
      picture: { devices: ['C', 'E', 'S', 'HE', 'HS'] },
    },
    {
      title: 'The longest one counts',
      body: [
        'Each bit more says more exactly where the destination is: a /24 holds 256 addresses, a /25 only 128. So of all rows that match, take the one with the most bits. Whether this row stands at the top or at the bottom means nothing.',
      ],
      picture: { devices: ['C', 'E', 'S'], frame: { look: 'icmp', at: 'C' } },
      touch: {
        ask: 'A packet is for 10.1.7.9. Which row counts?',
        choices: [
          { text: '10.0.0.0/8', isRight: false, says: 'It matches, but 10.1.0.0/16 matches too and is longer.' },
          { text: '10.1.8.0/24', isRight: false, says: 'The longest of the three, but it does not match: 8 is not 7.' },
          { text: '10.1.0.0/16', isRight: true, says: 'Two of the three match, and this is the longer one.' },
        ],
      },
    },
    {
      title: 'The shortest of all',
      body: [
        'The prefix 0.0.0.0/0 compares no bit at all, so every destination matches it. No prefix is shorter: this row, the ',
        term('default-route', 'default route'),
        ', counts only when no other row matches.',
      ],
      picture: { devices: ['C', 'N'], frame: { look: 'icmp', at: 'C' } },
    },
  ],
  won: 'All seven pings were answered.',
  remember: [
    'Several rows may match. The one with the ',
    term('longest-prefix-match', 'longest prefix'),
    ' counts, wherever it stands. The ',
    term('default-route', 'default route'),
    ' is the shortest of all, so its turn comes last.',
  ],
  linux: [
    {
      command: 'ip route show',
      output: [
        'default via 192.168.56.2 dev eth0',
        '10.20.0.0/16 via 192.168.56.6 dev eth1',
        '10.20.30.0/24 via 192.168.56.10 dev eth2',
        '10.20.30.128/25 via 192.168.56.14 dev eth3',
        '192.168.56.0/30 dev eth0 proto kernel scope link src 192.168.56.1',
        '192.168.56.4/30 dev eth1 proto kernel scope link src 192.168.56.5',
        '192.168.56.8/30 dev eth2 proto kernel scope link src 192.168.56.9',
        '192.168.56.12/30 dev eth3 proto kernel scope link src 192.168.56.13',
      ].join('\n'),
      note: 'On Router Centre: the default route stands first, and its turn comes last. Linux sorts the list by itself, whatever the order in which the rows were added.',
    },
    {
      command: 'ip route show match 10.20.30.200',
      output: [
        'default via 192.168.56.2 dev eth0',
        '10.20.0.0/16 via 192.168.56.6 dev eth1',
        '10.20.30.0/24 via 192.168.56.10 dev eth2',
        '10.20.30.128/25 via 192.168.56.14 dev eth3',
      ].join('\n'),
      note: 'Only the rows that match this destination. There are four.',
    },
    {
      command: 'ip route get 10.20.30.200',
      output: '10.20.30.200 via 192.168.56.14 dev eth3 src 192.168.56.13 uid 1000\n    cache',
      note: 'The choice: the longest of the four is the /25, and it leads to Router South.',
    },
    {
      command: 'ip route get 10.20.30.60',
      output: '10.20.30.60 via 192.168.56.10 dev eth2 src 192.168.56.9 uid 1000\n    cache',
      note: 'An address in the other half: the /25 does not match, so the /24 counts, and it leads to Router East.',
    },
  ],
  question: 'Router Centre loses its row for the south. Do packets for Machine South still arrive, and by which way?',
  thought:
    'The longest row that matches is now the /24, so they go to Router East. Its own /25 is the other half and does not match, but it has a /24 that leads to Router South. The packets arrive, one hop later. Where a row is missing, the next shorter one that matches takes its place.',
  terms: ['routing-table', 'prefix', 'longest-prefix-match', 'default-route'],
};
