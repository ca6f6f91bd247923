import { describe, expect, test } from 'vitest';
import { layoutBoard } from '../../../client/board/layout.ts';
import { pointerBox } from '../../../client/board/pointer.ts';
import { middleOf } from '../../../client/board/geometry.ts';
import { fiveMachines } from './maps.ts';

const layout = layoutBoard(fiveMachines, { width: 842, height: 588 });
const box = (kind: 'device' | 'link', at: string) => pointerBox({ id: '1', kind, at, seatColour: 1 }, layout);

describe('the ring of somebody who points', () => {
  test('goes around a device, halo and all', () => {
    const { outer } = layout.devices.get('A')!;
    expect(box('device', 'A')).toEqual({
      left: outer.left - 4,
      right: outer.right + 4,
      top: outer.top - 4,
      bottom: outer.bottom + 4,
    });
  });

  test('stands in the middle of a cable, and on a shared wire', () => {
    const [from, to] = layout.links.get('a1')!.points as [{ x: number; y: number }, { x: number; y: number }];
    expect(middleOf(box('link', 'a1')!).x).toBeCloseTo((from.x + to.x) / 2, 5);
    const wire = layout.devices.get('s1')!;
    expect(middleOf(box('device', 's1')!)).toEqual({ x: wire.x, y: wire.y });
  });

  test('is nowhere for what the map does not have', () => {
    expect(box('device', 'X')).toBe(null);
    expect(box('link', 'X')).toBe(null);
  });
});
