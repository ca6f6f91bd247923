/** A hint is offered while something else is looked at: a sign beside the way to it. */
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Store } from '../model.ts';
import { deskOf } from './desk.ts';
import { useOfferNow } from './hint-offer.ts';
import { wordsOf } from './seat.ts';
import { speak } from './toast.tsx';

export function HintWaits({ store }: { readonly store: Store }): JSX.Element | null {
  const offer = useOfferNow(deskOf(store));
  const text = offer === null ? '' : wordsOf(store).mission.offers[offer];
  useEffect(() => {
    if (text !== '') speak(text);
  }, [text]);
  if (offer === null) return null;
  return (
    <span class="hint-waits">
      <span aria-hidden="true">?</span>
      <span class="unseen"> ({text})</span>
    </span>
  );
}
