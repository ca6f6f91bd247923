/** The boss of chapter 2: five machines and two switches, everything from before at once, and one thing that breaks and has to be found. */
import type { FaultKind } from '../game/fault-kind.ts';
import type { Puzzle, PuzzleFault } from '../game/puzzle.ts';
import { HOME_SUBNETS } from './pools.ts';

export const bossLocal: Puzzle = {
  id: 'boss-local',
  chapter: 2,
  number: 'boss',
  subnets: { lan: HOME_SUBNETS },
  devices: {
    A: { kind: 'switch', ports: 4 },
    B: { kind: 'switch', ports: 3 },
    M1: { kind: 'host', subnet: 'lan' },
    M2: { kind: 'host', subnet: 'lan' },
    M3: { kind: 'host', subnet: 'lan' },
    M4: { kind: 'host', subnet: 'lan' },
    M5: { kind: 'host', subnet: 'lan' },
  },
  links: [
    ['M1.eth0', 'A.p1'],
    ['M2.eth0', 'A.p2'],
    ['M3.eth0', 'A.p3'],
    ['A.p4', 'B.p1'],
    ['M4.eth0', 'B.p2'],
    ['M5.eth0', 'B.p3'],
  ],
  roles: ['M1', 'M2', 'M3', 'M4', 'M5'],
  traffic: [
    { on: '$1', to: '$2' },
    { on: '$2', to: { everybodyIn: 'lan' } },
    { on: '$5', to: '$4', ttl: 128, sequence: 17 },
    { on: '$2', to: '$1', sequence: 4 },
    // The twist: what has just worked works no longer.
    { on: '$1', to: '$2', sequence: 2 },
    // And the rest of the network does not mind: who does not hear this question?
    { on: '$3', to: '$5', sequence: 9 },
  ],
  fault: {
    item: 4,
    among: [
      ...between('damages', '$1', '$2'),
      ...between('cut', '$1', '$2'),
      ...between('off', '$1', '$2'),
      ...between('mask', '$1', '$2'),
      ...between('neighbor', '$1', '$2'),
    ],
  },
  goals: [
    { kind: 'answered', ping: 0 },
    { kind: 'heard-by-all', ping: 1 },
    { kind: 'answered', ping: 2 },
    { kind: 'answered-without-asking', ping: 3 },
    { kind: 'answered', ping: 5 },
    { kind: 'answered', ping: 4 },
  ],
  seats: ['A', 'B', 'M1', 'M2', 'M3', 'M4', 'M5'],
  asks: {
    'host.accept': ['accept'],
    'host.arp-ask': ['resolve'],
    'host.arp-answer': ['answer'],
    'host.arp-learn': ['neighbor-learn'],
    'host.next-hop': ['ethernet.destination'],
    'host.echo-reply': ['icmp.sequence', 'ipv4.ttl'],
    'switch.learn': ['learn', 'learn-port'],
    'switch.forward': ['lookup', 'ports'],
    'switch.flood': ['lookup', 'ports'],
    'switch.filter': ['lookup', 'ports'],
  },
  guided: {},
  map: {
    size: { width: 842, height: 588 },
    devices: {
      A: { x: 330, y: 240 },
      B: { x: 560, y: 240 },
      M1: { x: 110, y: 120 },
      M2: { x: 96, y: 390 },
      M3: { x: 330, y: 404 },
      M4: { x: 746, y: 130 },
      M5: { x: 720, y: 400 },
    },
  },
};

/** The same at one end of the ping and at the other. */
function between(kind: FaultKind, one: string, other: string): readonly PuzzleFault[] {
  return [
    { kind, at: one, towards: other },
    { kind, at: other, towards: one },
  ];
}
