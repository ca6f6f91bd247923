import { describe, expect, it } from 'vitest';
import { createBoardClock, leftMs, spanOnBoard } from '../../../client/pages/board-clock.ts';
import type { Anchor } from '../../../client/pages/board-clock.ts';

/** As the server runs it: a cable of 100 µs is shown as 900 ms. */
const RATE_PER_MS = 100 / 900;

function anchor(changes: Partial<Anchor['clock']>, others: Partial<Anchor> = {}): Anchor {
  const clock = { atUs: 0, receivedMs: 0, ratePerMs: RATE_PER_MS, untilUs: 100, ...changes };
  return { clock, boardUs: 0, speed: 1, isOver: false, ...others };
}

describe('the clock of the board', () => {
  it('gains a second a second, and more at a higher speed', () => {
    const clock = createBoardClock(1000);
    expect(clock.nowUs(2000)).toBe(1_000_000);
    clock.set(2000, { speed: 2, isRunning: true });
    expect(clock.nowUs(3000)).toBe(3_000_000);
  });

  it('stands soon after a pause, and goes on from there', () => {
    const clock = createBoardClock(0);
    clock.set(1000, { speed: 1, isRunning: false });
    expect(clock.nowUs(1700)).toBe(1_700_000);
    expect(clock.nowUs(60_000)).toBe(2_200_000);
    clock.set(60_000, { speed: 1, isRunning: false });
    expect(clock.nowUs(61_000)).toBe(2_200_000);
    clock.set(70_000, { speed: 1, isRunning: true });
    expect(clock.nowUs(70_500)).toBe(2_700_000);
  });

  it('never runs backwards', () => {
    const clock = createBoardClock(1000);
    expect(clock.nowUs(900)).toBe(0);
  });
});

describe('a flight on the board', () => {
  const flight = { departUs: 0, arriveUs: 100 };

  it('takes 900 ms for a cable', () => {
    const span = spanOnBoard(flight, anchor({}, { boardUs: 5_000_000 }));
    expect(span?.departUs).toBe(5_000_000);
    expect(span?.arriveUs).toBeCloseTo(5_900_000, 0);
  });

  it('takes the same board time at double speed, because the board is faster too', () => {
    const span = spanOnBoard(flight, anchor({ ratePerMs: 2 * RATE_PER_MS }, { speed: 2 }));
    expect(span?.arriveUs).toBeCloseTo(900_000, 0);
  });

  it('goes on from where it was when time is set in its middle', () => {
    const span = spanOnBoard(flight, anchor({ atUs: 50 }, { boardUs: 1_000_000 }));
    expect(span?.departUs).toBeCloseTo(550_000, 0);
    expect(span?.arriveUs).toBeCloseTo(1_450_000, 0);
  });

  it('stands where it is while time stands', () => {
    const span = spanOnBoard(flight, anchor({ atUs: 25, ratePerMs: 0 }, { boardUs: 1_000_000 }));
    const share = (nowUs: number): number => (nowUs - span!.departUs) / (span!.arriveUs - span!.departUs);
    expect(share(1_000_000)).toBeCloseTo(0.25, 5);
    expect(share(601_000_000)).toBeCloseTo(0.25, 5);
  });

  it('is gone when it has arrived, and not there before it begins', () => {
    expect(spanOnBoard(flight, anchor({ atUs: 100 }))).toBe(null);
    expect(spanOnBoard(flight, anchor({ untilUs: 100 }, { isOver: true }))).toBe(null);
    expect(spanOnBoard({ departUs: 50, arriveUs: 150 }, anchor({ atUs: 20, ratePerMs: 0 }))).toBe(null);
  });
});

it('knows how long the stretch of time still is', () => {
  expect(leftMs({ atUs: 0, receivedMs: 0, ratePerMs: 0, untilUs: 0 }, 50)).toBe(null);
  expect(leftMs({ atUs: 0, receivedMs: 0, ratePerMs: 1, untilUs: 100 }, 40)).toBe(60);
  expect(leftMs({ atUs: 0, receivedMs: 0, ratePerMs: 1, untilUs: 100 }, 400)).toBe(0);
});
