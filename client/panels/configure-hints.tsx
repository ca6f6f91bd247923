/** Help in three rungs while a device is set up: a question, the rule, the next thing to set. */
import type { JSX } from 'preact';
import type { HintView } from '../../shared/game/view.ts';
import type { Desk } from './desk.ts';
import { useSettingOffer } from './hint-offer.ts';
import { HintRungs } from './hint-rungs.tsx';
import { portLabel } from './seat.ts';

export function SettingHints({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const offer = useSettingOffer(desk);
  const configuration = desk.seat.value?.configuration ?? null;
  if (configuration === null) return null;
  const { hints, part } = configuration;
  const about = desk.store.language.value.parts[part].label;
  const textOf = (hint: HintView): string => hintText(desk, hint);
  return <HintRungs desk={desk} part={part} about={about} hints={hints} offer={offer} textOf={textOf} />;
}

function hintText(desk: Desk, { part, step, expected }: HintView): string {
  const { configure } = desk.store.language.value.words.panels;
  if (step === 3) return configure.next(expected, portLabel);
  const words = configure.hints[part === 'port-vlan' ? 'port-vlan' : 'route'];
  return step === 1 ? words.question : words.rule;
}
