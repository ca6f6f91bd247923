/** Names of the teams of a class, of each language equally many: a team keeps its place in the list. */
import type { LanguageCode } from './language.ts';
import { teamNames as english } from './en/team-names.ts';
import { teamNames as chinese } from './zh/team-names.ts';

const names: Readonly<Record<LanguageCode, readonly string[]>> = { en: english, 'zh-CN': chinese };

/** The name of the team with this number, from 0; when all are used they begin again with a number behind. */
export function teamName(language: LanguageCode, number: number): string {
  const list = names[language];
  const round = Math.floor(number / list.length);
  return `${list[number % list.length] ?? ''}${round === 0 ? '' : ` ${round + 1}`}`;
}
