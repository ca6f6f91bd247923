/** Help in three rungs while something is broken: where to look, the rule, what it is. */
import type { JSX } from 'preact';
import type { FaultKind } from '../../shared/game/fault-kind.ts';
import type { HintView } from '../../shared/game/view.ts';
import type { Desk } from './desk.ts';
import { placeName } from './fault.tsx';
import { useFaultOffer } from './hint-offer.ts';
import { HintRungs } from './hint-rungs.tsx';
import { wordsOf } from './seat.ts';

export function FaultHints({ desk }: { readonly desk: Desk }): JSX.Element {
  const offer = useFaultOffer(desk);
  const hints = desk.seat.value?.faultHints ?? [];
  const about = desk.store.language.value.parts.fault.label;
  const textOf = (hint: HintView): string => hintText(desk, hint);
  return <HintRungs desk={desk} part="fault" about={about} hints={hints} offer={offer} textOf={textOf} />;
}

function hintText({ store }: Desk, { step, expected, facts }: HintView): string {
  const words = wordsOf(store).fault;
  if (step === 1) return words.hints.question;
  if (step === 2) return words.hints.rule;
  const kind = facts['at'] === 'link' ? 'link' : 'device';
  return words.reason(placeName(store, { kind, id: String(facts['place']) }), expected as FaultKind);
}
