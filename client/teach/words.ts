/** The words of a teacher's pages in the language that is shown. */
import type { TeachWords } from '../../shared/text/teach-words.ts';
import { teachWords } from '../../shared/text/teach.ts';
import { teamName } from '../../shared/text/team-names.ts';
import { usePage } from '../pages/page.tsx';

export function useTeachWords(): TeachWords {
  return teachWords[usePage().store.language.value.code];
}

/** The name of a team in the language that is shown. */
export function useTeamName(): (number: number) => string {
  const { code } = usePage().store.language.value;
  return (number) => teamName(code, number);
}
