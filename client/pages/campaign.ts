/** The campaign as the pages list it. */
import type { PuzzleId } from '../../shared/game/puzzle.ts';

export interface Stage {
  readonly id: PuzzleId;
  readonly chapter: number;
}

const chapterOfPuzzle: Readonly<Record<PuzzleId, number>> = {
  'first-frame': 1,
  'bad-bits': 1,
  'loud-hub': 1,
  'taking-turns': 1,
  'who-has': 2,
  'learning-switch': 2,
  'flood-forward-filter': 2,
  ping: 2,
  'boss-local': 2,
  'broadcast-storm': 3,
  'spanning-tree': 3,
  'near-or-far': 4,
  'the-gateway': 4,
  'two-routers': 4,
  'longest-prefix': 4,
  ttl: 4,
  'static-routes': 4,
  nat: 4,
  vlan: 5,
  trunk: 5,
};

/** In the order in which they are played. */
export const campaign: readonly Stage[] = (Object.keys(chapterOfPuzzle) as PuzzleId[]).map((id) => ({
  id,
  chapter: chapterOfPuzzle[id],
}));

/** The chapters that have a puzzle. */
export const chapters: readonly number[] = [...new Set(campaign.map(({ chapter }) => chapter))];

export const firstPuzzle: PuzzleId = 'first-frame';

export function chapterOf(puzzle: PuzzleId): number {
  return chapterOfPuzzle[puzzle];
}

export function isPuzzleId(text: string): text is PuzzleId {
  return Object.hasOwn(chapterOfPuzzle, text);
}

/** The puzzle after this one; null after the last. */
export function nextPuzzle(puzzle: PuzzleId): PuzzleId | null {
  const index = campaign.findIndex(({ id }) => id === puzzle);
  return campaign[index + 1]?.id ?? null;
}
