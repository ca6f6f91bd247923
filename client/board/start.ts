/** Starts a board inside an element of the page. The only file of this folder, but model.ts, that a page needs. */
import { computed, effect, signal } from '@preact/signals';
import { resolvePalette } from '../art/palette.ts';
import { listenForGestures } from './gestures.ts';
import { createLoop } from './loop.ts';
import { mountOverlay } from './overlay.tsx';
import { picturesFor } from './pictures.ts';
import { createStage, devicePixels } from './stage.ts';
import { createState, draw, flightPlaces, ownPlace, sizeOf, valuesOf } from './state.ts';
import { WHOLE, showing, zoomed } from './view.ts';
import './board.css';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Loop } from './loop.ts';
import type { BoardModel, BoardWords } from './model.ts';
import type { Stage } from './stage.ts';
import type { FlightPlace, State } from './state.ts';
import type { View } from './view.ts';

export interface BoardOptions {
  readonly model: ReadonlySignal<BoardModel>;
  /** Microseconds; grows with play, stands still while it is paused. */
  readonly clockUs: () => number;
  /** In a signal where the language can change while the board is open. */
  readonly words: BoardWords | ReadonlySignal<BoardWords>;
  readonly onDevice?: (id: string) => void;
  readonly onOwnPort?: (port: string) => void;
}

export interface Board {
  /** Leaves nothing behind: no element, listener, timer or texture. */
  destroy(): void;
  /** One step closer (1) or further (-1). */
  zoom(by: 1 | -1): void;
  /** The whole map again. */
  fit(): void;
  /** From the first call on the board stops following its clock and moves by `ms` a call: for tests. */
  step(ms: number): void;
  /** Where the frames on cables are now, CSS pixels in the board: for tests. */
  flights(): readonly FlightPlace[];
  /** Resolves when the map has been drawn once. */
  readonly ready: Promise<void>;
}

/** Fills `parent`, which must be positioned and have a size. */
export function startBoard(parent: HTMLElement, options: BoardOptions): Board {
  const { root, ground, canvas, words } = buildRoot(parent);
  const state = createState(root, options.model);
  const loop = createLoop(options.clockUs, (nowUs) => draw(state, nowUs));
  const show = (view: View): void => void (state.view.value = view);
  const unmount = mountOverlay(ground, words, {
    ...state,
    words: 'value' in options.words ? options.words : signal(options.words),
    onDevice: (id) => options.onDevice?.(id),
    onOwnPort: (port) => options.onOwnPort?.(port),
    onFocus: (place) => show(showing(state.view.peek(), place, state.size.peek())),
  });
  const stops = [
    unmount,
    loop.stop,
    watchSize(state),
    watchPixels(state.pixels),
    listenForGestures(root, { size: () => state.size.peek(), view: () => state.view.peek(), show }),
    effect(() => placePlanes(state, [ground, words])),
    followChanges(state, loop),
  ];
  const life = openStage(state, canvas, loop, stops);
  const middle = (): { x: number; y: number } => ownPlace(state);
  const board: Board = {
    ready: life.ready,
    destroy: () => {
      life.close();
      root.remove();
    },
    zoom: (by) => show(zoomed(state.view.peek(), by === 1 ? 1.4 : 1 / 1.4, middle(), state.size.peek())),
    fit: () => show(WHOLE),
    step: loop.step,
    flights: () => flightPlaces(state, loop.nowUs()),
  };
  exposeForTests(board, stops);
  return board;
}

function buildRoot(parent: HTMLElement): Record<'root' | 'ground' | 'canvas' | 'words', HTMLElement> {
  const element = (name: string): HTMLElement => Object.assign(document.createElement('div'), { className: name });
  const parts = {
    root: element('board-root'),
    ground: element('board-plane'),
    canvas: element('board-canvas'),
    words: element('board-plane words'),
  };
  parts.canvas.setAttribute('aria-hidden', 'true');
  parts.root.append(parts.ground, parts.canvas, parts.words);
  parent.append(parts.root);
  return parts;
}

/** Draws after every change of what is shown. */
function followChanges(state: State, loop: Loop): () => void {
  return effect(() => {
    valuesOf(state.layout, state.view, state.pixels, state.model);
    loop.wake();
  });
}

/** Phaser needs a moment to start; the words are there before it. */
function openStage(
  state: State,
  canvas: HTMLElement,
  loop: Loop,
  stops: (() => void)[],
): { ready: Promise<void>; close(): void } {
  let isOpen = true;
  const close = (): void => {
    isOpen = false;
    for (const stop of stops) stop();
    state.stage?.destroy();
    state.stage = null;
  };
  const open = async (): Promise<void> => {
    const stage = await createStage(canvas, state.size.peek());
    if (!isOpen) return stage.destroy();
    await stage.bake(pictures(state), state.view.peek().zoom);
    if (!isOpen) return stage.destroy();
    state.stage = stage;
    stops.push(keepBaked(state, stage, loop));
    loop.wake();
    await loop.drawn();
  };
  return { ready: open(), close };
}

function pictures(state: State): ReturnType<typeof picturesFor> {
  return picturesFor(state.layout.peek(), state.model.peek().compact, resolvePalette(state.root));
}

/** How long size, zoom and theme must rest before the pictures are baked for them. */
const BAKE_AFTER_MS = 60;

/** Bakes again when the map, the theme, the size or the zoom has changed; meanwhile the old pictures are stretched. */
function keepBaked(state: State, stage: Stage, loop: Loop): () => void {
  const dark = computed(() => state.model.value.dark);
  const zoom = computed(() => state.view.value.zoom);
  let timer = 0;
  let isFirst = true;
  const bake = (): void => void stage.bake(pictures(state), zoom.peek()).then(loop.wake, reportError);
  const stop = effect(() => {
    valuesOf(state.layout, state.pixels, dark, zoom);
    stage.resize(state.size.peek());
    window.clearTimeout(timer);
    if (!isFirst) timer = window.setTimeout(bake, BAKE_AFTER_MS);
    isFirst = false;
  });
  return () => {
    stop();
    window.clearTimeout(timer);
  };
}

function placePlanes(state: State, planes: readonly HTMLElement[]): void {
  const { zoom, x, y } = state.view.value;
  for (const plane of planes) {
    plane.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`;
    plane.style.setProperty('--board-scale', String(state.layout.value.scale));
  }
  state.root.classList.toggle('zoomed', zoom > 1);
  state.root.classList.toggle('board-compact', state.model.value.compact);
  state.root.classList.toggle('board-pointing', state.model.value.pointing);
}

function watchSize(state: State): () => void {
  const observer = new ResizeObserver(() => {
    state.size.value = sizeOf(state.root);
    state.view.value = WHOLE;
  });
  observer.observe(state.root);
  return () => observer.disconnect();
}

function watchPixels(pixels: Signal<number>): () => void {
  const stop = new AbortController();
  const listen = (): void => {
    pixels.value = devicePixels();
    const query = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    query.addEventListener('change', listen, { once: true, signal: stop.signal });
  };
  listen();
  return () => stop.abort();
}

declare global {
  interface Window {
    hopBoard?: Pick<Board, 'step' | 'flights' | 'ready'>;
  }
}

/** With ?e2e in the address, tests reach the board that is open. */
function exposeForTests(board: Board, stops: (() => void)[]): void {
  if (!new URLSearchParams(location.search).has('e2e')) return;
  window.hopBoard = board;
  stops.push(() => {
    if (window.hopBoard === board) delete window.hopBoard;
  });
}
