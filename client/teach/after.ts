/** The words of projector, debrief and report in the language that is shown. */
import type { AfterWords } from '../../shared/text/after-words.ts';
import { afterWords } from '../../shared/text/after.ts';
import { usePage } from '../pages/page.tsx';

export function useAfterWords(): AfterWords {
  return afterWords[usePage().store.language.value.code];
}
