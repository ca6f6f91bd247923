/** From the map to the screen: where every device, port, cable and label stands. Pure; CSS pixels at zoom 1. */
import { ANTENNA_RISE, BODY_BOXES, HALO_BOXES, OUTLINE_BOXES } from '../art/device.ts';
import { clamp, overlap } from './geometry.ts';
import { placePorts } from './ports.ts';
import type { BoardArea, BoardDevice, BoardLink, BoardModel } from './model.ts';
import type { Edges, Point, Side } from './geometry.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface PlacedPort {
  readonly id: string;
  readonly label: string;
  readonly link: string;
  readonly side: Side;
  /** Middle of the plate; on the box's edge where no plate is drawn. */
  readonly x: number;
  readonly y: number;
  readonly plate: boolean;
}

export interface PlacedDevice {
  readonly device: BoardDevice;
  readonly x: number;
  readonly y: number;
  /** CSS pixels per art unit. */
  readonly scale: number;
  /** What cables meet. */
  readonly box: Edges;
  /** Silhouette, and halo if it is yours: what labels stay clear of. */
  readonly outer: Edges;
  readonly ports: readonly PlacedPort[];
  readonly nameAt: Side;
}

export interface PlacedLink {
  readonly link: BoardLink;
  /** From end a to end b, over the bends. */
  readonly points: readonly Point[];
}

export interface BoardLayout {
  readonly view: Size;
  /** Below this the tools float, CSS pixels. */
  readonly foot: number;
  /** Art and text: CSS pixels per map unit, or fixed on a compact board. */
  readonly scale: number;
  /** Map unit to CSS pixel. */
  readonly place: (point: Point) => Point;
  readonly devices: ReadonlyMap<string, PlacedDevice>;
  readonly links: ReadonlyMap<string, PlacedLink>;
  /** Rings where stations join a shared wire. */
  readonly taps: readonly Point[];
  readonly areas: readonly (Edges & { readonly area: BoardArea })[];
}

type BoardMap = Pick<BoardModel, 'size' | 'devices' | 'links' | 'areas' | 'compact'>;

/** Fits the map whole into `view`. A compact board stretches the places to fill its strip; pictures keep their shape. */
export function layoutBoard(map: BoardMap, view: Size): BoardLayout {
  const { scale, place } = fit(map, view);
  const bare = new Map(
    map.devices.map((device) => [device.id, bareDevice(device, spotOf(device, map, { scale, place }, view), scale)]),
  );
  const ports = placePorts(map, bare, place, scale);
  const devices = new Map<string, PlacedDevice>();
  for (const [id, device] of bare) {
    const own = ports.filter((port) => port.device === id);
    devices.set(id, {
      ...device,
      ports: own,
      nameAt: nameSide(device, own, view, map.compact ? [...bare.values()] : null),
    });
  }
  const links = new Map(map.links.map((link) => [link.id, { link, points: linkPoints(link, devices, place) }]));
  return {
    view,
    foot: map.compact ? view.height : view.height - TOOLS_STRIP,
    scale,
    place,
    devices,
    links,
    taps: tapsOf([...links.values()], devices),
    areas: map.areas.map((area) => placeArea(area, place)),
  };
}

export type BareDevice = Omit<PlacedDevice, 'ports' | 'nameAt'>;

/** Every map leaves its foot free, in map units; there the tools float, in CSS pixels: they do not shrink with the map. */
const TOOLS_STRIP = 68;

function fit(map: BoardMap, view: Size): Pick<BoardLayout, 'scale' | 'place'> {
  const scaleX = view.width / map.size.width;
  if (map.compact) {
    const scaleY = view.height / map.size.height;
    return { scale: clamp(1.17 * scaleX, 0.42, 1), place: ({ x, y }) => ({ x: x * scaleX, y: y * scaleY }) };
  }
  const [width, height] = [map.size.width, map.size.height - TOOLS_STRIP];
  const room = Math.max(view.height - TOOLS_STRIP, 1);
  const isNarrow = view.width < NARROW;
  const scale = Math.min(isNarrow ? (view.width - 2 * NARROW_MARGIN) / width : scaleX, room / height);
  const down = isNarrow ? clamp(room / height, scale, STRETCH_MAX * scale) : scale;
  const [left, top] = [(view.width - width * scale) / 2, (room - height * down) / 2];
  return { scale, place: ({ x, y }) => ({ x: left + x * scale, y: top + y * down }) };
}

/** CSS pixels: on a board narrower than this, names are larger than the map; it is stretched downward to give them room. */
const NARROW = 600;
const NARROW_MARGIN = 14;
const STRETCH_MAX = 1.8;
/** CSS pixels around the own halo on a strip; above it hangs the letter that waits, or the name stands. */
const STRIP_MARGIN = { side: 3, top: 17 };

/** On a strip the own device is moved so far that its halo, its letter and its name are seen whole. */
function spotOf(device: BoardDevice, map: BoardMap, fitted: Pick<BoardLayout, 'scale' | 'place'>, view: Size): Point {
  const { x, y } = fitted.place(device);
  if (!map.compact || !device.own || device.drawAs === 'segment') return { x, y };
  const halo = edgesOf(HALO_BOXES[device.kind], x, y, fitted.scale * OWN_SCALE);
  const { side, top } = STRIP_MARGIN;
  const aside = Math.max(0, side - halo.left) - Math.max(0, halo.right - (view.width - side));
  return { x: x + aside, y: y + Math.max(0, top - halo.top) };
}

