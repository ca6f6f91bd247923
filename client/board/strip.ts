/**
 * The strip of a phone: the same map in a quarter of the room. Places are stretched to fill it; devices that would lie on each other move
 * apart, and where that is not enough they are drawn smaller, the own one first.
 */
import { clamp, cut, overlap } from './geometry.ts';
import { coveredByNames, placeStripNames, plateBox, stripTextWidth } from './names.ts';
import type { Edges, Point } from './geometry.ts';
import type { NamePlace, Unnamed } from './names.ts';
import type { BoardDevice } from './model.ts';
import type { BareDevice, PlacedLink, Size } from './layout.ts';

/** How large devices are drawn, on the usual size: all of them, and the own one on the others. */
export interface StripSize {
  readonly all: number;
  readonly own: number;
}

/** Best first: the own device stands out by size as far as there is room. */
const SIZES: readonly StripSize[] = [1, 0.92, 0.84].flatMap((all) =>
  [1.6, 1.45, 1.3, 1.15].map((own) => ({ all, own })),
);
/** Square CSS pixels that may be covered before the next smaller size is better. */
const STEP_COST = 3;

export interface Arranged {
  readonly devices: readonly Unnamed[];
  readonly cables: readonly PlacedLink[];
}

export interface StripChoice<T> {
  readonly arranged: T;
  readonly names: ReadonlyMap<string, NamePlace>;
}

/** The largest size at which nothing lies on anything else; if there is none, that at which least does. */
export function largestClear<T extends Arranged>(view: Size, arrange: (size: StripSize) => T): StripChoice<T> {
  const tried = (size: StripSize, step: number): StripChoice<T> & { readonly cost: number } => {
    const arranged = arrange(size);
    const ground = { view, devices: arranged.devices, cables: arranged.cables };
    const names = placeStripNames(ground);
    return { arranged, names, cost: step * STEP_COST + coveredByNames(ground, names) + coveredByDevices(arranged) };
  };
  let best = tried(SIZES[0]!, 0);
  for (let step = 1; step < SIZES.length && best.cost > step * STEP_COST; step++) {
    const next = tried(SIZES[step]!, step);
    if (next.cost < best.cost) best = next;
  }
  return best;
}

/** CSS pixels of a cable. */
const CABLE = 3;

function coveredByDevices({ devices, cables }: Arranged): number {
  const drawn = devices.filter(({ device }) => device.drawAs === 'device');
  const plates = drawn.flatMap(({ device, ports }) =>
    ports.filter(({ plate }) => plate).map((port) => ({ device, box: plateBox(port) })),
  );
  return drawn.reduce((sum, { device, outer }, index) => {
    const under = plates.reduce((area, plate) => area + (plate.device === device ? 0 : overlap(outer, plate.box)), 0);
    const others = drawn.slice(index + 1).reduce((area, other) => area + overlap(outer, other.outer), 0);
    const passing = cables.filter(({ link }) => link.a.device !== device.id && link.b.device !== device.id);
    return sum + under + others + passing.reduce((area, { points }) => area + CABLE * cut(points, outer), 0);
  }, 0);
}

/** CSS pixels: so far devices keep from each other. */
const GAP = 3;
/** CSS pixels to the edge of the strip; over the own device hangs the letter that waits, or its name stands there. */
const MARGINS = { other: { side: 2, top: 2 }, own: { side: 3, top: 17 } };
const ROUNDS = 60;

/** By how much each device has to move so that none lies on another; what stands free stays where it is. */
export function movedApart(devices: readonly BareDevice[], view: Size): ReadonlyMap<string, Point> {
  const drawn = devices.filter(({ device }) => device.drawAs === 'device');
  const plates = drawn.map(({ device }) => plateRoom(device));
  const boxes = drawn.map(({ device, outer }) => held(outer, device, view));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, one] of drawn.entries()) {
      for (let other = index + 1; other < drawn.length; other++) {
        const apart = apartBy(boxes[index]!, boxes[other]!, Math.max(plates[index]!, plates[other]!));
        // The own device is the largest: the others make room for it.
        const share = one.device.own ? 0.25 : drawn[other]!.device.own ? 0.75 : 0.5;
        boxes[index] = held(shifted(boxes[index]!, apart, -share), one.device, view);
        boxes[other] = held(shifted(boxes[other]!, apart, 1 - share), drawn[other]!.device, view);
      }
    }
  }
  return new Map(
    drawn.map(({ device, outer }, index) => {
      const { left, top } = boxes[index]!;
      return [device.id, { x: left - outer.left, y: top - outer.top }];
    }),
  );
}

/** CSS pixels by which the plates of the own ports stand out of its sides, long labels more than numbers. */
function plateRoom({ own, ports }: BoardDevice): number {
  return own && ports.length > 1 ? Math.max(...ports.map(({ label }) => stripTextWidth(label) / 2)) : 0;
}

/** The shorter way, across or down, by which `other` clears `one` and `aside` more across; no way where they are apart. */
function apartBy(one: Edges, other: Edges, aside: number): Point {
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left) + GAP + aside;
  const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) + GAP;
  if (across <= 0 || down <= 0) return { x: 0, y: 0 };
  if (across < down) return { x: one.left + one.right < other.left + other.right ? across : -across, y: 0 };
  return { x: 0, y: one.top + one.bottom < other.top + other.bottom ? down : -down };
}

function held(box: Edges, { own }: BoardDevice, { width, height }: Size): Edges {
  const { side, top } = own ? MARGINS.own : MARGINS.other;
  const x = clamp(box.left, side, width - side - (box.right - box.left)) - box.left;
  const y = clamp(box.top, top, height - MARGINS.other.top - (box.bottom - box.top)) - box.top;
  return shifted(box, { x, y });
}

function shifted({ left, right, top, bottom }: Edges, { x, y }: Point, share = 1): Edges {
  return { left: left + x * share, right: right + x * share, top: top + y * share, bottom: bottom + y * share };
}
