/** Cables that carry more than can be drawn frame by frame, and cables that have been pulled out. */
import { pointAt } from './geometry.ts';
import type { Point } from './geometry.ts';
import type { BoardLayout, PlacedLink } from './layout.ts';
import type { CableLoad } from './model.ts';

/** Share of a cable that is missing in front of the port out of which it has been pulled. */
const GAP = 0.2;

/** The cable's points, without the piece in front of the port out of which it has been pulled. */
export function cablePoints({ link, points }: PlacedLink, loads: readonly CableLoad[]): readonly Point[] {
  const looseAt = loads.find((load) => load.link === link.id)?.looseAt ?? null;
  if (looseAt === null || points.length < 2) return points;
  const fromLoose = looseAt === link.a.device ? points : points.toReversed();
  // Bends lie behind the gap: no cable bends that near to its port.
  return [pointAt(fromLoose, GAP), ...fromLoose.slice(1)];
}

/** CSS pixels: as wide as a cable when it is empty, four times that when it is full. */
export function loadWidth(percent: number, scale: number): number {
  return (4 + (12 * percent) / 100) * scale;
}

/** On a board smaller than this there is room only for the numbers of cables between switches. */
const SMALL_SCALE = 0.6;

/** Where the number stands: in the middle of the cable. On the strip of a phone the own cables have theirs in the list below. */
export function loadPlaces(
  layout: BoardLayout,
  loads: readonly CableLoad[],
  compact: boolean,
): readonly (Point & { readonly load: CableLoad })[] {
  return loads.flatMap((load) => {
    const placed = layout.links.get(load.link);
    if (placed === undefined) return [];
    const ends = [placed.link.a.device, placed.link.b.device].map((id) => layout.devices.get(id)?.device);
    if ((compact || layout.scale < SMALL_SCALE) && ends.some((end) => end?.kind === 'host')) return [];
    if (compact && ends.some((end) => end?.own === true)) return [];
    return [{ load, ...pointAt(placed.points, 0.5) }];
  });
}
