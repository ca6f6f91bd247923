/** Where an outcome stands at its device: the place at which it covers least of what has to be seen. */
import { textWidth } from '../text-width.ts';
import { around, outside, overlap } from './geometry.ts';
import { waitingPlaces } from './letters.ts';
import type { BoardLayout, PlacedDevice, Size } from './layout.ts';
import type { Bubble, Waiting } from './model.ts';
import type { Edges, Point } from './geometry.ts';

/** The corner that the tail points from, and which way the bubble lies from there. */
export interface BubblePlace extends Point {
  readonly across: 'to-right' | 'to-left';
  readonly upright: 'above' | 'below';
}

/** A place for each bubble by its id; a later one leaves the earlier ones in sight. */
export function bubblePlaces(
  bubbles: readonly Bubble[],
  layout: BoardLayout,
  waiting: readonly Waiting[],
): ReadonlyMap<string, BubblePlace> {
  const taken = [...obstacles(layout, waiting)];
  const found = new Map<string, BubblePlace>();
  for (const { id, device, text } of bubbles) {
    const placed = layout.devices.get(device);
    if (placed === undefined) continue;
    const size = sizeOf(text, layout.scale);
    const place = leastCovering(places(placed, layout.scale), size, taken, layout);
    found.set(id, place);
    taken.push(boxAt(place, size));
  }
  return found;
}

function leastCovering(
  [first, ...others]: [BubblePlace, ...BubblePlace[]],
  size: Size,
  taken: readonly Edges[],
  layout: BoardLayout,
): BubblePlace {
  const costOf = (place: BubblePlace): number => {
    const box = boxAt(place, size);
    const covered = taken.reduce((sum, one) => sum + overlap(box, one), 0);
    return covered + OUTSIDE_COST * outside(box, { left: 0, top: 0, right: layout.view.width, bottom: layout.foot });
  };
  return others.reduce((best, place) => (costOf(place) < costOf(best) ? place : best), first);
}

/** A bubble that is cut off says less than one that covers something. */
const OUTSIDE_COST = 4;

/** Best first where several are free: beside the device, else over or under it and its name. */
function places({ x, outer, nameAt }: PlacedDevice, scale: number): [BubblePlace, ...BubblePlace[]] {
  const [out, inward] = [8 * scale, 12 * scale];
  const right = { x: outer.right + out, across: 'to-right' } as const;
  const left = { x: outer.left - out, across: 'to-left' } as const;
  const above = { y: outer.top + inward, upright: 'above' } as const;
  const below = { y: outer.bottom - inward, upright: 'below' } as const;
  const over = { x, y: outer.top - out - (nameAt === 'top' ? NAME.height : 0), upright: 'above' } as const;
  const under = { x, y: outer.bottom + out + (nameAt === 'bottom' ? NAME.height : 0), upright: 'below' } as const;
  return [
    { ...right, ...above },
    { ...left, ...above },
    { ...right, ...below },
    { ...left, ...below },
    { ...over, across: 'to-right' },
    { ...over, across: 'to-left' },
    { ...under, across: 'to-right' },
    { ...under, across: 'to-left' },
  ];
}

function boxAt({ x, y, across, upright }: BubblePlace, { width, height }: Size): Edges {
  const left = across === 'to-right' ? x : x - width;
  const top = upright === 'below' ? y : y - height;
  return { left, top, right: left + width, bottom: top + height };
}

/** About the size of a bubble with this text, CSS pixels; as in notes.css. */
function sizeOf(text: string, scale: number): Size {
  const em = Math.max(13, 13 * scale);
  const wide = textWidth(text, em);
  const room = 12 * em;
  return { width: Math.min(wide, room) + 28, height: Math.ceil(wide / room) * 1.4 * em + 18 };
}

/** Devices with their names, plates, and frames that wait. */
function obstacles(layout: BoardLayout, waiting: readonly Waiting[]): readonly Edges[] {
  const devices = [...layout.devices.values()].filter(({ device }) => device.drawAs !== 'segment');
  return [
    ...devices.map(({ outer }) => outer),
    ...devices.map(nameBox),
    ...devices.flatMap(({ ports }) => ports.filter(({ plate }) => plate).map((port) => around(port, 18, 12))),
    ...waitingPlaces(layout, waiting, false).map((place) => around(place, 32 * layout.scale, 22 * layout.scale)),
  ];
}

/** About the size of a name with its note, CSS pixels. */
const NAME = { width: 80, height: 40 };

function nameBox({ x, y, outer, nameAt }: PlacedDevice): Edges {
  const { width, height } = NAME;
  if (nameAt === 'top' || nameAt === 'bottom') {
    const top = nameAt === 'top' ? outer.top - height : outer.bottom;
    return { left: x - width / 2, right: x + width / 2, top, bottom: top + height };
  }
  const left = nameAt === 'right' ? outer.right : outer.left - width;
  return { left, right: left + width, top: y - height / 2, bottom: y + height / 2 };
}
