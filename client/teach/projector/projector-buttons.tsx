/** The few things to press at the projector itself: full screen and light or dark. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Icon } from '../../art/components.tsx';
import { ThemeSwitch } from '../../pages/bar.tsx';
import { useAfterWords } from '../after.ts';

export function ProjectorButtons(): JSX.Element {
  const words = useAfterWords().projector;
  const isFull = useSignal(document.fullscreenElement !== null);
  useEffect(() => {
    const follow = (): void => {
      isFull.value = document.fullscreenElement !== null;
    };
    document.addEventListener('fullscreenchange', follow);
    return () => document.removeEventListener('fullscreenchange', follow);
  }, []);
  const toggle = (): void => {
    // A browser may forbid it; then all stays as it is.
    const done = isFull.peek() ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    done.catch(() => {});
  };
  return (
    <div class="wall-buttons">
      <ThemeSwitch />
      <button
        type="button"
        class="btn ghost icon"
        aria-label={isFull.value ? words.smallScreen : words.fullScreen}
        onClick={toggle}
      >
        <Icon name="full" />
      </button>
    </div>
  );
}
