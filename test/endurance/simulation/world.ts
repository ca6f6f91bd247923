/**
 * Time and chance of a simulation: everything that happens is an event with a simulated time, and all chance comes from one seed. After each event everything that
 * promises have set off has happened before the next one, so a seed gives the same run every time.
 */
import { draw, drawOne, randomFrom } from '../../../shared/random.ts';

interface Event {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

export class World {
  readonly #random;
  #nowMs = 0;
  #order = 0;
  /** A binary heap by time and order. */
  readonly #events: Event[] = [];

  constructor(seed: string) {
    this.#random = randomFrom(seed);
  }

  nowMs(): number {
    return this.#nowMs;
  }

  /** 0 to 1. */
  random(): number {
    return draw(this.#random, 2 ** 30) / 2 ** 30;
  }

  /** From `least` on, below `most`. */
  between(least: number, most: number): number {
    return least + Math.floor(this.random() * (most - least));
  }

  isDrawn(percent: number): boolean {
    return this.random() * 100 < percent;
  }

  oneOf<Value>(values: readonly Value[]): Value {
    return drawOne(this.#random, values);
  }

  /** Calls back later; what it returns calls it off. */
  later(delayMs: number, run: () => void): () => void {
    let isOff = false;
    this.#push({ atMs: this.#nowMs + Math.max(0, delayMs), order: this.#order++, run: () => isOff || run() });
    return () => {
      isOff = true;
    };
  }

  /** Lets everything happen until then. */
  async run(untilMs: number): Promise<void> {
    await settled();
    for (let event = this.#events[0]; event !== undefined && event.atMs <= untilMs; event = this.#events[0]) {
      this.#pop();
      this.#nowMs = event.atMs;
      event.run();
      await settled();
    }
    this.#nowMs = untilMs;
  }

  #push(event: Event): void {
    const heap = this.#events;
    let index = heap.push(event) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(event, heap[parent]!)) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = event;
  }

  #pop(): void {
    const heap = this.#events;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, last)) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = last;
  }
}

function isBefore(one: Event, other: Event): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
}

/** All that promises have set off has happened. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
