/** Where cables meet devices: which side, where on it, and whether a numbered plate stands there. */
import { clamp, meetingPlace, sideFacing, sideRange, spread, stepFrom } from './geometry.ts';
import type { BoardLink, BoardModel } from './model.ts';
import type { BareDevice, PlacedPort } from './layout.ts';
import type { Point, Side } from './geometry.ts';

export type PortOfDevice = PlacedPort & { readonly device: string };

interface CableEnd {
  readonly device: BareDevice;
  readonly port: string;
  readonly link: string;
  readonly side: Side;
  /** Wanted coordinate along the side. */
  readonly wanted: number;
}

/** Half a plate; plates stand outside the box and touch it. */
export const PLATE_REACH = 11;

/** The ports of all devices that a cable is in, cables of one side in the order in which they do not cross. */
export function placePorts(
  { links, compact }: Pick<BoardModel, 'links' | 'compact'>,
  devices: ReadonlyMap<string, BareDevice>,
  place: (point: Point) => Point,
  scale: number,
): PortOfDevice[] {
  const ends = links.flatMap((link) => cableEnds(link, devices, place, scale));
  const placed: PortOfDevice[] = [];
  for (const device of devices.values()) {
    // A single port needs no number; a small board has room for your own only.
    const plate = device.device.ports.length > 1 && (device.device.own || !compact);
    for (const side of SIDES) {
      const here = ends.filter((end) => end.device === device && end.side === side);
      placed.push(...onSide(device, side, here, scale, plate));
    }
  }
  return placed;
}

const SIDES: readonly Side[] = ['left', 'right', 'top', 'bottom'];

function cableEnds(
  link: BoardLink,
  devices: ReadonlyMap<string, BareDevice>,
  place: (point: Point) => Point,
  scale: number,
): CableEnd[] {
  const [a, b] = [devices.get(link.a.device), devices.get(link.b.device)];
  if (a === undefined || b === undefined) return [];
  const via = (link.via ?? []).map(place);
  const margin = 12 * scale;
  const end = (device: BareDevice, other: BareDevice, port: string, bend: Point | undefined): CableEnd => {
    const target = bend ?? other;
    const side = sideFacing(device.box, target);
    const wanted =
      bend === undefined ? directPlace(device, other, side, margin) : meetingPlace(device.box, side, bend, margin);
    return { device, port, link: link.id, side, wanted };
  };
  const both = [end(a, b, link.a.port, via[0]), end(b, a, link.b.port, via.at(-1))];
  return both.filter(({ device }) => device.device.drawAs === 'device');
}

/** Two boxes that face each other share a straight cable where their sides overlap. */
function directPlace(device: BareDevice, other: BareDevice, side: Side, margin: number): number {
  const back = OPPOSITE[side];
  if (other.device.drawAs === 'segment' || sideFacing(other.box, device) !== back) {
    return meetingPlace(device.box, side, other, margin);
  }
  const [low, high] = sideRange(device.box, side, margin);
  const [otherLow, otherHigh] = sideRange(other.box, back, margin);
  const [from, to] = [Math.max(low, otherLow), Math.min(high, otherHigh)];
  if (from > to) return meetingPlace(device.box, side, other, margin);
  const upright = side === 'left' || side === 'right';
  return clamp(upright ? (device.y + other.y) / 2 : (device.x + other.x) / 2, from, to);
}

const OPPOSITE = { left: 'right', right: 'left', top: 'bottom', bottom: 'top' } as const;

function onSide(
  device: BareDevice,
  side: Side,
  ends: readonly CableEnd[],
  scale: number,
  plate: boolean,
): PortOfDevice[] {
  const sorted = ends.toSorted((one, other) => one.wanted - other.wanted);
  const [low, high] = sideRange(device.box, side, 12 * scale);
  const wanted = sorted.map((end) => end.wanted);
  const places = sorted.length > 1 ? spread(wanted, low, high, 25 * scale) : wanted;
  const upright = side === 'left' || side === 'right';
  return sorted.map(({ port, link }, index) => {
    const along = places[index] ?? 0;
    const edge = upright ? { x: device.box[side], y: along } : { x: along, y: device.box[side] };
    const middle = plate ? stepFrom(edge, side, (PLATE_REACH - 1) * scale) : edge;
    const found = device.device.ports.find((candidate) => candidate.id === port);
    const role = found?.role === undefined ? {} : { role: found.role };
    return { id: port, label: found?.label ?? port, link, side, plate, device: device.device.id, ...role, ...middle };
  });
}
