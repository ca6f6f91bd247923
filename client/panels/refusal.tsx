/** Why something was refused, where it was asked for. */
import type { JSX } from 'preact';
import type { RefusalCode } from '../../shared/messages.ts';
import type { Store } from '../model.ts';

export function Refusal(props: { readonly store: Store; readonly refusal: RefusalCode | null }): JSX.Element {
  const { store, refusal } = props;
  return (
    <p class="field-error" role="alert">
      {refusal === null ? '' : store.language.value.words.refusals[refusal]}
    </p>
  );
}
