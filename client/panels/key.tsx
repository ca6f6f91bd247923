import type { ComponentChildren, JSX } from 'preact';
import { shortcutsAreOn } from './shortcuts.ts';

/** The key that does the same, shown where there is a keyboard; a screen reader hears the button's words only. */
export function Key({ children }: { readonly children: ComponentChildren }): JSX.Element | null {
  if (!shortcutsAreOn()) return null;
  return (
    <kbd class="kbd" aria-hidden="true">
      {children}
    </kbd>
  );
}
