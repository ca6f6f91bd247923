/** What on the board can have the focus, and where arrow keys go from there. */
import { around, nearestInDirection } from './geometry.ts';
import type { Direction, Edges, Point } from './geometry.ts';
import type { BoardLayout } from './layout.ts';

/** One thing that can have the focus. */
export interface Spot extends Point {
  readonly id: string;
  readonly edges: Edges;
}

export function deviceSpot(device: string): string {
  return `device ${device}`;
}

export function portSpot(port: string): string {
  return `port ${port}`;
}

/** All devices, each followed by its plates if it is yours. */
export function spotsOf(layout: BoardLayout): Spot[] {
  return [...layout.devices.values()].flatMap(({ device, x, y, outer, ports }) => {
    const plates = ports.filter(({ plate }) => plate && device.own && device.drawAs === 'device');
    const portSpots = plates.map((port) => ({
      id: portSpot(port.id),
      x: port.x,
      y: port.y,
      edges: around(port, 12, 12),
    }));
    return [{ id: deviceSpot(device.id), x, y, edges: outer }, ...portSpots];
  });
}

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Where `key` leads from `current`; null if it leads nowhere. */
export function spotAfter(key: string, spots: readonly Spot[], current: string | null): Spot | null {
  if (key === 'Home') return spots[0] ?? null;
  if (key === 'End') return spots.at(-1) ?? null;
  const direction = DIRECTIONS[key];
  const from = spots.find(({ id }) => id === current);
  if (direction === undefined || from === undefined) return null;
  return nearestInDirection(from, direction, spots);
}
