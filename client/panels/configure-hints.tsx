/** Help in three rungs while a device is set up: a question, the rule, the next thing to set. */
import type { JSX } from 'preact';
import type { Desk } from './desk.ts';
import { useSettingOffer } from './hint-offer.ts';
import { HintRungs } from './hint-rungs.tsx';

export function SettingHints({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const offer = useSettingOffer(desk);
  const configuration = desk.seat.value?.configuration ?? null;
  if (configuration === null) return null;
  const { hints, part } = configuration;
  const about = desk.store.language.value.parts[part].label;
  return <HintRungs desk={desk} part={part} about={about} hints={hints} offer={offer} />;
}
