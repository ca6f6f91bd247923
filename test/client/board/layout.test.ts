import { describe, expect, test } from 'vitest';
import { layoutBoard } from '../../../client/board/layout.ts';
import { overlap } from '../../../client/board/geometry.ts';
import { fiveMachines, star } from './maps.ts';
import type { BoardLayout, PlacedDevice, PlacedPort } from '../../../client/board/layout.ts';

const design = { width: 842, height: 588 };
/** Height of a name with its note, and of the tools with their margin, in CSS pixels. */
const [NAME, TOOLS] = [40, 66];
/** The longest area of the puzzles. */
const foot = { id: 'L1', label: 'Segment 1', x: 20, y: 24, width: 178, height: 484, labelAt: 'top' } as const;

describe('the map of the design at its own size', () => {
  const layout = layoutBoard(fiveMachines, design);

  // Places measured in the mock of the play screen.
  test.each([
    ['A', '1', 246, 262],
    ['A', '2', 410, 262],
    ['B', '1', 530, 262],
    ['B', '2', 638, 262],
  ])('device %s has the plate of port %s where the mock has it', (device, id, x, y) => {
    const port = portOf(layout, device, id);
    expect(port.plate).toBe(true);
    expect(Math.hypot(port.x - x, port.y - y)).toBeLessThan(3);
  });

  test('cables to machines are level, at the height of their tap', () => {
    expect(portOf(layout, 'm1', '1')).toMatchObject({ side: 'right', x: 128, y: 130, plate: false });
    expect(portOf(layout, 'm5', '1')).toMatchObject({ side: 'left', x: 728, y: 414 });
    expect(portOf(layout, 'm3', '1')).toMatchObject({ side: 'top', x: 478, y: 342 });
  });

  test('each station has one ring on its segment, and only one where three meet', () => {
    const rings = layout.taps.map(({ x, y }) => `${x} ${y}`).toSorted();
    expect(rings).toEqual(['168 130', '168 262', '168 414', '478 262', '694 130', '694 262', '694 414']);
  });

  test('a name is on no side that a cable leaves by', () => {
    for (const { nameAt, ports } of boxesOf(layout)) expect(ports.map(({ side }) => side)).not.toContain(nameAt);
    expect(layout.devices.get('A')?.nameAt).toBe('top');
    expect(layout.devices.get('m1')?.nameAt).toBe('bottom');
  });
});

test('on a lower board nothing of the map lies under the tools at its foot', () => {
  const lower = { width: 842, height: 532 };
  const { devices, areas } = layoutBoard({ ...fiveMachines, areas: [foot] }, lower);
  expect(Math.max(...[...devices.values()].map(({ outer }) => outer.bottom + NAME))).toBeLessThan(lower.height - TOOLS);
  expect(areas[0]?.bottom).toBeLessThan(lower.height - TOOLS);
});

describe('a star', () => {
  const layout = layoutBoard(star, design);

  test('plates of one side stand apart and in the order of their cables', () => {
    const below = ['3', '5', '4'].map((id) => portOf(layout, 'h', id));
    expect(below.map(({ side }) => side)).toEqual(['bottom', 'bottom', 'bottom']);
    expect(below[1]!.x - below[0]!.x).toBeGreaterThanOrEqual(22);
    expect(below[2]!.x - below[1]!.x).toBeGreaterThanOrEqual(22);
  });

  test('a name that would fall off the board stands beside its device', () => {
    const strip = layoutBoard({ ...star, compact: true }, { width: 360, height: 166 });
    expect(strip.devices.get('me')?.nameAt).toBe('right');
    expect(layout.devices.get('me')?.nameAt).toBe('bottom');
  });

  test('a cable between two boxes that face each other is straight', () => {
    const [from, to] = layout.links.get('me')?.points ?? [];
    expect(from?.x).toBe(to?.x);
  });
});

describe('fitting', () => {
  test('shows the map whole, in the middle, without distortion', () => {
    const wide = layoutBoard(fiveMachines, { width: 1684, height: 588 });
    expect(wide.scale).toBe(1);
    expect(wide.place({ x: 0, y: 0 })).toEqual({ x: 421, y: 0 });
  });

  test('a compact board fills its strip and keeps devices apart', () => {
    const strip = layoutBoard({ ...fiveMachines, compact: true }, { width: 360, height: 166 });
    const own = strip.devices.get('A');
    expect(own?.scale).toBeCloseTo(0.8, 1);
    for (const one of boxesOf(strip)) {
      const others = boxesOf(strip).filter((other) => other !== one);
      expect(others.map((other) => overlap(one.box, other.box))).toEqual(others.map(() => 0));
      expect(one.outer.left).toBeGreaterThanOrEqual(0);
      expect(one.outer.right).toBeLessThanOrEqual(360);
    }
    expect(portOf(strip, 'A', '1').plate).toBe(true);
    expect(portOf(strip, 'B', '1').plate).toBe(false);
  });

  test('on a strip the own halo stays inside, with room for the letter above it', () => {
    const devices = fiveMachines.devices.map((device) => (device.own ? { ...device, x: 20, y: 40 } : device));
    const strip = layoutBoard({ ...fiveMachines, devices, compact: true }, { width: 360, height: 166 });
    const own = strip.devices.get('A');
    expect(own?.outer.left).toBeGreaterThanOrEqual(3);
    expect(own?.outer.top).toBeGreaterThanOrEqual(12);
  });

  test('a narrow board is stretched downward, so that names have room; nothing leaves it', () => {
    const narrow = layoutBoard(fiveMachines, { width: 360, height: 630 });
    const [from, to] = [narrow.place({ x: 0, y: 0 }), narrow.place({ x: 100, y: 100 })];
    expect((to.y - from.y) / (to.x - from.x)).toBeCloseTo(1.8, 5);
    expect(from.x).toBeGreaterThanOrEqual(14);
    expect(narrow.place({ x: 842, y: 588 }).y).toBeLessThanOrEqual(630);
  });

  test('survives a link to a device that is not on the map', () => {
    const links = [{ id: 'x', a: { device: 'A', port: '3' }, b: { device: 'gone', port: '1' } }];
    expect(layoutBoard({ ...fiveMachines, links }, design).links.get('x')?.points).toHaveLength(1);
  });
});

function boxesOf({ devices }: BoardLayout): PlacedDevice[] {
  return [...devices.values()].filter(({ device }) => device.drawAs === 'device');
}

function portOf(layout: BoardLayout, device: string, id: string): PlacedPort {
  const port = layout.devices.get(device)?.ports.find((candidate) => candidate.id === id);
  if (port === undefined) throw new Error(`no port ${id} at ${device}`);
  return port;
}
