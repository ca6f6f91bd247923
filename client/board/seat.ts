/** What stands around a device: arrows of a choice, and where its eyes look. */
import { FALL_US, LIES_US, SAD_US } from './fall.ts';
import { isFlying } from './flight.ts';
import { stepFrom } from './geometry.ts';
import { ARROW_LENGTH } from './pictures.ts';
import type { Look } from '../art/eyes.ts';
import type { PlacedDevice } from './layout.ts';
import type { BoardModel, Fallen } from './model.ts';
import type { Point, Side } from './geometry.ts';

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
