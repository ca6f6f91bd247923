/** Near or far? Four networks round one router, with masks of four lengths: addresses that look alike are far, and others that look foreign are near. */
import type { Puzzle } from '../game/puzzle.ts';

export const nearOrFar: Puzzle = {
  id: 'near-or-far',
  chapter: 4,
  number: 14,
  subnets: {
    'twin-a': ['192.168.1.64/26', '10.0.5.64/26', '172.16.9.64/26'],
    'twin-b': ['192.168.1.128/26', '10.0.5.128/26', '172.16.9.128/26'],
    wide: ['10.20.0.0/16', '10.77.0.0/16', '172.30.0.0/16'],
    point: ['172.16.200.4/30', '192.168.200.8/30', '10.9.0.12/30'],
  },
  devices: {
    R: {
      kind: 'router',
      cards: [
        { subnet: 'twin-a', host: 1 },
        { subnet: 'twin-b', host: 1 },
        { subnet: 'wide', host: 1 },
        { subnet: 'point', host: 1 },
      ],
    },
    S1: { kind: 'switch', ports: 3 },
    S3: { kind: 'switch', ports: 3 },
    A1: { kind: 'host', subnet: 'twin-a', gateway: 'R' },
    A2: { kind: 'host', subnet: 'twin-a', gateway: 'R' },
    B: { kind: 'host', subnet: 'twin-b', gateway: 'R' },
    C1: { kind: 'host', subnet: 'wide', gateway: 'R' },
    C2: { kind: 'host', subnet: 'wide', gateway: 'R' },
    D: { kind: 'host', subnet: 'point', gateway: 'R' },
  },
  links: [
    ['A1.eth0', 'S1.p1'],
    ['A2.eth0', 'S1.p2'],
    ['S1.p3', 'R.eth0'],
    ['B.eth0', 'R.eth1'],
    ['C1.eth0', 'S3.p1'],
    ['C2.eth0', 'S3.p2'],
    ['S3.p3', 'R.eth2'],
    ['D.eth0', 'R.eth3'],
  ],
  traffic: [
    { on: 'A1', to: 'A2' },
    // The first three numbers are the same, and still it is another network.
    { on: 'A1', to: 'B' },
    // Only the first two numbers are the same, and still it is the same network.
    { on: 'C1', to: 'C2' },
    { on: 'D', to: 'C1' },
    { on: 'B', to: 'A2' },
    // The twist: with /30 there is one neighbour, and that is the gateway itself.
    { on: 'D', to: { device: 'R', subnet: 'point' } },
    { on: 'C2', to: 'A1' },
    { on: 'B', to: 'C1' },
    { on: 'A2', to: 'B' },
    { on: 'C1', to: 'D' },
    { on: 'A1', to: { device: 'R', subnet: 'twin-a' } },
    { on: 'A1', to: 'D' },
    { on: 'C2', to: 'B' },
    { on: 'A2', to: 'D' },
    { on: 'A2', to: 'C2' },
  ],
  // What is between them happens on the way.
  goals: [0, 1, 2, 5, 11, 14].map((ping) => ({ kind: 'answered' as const, ping })),
  seats: ['A1', 'A2', 'B', 'C1', 'C2', 'D'],
  asks: { 'host.on-link': ['on-link'], 'host.next-hop': ['next-hop'] },
  guided: { host: 1 },
  map: {
    size: { width: 842, height: 588 },
    devices: {
      R: { x: 578, y: 260 },
      S1: { x: 304, y: 130 },
      S3: { x: 304, y: 404 },
      A1: { x: 176, y: 130 },
      A2: { x: 432, y: 130 },
      B: { x: 756, y: 160 },
      C1: { x: 176, y: 404 },
      C2: { x: 432, y: 404 },
      D: { x: 756, y: 372 },
    },
    bends: { 2: [{ x: 304, y: 248 }], 6: [{ x: 304, y: 272 }] },
    areas: [
      { id: 'N1', x: 8, y: 6, width: 512, height: 228, labelAt: 'top' },
      { id: 'N2', x: 656, y: 6, width: 178, height: 246, labelAt: 'top' },
      { id: 'N3', x: 8, y: 286, width: 512, height: 228, labelAt: 'bottom' },
      { id: 'N4', x: 656, y: 268, width: 178, height: 246, labelAt: 'bottom' },
    ],
  },
};
