/** Flood, forward, filter: each case of a switch once, and a machine that is carried to another switch without a word. */
import type { Puzzle } from '../game/puzzle.ts';
import { HOME_SUBNETS } from './pools.ts';

export const floodForwardFilter: Puzzle = {
  id: 'flood-forward-filter',
  chapter: 2,
  number: 7,
  subnets: { lan: HOME_SUBNETS },
  devices: {
    A: { kind: 'switch', ports: 4 },
    B: { kind: 'switch', ports: 3 },
    H: { kind: 'hub', ports: 3 },
    M1: { kind: 'host', subnet: 'lan', knows: ['M4', 'M5'] },
    M2: { kind: 'host', subnet: 'lan', knows: ['M3'] },
    M3: { kind: 'host', subnet: 'lan', knows: ['M2'] },
    M4: { kind: 'host', subnet: 'lan', knows: ['M1', 'M5'] },
    M5: { kind: 'host', subnet: 'lan', knows: ['M1', 'M4'] },
  },
  links: [
    ['M1.eth0', 'A.p1'],
    ['H.p3', 'A.p2'],
    ['M2.eth0', 'H.p1'],
    ['M3.eth0', 'H.p2'],
    ['A.p3', 'B.p1'],
    ['M4.eth0', 'B.p2'],
    ['M5.eth0', 'B.p3'],
  ],
  traffic: [
    // Everybody knows everybody's address from earlier, only the switches know nothing: unknown unicasts.
    { on: 'M1', to: 'M5' },
    { on: 'M4', to: 'M1' },
    { on: 'M2', to: 'M3' },
    { on: 'M3', to: 'M2' },
    // The twist: a machine moves and keeps silent. What is sent to it follows old rows, and is lost.
    { on: 'M1', to: 'M5', move: ['B.p3', 'A.p4'] },
    // Its first frame puts every row right that it passes.
    { on: 'M5', to: 'M4' },
    { on: 'M1', to: 'M5' },
  ],
  goals: [
    { kind: 'answered', ping: 0 },
    { kind: 'answered', ping: 1 },
    { kind: 'stayed-local', ping: 3, switch: 'A' },
    { kind: 'answered', ping: 5 },
    { kind: 'answered', ping: 6 },
  ],
  seats: ['A', 'B'],
  asks: {
    'switch.learn': ['learn', 'learn-port'],
    'switch.forward': ['lookup', 'ports'],
    'switch.flood': ['lookup', 'ports'],
    'switch.filter': ['lookup', 'ports'],
  },
  guided: { switch: 1 },
  map: {
    size: { width: 842, height: 588 },
    // Machine 5 stands between the switches, so that its cable is short before and after the move.
    devices: {
      A: { x: 320, y: 220 },
      B: { x: 590, y: 220 },
      H: { x: 204, y: 350 },
      M1: { x: 96, y: 110 },
      M2: { x: 96, y: 430 },
      M3: { x: 316, y: 430 },
      M4: { x: 756, y: 120 },
      M5: { x: 512, y: 400 },
    },
  },
};
