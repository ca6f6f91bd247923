/** A page to be read: one column under the bar. */
import type { ComponentChildren, JSX } from 'preact';
import '../style/reading.css';
import { PageBar } from './bar.tsx';

export function ReadingPage({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return (
    <div class="reading">
      <PageBar />
      <main id="content" class="reading-main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
