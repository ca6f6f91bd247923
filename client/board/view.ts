/** Zoom and pan: which part of the board is seen. Pure; CSS pixels. */
import { clamp } from './geometry.ts';
import type { Edges, Point } from './geometry.ts';
import type { Size } from './layout.ts';

export interface View {
  /** 1 shows the whole map, 4 is the closest. */
  readonly zoom: number;
  /** Where the board's upper left corner is. */
  readonly x: number;
  readonly y: number;
}

export const WHOLE: View = { zoom: 1, x: 0, y: 0 };
export const ZOOM_MAX = 4;

/** Zooms by `factor` and keeps what is under `around` where it is, as far as the board's edges allow. */
export function zoomed(view: View, factor: number, around: Point, size: Size): View {
  const zoom = clamp(view.zoom * factor, 1, ZOOM_MAX);
  const grown = zoom / view.zoom;
  return held({ zoom, x: around.x - (around.x - view.x) * grown, y: around.y - (around.y - view.y) * grown }, size);
}

export function panned(view: View, dx: number, dy: number, size: Size): View {
  return held({ ...view, x: view.x + dx, y: view.y + dy }, size);
}

/** The view moved as little as needed to show `target` (board coordinates) with some room around it. */
export function showing(view: View, target: Edges, size: Size): View {
  const room = 12;
  const left = target.left * view.zoom + view.x - room;
  const right = target.right * view.zoom + view.x + room - size.width;
  const top = target.top * view.zoom + view.y - room;
  const bottom = target.bottom * view.zoom + view.y + room - size.height;
  const dx = left < 0 ? -left : right > 0 ? -right : 0;
  const dy = top < 0 ? -top : bottom > 0 ? -bottom : 0;
  return view.zoom === 1 ? view : panned(view, dx, dy, size);
}

/** No empty border comes into sight. */
function held({ zoom, x, y }: View, size: Size): View {
  return { zoom, x: clamp(x, size.width * (1 - zoom), 0), y: clamp(y, size.height * (1 - zoom), 0) };
}
