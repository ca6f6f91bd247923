/** Spanning tree: four switches with three cables more than a tree has. They elect a root and give every port its role, from what they hear. */
import type { Puzzle } from '../game/puzzle.ts';
import { HOME_SUBNETS } from './pools.ts';

export const spanningTree: Puzzle = {
  id: 'spanning-tree',
  chapter: 3,
  number: 2,
  subnets: { lan: HOME_SUBNETS },
  devices: {
    A: { kind: 'switch', ports: 3 },
    B: { kind: 'switch', ports: 4 },
    C: { kind: 'switch', ports: 4 },
    D: { kind: 'switch', ports: 4 },
    M1: { kind: 'host', subnet: 'lan', knows: ['M2', 'M3'] },
    M2: { kind: 'host', subnet: 'lan', knows: ['M1', 'M3'] },
    M3: { kind: 'host', subnet: 'lan', knows: ['M1', 'M2'] },
  },
  links: [
    ['A.p1', 'B.p1'],
    ['A.p2', 'C.p1'],
    // Two ways of the same cost between A and D, by B and by C: the sender's bridge ID decides.
    ['B.p2', 'C.p2'],
    ['B.p3', 'D.p1'],
    // Two cables between the same two switches: the sender's port ID decides.
    ['C.p3', 'D.p2'],
    ['C.p4', 'D.p3'],
    ['M1.eth0', 'A.p3'],
    ['M2.eth0', 'B.p4'],
    ['M3.eth0', 'D.p4'],
  ],
  // Never D is the root, nor the switch with the lowest MAC address; and D has a cable to block in each order.
  bridges: [
    ['A', 'B', 'C', 'D'],
    ['A', 'B', 'D', 'C'],
    ['A', 'C', 'B', 'D'],
    ['A', 'C', 'D', 'B'],
    ['B', 'A', 'C', 'D'],
    ['B', 'C', 'A', 'D'],
    ['B', 'C', 'D', 'A'],
    ['C', 'A', 'B', 'D'],
    ['C', 'B', 'A', 'D'],
    ['C', 'B', 'D', 'A'],
  ],
  roles: ['M1', 'M3'],
  traffic: [
    { on: '$1', to: { everybodyIn: 'lan' } },
    { on: '$2', to: '$1' },
    // What is blocked costs a detour: the tree is short from the root, not between any two.
    { on: 'M2', to: '$1' },
  ],
  goals: [
    { kind: 'one-root' },
    { kind: 'loops-cut', spare: 3 },
    { kind: 'heard-once', ping: 0 },
    { kind: 'answered', ping: 1 },
    { kind: 'answered', ping: 2 },
  ],
  seats: ['D', 'A', 'B', 'C'],
  asks: {
    'stp.root': ['stp-root'],
    'stp.port': ['stp-role', 'stp-former-role'],
    'switch.blocked': ['intake'],
    'switch.forward': ['ports'],
    'switch.flood': ['ports'],
  },
  guided: { switch: 2 },
  map: {
    size: { width: 842, height: 588 },
    devices: {
      A: { x: 420, y: 105 },
      B: { x: 230, y: 255 },
      C: { x: 610, y: 255 },
      D: { x: 420, y: 405 },
      M1: { x: 745, y: 92 },
      M2: { x: 90, y: 130 },
      M3: { x: 150, y: 400 },
    },
    bends: { 5: [{ x: 630, y: 420 }] },
  },
};
