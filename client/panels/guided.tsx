/** The first decisions of a seat are guided: a mistake is held back. */
import type { JSX } from 'preact';
import type { Desk } from './desk.ts';
import { wordsOf } from './seat.ts';

export function Guided({ desk }: { readonly desk: Desk }): JSX.Element | null {
  if (desk.first.value?.guided !== true) return null;
  return <p class="small quiet guided">{wordsOf(desk.store).step.guided}</p>;
}
