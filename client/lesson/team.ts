import type { LessonView } from '../../shared/class/view.ts';
import { teamName } from '../../shared/text/team-names.ts';
import { usePage } from '../pages/page.tsx';
import { useLessonWords } from './words.ts';

/** "Team Otters", and the name alone. */
export function useTeam({ team }: LessonView): { readonly name: string; readonly full: string } {
  const name = teamName(usePage().store.language.value.code, team);
  return { name, full: useLessonWords().bar.team(name) };
}
