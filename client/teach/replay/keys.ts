/** A replay by the keyboard: arrow keys go from step to step, Space plays. */
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { ReplayPlayer } from './player.ts';

/** What uses these keys itself. */
const OWN_KEYS = 'input, select, textarea, [role="tree"], [contenteditable], .board-devices, .scroller, dialog';

export function useReplayKeys(player: ReplayPlayer, place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const ended = new AbortController();
    const act = (event: KeyboardEvent): void => {
      if (!isMeant(event, place.current)) return;
      const { step, replay } = player;
      const last = (replay.peek()?.steps.length ?? 1) - 1;
      const target: Readonly<Record<string, number>> = {
        ArrowLeft: step.peek() - 1,
        ArrowRight: step.peek() + 1,
        Home: 0,
        End: last,
      };
      const to = target[event.key];
      if (to !== undefined) player.go(to);
      else if (event.key === ' ' && !isButton(event.target)) player.toggle();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', act, { signal: ended.signal });
    // A mark of the time line is a button, but Space there plays.
    const swallow = (event: KeyboardEvent): void => {
      if (event.key === ' ' && isMark(event.target)) event.preventDefault();
    };
    document.addEventListener('keyup', swallow, { signal: ended.signal });
    return () => ended.abort();
  }, [player]);
}

function isMeant(event: KeyboardEvent, place: HTMLElement | null): boolean {
  const { target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return false;
  if (!(target instanceof Element) || place === null) return false;
  if (target.closest(OWN_KEYS) !== null || document.querySelector('dialog[open]') !== null) return false;
  return target === document.body || target.id === 'content' || place.contains(target);
}

function isButton(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, summary') !== null && !isMark(target);
}

function isMark(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.step-mark') !== null;
}
