/**
 * The event queue, in total order of (time, order of scheduling). Nearly all events are frames that leave now and arrive a cable's delay later,
 * so they are scheduled in the order in which they happen: those stand in a lane, first in, first out. Timers, and frames out of turn, are in
 * a binary heap.
 */
import type { DeviceEvent } from '../device/event.ts';
import type { NetworkEvent } from './network.ts';

/** Something that will happen to a device, or to the network itself. */
export type Scheduled = ToDevice | ToNetwork;

interface InTime {
  /** Simulated time, microseconds. */
  readonly atUs: number;
  /** Breaks ties: what was scheduled first happens first. */
  readonly order: number;
}
export interface ToDevice extends InTime {
  readonly device: string;
  readonly event: DeviceEvent;
}
export interface ToNetwork extends InTime {
  readonly device: undefined;
  readonly event: NetworkEvent;
}

/** Plain data. Only the functions here look inside. */
export interface EventQueue {
  /** In order; what stands before `next` has been taken. */
  lane: (Scheduled | undefined)[];
  next: number;
  readonly heap: Scheduled[];
}

export function newQueue(): EventQueue {
  return { lane: [], next: 0, heap: [] };
}

export function push(queue: EventQueue, item: Scheduled): void {
  const { lane } = queue;
  const last = lane.length > queue.next ? lane[lane.length - 1] : undefined;
  const inTurn = item.event.kind === 'frame' && (last === undefined || !isBefore(item, last));
  if (inTurn) lane.push(item);
  else pushHeap(queue.heap, item);
}

/** The earliest item, which stays. */
export function peek(queue: EventQueue): Scheduled | undefined {
  const inLane = queue.lane[queue.next];
  const inHeap = queue.heap[0];
  if (inLane === undefined || inHeap === undefined) return inLane ?? inHeap;
  return isBefore(inHeap, inLane) ? inHeap : inLane;
}

/** Takes the earliest item out. */
export function pop(queue: EventQueue): Scheduled | undefined {
  const first = peek(queue);
  if (first === undefined) return undefined;
  if (first !== queue.lane[queue.next]) return popHeap(queue.heap);
  queue.lane[queue.next++] = undefined;
  if (queue.next >= LANE_TAKEN_MAX && queue.next * 2 >= queue.lane.length) {
    queue.lane = queue.lane.slice(queue.next);
    queue.next = 0;
  }
  return first;
}

/** Places of taken items that stay in the lane before it is made anew, which is not worth it for a few. */
const LANE_TAKEN_MAX = 64;

/** All items, in no order that means anything. */
export function pending(queue: EventQueue): readonly Scheduled[] {
  return [...(queue.lane.slice(queue.next) as Scheduled[]), ...queue.heap];
}

/** The number of items. */
export function sizeOf(queue: EventQueue): number {
  return queue.lane.length - queue.next + queue.heap.length;
}

/** Takes that item out, wherever it stands. */
export function take(queue: EventQueue, item: Scheduled): void {
  if (item === peek(queue)) {
    pop(queue);
    return;
  }
  const others = pending(queue)
    .filter((other) => other !== item)
    .sort((a, b) => (isBefore(a, b) ? -1 : 1));
  queue.lane = others;
  queue.next = 0;
  queue.heap.length = 0;
}

/** Total order: by time, then by order of scheduling. */
export function isBefore(a: Scheduled, b: Scheduled): boolean {
  return a.atUs < b.atUs || (a.atUs === b.atUs && a.order < b.order);
}

function pushHeap(heap: Scheduled[], item: Scheduled): void {
  let index = heap.length;
  heap.push(item);
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = heap[parent] as Scheduled;
    if (!isBefore(item, above)) break;
    heap[index] = above;
    index = parent;
  }
  heap[index] = item;
}

function popHeap(heap: Scheduled[]): Scheduled | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let index = 0;
  for (;;) {
    let child = 2 * index + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1] as Scheduled, heap[child] as Scheduled)) child++;
    if (!isBefore(heap[child] as Scheduled, last)) break;
    heap[index] = heap[child] as Scheduled;
    index = child;
  }
  heap[index] = last;
  return first;
}
