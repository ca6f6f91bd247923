/** Where frames that wait at a device are drawn. */
import { around, outside, overlap, stepFrom } from './geometry.ts';
import { signedPlateBox, stripNameBox } from './names.ts';
import { frameScales } from './pictures.ts';
import type { Edges, Point } from './geometry.ts';
import type { BoardLayout, PlacedDevice, PlacedPort } from './layout.ts';
import type { Waiting } from './model.ts';

export interface WaitingPlace extends Point {
  readonly waiting: Waiting;
  /** First of its port: the others peep out behind it. */
  readonly front: boolean;
}

/** How many frames of one port are drawn; the inbox counts the rest. */
const DECK = 4;

/** Frames that wait, hindmost first. On a strip a deck lies where it covers least, on a larger board there is room at its port. */
export function waitingPlaces(layout: BoardLayout, waiting: readonly Waiting[], compact: boolean): WaitingPlace[] {
  const { still } = frameScales(layout.scale, compact);
  const taken: Edges[] = [];
  const places = decksOf(waiting).flatMap((deck) => {
    const front = deck[0];
    const device = front === undefined ? undefined : layout.devices.get(front.device);
    if (front === undefined || device === undefined) return [];
    const port = device.ports.find(({ id }) => id === front.port);
    const [usual, ...others] = deckPlaces(device, port, still);
    const first = compact ? leastCovering([usual, ...others], device, layout, taken, still) : usual;
    taken.push(frameBox(first, still));
    const shown = deck
      .slice(0, DECK)
      .map((one, index) => ({ waiting: one, front: index === 0, ...behind(first, 6 * still * index) }));
    return [shown.toReversed()];
  });
  // Yours come last: nobody else's frame covers them.
  return places.toReversed().flat();
}

/** Frames at one port of one device; yours come first. */
function decksOf(waiting: readonly Waiting[]): readonly (readonly Waiting[])[] {
  const decks = new Map<string, Waiting[]>();
  for (const one of waiting) {
    const key = `${one.device} ${one.port ?? ''}`;
    decks.set(key, [...(decks.get(key) ?? []), one]);
  }
  return [...decks.values()].toSorted((one, other) => Number(other[0]?.own) - Number(one[0]?.own));
}

/** A place for the front of a deck, and which way the others peep out behind it. */
interface DeckPlace extends Point {
  readonly out: Point;
}

function behind({ x, y, out }: DeckPlace, step: number): Point {
  return { x: x + out.x * step, y: y + out.y * step };
}

/** The usual place first: beside the cable at an upright side, on it at the others; at the upper right corner what is at no port. The rest are for a strip. */
function deckPlaces(device: PlacedDevice, port: PlacedPort | undefined, still: number): [DeckPlace, ...DeckPlace[]] {
  const { right, top } = device.outer;
  const [usual, ...rest] = edgePlaces(device.outer, { x: right + 4 * still, y: top });
  return port === undefined ? [usual, ...rest] : [...portPlaces(port, still), usual, ...rest];
}

/** Shares of a side. */
const ALONG = [0, 0.25, 0.5, 0.75, 1];

/** Round the device on its edge, the upper right corner first. */
function edgePlaces({ left, right, top, bottom }: Edges, corner: Point): [DeckPlace, ...DeckPlace[]] {
  const upright = [
    { x: left, out: -1 },
    { x: right, out: 1 },
  ].flatMap(({ x, out }) =>
    ALONG.map((share) => ({ x, y: top + (bottom - top) * share, out: { x: out, y: share > 0.5 ? 1 : -1 } })),
  );
  const level = [
    { y: top, out: -1 },
    { y: bottom, out: 1 },
  ].flatMap(({ y, out }) =>
    ALONG.map((share) => ({ x: left + (right - left) * share, y, out: { x: share < 0.5 ? -1 : 1, y: out } })),
  );
  return [{ ...corner, out: { x: 1, y: -1 } }, ...upright, ...level];
}

function portPlaces(port: PlacedPort, still: number): [DeckPlace, ...DeckPlace[]] {
  const { side } = port;
  const [origin, step] = [{ x: 0, y: 0 }, 27 * still];
  if (side === 'left' || side === 'right') {
    const reach = port.plate ? 36 * still : 40 * still;
    const place = (aside: number, more = 0): DeckPlace => ({
      ...stepFrom(port, side, reach + more * still, aside),
      out: stepFrom(origin, side, 1, Math.sign(aside)),
    });
    return [place(-step), place(step), place(0, 8), place(-step, 14), place(step, 14)];
  }
  const usual = { ...stepFrom(port, side, 36 * still), out: stepFrom(origin, side, 1, 1) };
  const beside = (aside: number): DeckPlace => ({
    ...stepFrom(port, side, 8 * still, aside),
    out: stepFrom(origin, side, 1),
  });
  return [usual, beside(62 * still), beside(-62 * still)];
}

/** A frame that is cut off says less than one that covers something; on its own device it covers least, and it should lie near its usual place. */
const COSTS = { outside: 20, onWords: 20, onDevice: 10, onOwn: 0.15, away: 2 };

function leastCovering(
  places: readonly [DeckPlace, ...DeckPlace[]],
  own: PlacedDevice,
  layout: BoardLayout,
  taken: readonly Edges[],
  still: number,
): DeckPlace {
  const shown = [...layout.devices.values()].filter(({ device }) => device.drawAs === 'device');
  const devices = [...shown.flatMap((placed) => (placed === own ? [] : [placed.outer])), ...taken];
  const words = [
    ...shown.map((placed) => stripNameBox(placed, placed)),
    ...shown.flatMap(({ ports }) => ports.filter(({ plate }) => plate).map(signedPlateBox)),
  ];
  const sumOf = (box: Edges, boxes: readonly Edges[]): number => boxes.reduce((sum, one) => sum + overlap(box, one), 0);
  const costOf = (place: DeckPlace): number => {
    const box = frameBox(place, still);
    const lost = outside(box, { left: 0, top: 0, right: layout.view.width, bottom: layout.view.height });
    return (
      COSTS.outside * lost +
      COSTS.onOwn * overlap(box, own.outer) +
      COSTS.away * Math.hypot(place.x - places[0].x, place.y - places[0].y) +
      COSTS.onWords * sumOf(box, words) +
      COSTS.onDevice * sumOf(box, devices)
    );
  };
  const [first, ...others] = places;
  return others.reduce((best, place) => (costOf(place) < costOf(best) ? place : best), first);
}

/** A frame with its ring. */
function frameBox(place: Point, still: number): Edges {
  return around(place, 29 * still, 18 * still);
}
