import { describe, expect, it, vi } from 'vitest';
import { createMatch } from '../../../shared/game/match.ts';
import { puzzleIds } from '../../../shared/game/puzzle.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { mistakeIsBlamed, wrongConfigurations } from './configure-proof.ts';
import { seeds } from './proof.ts';

vi.setConfig({ testTimeout: 180_000 });

const configured = puzzleIds.filter((id) => puzzles[id].configure !== undefined);

describe.each(configured)('%s', (id) => {
  const puzzle = puzzles[id];

  it('blames every usual mistake on its seat, rule and field, and counts it once, over 100 seeds', () => {
    const wrong = seeds(100).flatMap((seed, index) => {
      const all = wrongConfigurations(createMatch(puzzle, seed));
      // Every mistake of every seat in five seeds at least; together they have all of them at all places.
      return all.filter((_one, at) => at % 20 === index % 20).flatMap((one) => mistakeIsBlamed(puzzle, seed, one));
    });
    expect(wrong).toEqual([]);
  });
});
