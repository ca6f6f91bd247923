import { describe, expect, it } from 'vitest';
import { replay } from '../../../shared/game/journal.ts';
import { accept, advance, isWon, RULES } from '../../../shared/game/match.ts';
import { puzzleIds } from '../../../shared/game/puzzle.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { livelyMatch } from './lively.ts';

describe('seed + accepted inputs = the match', () => {
  it.each(puzzleIds)('%s replays to the same state, over 50 lively seeds', (id) => {
    let played = 0;
    for (let index = 0; index < 50; index++) {
      const { match, inputs } = livelyMatch(puzzles[id], `journal ${index}`, 120);
      played += inputs.filter(({ input }) => input.kind === 'play' || input.kind === 'configure').length;
      const again = replay(puzzles[id], { rules: RULES, seed: match.seed, inputs });
      advance(again, match.network.nowUs);
      expect(again, `journal ${index}`).toEqual(match);
    }
    expect(played).toBeGreaterThan(200);
  });

  it('a journal that lacks one input does not give the same match: the comparison can fail', () => {
    const { match, inputs } = livelyMatch(puzzles['learning-switch'], 'journal 1', 120);
    const lacking = inputs.filter((_input, index) => index !== 0);
    const outcome = () => replay(puzzles['learning-switch'], { rules: RULES, seed: match.seed, inputs: lacking });
    let same = false;
    try {
      same = JSON.stringify(outcome()) === JSON.stringify(match);
    } catch {
      same = false;
    }
    expect(same).toBe(false);
  });

  it('a journal of other rules is refused by name', () => {
    expect(() => replay(puzzles['first-frame'], { rules: RULES + 1, seed: 'x', inputs: [] })).toThrow(
      `journal of rules ${RULES + 1}; these are rules ${RULES}`,
    );
  });

  it('a snapshot goes on as the match does: its state is plain data', () => {
    const { match } = livelyMatch(puzzles['two-routers'], 'journal 2', 20);
    const copy = structuredClone(match);
    for (const each of [match, copy]) {
      for (const seat of each.puzzle.seats) accept(each, { kind: 'occupy', seat, occupant: 'bot' });
      advance(each, each.network.nowUs + 20_000_000);
    }
    expect(copy).toEqual(match);
    expect(isWon(copy)).toBe(true);
  });
});
