import { expect, it } from 'vitest';
import { pop, push, type Scheduled } from '../../../shared/network/queue.ts';
import { draw, randomFrom } from '../../../shared/random.ts';

const item = (atUs: number, order: number): Scheduled => ({
  atUs,
  order,
  device: 'A',
  event: { kind: 'arp-timer', interface: 'eth0', nextHop: '10.0.0.1' as never, round: 1, asked: 1 },
});

it('gives what is earliest, and of what is at the same time what was scheduled first', () => {
  const random = randomFrom('queue');
  const queue: Scheduled[] = [];
  const open: Scheduled[] = [];
  let taken = 0;
  for (let order = 0; order < 3000; order++) {
    const next = item(draw(random, 50), order);
    push(queue, next);
    open.push(next);
    if (draw(random, 3) > 0) continue;
    open.sort((a, b) => a.atUs - b.atUs || a.order - b.order);
    expect(pop(queue)).toBe(open.shift());
    taken++;
  }
  expect(taken).toBeGreaterThan(500);
  open.sort((a, b) => a.atUs - b.atUs || a.order - b.order);
  expect(open.map(() => pop(queue))).toEqual(open);
  expect(pop(queue)).toBeUndefined();
});
