/** Taking turns: four machines on one wire; who begins while another one is heard, or both begin unheard, spoils both frames. Live. */
import type { Puzzle } from '../game/puzzle.ts';
import { HOME_SUBNETS } from './pools.ts';

/** Rate of the wire, 10^6 bits a second: the first Ethernet that was sold. */
const RATE_MBPS = 10;
/** From a machine to its tap, and from one tap to the next, microseconds: a signal needs a quarter of the slot time from end to end. */
const STUB_US = 1;
const TRUNK_US = 4;

export const takingTurns: Puzzle = {
  id: 'taking-turns',
  chapter: 1,
  number: 4,
  // A frame of 110 octets takes 88 µs, that is four seconds and a half; a slot time two and a half.
  live: { usPerSecond: 20, pauseUs: 50 },
  subnets: { lan: HOME_SUBNETS },
  devices: {
    T1: { kind: 'hub', ports: 3, rateMbps: RATE_MBPS },
    T2: { kind: 'hub', ports: 3, rateMbps: RATE_MBPS },
    T3: { kind: 'hub', ports: 3, rateMbps: RATE_MBPS },
    T4: { kind: 'hub', ports: 3, rateMbps: RATE_MBPS },
    M1: { kind: 'host', subnet: 'lan', knows: ['M2', 'M3', 'M4'] },
    M2: { kind: 'host', subnet: 'lan', knows: ['M1', 'M3', 'M4'] },
    M3: { kind: 'host', subnet: 'lan', knows: ['M1', 'M2', 'M4'] },
    M4: { kind: 'host', subnet: 'lan', knows: ['M1', 'M2', 'M3'] },
  },
  links: [
    ['M1.eth0', 'T1.p1'],
    ['T1.p2', 'T2.p2'],
    ['M2.eth0', 'T2.p1'],
    ['T2.p3', 'T3.p2'],
    ['M3.eth0', 'T3.p1'],
    ['T3.p3', 'T4.p2'],
    ['M4.eth0', 'T4.p1'],
  ],
  delaysUs: [STUB_US, TRUNK_US, STUB_US, TRUNK_US, STUB_US, TRUNK_US, STUB_US],
  roles: ['M1', 'M2', 'M3', 'M4'],
  traffic: [
    // Alone on the wire, and the answer.
    { on: '$1', to: '$2' },
    // The second one has a frame while the first one is still sending.
    { on: '$3', to: '$4' },
    { on: '$4', to: '$1', afterUs: 30 },
    // Two at the same time: each finds the wire silent.
    { on: '$2', to: '$3' },
    { on: '$4', to: '$1', afterUs: 0 },
    // The twist: while one sends, two others wait for the same silence.
    { on: '$1', to: '$4' },
    { on: '$3', to: '$2', afterUs: 50 },
    { on: '$2', to: '$1', afterUs: 0 },
  ],
  goals: [
    { kind: 'answered', ping: 0 },
    { kind: 'all-answered', pings: [1, 2] },
    { kind: 'all-answered', pings: [3, 4] },
    { kind: 'all-answered', pings: [5, 6, 7] },
  ],
  seats: ['M1', 'M2', 'M3', 'M4'],
  asks: { 'medium.sense': ['sense', 'back-off'] },
  guided: { host: 1 },
  map: {
    size: { width: 842, height: 588 },
    devices: {
      T1: { x: 150, y: 262, drawAs: 'segment' },
      T2: { x: 332, y: 262, drawAs: 'segment' },
      T3: { x: 514, y: 262, drawAs: 'segment' },
      T4: { x: 696, y: 262, drawAs: 'segment' },
      M1: { x: 150, y: 124 },
      M2: { x: 332, y: 386 },
      M3: { x: 514, y: 124 },
      M4: { x: 696, y: 386 },
    },
  },
};