/** Your own device stands out by size. */
const OWN_SCALE = 1.6;

function bareDevice(device: BoardDevice, { x, y }: Point, boardScale: number): BareDevice {
  const scale = boardScale * (device.own ? OWN_SCALE : 1);
  if (device.drawAs === 'segment') {
    const spot = { left: x, right: x, top: y, bottom: y };
    return { device, x, y, scale, box: spot, outer: spot };
  }
  const box = edgesOf(BODY_BOXES[device.kind], x, y, scale);
  return { device, x, y, scale, box, outer: outerOf(device, x, y, scale) };
}

function outerOf(device: BoardDevice, x: number, y: number, scale: number): Edges {
  if (device.own) return edgesOf(HALO_BOXES[device.kind], x, y, scale);
  const edges = edgesOf(OUTLINE_BOXES[device.kind], x, y, scale);
  const hasAntenna = device.eyes === 'bot' && device.kind !== 'hub';
  return hasAntenna ? { ...edges, top: edges.top - ANTENNA_RISE * scale } : edges;
}

function edgesOf(
  box: { x: number; y: number; width: number; height: number },
  x: number,
  y: number,
  scale: number,
): Edges {
  return {
    left: x + box.x * scale,
    right: x + (box.x + box.width) * scale,
    top: y + box.y * scale,
    bottom: y + (box.y + box.height) * scale,
  };
}

/** Height of a name with its note, CSS pixels at scale 1. */
const NAME_ROOM = 40;

/** A name never lies across a cable or outside the board: it takes the first side that is free and has room. */
function nameSide(
  { device, outer }: BareDevice,
  ports: readonly PlacedPort[],
  view: Size,
  onStrip: readonly BareDevice[] | null,
): Side {
  const order: readonly Side[] =
    device.own && onStrip === null ? ['top', 'bottom', 'right', 'left'] : ['bottom', 'top', 'right', 'left'];
  const room = onStrip === null ? NAME_ROOM : SHORT_NAME.height;
  const free = order.filter((side) => !ports.some((port) => port.side === side));
  const fits = free.find((side) => {
    if (side === 'bottom') return outer.bottom + room <= view.height;
    return side !== 'top' || outer.top - room >= 0;
  });
  // On a strip devices stand close: a short name must not lie on another one either.
  const clear =
    onStrip === null ? fits : free.find((side) => isClear(shortNameBox(outer, side), device.id, view, onStrip));
  return clear ?? fits ?? free[0] ?? 'bottom';
}

/** About the size of a short name, CSS pixels. */
const SHORT_NAME = { width: 24, height: 14 };

function shortNameBox(outer: Edges, side: Side): Edges {
  const { width, height } = SHORT_NAME;
  const [x, y] = [(outer.left + outer.right) / 2, (outer.top + outer.bottom) / 2];
  if (side === 'bottom' || side === 'top') {
    const top = side === 'bottom' ? outer.bottom : outer.top - height;
    return { left: x - width / 2, right: x + width / 2, top, bottom: top + height };
  }
  const left = side === 'right' ? outer.right : outer.left - width;
  return { left, right: left + width, top: y - height / 2, bottom: y + height / 2 };
}

function isClear(box: Edges, own: string, view: Size, devices: readonly BareDevice[]): boolean {
  const isInside = box.left >= 0 && box.right <= view.width && box.top >= 0 && box.bottom <= view.height;
  return isInside && devices.every(({ device, outer }) => device.id === own || overlap(box, outer) === 0);
}

function linkPoints(
  link: BoardLink,
  devices: ReadonlyMap<string, PlacedDevice>,
  place: (point: Point) => Point,
): Point[] {
  const end = ({ device, port }: { device: string; port: string }): Point[] => {
    const placed = devices.get(device);
    if (placed === undefined) return [];
    return [placed.ports.find((candidate) => candidate.id === port && candidate.link === link.id) ?? placed];
  };
  return [...end(link.a), ...(link.via ?? []).map(place), ...end(link.b)].map(({ x, y }) => ({ x, y }));
}

/** The ring sits at the bend nearest to the station, or in the middle of the wire if the cable has no bend. */
function tapsOf(links: readonly PlacedLink[], devices: ReadonlyMap<string, PlacedDevice>): Point[] {
  const taps = new Map<string, Point>();
  for (const { link, points } of links) {
    const isSegment = (id: string): boolean => devices.get(id)?.device.drawAs === 'segment';
    const tap = isSegment(link.a.device) ? points.at(-2) : isSegment(link.b.device) ? points[1] : undefined;
    if (tap !== undefined) taps.set(`${Math.round(tap.x)} ${Math.round(tap.y)}`, tap);
  }
  return [...taps.values()];
}

function placeArea(area: BoardArea, place: (point: Point) => Point): BoardLayout['areas'][number] {
  const from = place(area);
  const to = place({ x: area.x + area.width, y: area.y + area.height });
  return { area, left: from.x, top: from.y, right: to.x, bottom: to.y };
}
