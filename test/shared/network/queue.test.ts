import { expect, it } from 'vitest';
import { newQueue, pending, peek, pop, push, sizeOf, take, type Scheduled } from '../../../shared/network/queue.ts';
import { ipv4 } from '../../../shared/address/ipv4.ts';
import { parseFrame } from '../../../shared/wire/frame.ts';
import { draw, randomFrom } from '../../../shared/random.ts';

const frame = parseFrame(new Uint8Array(60));

/** Frames and timers stand in different places, and must come out in one order. */
const item = (atUs: number, order: number, isFrame: boolean): Scheduled => ({
  atUs,
  order,
  device: 'A',
  event: isFrame
    ? { kind: 'frame', port: 'eth0', frame }
    : { kind: 'arp-timer', interface: 'eth0', nextHop: ipv4('10.0.0.1'), round: 1, asked: 1 },
});

const inOrder = (a: Scheduled, b: Scheduled): number => a.atUs - b.atUs || a.order - b.order;

it('gives what is earliest, and of what is at the same time what was scheduled first', () => {
  const random = randomFrom('queue');
  const queue = newQueue();
  const open: Scheduled[] = [];
  let taken = 0;
  for (let order = 0; order < 20_000; order++) {
    const nowUs = Math.floor(order / 10);
    // Most frames in turn, some out of turn, and timers far ahead.
    const isFrame = draw(random, 4) > 0;
    const next = item(nowUs + (draw(random, 5) > 0 ? 100 : draw(random, 300)), order, isFrame);
    push(queue, next);
    open.push(next);
    if (draw(random, 20) > 18) continue;
    open.sort(inOrder);
    expect(peek(queue)).toBe(open[0]);
    expect(pop(queue)).toBe(open.shift());
    taken++;
    expect(sizeOf(queue)).toBe(open.length);
  }
  expect(taken).toBeGreaterThan(10_000);
  expect(pending(queue).toSorted(inOrder)).toEqual(open.sort(inOrder));
  expect(open.map(() => pop(queue))).toEqual(open);
  expect(pop(queue)).toBeUndefined();
});

it('takes an item out from the middle, and keeps the others in order', () => {
  const queue = newQueue();
  const items = [5, 1, 9, 3, 7, 3].map((atUs, order) => item(atUs, order, order % 2 === 0));
  for (const one of items) push(queue, one);
  const middle = items[3] as Scheduled;
  take(queue, middle);
  take(queue, items[1] as Scheduled);
  const left = items.filter((one) => one !== middle && one !== items[1]).sort(inOrder);
  expect(left.map(() => pop(queue))).toEqual(left);
});
