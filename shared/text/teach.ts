/** The words of a class's pages for teachers, by language. */
import type { LanguageCode } from './language.ts';
import { teachWords as english } from './en/teach-words.ts';
import type { TeachWords } from './teach-words.ts';
import { teachWords as chinese } from './zh/teach-words.ts';

export const teachWords: Readonly<Record<LanguageCode, TeachWords>> = { en: english, 'zh-CN': chinese };
