/** The words of projector, debrief and report, by language. */
import type { AfterWords } from './after-words.ts';
import { afterWords as english } from './en/after-words.ts';
import type { LanguageCode } from './language.ts';
import { afterWords as chinese } from './zh/after-words.ts';

export const afterWords: Readonly<Record<LanguageCode, AfterWords>> = { en: english, 'zh-CN': chinese };
