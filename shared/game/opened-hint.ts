import type { OpenHint } from './match.ts';
import type { HintView } from './view.ts';

/** What is seen of an opened hint at any step; the third one tells values besides. */
export function openedHint({ part, step, rule, given }: OpenHint): Pick<HintView, 'part' | 'step' | 'rule' | 'given'> {
  return given === undefined ? { part, step, rule } : { part, step, rule, given };
}
