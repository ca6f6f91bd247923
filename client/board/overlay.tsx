/** The two planes of words: areas under the canvas, everything that can be read or pressed over it. */
import { h, render } from 'preact';
import { Mirror } from './mirror.tsx';
import { Areas, Notes } from './notes.tsx';
import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Fall } from './fall.ts';
import type { Bundle } from './flight.ts';
import type { Edges } from './geometry.ts';
import type { BoardLayout } from './layout.ts';
import type { BoardModel, BoardWords } from './model.ts';

export interface OverlayState {
  readonly layout: ReadonlySignal<BoardLayout>;
  readonly model: ReadonlySignal<BoardModel>;
  readonly words: ReadonlySignal<BoardWords>;
  readonly falls: ReadonlySignal<readonly Fall[]>;
  readonly bundles: ReadonlySignal<readonly Bundle[]>;
  readonly onDevice: (id: string) => void;
  readonly onOwnPort: (port: string) => void;
  readonly onFocus: (place: Edges) => void;
}

/** Fills the planes and keeps them so; returns the function that empties them. */
export function mountOverlay(ground: HTMLElement, words: HTMLElement, state: OverlayState): () => void {
  render(h(Ground, state), ground);
  render(h(Words, state), words);
  return () => {
    render(null, ground);
    render(null, words);
  };
}

function Ground({ layout }: OverlayState): JSX.Element {
  return <Areas layout={layout.value} />;
}

function Words({ layout, model, words, falls, bundles, onDevice, onOwnPort, onFocus }: OverlayState): JSX.Element {
  const shared = { layout: layout.value, model: model.value };
  return (
    <>
      <Mirror {...shared} words={words.value} onDevice={onDevice} onOwnPort={onOwnPort} onFocus={onFocus} />
      <Notes {...shared} shouldLeave={words.value.shouldLeave} falls={falls.value} bundles={bundles.value} />
    </>
  );
}
