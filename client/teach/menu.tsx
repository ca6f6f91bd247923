/** A button that opens a short list of things to do. Escape, a press elsewhere or a choice closes it; focus goes back to the button. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';

export interface MenuItem {
  readonly key: string;
  readonly text: ComponentChildren;
  readonly onChoose: () => void;
  /** Drawn apart from what stands before it. */
  readonly isApart?: boolean;
  readonly isDisabled?: boolean;
}

interface MenuProps {
  /** Spoken name of the button, where its children do not say it. */
  readonly label?: string;
  readonly class?: string;
  readonly items: readonly MenuItem[];
  readonly children: ComponentChildren;
}

export function Menu({ label, class: name = 'btn s', items, children }: MenuProps): JSX.Element {
  const isOpen = useSignal(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = (): void => {
    isOpen.value = false;
    button.current?.focus();
  };
  useLayoutEffect(() => {
    if (isOpen.value && place.current !== null) placeList(place.current);
  }, [isOpen.value]);
  useEffect(() => {
    if (!isOpen.value) return undefined;
    choices(place.current)[0]?.focus();
    const away = (event: Event): void => {
      if (event.target instanceof Node && place.current?.contains(event.target) !== true) isOpen.value = false;
    };
    document.addEventListener('pointerdown', away);
    document.addEventListener('focusin', away);
    return () => {
      document.removeEventListener('pointerdown', away);
      document.removeEventListener('focusin', away);
    };
  }, [isOpen.value]);
  return (
    <div
      class="menu-place"
      ref={place}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isOpen.value) {
          event.stopPropagation();
          close();
        } else if (isOpen.value) byArrow(event, place.current);
      }}
    >
      <button
        ref={button}
        type="button"
        class={name}
        aria-expanded={isOpen.value}
        aria-controls={id}
        {...(label === undefined ? {} : { 'aria-label': label, title: label })}
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        {children}
      </button>
      <ul id={id} class="menu-list" hidden={!isOpen.value}>
        {items.map((item) => (
          <li key={item.key} class={item.isApart === true ? 'apart' : ''}>
            <button
              type="button"
              class="menu-item"
              disabled={item.isDisabled === true}
              onClick={() => {
                close();
                item.onChoose();
              }}
            >
              {item.text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Between the list and the edge of the window, pixels. */
const EDGE = 8;

/** Under the button, with the same right edge; moved or turned upward where the window ends. */
function placeList(place: HTMLElement): void {
  const list = place.querySelector<HTMLElement>('.menu-list');
  if (list === null) return;
  const around = place.getBoundingClientRect();
  const { width } = list.getBoundingClientRect();
  const most = window.innerWidth - width - EDGE;
  const left = Math.max(EDGE, Math.min(around.right - width, most));
  list.style.left = `${left - around.left}px`;
  list.classList.toggle('up', around.bottom > window.innerHeight * 0.6);
}

function choices(place: HTMLElement | null): HTMLButtonElement[] {
  return [...(place?.querySelectorAll<HTMLButtonElement>('.menu-item:not(:disabled)') ?? [])];
}

function byArrow(event: KeyboardEvent, place: HTMLElement | null): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const all = choices(place);
  const at = all.findIndex((one) => one === document.activeElement);
  all[(at + step + all.length) % all.length]?.focus();
}
