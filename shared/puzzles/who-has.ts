/** Who has? Four machines on a switch know addresses of IP, not of cards: ask everybody, answer for yourself only, write down what you hear. */
import type { Puzzle } from '../game/puzzle.ts';
import { HOME_SUBNETS } from './pools.ts';

export const whoHas: Puzzle = {
  id: 'who-has',
  chapter: 2,
  number: 5,
  subnets: { lan: HOME_SUBNETS },
  devices: {
    S: { kind: 'switch', ports: 4 },
    M1: { kind: 'host', subnet: 'lan' },
    M2: { kind: 'host', subnet: 'lan' },
    M3: { kind: 'host', subnet: 'lan' },
    M4: { kind: 'host', subnet: 'lan' },
  },
  links: [
    ['M1.eth0', 'S.p1'],
    ['M2.eth0', 'S.p2'],
    ['M3.eth0', 'S.p3'],
    ['M4.eth0', 'S.p4'],
  ],
  roles: ['M1', 'M2', 'M3', 'M4'],
  traffic: [
    { on: '$1', to: '$2' },
    { on: '$3', to: '$4' },
    // The twist: $2 and $4 have been asked, so they know the asker without asking.
    { on: '$2', to: '$1' },
    { on: '$4', to: '$3' },
    { on: '$1', to: '$3' },
    { on: '$4', to: '$2' },
  ],
  goals: [
    { kind: 'answered', ping: 0 },
    { kind: 'answered', ping: 1 },
    { kind: 'answered-without-asking', ping: 2 },
    { kind: 'answered-without-asking', ping: 3 },
    { kind: 'answered', ping: 4 },
    { kind: 'answered', ping: 5 },
  ],
  seats: ['M1', 'M2', 'M3', 'M4'],
  asks: {
    'host.arp-ask': ['resolve', 'ethernet.destination', 'arp.targetIp'],
    'host.arp-answer': ['answer', 'ethernet.destination'],
    'host.arp-learn': ['neighbor-learn'],
    'host.next-hop': ['ethernet.destination'],
  },
  guided: { host: 2 },
  map: {
    size: { width: 842, height: 588 },
    devices: {
      S: { x: 421, y: 290 },
      M1: { x: 150, y: 130 },
      M2: { x: 692, y: 130 },
      M3: { x: 150, y: 436 },
      M4: { x: 692, y: 436 },
    },
  },
};
