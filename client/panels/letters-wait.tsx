import type { JSX } from 'preact';
import type { Store } from '../model.ts';
import { wordsOf } from './seat.ts';

/** How many letters wait at the own seat, beside the way back to them; nothing while there are none. */
export function LettersWait({ store }: { readonly store: Store }): JSX.Element | null {
  const count = store.room.value?.you?.cards.length ?? 0;
  if (count === 0) return null;
  return (
    <span class="letters-wait">
      <span aria-hidden="true">{count}</span>
      <span class="unseen"> ({wordsOf(store).seats.letters(count)})</span>
    </span>
  );
}
