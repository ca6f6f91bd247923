/**
 * Trunk: the course notes' picture of two hypervisors, a bridge in each, and a physical switch between them. Everybody is in the same subnet;
 * only VLANs keep two tenants, and the machines of the house, apart.
 */
import type { Puzzle, PuzzlePortVlan } from '../game/puzzle.ts';
import { HOME_SUBNETS } from './pools.ts';

/**
 * A frame that somebody lets into another VLAN leaves false rows there, and a machine that is only asked cannot correct them. After a few runs
 * they are forgotten.
 */
const AGEING_SECONDS = 4;

const TRUNK: PuzzlePortVlan = { trunk: ['a', 'b'], native: 'house' };

export const trunk: Puzzle = {
  id: 'trunk',
  chapter: 5,
  number: 24,
  subnets: { lan: HOME_SUBNETS },
  vlans: {
    a: [10, 30, 110, 210],
    b: [20, 40, 120, 220],
    house: [1, 5, 99, 300],
  },
  devices: {
    BR1: {
      kind: 'switch',
      ports: 5,
      ageingSeconds: AGEING_SECONDS,
      vlans: { p1: { access: 'a' }, p2: { access: 'b' }, p3: { access: 'b' }, p4: { access: 'house' }, p5: TRUNK },
    },
    S: {
      kind: 'switch',
      ports: 3,
      ageingSeconds: AGEING_SECONDS,
      vlans: { p1: TRUNK, p2: TRUNK, p3: { access: 'house' } },
    },
    BR2: {
      kind: 'switch',
      ports: 3,
      ageingSeconds: AGEING_SECONDS,
      vlans: { p1: { access: 'a' }, p2: { access: 'b' }, p3: TRUNK },
    },
    A1: { kind: 'host', subnet: 'lan' },
    A2: { kind: 'host', subnet: 'lan' },
    // A copy of A2, made by the other tenant: the same card and the same IP address.
    B1: { kind: 'host', subnet: 'lan', twin: 'A2', knows: ['B2'] },
    B2: { kind: 'host', subnet: 'lan', knows: ['B1'] },
    // Set up with the tag of the other tenant.
    B3: { kind: 'host', subnet: 'lan', tag: 'a' },
    M: { kind: 'host', subnet: 'lan' },
    L: { kind: 'host', subnet: 'lan' },
  },
  links: [
    ['A1.eth0', 'BR1.p1'],
    ['B1.eth0', 'BR1.p2'],
    ['B3.eth0', 'BR1.p3'],
    ['M.eth0', 'BR1.p4'],
    ['BR1.p5', 'S.p1'],
    ['S.p2', 'BR2.p3'],
    ['L.eth0', 'S.p3'],
    ['A2.eth0', 'BR2.p1'],
    ['B2.eth0', 'BR2.p2'],
  ],
  traffic: [
    { on: 'A1', to: 'A2' },
    // Nobody tags it: on the trunk, too, it goes without.
    { on: 'L', to: 'M' },
    // The twist: this address has a row already, but in the other VLAN.
    { on: 'B2', to: 'B1' },
    // And a frame that says itself to which VLAN it belongs, where nobody asked it.
    { on: 'B3', to: { everybodyIn: 'lan' } },
    // Now there are two rows for the address.
    { on: 'A1', to: 'A2', sequence: 2 },
  ],
  goals: [
    { kind: 'answered-apart', ping: 0 },
    { kind: 'answered-apart', ping: 1 },
    { kind: 'answered-apart', ping: 2 },
    { kind: 'kept-out', ping: 3, switch: 'BR1' },
    { kind: 'answered-apart', ping: 4 },
  ],
  seats: ['BR1', 'S', 'BR2'],
  asks: {
    'switch.vlan': ['vlan', 'ports', 'tags'],
    'switch.flood': ['lookup', 'ports'],
    'switch.forward': ['lookup', 'ports'],
    'switch.filter': ['lookup', 'ports'],
  },
  guided: { switch: 2 },
  map: {
    size: { width: 842, height: 588 },
    devices: {
      BR1: { x: 296, y: 264 },
      S: { x: 452, y: 264 },
      BR2: { x: 606, y: 264 },
      A1: { x: 100, y: 134 },
      B1: { x: 100, y: 264 },
      B3: { x: 100, y: 394 },
      M: { x: 296, y: 122 },
      L: { x: 452, y: 122 },
      A2: { x: 774, y: 128 },
      B2: { x: 774, y: 414 },
    },
    areas: [
      { id: 'ONE', x: 12, y: 12, width: 374, height: 478, labelAt: 'top' },
      { id: 'TWO', x: 522, y: 12, width: 308, height: 478, labelAt: 'top' },
    ],
  },
};
