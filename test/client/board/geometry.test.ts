import { describe, expect, test } from 'vitest';
import {
  meetingPlace,
  nearestInDirection,
  overlap,
  pointAt,
  polylineLength,
  sideFacing,
  spread,
  stepFrom,
} from '../../../client/board/geometry.ts';

const box = { left: 100, right: 200, top: 100, bottom: 150 };

describe('sideFacing', () => {
  test.each([
    [{ x: 0, y: 125 }, 'left'],
    [{ x: 300, y: 130 }, 'right'],
    [{ x: 150, y: 0 }, 'top'],
    [{ x: 150, y: 400 }, 'bottom'],
    // 45 degrees down from a wide box leaves through its floor, not its wall
    [{ x: 250, y: 225 }, 'bottom'],
  ] as const)('%o lies at the %s', (target, side) => {
    expect(sideFacing(box, target)).toBe(side);
  });
});

describe('meetingPlace', () => {
  test('goes straight to a target beside the side', () => {
    expect(meetingPlace(box, 'right', { x: 400, y: 130 }, 10)).toBe(130);
  });

  test('takes the crossing of the way from the middle otherwise', () => {
    // from (150, 125) to (350, 175): at x = 200 the way has gone a quarter, 12.5 down
    expect(meetingPlace(box, 'right', { x: 350, y: 175 }, 10)).toBe(137.5);
  });

  test('stays away from the corners', () => {
    expect(meetingPlace(box, 'bottom', { x: 600, y: 160 }, 10)).toBe(190);
    expect(meetingPlace({ ...box, bottom: 104 }, 'left', { x: 0, y: 300 }, 10)).toBe(102);
  });
});

describe('spread', () => {
  test('leaves places alone that are far enough from each other', () => {
    expect(spread([10, 50, 90], 0, 100, 25)).toEqual([10, 50, 90]);
  });

  test('moves neighbours apart around their middle', () => {
    expect(spread([50, 50], 0, 100, 20)).toEqual([40, 60]);
  });

  test('keeps inside the range', () => {
    expect(spread([95, 99], 0, 100, 20)).toEqual([80, 100]);
    expect(spread([1, 2], 0, 100, 20)).toEqual([0, 20]);
  });

  test('fills the range evenly where there is no room', () => {
    expect(spread([5, 5, 5], 0, 20, 25)).toEqual([0, 10, 20]);
  });

  test('keeps order, gap and range for any wish', () => {
    for (let seed = 1; seed < 400; seed++) {
      const wanted = [seed % 97, (seed * 7) % 97, (seed * 31) % 97].toSorted((one, other) => one - other);
      const places = spread(wanted, 5, 90, 25);
      const gaps = places.slice(1).map((place, index) => place - (places[index] ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(25 - 1e-9);
      expect(Math.min(...places)).toBeGreaterThanOrEqual(5 - 1e-9);
      expect(Math.max(...places)).toBeLessThanOrEqual(90 + 1e-9);
    }
  });
});

describe('along a cable', () => {
  const bent = [
    { x: 0, y: 0 },
    { x: 30, y: 0 },
    { x: 30, y: 40 },
  ];

  test('a 3-4-5 triangle is 5 long', () => {
    expect(polylineLength([bent[0]!, bent[2]!])).toBe(50);
    expect(polylineLength(bent)).toBe(70);
    expect(polylineLength([])).toBe(0);
  });

  test.each([
    [0, { x: 0, y: 0 }],
    [3 / 7, { x: 30, y: 0 }],
    [0.5, { x: 30, y: 5 }],
    [1, { x: 30, y: 40 }],
    [-1, { x: 0, y: 0 }],
    [2, { x: 30, y: 40 }],
  ])('after %f of the way', (fraction, place) => {
    const found = pointAt(bent, fraction);
    expect(found.x).toBeCloseTo(place.x, 9);
    expect(found.y).toBeCloseTo(place.y, 9);
  });

  test('a line needs a point', () => {
    expect(() => pointAt([], 0)).toThrow(RangeError);
    expect(pointAt([{ x: 1, y: 2 }], 0.3)).toEqual({ x: 1, y: 2 });
  });
});

describe('nearestInDirection', () => {
  const here = { x: 100, y: 100 };
  const near = { x: 160, y: 110 };
  const far = { x: 300, y: 100 };
  const aside = { x: 120, y: 260 };

  test('prefers what lies ahead to what is only near', () => {
    expect(nearestInDirection(here, 'right', [far, aside, near])).toBe(near);
    expect(nearestInDirection(here, 'right', [far, aside])).toBe(far);
    expect(nearestInDirection(here, 'down', [far, aside, near])).toBe(near);
  });

  test('finds nothing behind itself', () => {
    expect(nearestInDirection(here, 'left', [here, near, far, aside])).toBeNull();
    expect(nearestInDirection(here, 'up', [here, near, far, aside])).toBeNull();
  });
});

test('a step leaves the box on its side', () => {
  const port = { x: 10, y: 20 };
  expect(stepFrom(port, 'left', 5, 3)).toEqual({ x: 5, y: 23 });
  expect(stepFrom(port, 'right', 5, 3)).toEqual({ x: 15, y: 23 });
  expect(stepFrom(port, 'top', 5, 3)).toEqual({ x: 13, y: 15 });
  expect(stepFrom(port, 'bottom', 5, 3)).toEqual({ x: 13, y: 25 });
});

test('rectangles that only touch share nothing', () => {
  expect(overlap(box, { ...box, left: 200, right: 300 })).toBe(0);
  expect(overlap(box, { left: 190, right: 300, top: 140, bottom: 400 })).toBe(100);
});
