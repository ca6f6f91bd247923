/** From the map to the screen: where every device, port, cable and label stands. Pure; CSS pixels at zoom 1. */
import { ANTENNA_RISE, BODY_BOXES, HALO_BOXES, OUTLINE_BOXES } from '../art/device.ts';
import { clamp } from './geometry.ts';
import { placePorts } from './ports.ts';
import { largestClear, movedApart } from './strip.ts';
import type { BoardArea, BoardDevice, BoardLink, BoardModel, PortRole } from './model.ts';
import type { Edges, Point, Side } from './geometry.ts';
import type { Unnamed } from './names.ts';
import type { Arranged, StripSize } from './strip.ts';

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
  /** Its sign stands on the plate beside the label. */
  readonly role?: PortRole;
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
  /** From the middle of that side, CSS pixels to the right or downward. */
  readonly nameShift: number;
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
  const fitted = fit(map, view);
  const { arranged, names } = map.compact
    ? largestClear(view, (size) => arrange(map, view, fitted, size))
    : { arranged: arrange(map, view, fitted, { all: 1, own: OWN_SCALE }), names: null };
  const devices = new Map<string, PlacedDevice>(
    arranged.devices.map((device) => {
      const place = names?.get(device.device.id) ?? { nameAt: nameSide(device, view), nameShift: 0 };
      return [device.device.id, { ...device, ...place }];
    }),
  );
  const { cables, scale } = arranged;
  return {
    view,
    foot: map.compact ? view.height : view.height - TOOLS_STRIP,
    scale,
    place: fitted.place,
    devices,
    links: new Map(cables.map((placed) => [placed.link.id, placed])),
    taps: tapsOf(cables, devices),
    areas: map.areas.map((area) => placeArea(area, fitted.place)),
  };
}

/** Devices with their ports, and the cables between them, drawn at a size. */
function arrange(map: BoardMap, view: Size, fitted: Fitted, size: StripSize): Arranged & { readonly scale: number } {
  const scale = fitted.scale * size.all;
  const bareAt = (device: BoardDevice, move: Point): BareDevice => {
    const { x, y } = fitted.place(device);
    return bareDevice(device, { x: x + move.x, y: y + move.y }, scale * (device.own ? size.own : 1));
  };
  const fixed = map.devices.map((device) => bareAt(device, STAY));
  const moves = map.compact ? movedApart(fixed, view) : new Map<string, Point>();
  const bare = new Map(map.devices.map((device) => [device.id, bareAt(device, moves.get(device.id) ?? STAY)]));
  const ports = placePorts(map, bare, fitted.place, scale);
  const devices = [...bare.values()].map((device) => {
    return { ...device, ports: ports.filter((port) => port.device === device.device.id) };
  });
  const byId = new Map(devices.map((device) => [device.device.id, device]));
  const cables = map.links.map((link) => ({ link, points: linkPoints(link, byId, fitted.place) }));
  return { scale, devices, cables };
}

const STAY: Point = { x: 0, y: 0 };

export type BareDevice = Omit<PlacedDevice, 'ports' | 'nameAt' | 'nameShift'>;
type Fitted = Pick<BoardLayout, 'scale' | 'place'>;

/** Every map leaves its foot free, in map units; there the tools float, in CSS pixels: they do not shrink with the map. */
const TOOLS_STRIP = 68;

function fit(map: BoardMap, view: Size): Fitted {
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
/** Your own device stands out by size. */
const OWN_SCALE = 1.6;

function bareDevice(device: BoardDevice, { x, y }: Point, scale: number): BareDevice {
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
function nameSide({ device, outer, ports }: Unnamed, view: Size): Side {
  const order: readonly Side[] = device.own ? ['top', 'bottom', 'right', 'left'] : ['bottom', 'top', 'right', 'left'];
  const free = order.filter((side) => !ports.some((port) => port.side === side));
  const fits = free.find((side) => {
    if (side === 'bottom') return outer.bottom + NAME_ROOM <= view.height;
    return side !== 'top' || outer.top - NAME_ROOM >= 0;
  });
  return fits ?? free[0] ?? 'bottom';
}

function linkPoints(link: BoardLink, devices: ReadonlyMap<string, Unnamed>, place: (point: Point) => Point): Point[] {
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
