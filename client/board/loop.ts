/** When to draw: once after every change, and with every screen frame only as long as something moves. */

export interface Loop {
  /** Asks for a drawing with the next screen frame. */
  wake(): void;
  /** For tests: leaves the clock and goes on by `ms` from where it was. */
  step(ms: number): void;
  nowUs(): number;
  /** Resolves after the next drawing. */
  drawn(): Promise<void>;
  stop(): void;
}

/** How often a paused clock is asked whether it goes on. */
const PAUSED_ASK_MS = 100;
const STEP_MS = 16;

/** `draw` gets the clock's time and returns whether the picture will change by time alone. */
export function createLoop(clockUs: () => number, draw: (nowUs: number) => boolean): Loop {
  let frame = 0;
  let timer = 0;
  let lastUs = -1;
  let steppedUs: number | null = null;
  let isStopped = false;
  const waiting: (() => void)[] = [];
  const nowUs = (): number => steppedUs ?? clockUs();
  const run = (): void => {
    frame = 0;
    const now = nowUs();
    const moves = draw(now);
    const isPaused = now === lastUs;
    lastUs = now;
    for (const resolve of waiting.splice(0)) resolve();
    if (!moves || steppedUs !== null || isStopped) return;
    if (isPaused) timer = window.setTimeout(wake, PAUSED_ASK_MS);
    else wake();
  };
  const wake = (): void => {
    window.clearTimeout(timer);
    // A hidden page gets no screen frames: the board sleeps until it is seen again.
    if (!isStopped && frame === 0) frame = requestAnimationFrame(run);
  };
  return {
    wake,
    nowUs,
    drawn: () => new Promise((resolve) => void waiting.push(resolve)),
    step: (ms) => {
      let now = nowUs();
      for (let left = ms; left > 0; left -= STEP_MS) {
        now += Math.min(left, STEP_MS) * 1000;
        steppedUs = now;
        draw(now);
      }
    },
    stop: () => {
      isStopped = true;
      cancelAnimationFrame(frame);
      window.clearTimeout(timer);
      for (const resolve of waiting.splice(0)) resolve();
    },
  };
}
