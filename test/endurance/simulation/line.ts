/** A line between a browser and the server, as TCP gives it: in order, late, and sometimes gone, with or without a word. */
import type { World } from './world.ts';

/** How long a server does not hear of a browser before it gives it up (two missed pings), milliseconds. */
const GIVEN_UP_MS = 9000;

export interface LineEnds {
  /** The line is closed, as the browser hears of it. */
  closedAtClient(code: number): void;
  closedAtServer(): void;
}

export class SimulatedLine {
  readonly #world: World;
  readonly #ends: LineEnds;
  readonly #latencyMs: () => number;
  #state: 'open' | 'hole' | 'closed' = 'open';
  #lastMs = { up: 0, down: 0 };

  constructor(world: World, latencyMs: () => number, ends: LineEnds) {
    this.#world = world;
    this.#latencyMs = latencyMs;
    this.#ends = ends;
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  /** Carries something to the other end, after all that went there before; lost when the line is not open then. */
  carry(way: 'up' | 'down', arrive: () => void): void {
    if (this.#state !== 'open') return;
    const atMs = Math.max(this.#lastMs[way], this.#world.nowMs() + this.#latencyMs());
    this.#lastMs[way] = atMs;
    this.#world.later(atMs - this.#world.nowMs(), () => {
      if (this.#state === 'open') arrive();
    });
  }

  /** What was on its way has arrived; then both ends hear that it is closed. */
  close(code: number): void {
    this.carry('down', () => this.cut(code));
  }

  /** At once: what is on its way is lost, and both ends hear of it. */
  cut(code = 1006): void {
    if (this.#state === 'closed') return;
    const wasHole = this.#state === 'hole';
    this.#state = 'closed';
    if (!wasHole) this.#ends.closedAtClient(code);
    this.#ends.closedAtServer();
  }

  /** Nothing arrives any more, and nobody is told; the server gives it up after a while. */
  vanish(): void {
    if (this.#state !== 'open') return;
    this.#state = 'hole';
    this.#world.later(GIVEN_UP_MS, () => this.cut());
  }

  /** The browser has hung up. */
  hangUp(): void {
    if (this.#state === 'open') this.carry('up', () => this.#closeQuietly());
    else this.#closeQuietly();
  }

  #closeQuietly(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#ends.closedAtServer();
  }
}
