/** The way of a lost frame: from its port down to the foot of the map, where nothing else stands. */
import { clamp, mix, overlap, stepFrom } from './geometry.ts';
import type { BoardLayout, PlacedDevice } from './layout.ts';
import type { Fallen } from './model.ts';
import type { Edges, Point } from './geometry.ts';

export const FALL_US = 700_000;
export const LIES_US = 4_000_000;
export const SAD_US = 1_200_000;
const FULL_TURN_RADIANS = (-18 * Math.PI) / 180;

export interface Fall {
  readonly fallen: Fallen;
  readonly from: Point;
  readonly to: Point;
}

export interface FallNow extends Point {
  readonly turn: number;
  readonly landed: boolean;
}

/** Whether a lost frame is to be seen at `nowUs`. */
export function isSeen({ atUs, stays }: Fallen, nowUs: number): boolean {
  return nowUs >= atUs && (stays === true || nowUs < atUs + FALL_US + LIES_US);
}

/** Start and resting place of each lost frame that is seen, in order; none lies on another one or on a device. */
export function fallsOf(layout: BoardLayout, fallen: readonly Fallen[]): Fall[] {
  const taken: Edges[] = [];
  const falls: Fall[] = [];
  for (const one of fallen) {
    const device = layout.devices.get(one.device);
    if (device === undefined) continue;
    const from = startOf(device, one.port, layout.scale);
    const to = restingPlace(layout, from, taken);
    taken.push(lyingEdges(to, layout.scale));
    falls.push({ fallen: one, from, to });
  }
  return falls;
}

/** Where it is now: ease-in, the turn grows with the fall. Reduced motion: it lies there at once. */
export function fallNow({ fallen, from, to }: Fall, nowUs: number, reducedMotion: boolean): FallNow {
  const share = reducedMotion ? 1 : clamp((nowUs - fallen.atUs) / FALL_US, 0, 1);
  const eased = share * share;
  const way = fallCurve({ from, to }, eased);
  return { ...way, turn: FULL_TURN_RADIANS * eased, landed: share === 1 };
}

/** The curve of the fall: straight down first, aside later. */
export function fallCurve({ from, to }: Pick<Fall, 'from' | 'to'>, share: number): Point {
  const knee = { x: from.x, y: from.y + (to.y - from.y) * 0.6 };
  return mix(mix(from, knee, share), mix(knee, to, share), share);
}

function startOf(device: PlacedDevice, port: string | null, scale: number): Point {
  const placed = device.ports.find((candidate) => candidate.id === port);
  if (placed === undefined) return { x: device.x, y: device.outer.bottom };
  return stepFrom(placed, placed.side, 4 * scale);
}

/** Room that a lying frame and the label to the right of it take. */
function lyingEdges({ x, y }: Point, scale: number): Edges {
  return { left: x - 48 * scale, right: x + 150 * scale, top: y - 26 * scale, bottom: y + 30 * scale };
}

/** The freest of a few places near the port's foot; nearer wins among equals. */
function restingPlace(layout: BoardLayout, from: Point, taken: readonly Edges[]): Point {
  const { scale, view } = layout;
  const obstacles = [...taken, ...[...layout.devices.values()].flatMap((device) => deviceEdges(device, scale))];
  let best = { x: from.x, y: from.y };
  let bestCost = Infinity;
  for (const y of [0.8, 0.9, 0.68].map((share) => Math.max(view.height * share, from.y + 40 * scale))) {
    for (const aside of [30, -60, 110, -140, 190, -220]) {
      const x = clamp(from.x + aside * scale, 50 * scale, view.width - 150 * scale);
      const spot = { x, y: Math.min(y, view.height - 28 * scale) };
      const here = lyingEdges(spot, scale);
      const covered = obstacles.reduce((sum, obstacle) => sum + overlap(here, obstacle), 0);
      const cost = 20 * (covered / (scale * scale)) + Math.abs(aside) + Math.abs(y - view.height * 0.8) / scale;
      if (cost < bestCost) [best, bestCost] = [spot, cost];
    }
  }
  return best;
}

/** A device with room for its name. */
function deviceEdges({ outer, nameAt, device }: PlacedDevice, scale: number): Edges[] {
  if (device.drawAs === 'segment') return [];
  const name = 42 * scale;
  const room = { ...outer, left: outer.left - 12 * scale, right: outer.right + 12 * scale };
  if (nameAt === 'top') return [{ ...room, top: outer.top - name }];
  return [nameAt === 'bottom' ? { ...room, bottom: outer.bottom + name } : room];
}
