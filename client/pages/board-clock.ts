/**
 * The clock that the board draws by. It runs while somebody plays, faster and slower with the speed, and stands still soon after a pause, so
 * that a fall in progress ends. Simulated time is shown on it: a cable takes 900 ms of it, and where simulated time stands, frames stand.
 */
import type { Clock } from '../model.ts';
import { nowUs } from '../model.ts';

export interface BoardClock {
  /** Microseconds; 1000 a millisecond at speed 1. */
  nowUs(nowMs: number): number;
  /** From `nowMs` on. */
  set(nowMs: number, pace: { readonly speed: number; readonly isRunning: boolean }): void;
}

/** How long the clock runs on after a pause, milliseconds: longer than a fall takes. */
const LINGER_MS = 1200;

export function createBoardClock(startMs: number): BoardClock {
  let atUs = 0;
  let atMs = startMs;
  let stopMs = Infinity;
  let speed = 1;
  const read = (nowMs: number): number => atUs + Math.max(0, Math.min(nowMs, stopMs) - atMs) * 1000 * speed;
  return {
    nowUs: read,
    set: (nowMs, pace) => {
      const wasRunning = stopMs === Infinity;
      atUs = read(nowMs);
      const leftMs = Math.max(0, stopMs - nowMs);
      atMs = nowMs;
      speed = pace.speed;
      stopMs = pace.isRunning ? Infinity : nowMs + (wasRunning ? LINGER_MS : leftMs);
    },
  };
}

/** Simulated time and the board's clock at one moment: when the server last set the time. */
export interface Anchor {
  readonly clock: Clock;
  readonly boardUs: number;
  readonly speed: number;
  /** The stretch of time that the server allowed has run out. */
  readonly isOver: boolean;
}

export interface Span {
  readonly departUs: number;
  readonly arriveUs: number;
}

/** As good as never: within it a frame moves less than can be seen. Microseconds, about 30 years. */
const STANDING_US = 1e15;

/** A flight of simulated time on the board's clock; null when it is over, or has not begun where time stands. */
export function spanOnBoard(flight: Span, { clock, boardUs, speed, isOver }: Anchor): Span | null {
  const lengthUs = Math.max(1, flight.arriveUs - flight.departUs);
  if (isOver || clock.ratePerMs === 0) {
    const standsUs = isOver ? clock.untilUs : clock.atUs;
    const share = (standsUs - flight.departUs) / lengthUs;
    if (share < 0 || share >= 1) return null;
    return { departUs: boardUs - share * STANDING_US, arriveUs: boardUs + (1 - share) * STANDING_US };
  }
  if (flight.arriveUs <= clock.atUs) return null;
  const stretch = (1000 * speed) / clock.ratePerMs;
  const shown = (us: number): number => boardUs + (us - clock.atUs) * stretch;
  return { departUs: shown(flight.departUs), arriveUs: shown(flight.arriveUs) };
}

/** Milliseconds until the stretch of time that the server allowed runs out; null when it stands. */
export function leftMs(clock: Clock, nowMs: number): number | null {
  if (clock.ratePerMs === 0) return null;
  return Math.max(0, (clock.untilUs - nowUs(clock, nowMs)) / clock.ratePerMs);
}
