/** All puzzles by id; `puzzleIds` is the campaign's order. */
import type { Puzzle, PuzzleId } from '../game/puzzle.ts';
import { firstFrame } from './first-frame.ts';
import { learningSwitch } from './learning-switch.ts';
import { twoRouters } from './two-routers.ts';
import { whoHas } from './who-has.ts';

export const puzzles: Readonly<Record<PuzzleId, Puzzle>> = {
  'first-frame': firstFrame,
  'who-has': whoHas,
  'learning-switch': learningSwitch,
  'two-routers': twoRouters,
};
