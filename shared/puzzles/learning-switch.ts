/** The learning switch: the course notes' own network. Machines 1 to 5 on three segments, switches A and B between them; machine 1 looks for machine 4. */
import type { Puzzle } from '../game/puzzle.ts';
import { HOME_SUBNETS } from './pools.ts';

export const learningSwitch: Puzzle = {
  id: 'learning-switch',
  chapter: 2,
  number: 6,
  subnets: { lan: HOME_SUBNETS },
  devices: {
    A: { kind: 'switch', ports: 2 },
    B: { kind: 'switch', ports: 2 },
    L1: { kind: 'hub', ports: 3 },
    L2: { kind: 'hub', ports: 3 },
    L3: { kind: 'hub', ports: 3 },
    M1: { kind: 'host', subnet: 'lan' },
    M2: { kind: 'host', subnet: 'lan' },
    M3: { kind: 'host', subnet: 'lan', knows: ['M5'] },
    M4: { kind: 'host', subnet: 'lan' },
    M5: { kind: 'host', subnet: 'lan', knows: ['M3'] },
  },
  links: [
    ['M1.eth0', 'L1.p1'],
    ['M2.eth0', 'L1.p2'],
    ['A.p1', 'L1.p3'],
    ['A.p2', 'L2.p1'],
    ['M3.eth0', 'L2.p2'],
    ['B.p1', 'L2.p3'],
    ['B.p2', 'L3.p1'],
    ['M4.eth0', 'L3.p2'],
    ['M5.eth0', 'L3.p3'],
  ],
  traffic: [
    { on: 'M1', to: 'M4' },
    // Machines 3 and 5 know each other from earlier, the switches do not: a unicast that is in no table.
    { on: 'M5', to: 'M3' },
    // The twist: both ends are behind the same port, so nothing leaves by another.
    { on: 'M2', to: 'M1' },
    { on: 'M5', to: 'M4' },
  ],
  goals: [
    { kind: 'answered', ping: 0 },
    { kind: 'switches-know', switches: ['A', 'B'], device: 'M3' },
    { kind: 'stayed-local', ping: 2, switch: 'A' },
    { kind: 'stayed-local', ping: 3, switch: 'B' },
  ],
  seats: ['A', 'B', 'M1', 'M2', 'M3', 'M4', 'M5'],
  asks: {
    'switch.learn': ['learn', 'learn-port'],
    'switch.forward': ['lookup', 'ports'],
    'switch.flood': ['lookup', 'ports'],
    'switch.filter': ['lookup', 'ports'],
    'host.accept': ['accept'],
  },
  guided: { switch: 2, host: 1 },
  map: {
    size: { width: 842, height: 588 },
    devices: {
      A: { x: 328, y: 262 },
      B: { x: 584, y: 262 },
      L1: { x: 168, y: 262, drawAs: 'segment' },
      L2: { x: 478, y: 262, drawAs: 'segment' },
      L3: { x: 694, y: 262, drawAs: 'segment' },
      M1: { x: 92, y: 130 },
      M2: { x: 92, y: 414 },
      M3: { x: 478, y: 376 },
      M4: { x: 760, y: 130 },
      M5: { x: 760, y: 414 },
    },
    bends: {
      0: [{ x: 168, y: 130 }],
      1: [{ x: 168, y: 414 }],
      7: [{ x: 694, y: 130 }],
      8: [{ x: 694, y: 414 }],
    },
    areas: [
      { id: 'L1', x: 20, y: 24, width: 178, height: 484, labelAt: 'top' },
      { id: 'L2', x: 426, y: 232, width: 104, height: 276, labelAt: 'bottom' },
      { id: 'L3', x: 662, y: 24, width: 164, height: 484, labelAt: 'top' },
    ],
  },
};
