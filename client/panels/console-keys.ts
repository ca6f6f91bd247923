/** The keys of the console's input, as terminals have them. */
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { Store } from '../model.ts';
import { abandon, clear, completeLine, recall, type ConsoleSession } from './console-session.ts';

interface Keys {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onBlur: () => void;
}

/**
 * Arrows bring commands back, Tab completes, Ctrl+L clears, Ctrl+C begins anew, the page keys scroll. Escape leaves the input; and while nothing
 * has been typed since it got the focus, Tab leaves it as everywhere, so that nobody is caught in it (WCAG 2.1.2).
 */
export function useConsoleKeys(store: Store, session: ConsoleSession, screen: RefObject<HTMLElement | null>): Keys {
  const hasTyped = useRef(false);
  const pressed = (event: KeyboardEvent): boolean => {
    const input = event.currentTarget as HTMLInputElement;
    if (event.key === 'Escape') return leave(input);
    if (event.key === 'Tab') {
      if (event.shiftKey || event.ctrlKey || !hasTyped.current || session.line.peek().trim() === '') return false;
      void completeLine(store, session, input.selectionEnd ?? session.line.peek().length);
      return true;
    }
    hasTyped.current = true;
    return event.ctrlKey ? withControl(session, event.key, input) : plainKey(session, event.key, screen);
  };
  return {
    onKeyDown: (event) => {
      if (event.isComposing || event.altKey || event.metaKey) return;
      if (pressed(event)) event.preventDefault();
    },
    onBlur: () => {
      hasTyped.current = false;
    },
  };
}

function plainKey(session: ConsoleSession, key: string, screen: RefObject<HTMLElement | null>): boolean {
  switch (key) {
    case 'ArrowUp':
      recall(session, -1);
      return true;
    case 'ArrowDown':
      recall(session, 1);
      return true;
    case 'PageUp':
    case 'PageDown': {
      const height = screen.current?.clientHeight ?? 0;
      screen.current?.scrollBy({ top: (key === 'PageUp' ? -0.9 : 0.9) * height });
      return true;
    }
    default:
      return false;
  }
}

/** Ctrl+C still copies what is marked. */
function withControl(session: ConsoleSession, key: string, input: HTMLInputElement): boolean {
  if (key === 'l') {
    clear(session);
    return true;
  }
  const isMarked = input.selectionStart !== input.selectionEnd || document.getSelection()?.isCollapsed === false;
  if (key !== 'c' || isMarked) return false;
  abandon(session);
  return true;
}

/** Back to the switch by which one came. */
function leave(input: HTMLInputElement): true {
  const way = document.querySelector<HTMLElement>('.dev-head input:checked, .tabbar [aria-current]');
  if (way === null) input.blur();
  else way.focus();
  return true;
}
