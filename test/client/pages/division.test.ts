/** The division by hand: what is right comes from `divide`, wrong presses change nothing and say why. */
import { describe, expect, it } from 'vitest';
import {
  check,
  drawTask,
  flip,
  goOn,
  judge,
  roundOf,
  stepNow,
  take,
  untouched,
  type DivisionState,
  type DivisionTask,
} from '../../../client/pages/division.ts';
import { divide } from '../../../shared/wire/physical.ts';

const seeds = Array.from({ length: 300 }, (_, index) => `ROOM${index} 1`);

/** The steps of a round as somebody does them who makes no mistake. */
function playRound(task: DivisionTask, begun: DivisionState): DivisionState {
  let state = begun;
  for (let step = stepNow(task, state); step !== undefined; step = stepNow(task, state)) {
    state = take(task, state, step.window.startsWith('1') ? 'generator' : 'zeros');
    if (state.bits === null) continue;
    for (const [place, bit] of step.result.split('').entries()) if (bit === '1') state = flip(state, place);
    state = check(task, state);
  }
  return state;
}

describe('what is drawn', () => {
  it('is the same for the same room, and differs between rooms', () => {
    expect(drawTask('BCDFGH 1')).toEqual(drawTask('BCDFGH 1'));
    expect(new Set(seeds.map((seed) => JSON.stringify(drawTask(seed)))).size).toBeGreaterThan(100);
    expect(new Set(seeds.map((seed) => drawTask(seed).generator)).size).toBe(4);
  });

  it('has both kinds of steps, a remainder, and one damaged frame of two', () => {
    for (const seed of seeds) {
      const { word, generator, received } = drawTask(seed);
      const { steps, remainder } = divide(word, generator);
      expect(word).toMatch(/^1[01]{5}$/);
      expect(new Set(steps.map(({ subtrahend }) => subtrahend)).size).toBe(2);
      expect(remainder).toContain('1');
      const turned = received.map((bits) => bits.split('').filter((bit, at) => bit !== (word + remainder)[at]).length);
      expect(new Set(turned)).toEqual(new Set([0, 1]));
    }
    expect(new Set(seeds.map((seed) => drawTask(seed).received[0] === sentOf(drawTask(seed)))).size).toBe(2);
  });
});

describe('the division', () => {
  it('comes to the remainder of `divide`, and at the receiver to zeros exactly for the undamaged frame', () => {
    for (const seed of seeds) {
      const task = drawTask(seed);
      let state = playRound(task, untouched);
      expect(roundOf(task, 0).remainder).toBe(divide(task.word, task.generator).remainder);
      for (const round of [1, 2] as const) {
        state = playRound(task, goOn(state));
        expect(state).toMatchObject({ round, done: 6, fault: null });
        const isDamaged = task.received[round - 1] !== sentOf(task);
        expect(roundOf(task, round).remainder.includes('1')).toBe(isDamaged);
        const wrong = judge(task, state, isDamaged ? 'undamaged' : 'damaged');
        expect(wrong).toMatchObject({ isJudged: false, fault: { kind: 'judge' } });
        state = judge(task, wrong, isDamaged ? 'damaged' : 'undamaged');
        expect(state).toMatchObject({ isJudged: true, fault: null });
      }
      expect(goOn(state)).toBe(state);
    }
  });

  it('does not go on with the wrong row, and says which bit decides', () => {
    const task = drawTask('ROOM1 1');
    const state = take(task, untouched, 'zeros');
    expect(state).toMatchObject({ done: 0, bits: null, fault: { kind: 'take', window: stepNow(task, state)?.window } });
  });

  it('does not go on with wrong bits: it marks every one, and explains the first', () => {
    const task = drawTask('ROOM1 1');
    const { window, subtrahend, result } = stepNow(task, untouched)!;
    let state = take(task, untouched, 'generator');
    for (const [place, bit] of result.split('').entries()) state = flip(state, place, bit === '1' ? '0' : '1');
    const checked = check(task, state);
    expect(checked).toMatchObject({
      done: 0,
      wrong: Array.from(result, (_bit, at) => at),
      fault: { kind: 'bit', column: 1, above: window[0], below: subtrahend[0] },
    });
    expect(flip(checked, 0)).toMatchObject({ wrong: checked.wrong.slice(1), fault: null });
  });
});

function sentOf({ word, generator }: DivisionTask): string {
  return word + divide(word, generator).remainder;
}
