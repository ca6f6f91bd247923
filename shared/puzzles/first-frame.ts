/** Is it for me? Four machines on a hub: everybody hears everything, each takes what is for its own address or for all. */
import type { Puzzle } from '../game/puzzle.ts';
import { HOME_SUBNETS } from './pools.ts';

export const firstFrame: Puzzle = {
  id: 'first-frame',
  chapter: 1,
  number: 1,
  subnets: { lan: HOME_SUBNETS },
  devices: {
    H: { kind: 'hub', ports: 4 },
    M1: { kind: 'host', subnet: 'lan', knows: ['M2', 'M3', 'M4'] },
    M2: { kind: 'host', subnet: 'lan', knows: ['M1', 'M3', 'M4'] },
    M3: { kind: 'host', subnet: 'lan', knows: ['M1', 'M2', 'M4'] },
    M4: { kind: 'host', subnet: 'lan', knows: ['M1', 'M2', 'M3'] },
  },
  links: [
    ['M1.eth0', 'H.p1'],
    ['M2.eth0', 'H.p2'],
    ['M3.eth0', 'H.p3'],
    ['M4.eth0', 'H.p4'],
  ],
  roles: ['M1', 'M2', 'M3', 'M4'],
  traffic: [
    { on: '$1', to: '$2' },
    { on: '$3', to: { everybodyIn: 'lan' } },
    { on: '$4', to: '$1' },
    { on: '$2', to: '$3' },
  ],
  goals: [
    { kind: 'answered', ping: 0 },
    { kind: 'heard-by-all', ping: 1 },
    { kind: 'answered', ping: 2 },
    { kind: 'answered', ping: 3 },
  ],
  seats: ['M1', 'M2', 'M3', 'M4'],
  asks: { 'host.accept': ['accept'] },
  guided: { host: 1 },
  map: {
    size: { width: 842, height: 588 },
    devices: {
      H: { x: 421, y: 290 },
      M1: { x: 150, y: 130 },
      M2: { x: 692, y: 130 },
      M3: { x: 150, y: 436 },
      M4: { x: 692, y: 436 },
    },
  },
};
