/** Where the focus goes when what had it is gone: to the next thing to do, and only if the person was in the panel. And what is in sight then. */
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** What has to be done next, best first. */
const NEXT = [
  '.verdict .btn.main',
  '.step.last .header-row.open input',
  '.step.last input:checked',
  '.step.last input',
  '.step.last .btn.main:not(:disabled)',
  '.step.last button:not(:disabled)',
  '.inbox .letter.on',
];

/** `place` names what is shown; when it changes and the focus was lost, it is given to the next thing to do. */
export function useKeptFocus(panel: RefObject<HTMLElement | null>, place: string): void {
  const wasInside = useRef(false);
  useEffect(() => {
    const look = (event: Event): void => {
      wasInside.current = event.target instanceof Node && panel.current?.contains(event.target) === true;
    };
    document.addEventListener('focusin', look);
    document.addEventListener('pointerdown', look);
    return () => {
      document.removeEventListener('focusin', look);
      document.removeEventListener('pointerdown', look);
    };
  }, [panel]);
  useEffect(() => {
    const { activeElement } = document;
    const isLost = activeElement === null || activeElement === document.body;
    if (!wasInside.current || !isLost) return;
    const next = NEXT.map((selector) => panel.current?.querySelector<HTMLElement>(selector)).find(
      (it) => it !== null && it !== undefined,
    );
    next?.focus({ preventScroll: true });
  }, [place, panel]);
}

/** What the judge says is read from its beginning, also where the step stays below it. */
function placeToRead(panel: HTMLElement): string {
  return panel.querySelector('.verdict') === null ? '.step.last' : '.work > :first-child';
}

/** `letter` names what is read: a new one begins at its top. While it stays and `place` changes, the step that is asked comes into sight. */
export function useInSight(panel: RefObject<HTMLElement | null>, letter: string, place: string): void {
  const before = useRef<string | null>(null);
  useEffect(() => {
    const isNew = before.current !== letter;
    before.current = letter;
    if (isNew) panel.current?.querySelector('.work')?.scrollTo(0, 0);
    else panel.current?.querySelector(placeToRead(panel.current))?.scrollIntoView({ block: 'nearest' });
  }, [letter, place, panel]);
}
