/** The clock of a student's page: it can be frozen, as a tab in the background or a computer that sleeps, and then nothing at all runs in the page. */
export interface StudentClock {
  /** Of the page, `performance.now()`. */
  nowMs(): number;
  /** On the wall, `Date.now()`. */
  wallMs(): number;
  later(delayMs: number, callback: () => void): () => void;
  onWake(callback: () => void): () => void;
  /** The page is told that it is worth while to look: network back, page seen again. */
  wake(): void;
  /** From now on nothing runs. */
  freeze(): void;
  /**
   * Everything runs again. So much more time has passed meanwhile than really has, on the wall, and for the page, too, whose timers that are due by then run first; where the computer slept, the page's
   * clock and timers have stood still.
   */
  resume(sleptMs: number, isAsleep: boolean): void;
  /** Calls back at once, or when nothing is frozen any more. */
  whenAwake(callback: () => void): void;
  /** The promise, settled not before the page is awake. */
  awake<Value>(promise: Promise<Value>): Promise<Value>;
}

interface Timer {
  readonly dueMs: number;
  readonly callback: () => void;
  real: NodeJS.Timeout | undefined;
}

export function createClock(): StudentClock {
  const timers = new Set<Timer>();
  const wakers = new Set<() => void>();
  let aheadMs = { page: 0, wall: 0 };
  /** What waits for the page; null while it runs. */
  let held: (() => void)[] | null = null;
  let frozenMs = 0;
  const nowMs = (): number => performance.now() + aheadMs.page;
  const whenAwake = (callback: () => void): void => {
    if (held === null) callback();
    else held.push(callback);
  };
  const start = (timer: Timer): void => {
    clearTimeout(timer.real);
    const run = (): void => {
      if (timers.has(timer) && timer.dueMs > nowMs() + 1) start(timer);
      else if (timers.delete(timer)) timer.callback();
    };
    timer.real = setTimeout(() => whenAwake(run), Math.max(0, timer.dueMs - nowMs()));
  };
  return {
    nowMs,
    wallMs: () => performance.timeOrigin + performance.now() + aheadMs.wall,
    later: (delayMs, callback) => {
      const timer: Timer = { dueMs: nowMs() + delayMs, callback, real: undefined };
      timers.add(timer);
      start(timer);
      return () => {
        clearTimeout(timer.real);
        timers.delete(timer);
      };
    },
    onWake: (callback) => {
      wakers.add(callback);
      return () => wakers.delete(callback);
    },
    wake: () => [...wakers].forEach((callback) => callback()),
    freeze: () => {
      held ??= [];
      frozenMs = performance.now();
    },
    resume: (sleptMs, isAsleep) => {
      const waiting = held ?? [];
      held = null;
      const page = aheadMs.page + (isAsleep ? frozenMs - performance.now() : sleptMs);
      aheadMs = { page, wall: aheadMs.wall + sleptMs };
      for (const run of waiting) run();
      for (const timer of timers) start(timer);
    },
    whenAwake,
    awake: (promise) =>
      promise.then(
        (value) => new Promise((resolve) => whenAwake(() => resolve(value))),
        (error: unknown) => new Promise((_resolve, reject) => whenAwake(() => reject(error))),
      ),
  };
}
