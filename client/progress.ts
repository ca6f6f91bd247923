/** Stars won in this browser. Kept under a version, so that a later form can tell an older one. */
import type { PuzzleId } from '../shared/game/puzzle.ts';
import type { Progress } from './model.ts';
import { campaign } from './pages/campaign.ts';
import { type Keeper, readJson } from './storage.ts';

const KEY = 'hop.progress';
const VERSION = 1;

/** What has been kept; whatever does not look like stars of a puzzle is left out. */
export function readProgress(keeper: Keeper): Progress {
  const kept = readJson(keeper, KEY);
  if (!isRecord(kept) || kept['version'] !== VERSION || !isRecord(kept['stars'])) return { stars: {} };
  const known = kept['stars'];
  const stars: Partial<Record<PuzzleId, number>> = {};
  for (const { id } of campaign) {
    const value = known[id];
    if (typeof value === 'number' && isStars(value)) stars[id] = value;
  }
  return { stars };
}

export function keepProgress(keeper: Keeper, progress: Progress): void {
  keeper.write(KEY, JSON.stringify({ version: VERSION, stars: progress.stars }));
}

/** The better of old and new. The same object if nothing is better. */
export function withStars(progress: Progress, puzzle: PuzzleId, stars: number): Progress {
  if (!isStars(stars) || (progress.stars[puzzle] ?? -1) >= stars) return progress;
  return { stars: { ...progress.stars, [puzzle]: stars } };
}

/** 0 to 3 in halves; 0 is a puzzle that is solved without a star left. */
function isStars(value: number): boolean {
  return value >= 0 && value <= 3 && Number.isInteger(value * 2);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
