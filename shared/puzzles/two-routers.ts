/** Two routers: the course notes' own way from 192.168.1.101 over 192.168.56.1 and .2 to 192.168.4.101. On every cable both MAC addresses are new, the IP addresses stay. */
import type { Puzzle } from '../game/puzzle.ts';
import { FAR_SUBNETS, HOME_SUBNETS, LINK_SUBNETS } from './pools.ts';

export const twoRouters: Puzzle = {
  id: 'two-routers',
  chapter: 4,
  number: 16,
  subnets: { lan1: HOME_SUBNETS, link: LINK_SUBNETS, lan2: FAR_SUBNETS },
  devices: {
    A: { kind: 'host', subnet: 'lan1', gateway: 'R1' },
    R1: {
      kind: 'router',
      cards: [
        { subnet: 'lan1', host: 1 },
        { subnet: 'link', host: 1 },
      ],
      routes: [{ to: 'lan2', via: 'R2' }],
    },
    R2: {
      kind: 'router',
      cards: [
        { subnet: 'link', host: 2 },
        { subnet: 'lan2', host: 1 },
      ],
      routes: [{ to: 'lan1', via: 'R1' }],
    },
    B: { kind: 'host', subnet: 'lan2', gateway: 'R2' },
  },
  links: [
    ['A.eth0', 'R1.eth0'],
    ['R1.eth1', 'R2.eth0'],
    ['R2.eth1', 'B.eth0'],
  ],
  traffic: [
    { on: 'A', to: 'B' },
    { on: 'B', to: 'A' },
    // The twist: the gateway itself is on the link, so it is its own next hop.
    { on: 'A', to: { device: 'R1', subnet: 'lan1' } },
    { on: 'B', to: { device: 'R1', subnet: 'link' } },
    { on: 'B', to: { device: 'R2', subnet: 'lan2' } },
    { on: 'B', to: 'A' },
    { on: 'A', to: 'B' },
  ],
  goals: [
    { kind: 'answered', ping: 0 },
    { kind: 'answered-without-asking', ping: 1 },
    { kind: 'answered', ping: 2 },
    { kind: 'answered', ping: 3 },
    { kind: 'answered', ping: 4 },
    { kind: 'answered-without-asking', ping: 5 },
    { kind: 'answered-without-asking', ping: 6 },
  ],
  seats: ['A', 'R1', 'R2', 'B'],
  asks: {
    'host.on-link': ['on-link'],
    'host.next-hop': ['next-hop', 'ethernet.destination', 'ethernet.source', 'ipv4.source', 'ipv4.destination'],
    'host.arp-ask': ['resolve'],
    'router.lpm': ['route'],
    'router.no-route': ['route'],
    'router.ttl': ['ttl'],
    'router.arp': ['resolve', 'arp.targetIp'],
    'router.rewrite': ['ethernet.destination', 'ethernet.source', 'ipv4.source', 'ipv4.destination'],
  },
  guided: { host: 2, router: 2 },
  map: {
    size: { width: 842, height: 588 },
    devices: {
      A: { x: 96, y: 300 },
      R1: { x: 312, y: 300 },
      R2: { x: 530, y: 300 },
      B: { x: 746, y: 300 },
    },
    areas: [
      { id: 'LAN1', x: 20, y: 60, width: 226, height: 440, labelAt: 'top' },
      { id: 'LINK', x: 378, y: 60, width: 86, height: 440, labelAt: 'top' },
      { id: 'LAN2', x: 596, y: 60, width: 226, height: 440, labelAt: 'top' },
    ],
  },
};
