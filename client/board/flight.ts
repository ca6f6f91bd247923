/** Frames on cables at one moment: single frames, or one bundle where there are too many to tell apart. */
import { pointAt } from './geometry.ts';
import type { BoardLayout } from './layout.ts';
import type { Flight } from './model.ts';
import type { Point } from './geometry.ts';

/** More frames than this on one cable are one bundle with their number. */
export const BUNDLE_FROM = 21;

export interface FlightNow extends Point {
  readonly flight: Flight;
}

export interface Bundle extends Point {
  readonly link: string;
  readonly count: number;
}

export interface Traffic {
  readonly single: readonly FlightNow[];
  readonly bundles: readonly Bundle[];
  /** How many frames are on each cable that carries any. */
  readonly load: ReadonlyMap<string, number>;
}

/**
 * Where the frames are at `nowUs`. Reduced motion: a frame does not glide, it stands in the middle of its cable until
 * it has arrived.
 */
export function trafficAt(
  layout: BoardLayout,
  flights: readonly Flight[],
  nowUs: number,
  reducedMotion: boolean,
): Traffic {
  const load = new Map<string, number>();
  const flying = flights.filter((flight) => layout.links.has(flight.link) && isFlying(flight, nowUs));
  for (const { link } of flying) load.set(link, (load.get(link) ?? 0) + 1);
  const single = flying
    .filter(({ link }) => (load.get(link) ?? 0) < BUNDLE_FROM)
    .map((flight) => ({ flight, ...flightPlace(layout, flight, nowUs, reducedMotion) }));
  const bundles = [...load].filter(([, count]) => count >= BUNDLE_FROM);
  return { single, load, bundles: bundles.map(([link, count]) => ({ link, count, ...middleOfLink(layout, link) })) };
}

export function isFlying({ departUs, arriveUs }: Flight, nowUs: number): boolean {
  return nowUs >= departUs && nowUs < arriveUs;
}

function flightPlace(layout: BoardLayout, flight: Flight, nowUs: number, reducedMotion: boolean): Point {
  const placed = layout.links.get(flight.link);
  if (placed === undefined || placed.points.length === 0) return { x: 0, y: 0 };
  const share = reducedMotion ? 0.5 : (nowUs - flight.departUs) / (flight.arriveUs - flight.departUs);
  return pointAt(placed.points, flight.from === placed.link.a.device ? share : 1 - share);
}

function middleOfLink(layout: BoardLayout, link: string): Point {
  return pointAt(layout.links.get(link)?.points ?? [{ x: 0, y: 0 }], 0.5);
}
