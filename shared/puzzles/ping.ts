/** Ping: the course notes' own steps. Who asks addresses the request; who is asked builds the answer, layer by layer. */
import type { Puzzle } from '../game/puzzle.ts';
import { HOME_SUBNETS } from './pools.ts';

export const ping: Puzzle = {
  id: 'ping',
  chapter: 2,
  number: 8,
  subnets: { lan: HOME_SUBNETS },
  devices: {
    S: { kind: 'switch', ports: 3 },
    A: { kind: 'host', subnet: 'lan' },
    B: { kind: 'host', subnet: 'lan' },
    C: { kind: 'host', subnet: 'lan' },
  },
  links: [
    ['A.eth0', 'S.p1'],
    ['B.eth0', 'S.p2'],
    ['C.eth0', 'S.p3'],
  ],
  roles: ['A', 'B', 'C'],
  traffic: [
    { on: '$1', to: '$2' },
    { on: '$2', to: '$3', sequence: 4 },
    // Other systems begin with another time to live: the answer does not copy it.
    { on: '$3', to: '$1', ttl: 128, sequence: 17 },
    { on: '$1', to: '$2', sequence: 2 },
    { on: '$2', to: '$1', ttl: 255, sequence: 9 },
    { on: '$3', to: '$2', ttl: 32, sequence: 30 },
  ],
  goals: [
    { kind: 'answered', ping: 0 },
    { kind: 'answered', ping: 1 },
    { kind: 'answered', ping: 2 },
    { kind: 'answered-without-asking', ping: 3 },
    { kind: 'answered-without-asking', ping: 4 },
    { kind: 'answered-without-asking', ping: 5 },
  ],
  seats: ['A', 'B', 'C'],
  asks: {
    'host.next-hop': ['ethernet.destination', 'ethernet.source'],
    'host.arp-ask': ['resolve'],
    'host.echo-reply': ['icmp.type', 'icmp.identifier', 'icmp.sequence', 'ipv4.source', 'ipv4.destination', 'ipv4.ttl'],
  },
  guided: { host: 2 },
  map: {
    size: { width: 842, height: 588 },
    devices: {
      S: { x: 421, y: 222 },
      A: { x: 150, y: 130 },
      B: { x: 692, y: 130 },
      C: { x: 421, y: 384 },
    },
  },
};
