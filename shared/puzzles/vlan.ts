/** VLANs: two tenants on the same two switches, in the same subnet; only the settings of the ports keep them apart. */
import type { Puzzle, PuzzleDevice } from '../game/puzzle.ts';
import type { PortVlan } from '../device/vlan.ts';
import { HOME_SUBNETS } from './pools.ts';

export const vlan: Puzzle = {
  id: 'vlan',
  chapter: 5,
  number: 23,
  subnets: { lan: HOME_SUBNETS },
  devices: {
    S1: { kind: 'switch', ports: 6 },
    S2: { kind: 'switch', ports: 6 },
    A1: machine(),
    A2: machine(),
    A3: machine(),
    B1: machine(),
    B2: machine(),
    B3: machine(),
  },
  links: [
    ['A1.eth0', 'S1.p1'],
    ['B1.eth0', 'S1.p2'],
    ['A2.eth0', 'S1.p3'],
    // Two cables between the switches: the team has to agree which of them carries whom.
    ['S1.p5', 'S2.p5'],
    ['S1.p6', 'S2.p6'],
    // The twist: on the other switch the tenants sit the other way round.
    ['B2.eth0', 'S2.p1'],
    ['A3.eth0', 'S2.p2'],
    ['B3.eth0', 'S2.p3'],
  ],
  traffic: [
    { on: 'A1', to: 'A2' },
    { on: 'A2', to: 'A3' },
    { on: 'B2', to: 'B3' },
    { on: 'B1', to: 'B2' },
  ],
  goals: [
    ...Array.from({ length: 4 }, (_, ping) => ({ kind: 'answered' as const, ping })),
    {
      kind: 'isolated',
      groups: [
        ['A1', 'A2', 'A3'],
        ['B1', 'B2', 'B3'],
      ],
    },
  ],
  seats: ['S1', 'S2'],
  asks: {},
  configure: {
    S1: { vlans: { p1: access(10), p2: access(20), p3: access(10), p5: access(10), p6: access(20) } },
    S2: { vlans: { p1: access(20), p2: access(10), p3: access(20), p5: access(10), p6: access(20) } },
  },
  guided: {},
  map: {
    size: { width: 842, height: 588 },
    devices: {
      A1: { x: 220, y: 80 },
      B1: { x: 76, y: 200 },
      A2: { x: 76, y: 360 },
      S1: { x: 300, y: 280 },
      S2: { x: 542, y: 280 },
      B2: { x: 622, y: 80 },
      A3: { x: 766, y: 200 },
      B3: { x: 766, y: 360 },
    },
    bends: { 3: [{ x: 421, y: 240 }], 4: [{ x: 421, y: 320 }] },
  },
};

function machine(): PuzzleDevice {
  return { kind: 'host', subnet: 'lan' };
}

function access(id: number): PortVlan {
  return { mode: 'access', vlan: id };
}
