/** NAT: two homes with the very same private addresses behind two translating routers, and one public network between them. */
import type { Puzzle } from '../game/puzzle.ts';

const HOMES: readonly string[] = ['192.168.1.0/24', '192.168.0.0/24', '10.0.0.0/24'];

export const nat: Puzzle = {
  id: 'nat',
  chapter: 4,
  number: 22,
  subnets: {
    'home-1': HOMES,
    'home-2': HOMES,
    public: ['203.0.113.0/24', '198.51.100.0/24', '192.0.2.0/24'],
  },
  devices: {
    S1: { kind: 'switch', ports: 3 },
    A: { kind: 'host', subnet: 'home-1', host: 10, gateway: 'N1' },
    B: { kind: 'host', subnet: 'home-1', host: 11, gateway: 'N1' },
    N1: {
      kind: 'router',
      cards: [{ subnet: 'home-1', host: 1 }, { subnet: 'public' }],
      outside: 'eth1',
    },
    // The same address as A, in another home.
    C: { kind: 'host', subnet: 'home-2', host: 10, gateway: 'N2' },
    N2: {
      kind: 'router',
      cards: [{ subnet: 'home-2', host: 1 }, { subnet: 'public' }],
      outside: 'eth1',
    },
    X: { kind: 'switch', ports: 3 },
    P: { kind: 'host', subnet: 'public' },
  },
  links: [
    ['A.eth0', 'S1.p1'],
    ['B.eth0', 'S1.p2'],
    ['S1.p3', 'N1.eth0'],
    ['N1.eth1', 'X.p1'],
    ['X.p2', 'N2.eth1'],
    ['N2.eth0', 'C.eth0'],
    ['X.p3', 'P.eth0'],
  ],
  traffic: [
    { on: 'A', to: 'P' },
    { on: 'C', to: 'P' },
    { on: 'B', to: 'P' },
    // Another ping of the same machine is another conversation, with a row of its own.
    { on: 'C', to: 'P' },
    { on: 'A', to: { device: 'N2', subnet: 'public' } },
    // The twist: nobody inside has asked for this one.
    { on: 'P', to: { device: 'N1', subnet: 'public' } },
    { on: 'C', to: { device: 'N1', subnet: 'public' } },
  ],
  goals: [0, 1, 2, 4, 5, 6].map((ping) => ({ kind: 'answered' as const, ping })),
  seats: ['N1', 'N2'],
  asks: { 'nat.out': ['nat-out'], 'nat.in': ['nat-in'] },
  guided: { router: 2 },
  map: {
    size: { width: 842, height: 588 },
    devices: {
      A: { x: 84, y: 96 },
      B: { x: 84, y: 404 },
      S1: { x: 190, y: 250 },
      N1: { x: 346, y: 400 },
      X: { x: 490, y: 222 },
      N2: { x: 634, y: 400 },
      C: { x: 756, y: 250 },
      P: { x: 490, y: 90 },
    },
    areas: [
      { id: 'HOME1', x: 16, y: 12, width: 244, height: 488, labelAt: 'bottom' },
      { id: 'PUBLIC', x: 300, y: 12, width: 314, height: 296, labelAt: 'top' },
      { id: 'HOME2', x: 686, y: 12, width: 140, height: 488, labelAt: 'bottom' },
    ],
  },
};
