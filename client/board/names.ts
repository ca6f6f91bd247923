/** Where the name of each device stands: on the side, and there at the place, where it covers least of what has to be seen. */
import { textWidth } from '../text-width.ts';
import { around, cut, outside, overlap } from './geometry.ts';
import { PLATE_REACH } from './ports.ts';
import type { Edges, Side } from './geometry.ts';
import type { PlacedDevice, PlacedLink, PlacedPort, Size } from './layout.ts';
import type { BoardDevice } from './model.ts';

export type Unnamed = Omit<PlacedDevice, 'nameAt' | 'nameShift'>;

export interface NamePlace {
  readonly nameAt: Side;
  /** From the middle of that side, CSS pixels to the right or downward. */
  readonly nameShift: number;
}

/** What names stay clear of. */
export interface Ground {
  readonly view: Size;
  readonly devices: readonly Unnamed[];
  readonly cables: readonly PlacedLink[];
}

/** On a strip a name of one line; 13 px, as in board.css. */
const STRIP_TEXT = 13;
const STRIP_HEIGHT = 14;
const STRIP_PADDING = 2;

export function stripTextWidth(text: string): number {
  return textWidth(text, STRIP_TEXT);
}

/** Size of the name on the strip of a phone, CSS pixels. */
export function stripNameSize(device: BoardDevice): Size {
  const short = device.shortName ?? device.name;
  const text = device.own && device.note !== '' ? `${short} · ${device.note}` : short;
  return { width: stripTextWidth(text) + 2 * STRIP_PADDING, height: STRIP_HEIGHT };
}

/** The box of a name on the strip. */
export function stripNameBox({ device, outer }: Unnamed, { nameAt, nameShift }: NamePlace): Edges {
  return boxAt(outer, stripNameSize(device), nameAt, nameShift);
}

/** The places of all names on a strip, by device: the own one chooses first, then each once more with all the others in view. */
export function placeStripNames(ground: Ground): ReadonlyMap<string, NamePlace> {
  const named = ground.devices
    .filter(({ device }) => device.drawAs === 'device')
    .toSorted((one, other) => Number(other.device.own) - Number(one.device.own));
  const places = new Map<string, NamePlace>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const placed of named) {
      const others = named.flatMap((other) => {
        const place = other === placed ? undefined : places.get(other.device.id);
        return place === undefined ? [] : [stripNameBox(other, place)];
      });
      places.set(placed.device.id, bestPlace(placed, ground, others));
    }
  }
  return places;
}

const ROUNDS = 3;

/** How much of what has to be seen these names cover, or lose at the edge, square CSS pixels. */
export function coveredByNames(ground: Ground, places: ReadonlyMap<string, NamePlace>): number {
  const boxes = ground.devices.flatMap((placed) => {
    const place = places.get(placed.device.id);
    return place === undefined ? [] : [{ placed, box: stripNameBox(placed, place) }];
  });
  return boxes.reduce((sum, { placed, box }, index) => {
    const others = boxes.slice(index + 1).map((other) => other.box);
    return sum + covered(box, placed, ground, others);
  }, 0);
}

const SIDES: readonly Side[] = ['bottom', 'top', 'right', 'left'];
/** Shares of the room along the side, nearest to its middle first. */
const SHIFTS = [0, -0.5, 0.5, -1, 1];
/** Square CSS pixels: what it costs to stand on a later side, aside, or where cables leave. */
const DISLIKES = { side: 0.2, aside: 1, port: 3 };

function bestPlace(placed: Unnamed, ground: Ground, names: readonly Edges[]): NamePlace {
  const size = stripNameSize(placed.device);
  let best: NamePlace & { readonly cost: number } = { nameAt: 'bottom', nameShift: 0, cost: Infinity };
  for (const [order, nameAt] of SIDES.entries()) {
    const hasPort = placed.ports.some(({ side }) => side === nameAt);
    for (const share of SHIFTS) {
      const nameShift = share * shiftRoom(placed.outer, size, nameAt);
      const box = boxAt(placed.outer, size, nameAt, nameShift);
      const cost =
        covered(box, placed, ground, names) +
        order * DISLIKES.side +
        Math.abs(share) * DISLIKES.aside +
        (hasPort ? DISLIKES.port : 0);
      if (cost < best.cost) best = { nameAt, nameShift, cost };
    }
  }
  return { nameAt: best.nameAt, nameShift: best.nameShift };
}

/** So far a name may go along a side that it still begins or ends where its device does. */
function shiftRoom(outer: Edges, { width, height }: Size, side: Side): number {
  if (side === 'top' || side === 'bottom') return Math.abs(outer.right - outer.left - width) / 2;
  return Math.max(0, outer.bottom - outer.top - height) / 2;
}

function boxAt(outer: Edges, { width, height }: Size, side: Side, shift: number): Edges {
  if (side === 'bottom' || side === 'top') {
    const top = side === 'bottom' ? outer.bottom : outer.top - height;
    const left = (outer.left + outer.right) / 2 + shift - width / 2;
    return { left, right: left + width, top, bottom: top + height };
  }
  const left = side === 'right' ? outer.right : outer.left - width;
  const top = (outer.top + outer.bottom) / 2 + shift - height / 2;
  return { left, right: left + width, top, bottom: top + height };
}

/** A name that is cut off says less than one that covers something. */
const OUTSIDE_COST = 4;
/** CSS pixels of a cable with a little air. */
const CABLE = 5;

function covered(box: Edges, own: Unnamed, { view, devices, cables }: Ground, names: readonly Edges[]): number {
  const lost = outside(box, { left: 0, top: 0, right: view.width, bottom: view.height });
  const onDevices = devices.reduce((sum, other) => {
    const body = other.device.id === own.device.id ? 0 : overlap(box, other.outer);
    return (
      sum +
      body +
      other.ports.reduce((plates, port) => plates + (port.plate ? overlap(box, signedPlateBox(port)) : 0), 0)
    );
  }, 0);
  const onCables = cables.reduce((sum, { points }) => sum + CABLE * cut(points, box), 0);
  const onNames = names.reduce((sum, name) => sum + overlap(box, name), 0);
  return OUTSIDE_COST * lost + onDevices + onCables + onNames;
}

/** How far the sign of a port's role stands out of its plate, CSS pixels, as in board.css. */
const ROLE_SIGN = 14;

/** The numbered plate of a port on the strip. */
export function plateBox(port: PlacedPort): Edges {
  return around(port, Math.max(PLATE_REACH, stripTextWidth(port.label) / 2 + 5), PLATE_REACH);
}

/** The plate with the sign of the port's role in front of it. */
export function signedPlateBox(port: PlacedPort): Edges {
  const plate = plateBox(port);
  if (port.role === undefined) return plate;
  const out = port.side === 'left' || port.side === 'top' ? -ROLE_SIGN : ROLE_SIGN;
  return { ...plate, [port.side]: plate[port.side] + out };
}
