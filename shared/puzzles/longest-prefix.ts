/** Longest prefix: one router whose routes lie inside each other. Several rows match nearly every packet, and the most exact one counts. */
import type { Puzzle } from '../game/puzzle.ts';

export const longestPrefix: Puzzle = {
  id: 'longest-prefix',
  chapter: 4,
  number: 17,
  subnets: {
    'block-w': ['10.20.77.0/24', '10.55.91.0/24', '172.20.130.0/24'],
    'block-e': ['10.20.30.0/25', '10.55.8.0/25', '172.20.4.0/25'],
    'block-s': ['10.20.30.128/25', '10.55.8.128/25', '172.20.4.128/25'],
    outside: ['203.0.113.0/24', '198.51.100.0/24', '192.0.2.0/24'],
    'link-n': ['192.168.56.0/30', '192.168.99.0/30'],
    'link-w': ['192.168.56.4/30', '192.168.99.4/30'],
    'link-e': ['192.168.56.8/30', '192.168.99.8/30'],
    'link-s': ['192.168.56.12/30', '192.168.99.12/30'],
    'link-es': ['192.168.56.16/30', '192.168.99.16/30'],
  },
  devices: {
    C: {
      kind: 'router',
      cards: [
        { subnet: 'link-n', host: 1 },
        { subnet: 'link-w', host: 1 },
        { subnet: 'link-e', host: 1 },
        { subnet: 'link-s', host: 1 },
      ],
      routes: [
        { to: 'default', via: 'N' },
        { to: { around: 'block-w', length: 16 }, via: 'W' },
        { to: { around: 'block-e', length: 24 }, via: 'E' },
        { to: 'block-s', via: 'S' },
      ],
    },
    N: {
      kind: 'router',
      cards: [
        { subnet: 'link-n', host: 2 },
        { subnet: 'outside', host: 1 },
      ],
      routes: [{ to: { around: 'block-w', length: 16 }, via: 'C' }],
    },
    W: {
      kind: 'router',
      cards: [
        { subnet: 'link-w', host: 2 },
        { subnet: 'block-w', host: 1 },
      ],
      routes: [{ to: 'default', via: 'C' }],
    },
    E: {
      kind: 'router',
      cards: [
        { subnet: 'link-e', host: 2 },
        { subnet: 'block-e', host: 1 },
        { subnet: 'link-es', host: 1 },
      ],
      routes: [
        { to: 'default', via: 'C' },
        { to: { around: 'block-s', length: 24 }, via: 'S' },
      ],
    },
    S: {
      kind: 'router',
      cards: [
        { subnet: 'link-s', host: 2 },
        { subnet: 'block-s', host: 1 },
        { subnet: 'link-es', host: 2 },
      ],
      routes: [
        { to: 'default', via: 'C' },
        { to: { around: 'block-e', length: 24 }, via: 'E' },
      ],
    },
    HN: { kind: 'host', subnet: 'outside', gateway: 'N' },
    HW: { kind: 'host', subnet: 'block-w', gateway: 'W' },
    HE: { kind: 'host', subnet: 'block-e', gateway: 'E' },
    HS: { kind: 'host', subnet: 'block-s', gateway: 'S' },
  },
  links: [
    ['C.eth0', 'N.eth0'],
    ['C.eth1', 'W.eth0'],
    ['C.eth2', 'E.eth0'],
    ['C.eth3', 'S.eth0'],
    ['E.eth2', 'S.eth2'],
    ['N.eth1', 'HN.eth0'],
    ['W.eth1', 'HW.eth0'],
    ['E.eth1', 'HE.eth0'],
    ['S.eth1', 'HS.eth0'],
  ],
  traffic: [
    { on: 'HW', to: 'HE' },
    { on: 'HE', to: 'HW' },
    // The twist: four rows match, and the one that sent the packet before to the east is not the longest any more.
    { on: 'HW', to: 'HS' },
    { on: 'HN', to: 'HS' },
    { on: 'HE', to: 'HS' },
    { on: 'HW', to: 'HN' },
    { on: 'HN', to: 'HW' },
  ],
  goals: Array.from({ length: 7 }, (_, ping) => ({ kind: 'answered' as const, ping })),
  seats: ['C', 'N', 'W', 'E', 'S'],
  asks: { 'router.lpm': ['route'] },
  guided: { router: 1 },
  map: {
    size: { width: 842, height: 588 },
    devices: {
      C: { x: 354, y: 280 },
      N: { x: 354, y: 84 },
      W: { x: 180, y: 280 },
      E: { x: 590, y: 170 },
      S: { x: 590, y: 390 },
      HN: { x: 124, y: 84 },
      HW: { x: 52, y: 280 },
      HE: { x: 772, y: 170 },
      HS: { x: 772, y: 390 },
    },
  },
};
