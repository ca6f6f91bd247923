/** Help in three rungs while something is broken: where to look, the rule, what it is. */
import type { JSX } from 'preact';
import type { Desk } from './desk.ts';
import { useFaultOffer } from './hint-offer.ts';
import { HintRungs } from './hint-rungs.tsx';

export function FaultHints({ desk }: { readonly desk: Desk }): JSX.Element {
  const offer = useFaultOffer(desk);
  const hints = desk.seat.value?.faultHints ?? [];
  const about = desk.store.language.value.parts.fault.label;
  return <HintRungs desk={desk} part="fault" about={about} hints={hints} offer={offer} />;
}
