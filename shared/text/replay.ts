/** The words of a replay, by language. */
import type { LanguageCode } from './language.ts';
import { replayWords as english } from './en/replay-words.ts';
import type { ReplayWords } from './replay-words.ts';
import { replayWords as chinese } from './zh/replay-words.ts';

export const replayWords: Readonly<Record<LanguageCode, ReplayWords>> = { en: english, 'zh-CN': chinese };
