/** Time, chance and what wakes a page, as a test wants them; a tab's storage. */
import type { Surroundings } from '../../client/stay.ts';
import type { Keeper } from '../../client/storage.ts';

interface Timer {
  readonly atMs: number;
  readonly callback: () => void;
}

export class SimulatedPage {
  nowMs = 1000;
  /** What the clock on the wall is ahead of the other one, which stands while the computer sleeps. */
  sleptMs = 0;
  /** 0 to 1. */
  chance = 0.5;
  readonly timers = new Set<Timer>();
  readonly #wakes = new Set<() => void>();

  readonly around: Surroundings = {
    nowMs: () => this.nowMs,
    wallMs: () => this.nowMs + this.sleptMs,
    random: () => this.chance,
    pages: { own: 'present-lif', former: ['former-life'] },
    later: (delayMs, callback) => {
      const timer = { atMs: this.nowMs + delayMs, callback };
      this.timers.add(timer);
      return () => void this.timers.delete(timer);
    },
    onWake: (callback) => {
      this.#wakes.add(callback);
      return () => void this.#wakes.delete(callback);
    },
  };

  /** Lets time pass, with everything that is due meanwhile, in order. */
  async pass(ms: number): Promise<void> {
    const untilMs = this.nowMs + ms;
    for (let next = this.#next(untilMs); next !== null; next = this.#next(untilMs)) {
      this.timers.delete(next);
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.callback();
      await settle();
    }
    this.nowMs = untilMs;
    await settle();
  }

  async wake(): Promise<void> {
    for (const callback of this.#wakes) callback();
    await settle();
  }

  #next(untilMs: number): Timer | null {
    const due = [...this.timers].filter(({ atMs }) => atMs <= untilMs);
    return due.toSorted((a, b) => a.atMs - b.atMs)[0] ?? null;
  }
}

/** Lets promises settle. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await Promise.resolve();
}

export function memoryKeeper(kept = new Map<string, string>()): Keeper {
  return { read: (key) => kept.get(key) ?? null, write: (key, value) => void kept.set(key, value) };
}
