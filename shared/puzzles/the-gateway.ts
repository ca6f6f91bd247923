/** The gateway: two ways out of one network. What is far goes to the card of the right router, while the packet stays addressed to the target. */
import type { Puzzle } from '../game/puzzle.ts';
import { FAR_SUBNETS, HOME_SUBNETS, LINK_SUBNETS } from './pools.ts';

export const theGateway: Puzzle = {
  id: 'the-gateway',
  chapter: 4,
  number: 15,
  subnets: { lan: HOME_SUBNETS, web: FAR_SUBNETS, files: LINK_SUBNETS },
  devices: {
    S: { kind: 'switch', ports: 4 },
    A: { kind: 'host', subnet: 'lan', gateway: 'R1', routes: [{ to: 'files', via: 'R2' }] },
    B: { kind: 'host', subnet: 'lan', gateway: 'R1', routes: [{ to: 'files', via: 'R2' }] },
    R1: {
      kind: 'router',
      cards: [
        { subnet: 'lan', host: 1 },
        { subnet: 'web', host: 1 },
      ],
    },
    R2: {
      kind: 'router',
      cards: [
        { subnet: 'lan', host: 2 },
        { subnet: 'files', host: 1 },
      ],
    },
    W: { kind: 'host', subnet: 'web', gateway: 'R1' },
    F: { kind: 'host', subnet: 'files', gateway: 'R2' },
  },
  links: [
    ['A.eth0', 'S.p1'],
    ['B.eth0', 'S.p2'],
    ['R1.eth0', 'S.p3'],
    ['R2.eth0', 'S.p4'],
    ['R1.eth1', 'W.eth0'],
    ['R2.eth1', 'F.eth0'],
  ],
  traffic: [
    { on: 'A', to: 'W' },
    { on: 'A', to: 'B' },
    { on: 'B', to: 'W' },
    // The twist: there is a second gateway, for one network only.
    { on: 'A', to: 'F' },
    { on: 'A', to: 'W' },
    { on: 'B', to: 'F' },
    // From the far side each server has one gateway, and the two of them meet in the middle.
    { on: 'W', to: 'B' },
    { on: 'F', to: 'W' },
    { on: 'W', to: 'F' },
    { on: 'F', to: 'A' },
  ],
  goals: [
    { kind: 'answered', ping: 0 },
    { kind: 'answered', ping: 1 },
    { kind: 'answered', ping: 2 },
    { kind: 'answered', ping: 3 },
    { kind: 'answered-without-asking', ping: 4 },
    { kind: 'answered', ping: 5 },
    { kind: 'answered-without-asking', ping: 9 },
  ],
  seats: ['A', 'B', 'W', 'F'],
  asks: {
    'host.next-hop': ['next-hop', 'ethernet.destination', 'ipv4.destination'],
    'host.arp-ask': ['resolve', 'arp.targetIp'],
  },
  guided: { host: 1 },
  map: {
    size: { width: 842, height: 588 },
    devices: {
      A: { x: 100, y: 134 },
      B: { x: 100, y: 386 },
      S: { x: 300, y: 260 },
      R1: { x: 500, y: 134 },
      R2: { x: 500, y: 386 },
      W: { x: 730, y: 134 },
      F: { x: 730, y: 386 },
    },
    areas: [
      { id: 'LAN', x: 12, y: 6, width: 402, height: 508, labelAt: 'bottom' },
      { id: 'WEB', x: 596, y: 6, width: 234, height: 246, labelAt: 'bottom' },
      { id: 'FILES', x: 596, y: 268, width: 234, height: 246, labelAt: 'bottom' },
    ],
  },
};
