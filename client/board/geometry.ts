/** Plane geometry of the board: lines, sides of boxes, ways along a cable. All in one unit, y grows downward. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle by its edges. */
export interface Edges {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export type Side = 'left' | 'right' | 'top' | 'bottom';
export type Direction = 'left' | 'right' | 'up' | 'down';

/** The side of a box through which the straight way from its middle to `target` leaves. */
export function sideFacing(box: Edges, target: Point): Side {
  const { x, y } = middleOf(box);
  const reachX = Math.abs(target.x - x) / (box.right - box.left);
  const reachY = Math.abs(target.y - y) / (box.bottom - box.top);
  if (reachX >= reachY) return target.x < x ? 'left' : 'right';
  return target.y < y ? 'top' : 'bottom';
}

/**
 * Where along its side a cable towards `target` should meet the box: straight ahead if the target lies beside the side,
 * else where the way from the middle crosses it. A coordinate: y on the left and right sides, x on the others.
 */
export function meetingPlace(box: Edges, side: Side, target: Point, margin: number): number {
  const middle = middleOf(box);
  const upright = side === 'left' || side === 'right';
  const [low, high] = sideRange(box, side, margin);
  const wanted = upright ? target.y : target.x;
  if (wanted >= low && wanted <= high) return wanted;
  const across = upright ? Math.abs(target.x - middle.x) : Math.abs(target.y - middle.y);
  const half = upright ? (box.right - box.left) / 2 : (box.bottom - box.top) / 2;
  const slope = upright ? target.y - middle.y : target.x - middle.x;
  const crossing = (upright ? middle.y : middle.x) + (across === 0 ? 0 : (slope * half) / across);
  return clamp(crossing, low, high);
}

/** The part of a side that cables may use, as [lowest, highest] coordinate; never empty. */
export function sideRange(box: Edges, side: Side, margin: number): readonly [number, number] {
  const upright = side === 'left' || side === 'right';
  const [low, high] = upright ? [box.top, box.bottom] : [box.left, box.right];
  const middle = (low + high) / 2;
  return [Math.min(low + margin, middle), Math.max(high - margin, middle)];
}

/**
 * Moves sorted places apart until neighbours are `gap` from each other, inside [low, high]. Where they do not fit, they
 * stand evenly over the whole range.
 */
export function spread(wanted: readonly number[], low: number, high: number, gap: number): number[] {
  const last = wanted.length - 1;
  if (last * gap > high - low) return wanted.map((_, index) => low + ((high - low) * index) / Math.max(last, 1));
  const places: number[] = [];
  for (const place of wanted) places.push(Math.max(place, (places.at(-1) ?? -Infinity) + gap, low));
  for (let index = last, limit = high; index >= 0; index--, limit -= gap) {
    const next = places[index + 1];
    const most = next === undefined ? limit : Math.min(limit, next - gap);
    places[index] = Math.min(places[index] ?? most, most);
  }
  const shift = average(wanted) - average(places);
  const room = shift > 0 ? high - (places.at(-1) ?? high) : low - (places[0] ?? low);
  const step = shift > 0 ? Math.min(shift, room) : Math.max(shift, room);
  return places.map((place) => place + step);
}

/** Length of a line of straight pieces; 0 for fewer than two points. */
export function polylineLength(points: readonly Point[]): number {
  let length = 0;
  for (let index = 1; index < points.length; index++) length += distance(points[index - 1]!, points[index]!);
  return length;
}

/** The point after `fraction` (0 to 1, clamped) of the way along the line. Throws RangeError for a line without points. */
export function pointAt(points: readonly Point[], fraction: number): Point {
  const first = points[0];
  if (first === undefined) throw new RangeError('a line without points');
  let left = clamp(fraction, 0, 1) * polylineLength(points);
  let from = first;
  for (const to of points.slice(1)) {
    const piece = distance(from, to);
    if (piece >= left && piece > 0) return mix(from, to, left / piece);
    left -= piece;
    from = to;
  }
  return from;
}

/**
 * Which of `others` the arrow key means: the nearest one in that direction, where a way aside counts double. Only what
 * lies further in the direction is asked, so the way there and the way back may differ but never stick.
 */
export function nearestInDirection<T extends Point>(from: Point, direction: Direction, others: readonly T[]): T | null {
  let best: T | null = null;
  let bestCost = Infinity;
  for (const other of others) {
    const [ahead, aside] = alongAndAside(from, other, direction);
    if (ahead <= 1) continue;
    const cost = ahead + 2 * Math.abs(aside);
    if (cost < bestCost) [best, bestCost] = [other, cost];
  }
  return best;
}

/** One step out of a side: `out` away from the box, `aside` along the side (down for left and right, right for top and bottom). */
export function stepFrom(point: Point, side: Side, out: number, aside = 0): Point {
  if (side === 'left') return { x: point.x - out, y: point.y + aside };
  if (side === 'right') return { x: point.x + out, y: point.y + aside };
  if (side === 'top') return { x: point.x + aside, y: point.y - out };
  return { x: point.x + aside, y: point.y + out };
}

/** Area that two rectangles share; 0 if they are apart. */
export function overlap(one: Edges, other: Edges): number {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Area of a rectangle that lies outside of `frame`. */
export function outside(box: Edges, frame: Edges): number {
  return (box.right - box.left) * (box.bottom - box.top) - overlap(box, frame);
}

/** The rectangle with this point in its middle. */
export function around({ x, y }: Point, halfWidth: number, halfHeight: number): Edges {
  return { left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight };
}

/** Length of the part of a line of straight pieces that lies in the rectangle. */
export function cut(points: readonly Point[], box: Edges): number {
  return points.slice(1).reduce((sum, to, index) => sum + cutPiece(points[index]!, to, box), 0);
}

/** By the shares of the way at which it crosses the edges (Liang and Barsky). */
function cutPiece(from: Point, to: Point, { left, right, top, bottom }: Edges): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [enter, leave] = [0, 1];
  for (const [step, room] of [
    [-dx, from.x - left],
    [dx, right - from.x],
    [-dy, from.y - top],
    [dy, bottom - from.y],
  ] as const) {
    if (step === 0 && room <= 0) return 0;
    if (step < 0) enter = Math.max(enter, room / step);
    if (step > 0) leave = Math.min(leave, room / step);
  }
  return Math.max(0, leave - enter) * Math.hypot(dx, dy);
}

export function middleOf(box: Edges): Point {
  return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

export function mix(from: Point, to: Point, share: number): Point {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function alongAndAside(from: Point, to: Point, direction: Direction): [number, number] {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  if (direction === 'left') return [-dx, dy];
  if (direction === 'right') return [dx, dy];
  return direction === 'up' ? [-dy, dx] : [dy, dx];
}

function distance(from: Point, to: Point): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}

function average(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
