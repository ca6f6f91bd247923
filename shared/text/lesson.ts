/** The words of the students' side of a class, by language. */
import type { LanguageCode } from './language.ts';
import { lessonWords as english } from './en/lesson-words.ts';
import type { LessonWords } from './lesson-words.ts';
import { lessonWords as chinese } from './zh/lesson-words.ts';

export const lessonWords: Readonly<Record<LanguageCode, LessonWords>> = { en: english, 'zh-CN': chinese };
