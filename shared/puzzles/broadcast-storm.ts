/** Broadcast storm: three switches in a ring, a fourth one on two cables, and one ARP request. */
import type { Puzzle } from '../game/puzzle.ts';
import { HOME_SUBNETS } from './pools.ts';

/** What copies that came round have taught the switches wrong is forgotten long before time stands. */
const AGEING_SECONDS = 20;

export const broadcastStorm: Puzzle = {
  id: 'broadcast-storm',
  chapter: 3,
  number: 1,
  subnets: { lan: HOME_SUBNETS },
  devices: {
    A: { kind: 'switch', ports: 3, ageingSeconds: AGEING_SECONDS },
    B: { kind: 'switch', ports: 3, ageingSeconds: AGEING_SECONDS },
    C: { kind: 'switch', ports: 5, ageingSeconds: AGEING_SECONDS },
    D: { kind: 'switch', ports: 3, ageingSeconds: AGEING_SECONDS },
    M1: { kind: 'host', subnet: 'lan' },
    M2: { kind: 'host', subnet: 'lan' },
    M3: { kind: 'host', subnet: 'lan' },
    M4: { kind: 'host', subnet: 'lan' },
  },
  links: [
    ['M1.eth0', 'A.p1'],
    ['M2.eth0', 'B.p1'],
    ['M3.eth0', 'C.p1'],
    ['M4.eth0', 'D.p1'],
    // The ring.
    ['A.p2', 'B.p2'],
    ['A.p3', 'C.p2'],
    ['B.p3', 'C.p3'],
    // The twist: a second loop, so that the ring's cable alone does not end it.
    ['C.p4', 'D.p2'],
    ['C.p5', 'D.p3'],
  ],
  roles: ['M1', 'M2', 'M3', 'M4'],
  traffic: [
    { on: '$1', to: '$2' },
    // All around, so that who gets its answers has everybody within reach.
    { on: 'M1', to: 'M2' },
    { on: 'M2', to: 'M3' },
    { on: 'M3', to: 'M4' },
    { on: 'M4', to: 'M1' },
    { on: '$3', to: { everybodyIn: 'lan' } },
  ],
  goals: [
    { kind: 'filled', ping: 0 },
    { kind: 'calm', ping: 1 },
    { kind: 'heard-by-all', ping: 5 },
  ],
  seats: ['A', 'B', 'C', 'D'],
  asks: {
    'switch.learn': ['learn', 'learn-port'],
    'switch.flood': ['ports'],
    'switch.loop': ['cable'],
  },
  storm: { cable: { rateMbps: 0.025, queue: 24 }, byHand: 3, probes: [1, 2, 3, 4], last: 5 },
  guided: { switch: 2 },
  map: {
    size: { width: 842, height: 588 },
    devices: {
      A: { x: 312, y: 142 },
      B: { x: 312, y: 412 },
      C: { x: 512, y: 206 },
      D: { x: 740, y: 206 },
      M1: { x: 78, y: 142 },
      M2: { x: 78, y: 412 },
      M3: { x: 512, y: 428 },
      M4: { x: 740, y: 428 },
    },
    bends: {
      7: [{ x: 626, y: 172 }],
      8: [{ x: 626, y: 240 }],
    },
  },
};
