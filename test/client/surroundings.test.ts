// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { onWake } from '../../client/surroundings.ts';

let woken = 0;
let stop = (): void => {};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  woken = 0;
  stop = onWake(() => woken++);
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

it('a page wakes when the network is back, it is seen again, comes out of a cache or is not frozen any more', () => {
  window.dispatchEvent(new Event('online'));
  window.dispatchEvent(new Event('pageshow'));
  document.dispatchEvent(new Event('visibilitychange'));
  document.dispatchEvent(new Event('resume'));
  expect(woken).toBe(4);
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  document.dispatchEvent(new Event('visibilitychange'));
  expect(woken).toBe(4);
  vi.restoreAllMocks();
});

it('who looks back at it wakes it after some seconds, not after a glance at something else', () => {
  window.dispatchEvent(new Event('focus'));
  window.dispatchEvent(new Event('blur'));
  vi.setSystemTime(Date.now() + 1000);
  window.dispatchEvent(new Event('focus'));
  expect(woken).toBe(0);
  window.dispatchEvent(new Event('blur'));
  vi.setSystemTime(Date.now() + 3000);
  window.dispatchEvent(new Event('focus'));
  expect(woken).toBe(1);
});

it('nothing wakes it when nobody wants to know any more', () => {
  stop();
  window.dispatchEvent(new Event('online'));
  document.dispatchEvent(new Event('resume'));
  expect(woken).toBe(0);
});
