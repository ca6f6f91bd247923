/** What stands around a device: frames that wait at its ports, arrows of a choice, and where its eyes look. */
import { FALL_US, LIES_US, SAD_US } from './fall.ts';
import { isFlying } from './flight.ts';
import { stepFrom } from './geometry.ts';
import { ARROW_LENGTH, frameScales } from './pictures.ts';
import type { Look } from '../art/eyes.ts';
import type { BoardLayout, PlacedDevice, PlacedPort } from './layout.ts';
import type { BoardModel, Fallen, Waiting } from './model.ts';
import type { Point, Side } from './geometry.ts';

export interface WaitingPlace extends Point {
  readonly waiting: Waiting;
  /** First of its port: the others peep out behind it. */
  readonly front: boolean;
}

/** How many frames of one port are drawn; the inbox counts the rest. */
const DECK = 4;

/** Frames that wait, hindmost first. Beside the cable at an upright side, on it at the others. */
export function waitingPlaces(layout: BoardLayout, waiting: readonly Waiting[], compact: boolean): WaitingPlace[] {
  const decks = new Map<string, Waiting[]>();
  for (const one of waiting) {
    const key = `${one.device} ${one.port ?? ''}`;
    decks.set(key, [...(decks.get(key) ?? []), one]);
  }
  const { still } = frameScales(layout.scale, compact);
  // Yours come last: nobody else's frame covers them.
  const ordered = [...decks.values()].toSorted((one, other) => Number(one[0]?.own) - Number(other[0]?.own));
  return ordered.flatMap((deck) => {
    const front = deck[0];
    const device = front === undefined ? undefined : layout.devices.get(front.device);
    if (front === undefined || device === undefined) return [];
    const port = device.ports.find(({ id }) => id === front.port);
    const shown = deck.slice(0, DECK).map((one, index) => {
      return { waiting: one, front: index === 0, ...deckPlace(device, port, still, index, compact) };
    });
    return shown.toReversed();
  });
}

function deckPlace(
  device: PlacedDevice,
  port: PlacedPort | undefined,
  still: number,
  index: number,
  compact: boolean,
): Point {
  const behind = 6 * still * index;
  if (port === undefined) {
    return { x: device.outer.right + (4 * still + behind), y: device.outer.top - behind };
  }
  const reach = port.plate ? 36 * still : 40 * still;
  if (port.side === 'left' || port.side === 'right')
    return stepFrom(port, port.side, reach + behind, -27 * still - behind);
  // On a small board the next device is too near: the frame waits at the corner instead of on the cable.
  if (compact) return stepFrom(port, port.side, 8 * still + behind, 62 * still);
  return stepFrom(port, port.side, 36 * still + behind, behind);
}

/** Where the arrow of a chosen port points out: beside the cable, on the side that no waiting frame takes. */
export function arrowPlace(
  own: PlacedDevice,
  port: string,
  model: BoardModel,
  scale: number,
): (Point & { turn: number; side: Side }) | null {
  const placed = own.ports.find(({ id }) => id === port);
  if (placed === undefined) return null;
  const taken = model.waiting.some((one) => one.device === own.device.id && one.port === port);
  const upright = placed.side === 'left' || placed.side === 'right';
  const aside = upright === taken ? 32 : -32;
  const place = stepFrom(placed, placed.side, (16 + ARROW_LENGTH / 2) * scale, aside * scale);
  return { ...place, turn: TURNS[placed.side], side: placed.side };
}

const TURNS: Readonly<Record<Side, number>> = { right: 0, left: Math.PI, bottom: Math.PI / 2, top: -Math.PI / 2 };

/** Eyes look to the port where a frame waits, else to the cable on which one comes. */
export function lookOf(placed: PlacedDevice, { model, nowUs }: { model: BoardModel; nowUs: number }): Look | undefined {
  const { device, ports } = placed;
  const waits = model.waiting.find((waiting) => waiting.device === device.id && waiting.port !== null);
  const comes = model.flights.find((flight) => {
    return flight.from !== device.id && isFlying(flight, nowUs) && ports.some(({ link }) => link === flight.link);
  });
  const port = ports.find((candidate) => (waits ? candidate.id === waits.port : candidate.link === comes?.link));
  return port === undefined ? undefined : LOOKS[port.side];
}

const LOOKS = { left: 'left', right: 'right', top: 'up', bottom: 'down' } as const satisfies Record<Side, Look>;

/** Whether a lost frame still changes: it falls, its device is sad, or it will be cleared away. */
export function dangling({ atUs, stays }: Fallen, nowUs: number): boolean {
  return nowUs < atUs + (stays ? Math.max(FALL_US, SAD_US) : FALL_US + LIES_US);
}
