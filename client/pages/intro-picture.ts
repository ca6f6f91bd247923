/** Which part of the map a card shows: some devices, what lies between them, and the smallest box around all of it. */
import type { MapDevice, MapView } from '../../shared/game/view.ts';
import type { CardPicture } from '../../shared/text/language.ts';
import { textWidth } from '../text-width.ts';
import type { PictureFrame } from './map-picture.tsx';

interface Place {
  readonly x: number;
  readonly y: number;
}

export interface IntroPicture {
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly devices: readonly MapDevice[];
  readonly cables: readonly (readonly Place[])[];
  readonly frames: readonly PictureFrame[];
  /** Devices from which a cable leaves downward, and none upward: their names stand above them. */
  readonly namedAbove: ReadonlySet<string>;
}

/** Map units around the outermost devices, for their bodies and names. */
const MARGIN = { x: 112, top: 72, bottom: 96 };
/** Width to height of the place on the card. */
const SHAPE = 2.2;

export function introPicture(map: MapView, picture: CardPicture): IntroPicture {
  const devices = map.devices.filter(({ id }) => picture.devices.includes(id));
  const isShown = (device: string): boolean => picture.devices.includes(device);
  const cables = map.links
    .filter(({ a, b }) => isShown(a.device) && isShown(b.device))
    .map(({ a, b, via }) => [placeOf(map, a.device), ...via, placeOf(map, b.device)]);
  return {
    box: boxAround([...devices, ...cables.flat()]),
    devices,
    cables,
    frames: frames(map, picture, devices),
    namedAbove: namedAbove(devices, cables),
  };
}

export function namedAbove(devices: readonly MapDevice[], cables: IntroPicture['cables']): ReadonlySet<string> {
  return new Set(devices.filter((device) => hasCableDown(device, cables)).map(({ id }) => id));
}

/** Sizes of a name on the card of a phone, where the picture is 248 px wide and type 13 px. */
export const CARD = { width: 248, sign: 13, gap: 4 };

interface Named extends MapDevice {
  readonly label: string;
}

/** Would two of these names, each under its device, run into each other? */
export function namesCollide(devices: readonly Named[], boxWidth: number): boolean {
  const unit = boxWidth / CARD.width;
  return devices.some((one, index) =>
    devices.slice(index + 1).some((other) => {
      const room = ((textWidth(one.label, CARD.sign) + textWidth(other.label, CARD.sign)) / 2 + CARD.gap) * unit;
      return Math.abs(one.x - other.x) < room && Math.abs(one.y - other.y) < CARD.sign * unit;
    }),
  );
}

/** Names of neighbours stand apart: one that would run into another under its device stands above it, if no cable leaves upward there. */
export function namedApart(
  devices: readonly Named[],
  cables: IntroPicture['cables'],
  boxWidth: number,
): ReadonlySet<string> {
  const above = new Set(namedAbove(devices, cables));
  for (const device of devices) {
    const under = devices.filter((other) => other !== device && !above.has(other.id));
    const isFree = !above.has(device.id) && !steepFrom(device, cables).some(({ y }) => y < device.y);
    if (isFree && under.some((other) => namesCollide([device, other], boxWidth))) above.add(device.id);
  }
  return above;
}

/** Steeper than this a cable would run through a name under the device. */
const STEEP = 0.8;

/** Does a cable leave downward there, and none upward? Then its name stands above it. */
export function hasCableDown(place: Place, cables: IntroPicture['cables']): boolean {
  const steep = steepFrom(place, cables);
  return steep.length > 0 && steep.every(({ y }) => y > place.y);
}

/** Where the cables that run up or down from there have their next point. */
function steepFrom({ x, y }: Place, cables: IntroPicture['cables']): readonly Place[] {
  const isAt = (place: Place | undefined): boolean => place?.x === x && place.y === y;
  const next = cables.flatMap((points) => [
    ...(isAt(points[0]) ? points.slice(1, 2) : []),
    ...(isAt(points.at(-1)) ? points.slice(-2, -1) : []),
  ]);
  return next.filter((place) => Math.abs(place.y - y) > STEEP * Math.abs(place.x - x));
}

/** The frame lies beside its device, on the side where the others are. */
function frames(map: MapView, picture: CardPicture, devices: readonly MapDevice[]): readonly PictureFrame[] {
  if (picture.frame === undefined) return [];
  const { at, look } = picture.frame;
  const place = placeOf(map, at);
  const isWire = map.devices.some(({ id, drawAs }) => id === at && drawAs === 'segment');
  const others = devices.filter(({ id }) => id !== at);
  const middle = others.length === 0 ? place.x + 1 : others.reduce((sum, { x }) => sum + x, 0) / others.length;
  const shift = isWire ? 0 : middle >= place.x ? 74 : -74;
  return [{ x: place.x + shift, y: place.y, look }];
}

function boxAround(places: readonly Place[]): IntroPicture['box'] {
  const xs = places.map(({ x }) => x);
  const ys = places.map(({ y }) => y);
  const left = Math.min(...xs) - MARGIN.x;
  const top = Math.min(...ys) - MARGIN.top;
  const width = Math.max(...xs) + MARGIN.x - left;
  const height = Math.max(...ys) + MARGIN.bottom - top;
  const wide = Math.max(width, height * SHAPE, 380);
  const high = Math.max(height, wide / SHAPE);
  return { x: left - (wide - width) / 2, y: top - (high - height) / 2, width: wide, height: high };
}

function placeOf(map: MapView, device: string): Place {
  return map.devices.find(({ id }) => id === device) ?? { x: 0, y: 0 };
}
