/** Time, chance and what wakes a page, as the browser has them. */
import type { Surroundings } from './stay.ts';

export function browserSurroundings(): Surroundings {
  return {
    nowMs: () => performance.now(),
    wallMs: () => Date.now(),
    random: () => Math.random(),
    later: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
    onWake,
  };
}

/** Whoever looks back at the page sooner has hardly been away. */
const AWAY_MS = 3000;

/** The network is back, the tab is looked at again, the page was frozen, or it comes out of the browser's cache. */
export function onWake(callback: () => void): () => void {
  const ended = new AbortController();
  const until = { signal: ended.signal };
  let blurredMs = Infinity;
  window.addEventListener('online', callback, until);
  window.addEventListener('pageshow', callback, until);
  document.addEventListener('resume', callback, until);
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') callback();
    },
    until,
  );
  window.addEventListener('blur', () => (blurredMs = Date.now()), until);
  window.addEventListener(
    'focus',
    () => {
      if (Date.now() - blurredMs >= AWAY_MS) callback();
      blurredMs = Infinity;
    },
    until,
  );
  return () => ended.abort();
}

/** Not by a link, but the same page once more. */
export function isLoadedAnew(): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return entry?.type === 'reload' || entry?.type === 'back_forward';
}
