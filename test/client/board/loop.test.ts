// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLoop } from '../../../client/board/loop.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'cancelAnimationFrame', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('draws once after a change and then sleeps', () => {
  const draw = vi.fn(() => false);
  const loop = createLoop(() => 5, draw);
  loop.wake();
  loop.wake();
  vi.advanceTimersByTime(1000);
  expect(draw.mock.calls).toEqual([[5]]);
});

test('draws with every screen frame while something moves', () => {
  let nowUs = 0;
  const draw = vi.fn(() => nowUs < 500_000);
  const loop = createLoop(() => (nowUs += 16_000), draw);
  loop.wake();
  vi.advanceTimersByTime(2000);
  expect(draw.mock.calls.length).toBe(Math.ceil(500 / 16));
});

test('asks a paused clock ten times a second whether it goes on', () => {
  const draw = vi.fn(() => true);
  const loop = createLoop(() => 7, draw);
  loop.wake();
  vi.advanceTimersByTime(1000);
  expect(draw.mock.calls.length).toBeLessThan(13);
  expect(draw.mock.calls.length).toBeGreaterThan(7);
});

test('goes by hand from the first step on', () => {
  const draw = vi.fn(() => true);
  let nowUs = 100;
  const loop = createLoop(() => nowUs, draw);
  loop.step(40);
  nowUs = 9_000_000;
  loop.wake();
  vi.advanceTimersByTime(100);
  expect(draw.mock.calls).toEqual([[16_100], [32_100], [40_100], [40_100]]);
});

test('is silent after it was stopped', () => {
  const draw = vi.fn(() => true);
  const loop = createLoop(() => 0, draw);
  loop.wake();
  loop.stop();
  loop.wake();
  vi.advanceTimersByTime(1000);
  expect(draw).not.toHaveBeenCalled();
});
