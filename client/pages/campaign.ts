/** The campaign as the pages list it. */
import type { PuzzleId } from '../../shared/game/puzzle.ts';

export interface Stage {
  readonly id: PuzzleId;
  readonly chapter: number;
}

const chapters: Readonly<Record<PuzzleId, number>> = {
  'first-frame': 1,
  'who-has': 2,
  'learning-switch': 2,
  'two-routers': 4,
};

/** In the order in which they are played. */
export const campaign: readonly Stage[] = (Object.keys(chapters) as PuzzleId[]).map((id) => ({
  id,
  chapter: chapters[id],
}));

export const firstPuzzle: PuzzleId = 'first-frame';

export function chapterOf(puzzle: PuzzleId): number {
  return chapters[puzzle];
}

export function isPuzzleId(text: string): text is PuzzleId {
  return Object.hasOwn(chapters, text);
}

/** The puzzle after this one; null after the last. */
export function nextPuzzle(puzzle: PuzzleId): PuzzleId | null {
  const index = campaign.findIndex(({ id }) => id === puzzle);
  return campaign[index + 1]?.id ?? null;
}
