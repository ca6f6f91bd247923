/** The event queue: a binary heap in a plain array, in total order of (time, order of scheduling). */
import type { DeviceEvent } from '../device/event.ts';

/** Something that will happen to a device. */
export interface Scheduled {
  /** Simulated time, microseconds. */
  readonly atUs: number;
  /** Breaks ties: what was scheduled first happens first. */
  readonly order: number;
  readonly device: string;
  readonly event: DeviceEvent;
}

export function push(queue: Scheduled[], item: Scheduled): void {
  let index = queue.length;
  queue.push(item);
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = queue[parent] as Scheduled;
    if (!isBefore(item, above)) break;
    queue[index] = above;
    index = parent;
  }
  queue[index] = item;
}

/** Takes the earliest item out. */
export function pop(queue: Scheduled[]): Scheduled | undefined {
  const first = queue[0];
  const last = queue.pop();
  if (first === undefined || last === undefined || queue.length === 0) return first;
  let index = 0;
  for (;;) {
    let child = 2 * index + 1;
    if (child >= queue.length) break;
    if (child + 1 < queue.length && isBefore(queue[child + 1] as Scheduled, queue[child] as Scheduled)) child++;
    if (!isBefore(queue[child] as Scheduled, last)) break;
    queue[index] = queue[child] as Scheduled;
    index = child;
  }
  queue[index] = last;
  return first;
}

/** Takes that item out, wherever it stands. */
export function take(queue: Scheduled[], item: Scheduled): void {
  const others = queue.filter((other) => other !== item);
  queue.length = 0;
  for (const other of others) push(queue, other);
}

/** Total order: by time, then by order of scheduling. */
export function isBefore(a: Scheduled, b: Scheduled): boolean {
  return a.atUs < b.atUs || (a.atUs === b.atUs && a.order < b.order);
}
