/** Time to live: traceroute played by hand, and two routers that send a packet to each other until its time has run out. */
import type { Puzzle } from '../game/puzzle.ts';
import { FAR_SUBNETS, HOME_SUBNETS } from './pools.ts';

export const ttl: Puzzle = {
  id: 'ttl',
  chapter: 4,
  number: 18,
  subnets: {
    lan: HOME_SUBNETS,
    far: FAR_SUBNETS,
    'link-12': ['192.168.56.0/30', '192.168.99.0/30', '10.9.0.0/30'],
    'link-23': ['192.168.56.4/30', '192.168.99.4/30', '10.9.0.4/30'],
    lost: ['10.66.0.0/24', '172.31.6.0/24', '192.168.166.0/24'],
  },
  devices: {
    A: { kind: 'host', subnet: 'lan', gateway: 'R1' },
    R1: {
      kind: 'router',
      cards: [
        { subnet: 'lan', host: 1 },
        { subnet: 'link-12', host: 1 },
      ],
      routes: [
        { to: 'far', via: 'R2' },
        { to: 'lost', via: 'R2' },
      ],
    },
    R2: {
      kind: 'router',
      cards: [
        { subnet: 'link-12', host: 2 },
        { subnet: 'link-23', host: 1 },
      ],
      routes: [
        { to: 'lan', via: 'R1' },
        { to: 'far', via: 'R3' },
        // Somebody mistyped this one: it leads back to where the packets come from.
        { to: 'lost', via: 'R1' },
      ],
    },
    R3: {
      kind: 'router',
      cards: [
        { subnet: 'link-23', host: 2 },
        { subnet: 'far', host: 1 },
        { subnet: 'lost', host: 1 },
      ],
      routes: [{ to: 'default', via: 'R2' }],
    },
    B: { kind: 'host', subnet: 'far', gateway: 'R3' },
    C: { kind: 'host', subnet: 'lost', gateway: 'R3' },
  },
  links: [
    ['A.eth0', 'R1.eth0'],
    ['R1.eth1', 'R2.eth0'],
    ['R2.eth1', 'R3.eth0'],
    ['R3.eth1', 'B.eth0'],
    ['R3.eth2', 'C.eth0'],
  ],
  traffic: [
    { on: 'A', to: 'B', ttl: 1 },
    { on: 'A', to: 'B', ttl: 2 },
    { on: 'A', to: 'B', ttl: 3 },
    { on: 'A', to: 'B' },
    // The same from the other side: the first router is another one now.
    { on: 'B', to: 'A', ttl: 1 },
    { on: 'B', to: 'A', ttl: 2 },
    { on: 'B', to: 'A' },
    // The twist: there and back again, until nothing is left.
    { on: 'A', to: 'C', ttl: 6 },
  ],
  goals: [
    { kind: 'time-exceeded', ping: 0, by: 'R1' },
    { kind: 'time-exceeded', ping: 1, by: 'R2' },
    { kind: 'time-exceeded', ping: 2, by: 'R3' },
    { kind: 'answered', ping: 3 },
    { kind: 'time-exceeded', ping: 4, by: 'R3' },
    { kind: 'time-exceeded', ping: 7, by: 'R2' },
  ],
  seats: ['R1', 'R2', 'R3'],
  asks: { 'router.ttl': ['ttl'] },
  guided: { router: 1 },
  map: {
    size: { width: 842, height: 588 },
    devices: {
      A: { x: 52, y: 260 },
      R1: { x: 246, y: 260 },
      R2: { x: 434, y: 260 },
      R3: { x: 616, y: 260 },
      B: { x: 780, y: 160 },
      C: { x: 780, y: 360 },
    },
  },
};
