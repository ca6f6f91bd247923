/** Why something was refused, where it was asked for, and in sight at once. */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { RefusalCode } from '../../shared/messages.ts';
import type { Store } from '../model.ts';
import type { Desk } from './desk.ts';

export function Refusal(props: { readonly store: Store; readonly refusal: RefusalCode | null }): JSX.Element {
  const { store, refusal } = props;
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (refusal !== null) line.current?.scrollIntoView({ block: 'nearest' });
  }, [refusal]);
  return (
    <p class="field-error" role="alert" ref={line}>
      {refusal === null ? '' : store.language.value.words.refusals[refusal]}
    </p>
  );
}

/** Why the last move from this desk was refused. */
export function DeskRefusal({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const code = desk.refusal.value;
  if (code === null) return null;
  return (
    <p class="fault small" role="alert">
      {desk.store.language.value.words.refusals[code]}
    </p>
  );
}
