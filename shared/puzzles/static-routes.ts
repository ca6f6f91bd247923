/** Static routes: three routers in a triangle, a LAN behind each, and nothing in their tables but their own subnets. */
import type { Puzzle, PuzzleDevice, PuzzleRoute } from '../game/puzzle.ts';
import { FAR_SUBNETS, HOME_SUBNETS } from './pools.ts';

export const staticRoutes: Puzzle = {
  id: 'static-routes',
  chapter: 4,
  number: 20,
  subnets: {
    lan1: HOME_SUBNETS,
    lan2: FAR_SUBNETS,
    lan3: ['10.77.2.0/23', '172.16.32.0/22', '192.168.200.0/25'],
    'cable-12': ['192.168.56.0/30', '192.168.99.0/30', '10.9.0.0/30'],
    'cable-23': ['192.168.56.4/30', '192.168.99.4/30', '10.9.0.4/30'],
    'cable-13': ['192.168.56.8/30', '192.168.99.8/30', '10.9.0.8/30'],
    nowhere: ['203.0.113.0/24', '198.51.100.0/24', '192.0.2.0/24'],
  },
  devices: {
    A: { kind: 'host', subnet: 'lan1', gateway: 'R1' },
    B: { kind: 'host', subnet: 'lan2', gateway: 'R2' },
    C: { kind: 'host', subnet: 'lan3', gateway: 'R3' },
    R1: router('lan1', 'cable-12', 'cable-13'),
    R2: router('lan2', 'cable-12', 'cable-23'),
    R3: router('lan3', 'cable-13', 'cable-23'),
  },
  links: [
    ['A.eth0', 'R1.eth0'],
    ['B.eth0', 'R2.eth0'],
    ['C.eth0', 'R3.eth0'],
    ['R1.eth1', 'R2.eth1'],
    ['R1.eth2', 'R3.eth1'],
    ['R2.eth2', 'R3.eth2'],
  ],
  traffic: [
    { on: 'A', to: 'B' },
    { on: 'B', to: 'C' },
    { on: 'C', to: 'A' },
    // The cable on the far side is a network, too, and no router at the near side knows it.
    { on: 'A', to: { device: 'R3', subnet: 'cable-23' } },
    { on: 'B', to: { device: 'R1', subnet: 'cable-13' } },
    { on: 'C', to: { device: 'R2', subnet: 'cable-12' } },
    // The twist: with a default route round the triangle all the others are answered, and this one never ends.
    { on: 'A', to: { nobodyIn: 'nowhere' } },
  ],
  goals: [
    { kind: 'answered', ping: 0 },
    { kind: 'answered', ping: 1 },
    { kind: 'answered', ping: 2 },
    { kind: 'answered', ping: 3, cableTo: 'R2' },
    { kind: 'answered', ping: 4, cableTo: 'R3' },
    { kind: 'answered', ping: 5, cableTo: 'R1' },
    { kind: 'told-unreachable', ping: 6 },
  ],
  seats: ['R1', 'R2', 'R3'],
  asks: {},
  configure: {
    R1: routes({ to: 'lan2', via: 'R2' }, { to: 'lan3', via: 'R3' }, { to: 'cable-23', via: 'R2' }),
    R2: routes({ to: 'lan1', via: 'R1' }, { to: 'lan3', via: 'R3' }, { to: 'cable-13', via: 'R3' }),
    R3: routes({ to: 'lan1', via: 'R1' }, { to: 'lan2', via: 'R2' }, { to: 'cable-12', via: 'R1' }),
  },
  guided: {},
  map: {
    size: { width: 842, height: 588 },
    devices: {
      A: { x: 84, y: 230 },
      R1: { x: 190, y: 410 },
      B: { x: 230, y: 90 },
      R2: { x: 421, y: 190 },
      R3: { x: 652, y: 410 },
      C: { x: 758, y: 230 },
    },
  },
};

/** A router at the head of its LAN; of a cable the router with the smaller number has the first address. */
function router(lan: string, ...cables: readonly [string, string]): PuzzleDevice {
  const own = lan.slice(-1);
  const card = (cable: string) => ({ subnet: cable, host: cable.charAt('cable-'.length) === own ? 1 : 2 });
  return { kind: 'router', cards: [{ subnet: lan, host: 1 }, ...cables.map(card)] };
}

function routes(...rows: readonly PuzzleRoute[]): { readonly routes: readonly PuzzleRoute[] } {
  return { routes: rows };
}
