/**
 * The board as elements: everything on the map that has words or can be pressed. It lies over the canvas, takes
 * pointer, touch and keyboard, and is what a screen reader reads. One tab stop; arrow keys go to what lies nearest.
 */
import { useSignal } from '@preact/signals';
import { Device } from './device-button.tsx';
import { deviceSpot, spotAfter, spotsOf } from './spots.ts';
import type { JSX, TargetedFocusEvent, TargetedKeyboardEvent } from 'preact';
import type { Edges } from './geometry.ts';
import type { BoardLayout } from './layout.ts';
import type { BoardModel, BoardWords } from './model.ts';

export interface MirrorProps {
  readonly layout: BoardLayout;
  readonly model: BoardModel;
  readonly words: BoardWords;
  readonly onDevice: (id: string) => void;
  readonly onOwnPort: (port: string) => void;
  /** Something on the board got the focus: it must be in sight. */
  readonly onFocus: (place: Edges) => void;
}

export function Mirror(props: MirrorProps): JSX.Element {
  const { layout, model, words } = props;
  const chosen = useSignal<string | null>(null);
  const spots = spotsOf(layout);
  const own = model.devices.find((device) => device.own) ?? model.devices[0];
  const current = spots.find(({ id }) => id === chosen.value)?.id ?? (own ? deviceSpot(own.id) : null);
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLUListElement>): void => {
    const next = spotAfter(event.key, spots, current);
    if (next === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    chosen.value = next.id;
    elementOf(event.currentTarget, next.id)?.focus({ preventScroll: true });
  };
  const onFocusIn = (event: TargetedFocusEvent<HTMLUListElement>): void => {
    const id = (event.target as HTMLElement).dataset['spot'];
    const spot = spots.find((candidate) => candidate.id === id);
    if (spot === undefined) return;
    chosen.value = spot.id;
    props.onFocus(spot.edges);
  };
  return (
    <ul class="board-devices" aria-label={words.board} onKeyDown={onKeyDown} onFocusIn={onFocusIn}>
      {[...layout.devices.values()].map((placed) => (
        <Device key={placed.device.id} {...props} placed={placed} current={current} />
      ))}
    </ul>
  );
}

function elementOf(list: HTMLElement, id: string): HTMLElement | undefined {
  return [...list.querySelectorAll<HTMLElement>('[data-spot]')].find((element) => element.dataset['spot'] === id);
}
