/** What help is about now: the settings, the cables, what is broken, or the question that a letter asks. */
import type { Part } from '../../shared/device/rule.ts';
import type { HintView } from '../../shared/game/view.ts';
import type { Desk } from './desk.ts';
import { dutyOf } from './duty.ts';
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
  const seat = desk.seat.value;
  switch (dutyOf(desk)) {
    case 'configure': {
      const { part, hints } = seat?.configuration ?? {};
      return part === undefined || hints === undefined ? null : { kind: 'settings', part, hints };
    }
    case 'storm':
      return { kind: 'cables', part: 'cable', hints: seat?.storm?.hints ?? [] };
    case 'wait':
      return isFaultOpen(desk.store) ? { kind: 'fault', part: 'fault', hints: seat?.faultHints ?? [] } : null;
    default:
      return helpWithLetter(desk);
  }
}

function helpWithLetter(desk: Desk): Help | null {
  const card = desk.first.value;
  const part = askedPart(desk);
  if (card === null || part === undefined) return null;
  return { kind: 'letter', part, hints: card.hints.filter((hint) => hint.part === part) };
}

/** The question that is asked now: the first without an answer, else the one that decides. */
function askedPart(desk: Desk): Part | undefined {
  if (desk.isVerdictOpen.value) return undefined;
  const steps = currentGroup(desk)?.steps ?? [];
  return (steps.find((step) => desk.answers.value[step.part] === undefined) ?? steps.at(-1))?.part;
}
