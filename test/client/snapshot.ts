/** A room's state as it arrives in a browser, for tests: one person on M1 of the first puzzle. */
import type { RoomSnapshot } from '../../client/room-reader.ts';
import type { LessonView } from '../../shared/class/view.ts';
import type { MapView } from '../../shared/game/view.ts';

export const map: MapView = {
  size: { width: 842, height: 588 },
  devices: [
    { id: 'H', kind: 'hub', x: 421, y: 290, drawAs: 'device', ports: [{ id: 'p1', cabled: true }], seat: false },
    { id: 'M1', kind: 'host', x: 150, y: 130, drawAs: 'device', ports: [{ id: 'eth0', cabled: true }], seat: true },
    { id: 'M2', kind: 'host', x: 692, y: 130, drawAs: 'device', ports: [{ id: 'eth0', cabled: true }], seat: true },
  ],
  links: [
    { id: 'l0', a: { device: 'M1', port: 'eth0' }, b: { device: 'H', port: 'p1' }, via: [] },
    { id: 'l1', a: { device: 'M2', port: 'eth0' }, b: { device: 'H', port: 'p2' }, via: [] },
  ],
  areas: [],
};

/** A lesson that runs, in its second puzzle of three. */
export const lesson: LessonView = {
  code: 'BCDFGH',
  title: 'Networks 10b',
  language: 'en',
  phase: 'running',
  team: 0,
  pacing: 'together',
  competition: 'off',
  ownNames: true,
  at: 1,
  count: 3,
  next: 'two-routers',
  frozen: false,
  speed: 1,
  hands: [],
  teams: null,
  classGoal: null,
};

export const score = { decisions: 0, par: 3, right: 0, wasteful: 0, broken: 0, unsafe: 0, hintCost: 0, stars: 3 };

export function snapshot(changes: Partial<RoomSnapshot>): RoomSnapshot {
  const seat = { waiting: 0, cards: '', tables: '', verdict: '', score: '', predictions: '', wire: '' };
  const own = {
    cards: '[]',
    tables: JSON.stringify({ kind: 'host', interfaces: [], routes: [], neighbors: [] }),
    verdict: JSON.stringify({ verdict: null, verdictOpen: false }),
    score: JSON.stringify(score),
    log0: '',
    predictions: JSON.stringify({ waiting: [], open: null, last: null, tested: 0, right: 0 }),
  };
  return {
    phase: 'play',
    code: 'BCDFGH',
    alone: true,
    puzzle: 'first-frame',
    round: 1,
    map: JSON.stringify(map),
    goals: '[]',
    run: 'null',
    wire: 'null',
    storm: 'null',
    fault: 'null',
    paused: false,
    speed: 1,
    result: '[]',
    lesson: 'null',
    seq: 0,
    halt: '',
    leftBehind: false,
    clock: { atUs: 0, ratePerMs: 0, untilUs: 0 },
    players: new Map([['p', { id: 'p', name: 'Mei', colour: 2, connected: true, device: 'M1', you: true }]]),
    seats: new Map([
      ['M1', { ...seat, device: 'M1', occupant: 'person' as const, player: 'p', ...own }],
      ['M2', { ...seat, device: 'M2', occupant: 'bot' as const, player: '' }],
    ]),
    ...changes,
  };
}
