/** The loud hub: what is said to one is heard by all, also behind a second hub; and a hub repeats damage as it repeats everything. */
import type { Puzzle } from '../game/puzzle.ts';
import { HOME_SUBNETS } from './pools.ts';

export const loudHub: Puzzle = {
  id: 'loud-hub',
  chapter: 1,
  number: 3,
  subnets: { lan: HOME_SUBNETS },
  devices: {
    H: { kind: 'hub', ports: 6 },
    G: { kind: 'hub', ports: 4 },
    M1: { kind: 'host', subnet: 'lan', knows: ['M2', 'M3', 'M4', 'M5'] },
    M2: { kind: 'host', subnet: 'lan', knows: ['M1', 'M3', 'M4', 'M5'] },
    M3: { kind: 'host', subnet: 'lan', knows: ['M1', 'M2', 'M4', 'M5'] },
    M4: { kind: 'host', subnet: 'lan', knows: ['M1', 'M2', 'M3', 'M5'] },
    M5: { kind: 'host', subnet: 'lan', knows: ['M1', 'M2', 'M3', 'M4'] },
  },
  links: [
    ['M1.eth0', 'H.p1'],
    ['M2.eth0', 'H.p2'],
    ['M3.eth0', 'H.p3'],
    ['M4.eth0', 'H.p4'],
    ['G.p1', 'H.p5'],
    ['M5.eth0', 'G.p2'],
  ],
  roles: ['M1', 'M2', 'M3', 'M4'],
  traffic: [
    { on: '$1', to: '$2' },
    { on: '$3', to: { everybodyIn: 'lan' } },
    // From behind the second hub, which is a port like any other.
    { on: 'M5', to: '$4' },
    { on: '$2', to: '$3' },
    // The twist: a bit turns over. The hub cannot know, so everybody hears that, too.
    { on: '$4', to: 'M5', damage: [[{ cable: '$4', frame: 'from', bits: 1 }]] },
  ],
  goals: [
    { kind: 'answered', ping: 0 },
    { kind: 'overheard', ping: 0 },
    { kind: 'heard-by-all', ping: 1 },
    { kind: 'overheard', ping: 2 },
    { kind: 'answered', ping: 3 },
    { kind: 'answered', ping: 4 },
  ],
  seats: ['H', 'M1', 'M2', 'M3', 'M4', 'M5'],
  asks: { 'hub.repeat': ['ports'], 'host.accept': ['accept'] },
  guided: { hub: 1, host: 1 },
  map: {
    size: { width: 842, height: 588 },
    devices: {
      H: { x: 300, y: 290 },
      G: { x: 706, y: 190 },
      M1: { x: 112, y: 150 },
      M2: { x: 488, y: 150 },
      M3: { x: 112, y: 428 },
      M4: { x: 488, y: 428 },
      M5: { x: 706, y: 404 },
    },
    areas: [
      { id: 'R1', x: 16, y: 8, width: 560, height: 520, labelAt: 'top' },
      { id: 'R2', x: 606, y: 60, width: 220, height: 470, labelAt: 'top' },
    ],
  },
};
