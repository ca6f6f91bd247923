/** Zoom and pan by pointer: ctrl + wheel, pinch, and dragging while the board is zoomed in. */
import { panned, zoomed } from './view.ts';
import type { Point } from './geometry.ts';
import type { Size } from './layout.ts';
import type { View } from './view.ts';

export interface GestureTarget {
  readonly size: () => Size;
  readonly view: () => View;
  readonly show: (view: View) => void;
}

/** CSS pixels that a finger may tremble before a press becomes a drag. */
const SLACK = 6;

/** Listens on `root`; returns the function that stops it. */
export function listenForGestures(root: HTMLElement, target: GestureTarget): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const drag = createDrag(root, target);
  root.addEventListener('pointerdown', drag.down, { signal });
  root.addEventListener('pointermove', drag.move, { signal });
  for (const name of ['pointerup', 'pointercancel'] as const) root.addEventListener(name, drag.up, { signal });
  // The press that ends a drag is not a press of the button under it.
  root.addEventListener('click', drag.click, { signal, capture: true });
  root.addEventListener('wheel', (event) => wheel(event, root, target), { signal, passive: false });
  return () => stop.abort();
}

function wheel(event: WheelEvent, root: HTMLElement, target: GestureTarget): void {
  if (!event.ctrlKey) return;
  event.preventDefault();
  const factor = Math.exp(-event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 0.004 : 0.1));
  target.show(zoomed(target.view(), factor, placeIn(root, event), target.size()));
}

interface Drag {
  down(event: PointerEvent): void;
  move(event: PointerEvent): void;
  up(event: PointerEvent): void;
  click(event: MouseEvent): void;
}

function createDrag(root: HTMLElement, target: GestureTarget): Drag {
  const fingers = new Map<number, Point>();
  let start: Point | null = null;
  let dragged = false;
  const moveOne = (from: Point, to: Point, id: number): void => {
    if (target.view().zoom === 1) return;
    if (!dragged && start !== null && Math.hypot(to.x - start.x, to.y - start.y) < SLACK) return;
    if (!dragged) root.setPointerCapture(id);
    dragged = true;
    target.show(panned(target.view(), to.x - from.x, to.y - from.y, target.size()));
  };
  const pinch = (id: number, to: Point): void => {
    const [one, other] = [...fingers.entries()];
    if (one === undefined || other === undefined) return;
    const still = one[0] === id ? other[1] : one[1];
    const before = fingers.get(id) ?? to;
    const factor = distance(still, to) / Math.max(distance(still, before), 1);
    dragged = true;
    target.show(zoomed(target.view(), factor, { x: (still.x + to.x) / 2, y: (still.y + to.y) / 2 }, target.size()));
  };
  return {
    down: (event) => {
      if (event.button !== 0) return;
      if (fingers.size === 0) [start, dragged] = [placeIn(root, event), false];
      fingers.set(event.pointerId, placeIn(root, event));
    },
    move: (event) => {
      const from = fingers.get(event.pointerId);
      if (from === undefined) return;
      const to = placeIn(root, event);
      if (fingers.size === 1) moveOne(start !== null && !dragged ? start : from, to, event.pointerId);
      else pinch(event.pointerId, to);
      fingers.set(event.pointerId, to);
    },
    up: (event) => {
      fingers.delete(event.pointerId);
    },
    click: (event) => {
      if (!dragged) return;
      dragged = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

function placeIn(root: HTMLElement, event: MouseEvent): Point {
  const box = root.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
