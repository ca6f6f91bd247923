/** What one board holds while it lives, and what it looks like at a moment of its clock. */
import { computed, signal } from '@preact/signals';
import { fallsOf, isSeen } from './fall.ts';
import { trafficAt } from './flight.ts';
import { layoutBoard } from './layout.ts';
import { movesBy, spritesAt } from './scene.ts';
import { devicePixels } from './stage.ts';
import { WHOLE } from './view.ts';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Fall } from './fall.ts';
import type { Bundle } from './flight.ts';
import type { Point } from './geometry.ts';
import type { BoardLayout, Size } from './layout.ts';
import type { BoardModel } from './model.ts';
import type { Moment } from './scene.ts';
import type { Stage } from './stage.ts';
import type { View } from './view.ts';

/** What one board holds while it lives. */
export interface State {
  readonly model: ReadonlySignal<BoardModel>;
  readonly root: HTMLElement;
  readonly size: Signal<Size>;
  /** Device pixels per CSS pixel; changes when a window moves to another screen. */
  readonly pixels: Signal<number>;
  readonly view: Signal<View>;
  readonly layout: ReadonlySignal<BoardLayout>;
  readonly falls: Signal<readonly Fall[]>;
  readonly bundles: Signal<readonly Bundle[]>;
  readonly seenUs: Map<string, number>;
  stage: Stage | null;
}

export function createState(root: HTMLElement, model: ReadonlySignal<BoardModel>): State {
  const size = signal<Size>(sizeOf(root));
  // The page may hand over a new model many times a second; the map in it seldom changes.
  const map = computed(() => {
    const { size: units, devices, links, areas, compact } = model.value;
    return JSON.stringify({ units, devices, links, areas, compact });
  });
  const layout = computed(() => (map.value, layoutBoard(model.peek(), size.value)));
  return {
    model,
    root,
    size,
    layout,
    pixels: signal(devicePixels()),
    view: signal(WHOLE),
    falls: signal<readonly Fall[]>([]),
    bundles: signal<readonly Bundle[]>([]),
    seenUs: new Map(),
    stage: null,
  };
}

/** Draws the board as it is at `nowUs`; returns whether it will have changed a moment later. */
export function draw(state: State, nowUs: number): boolean {
  const { layout, stage, seenUs } = state;
  if (stage === null) return false;
  const model = state.model.peek();
  const traffic = trafficAt(layout.peek(), model.flights, nowUs, model.reducedMotion);
  const falls = fallsOf(
    layout.peek(),
    model.fallen.filter((fallen) => isSeen(fallen, nowUs)),
  );
  noteSeen(seenUs, model, nowUs);
  const moment: Moment = { layout: layout.peek(), model, nowUs, traffic, falls, seenUs };
  stage.draw(spritesAt(moment), state.view.peek());
  keep(state.falls, falls);
  keep(state.bundles, traffic.bundles);
  return movesBy(moment);
}

/** Words on the board change only when they differ: a signal is not told sixty times a second that nothing happened. */
function keep<T>(target: Signal<readonly T[]>, next: readonly T[]): void {
  if (JSON.stringify(next) !== JSON.stringify(target.peek())) target.value = next;
}

function noteSeen(seenUs: Map<string, number>, model: BoardModel, nowUs: number): void {
  const waiting = new Set(model.waiting.map(({ id }) => id));
  for (const id of seenUs.keys()) if (!waiting.has(id)) seenUs.delete(id);
  for (const id of waiting) if (!seenUs.has(id)) seenUs.set(id, nowUs);
}

/** Never empty: a hidden board keeps a pixel until it is shown. */
export function sizeOf(root: HTMLElement): Size {
  return { width: Math.max(1, root.clientWidth), height: Math.max(1, root.clientHeight) };
}

/** Inside an effect: run again when any of `signals` changes. */
export function valuesOf(...signals: readonly ReadonlySignal<unknown>[]): readonly unknown[] {
  return signals.map((one) => one.value);
}

/** Where a frame is drawn, CSS pixels in the board. */
export interface FlightPlace extends Point {
  readonly id: string;
}

/** Buttons zoom around your own device. */
export function ownPlace({ layout, view, size }: State): Point {
  const own = [...layout.peek().devices.values()].find(({ device }) => device.own);
  const { zoom, x, y } = view.peek();
  if (own === undefined) return { x: size.peek().width / 2, y: size.peek().height / 2 };
  return { x: own.x * zoom + x, y: own.y * zoom + y };
}

export function flightPlaces({ layout, view, model }: State, nowUs: number): FlightPlace[] {
  const { zoom, x, y } = view.peek();
  const { flights, reducedMotion } = model.peek();
  const { single } = trafficAt(layout.peek(), flights, nowUs, reducedMotion);
  return single.map((one) => ({ id: one.flight.id, x: one.x * zoom + x, y: one.y * zoom + y }));
}
