/** An opened hint in words: about a letter or a cable, about a setting, or about what is broken. */
import type { FaultKind } from '../../shared/game/fault-kind.ts';
import type { HintView } from '../../shared/game/view.ts';
import type { Store } from '../model.ts';
import { placeName } from './fault.tsx';
import { nameOf, portLabel, wordsOf } from './seat.ts';

export function hintText(store: Store, hint: HintView): string {
  if (hint.part === 'fault') return faultHint(store, hint);
  const isSetting = (store.room.value?.you?.configuration ?? null) !== null;
  return isSetting ? settingHint(store, hint) : ruleHint(store, hint);
}

function ruleHint(store: Store, hint: HintView): string {
  const rule = store.language.value.rules[hint.rule];
  if (hint.step === 1) return rule.question(hint.part);
  if (hint.step === 2) return rule.rule;
  const name = (device: string): string => nameOf(store, device);
  return rule.reason({ part: hint.part, expected: hint.expected, facts: hint.facts, port: portLabel, name });
}

function settingHint(store: Store, { part, step, expected }: HintView): string {
  const { configure } = wordsOf(store);
  if (step === 3) return configure.next(expected, portLabel);
  const words = configure.hints[part === 'port-vlan' ? 'port-vlan' : 'route'];
  return step === 1 ? words.question : words.rule;
}

function faultHint(store: Store, { step, expected, facts }: HintView): string {
  const words = wordsOf(store).fault;
  if (step === 1) return words.hints.question;
  if (step === 2) return words.hints.rule;
  const kind = facts['at'] === 'link' ? 'link' : 'device';
  return words.reason(placeName(store, { kind, id: String(facts['place']) }), expected as FaultKind);
}
