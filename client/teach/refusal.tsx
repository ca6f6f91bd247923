/** Why something was refused, in words; empty while nothing was. */
import type { JSX } from 'preact';
import type { RefusalCode } from '../../shared/messages.ts';
import { useWords } from '../pages/page.tsx';

export function Refusal({ refusal }: { readonly refusal: RefusalCode | null }): JSX.Element {
  const words = useWords();
  return (
    <p class="field-error" role="alert">
      {refusal === null ? '' : words.refusals[refusal]}
    </p>
  );
}
