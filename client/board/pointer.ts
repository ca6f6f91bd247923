/** Where the ring stands with which somebody points at a device or a cable. */
import { pointAt } from './geometry.ts';
import type { Edges, Point } from './geometry.ts';
import type { BoardLayout } from './layout.ts';
import type { Pointer } from './model.ts';

/** CSS pixels between a device and its ring. */
const GAP = 4;
/** Half the width of a ring around the middle of a cable or of a shared wire, CSS pixels. */
const ON_WIRE = 17;

/** Null when the map has no such thing. */
export function pointerBox({ kind, at }: Pointer, layout: BoardLayout): Edges | null {
  if (kind === 'link') {
    const points = layout.links.get(at)?.points ?? [];
    return points.length === 0 ? null : around(pointAt(points, 0.5));
  }
  const placed = layout.devices.get(at);
  if (placed === undefined) return null;
  if (placed.device.drawAs === 'segment') return around(placed);
  const { left, right, top, bottom } = placed.outer;
  return { left: left - GAP, right: right + GAP, top: top - GAP, bottom: bottom + GAP };
}

function around({ x, y }: Point): Edges {
  return { left: x - ON_WIRE, right: x + ON_WIRE, top: y - ON_WIRE, bottom: y + ON_WIRE };
}
