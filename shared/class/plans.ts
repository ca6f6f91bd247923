/** Ready-made lessons, as data; their names and words are in the languages. */
import type { PuzzleId } from '../game/puzzle.ts';
import type { PlanItem } from './settings.ts';

/** Minutes that a lesson has besides its puzzles: everybody comes in, and at the end it is talked about. */
export const BEGIN_MINUTES = 5;
export const DEBRIEF_MINUTES = 5;

export const planIds = [
  'first-contact',
  'switches',
  'loops',
  'routing',
  'between-providers',
  'isolation',
  'local-network',
  'between-networks',
] as const;
export type PlanId = (typeof planIds)[number];

export interface LessonPlan {
  readonly id: PlanId;
  /** The whole lesson, beginning and debrief included. */
  readonly minutes: 45 | 90;
  readonly items: readonly PlanItem[];
}

export const lessonPlans: readonly LessonPlan[] = [
  plan('first-contact', 45, [
    ['first-frame', 6],
    ['bad-bits', 8],
    ['loud-hub', 8],
    ['who-has', 13],
  ]),
  plan('switches', 45, [
    ['who-has', 11],
    ['learning-switch', 12],
    ['flood-forward-filter', 12],
  ]),
  plan('loops', 45, [
    ['broadcast-storm', 13],
    ['spanning-tree', 22],
  ]),
  plan('routing', 45, [
    ['near-or-far', 10],
    ['the-gateway', 11],
    ['two-routers', 14],
  ]),
  plan('between-providers', 45, [
    ['longest-prefix', 13],
    ['ttl', 11],
    ['nat', 11],
  ]),
  plan('isolation', 45, [
    ['vlan', 15],
    ['trunk', 20],
  ]),
  plan('local-network', 90, [
    ['loud-hub', 9],
    ['who-has', 13],
    ['learning-switch', 14],
    ['flood-forward-filter', 12],
    ['ping', 12],
    ['boss-local', 20],
  ]),
  plan('between-networks', 90, [
    ['near-or-far', 11],
    ['the-gateway', 12],
    ['two-routers', 15],
    ['longest-prefix', 14],
    ['ttl', 12],
    ['static-routes', 16],
  ]),
];

function plan(id: PlanId, minutes: 45 | 90, items: readonly (readonly [PuzzleId, number])[]): LessonPlan {
  return { id, minutes, items: items.map(([puzzle, spent]) => ({ puzzle, minutes: spent })) };
}

/** Seats of each puzzle: a team that is larger takes turns. */
export const seatCounts: Readonly<Record<PuzzleId, number>> = {
  'first-frame': 4,
  'bad-bits': 4,
  'loud-hub': 6,
  'taking-turns': 4,
  'who-has': 4,
  'learning-switch': 7,
  'flood-forward-filter': 2,
  ping: 3,
  'boss-local': 7,
  'broadcast-storm': 4,
  'spanning-tree': 4,
  'near-or-far': 6,
  'the-gateway': 4,
  'two-routers': 4,
  'longest-prefix': 5,
  ttl: 3,
  'static-routes': 3,
  nat: 2,
  vlan: 2,
  trunk: 3,
};
