/** What help is about now: the settings, the cables, what is broken, or the question that a letter asks. */
import type { Part } from '../../shared/device/rule.ts';
import type { HintView } from '../../shared/game/view.ts';
import { isConfigured } from './configure.tsx';
import type { Desk } from './desk.ts';
import { isFaultOpen } from './fault.tsx';
import { currentGroup } from './shortcuts.ts';

export interface Help {
  readonly kind: 'settings' | 'cables' | 'fault' | 'letter';
  readonly part: Part;
  /** The opened ones. */
  readonly hints: readonly HintView[];
}

/** Null: nothing is asked that a hint could be about. */
export function helpOf(desk: Desk): Help | null {
  const { store } = desk;
  const seat = desk.seat.value;
  const card = desk.first.value;
  if (isConfigured(store)) {
    const { part, hints } = seat?.configuration ?? {};
    return part === undefined || hints === undefined ? null : { kind: 'settings', part, hints };
  }
  if (desk.isLive.value) return { kind: 'cables', part: 'cable', hints: seat?.storm?.hints ?? [] };
  if (card === null) return isFaultOpen(store) ? { kind: 'fault', part: 'fault', hints: seat?.faultHints ?? [] } : null;
  const part = askedPart(desk);
  return part === undefined ? null : { kind: 'letter', part, hints: card.hints.filter((hint) => hint.part === part) };
}

/** The question that is asked now: the first without an answer, else the one that decides. */
function askedPart(desk: Desk): Part | undefined {
  if (desk.isVerdictOpen.value) return undefined;
  const steps = currentGroup(desk)?.steps ?? [];
  return (steps.find((step) => desk.answers.value[step.part] === undefined) ?? steps.at(-1))?.part;
}
