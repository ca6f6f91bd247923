import type { LessonWords } from '../../shared/text/lesson-words.ts';
import { lessonWords } from '../../shared/text/lesson.ts';
import { usePage } from '../pages/page.tsx';

/** In the language of this browser, whatever that of the class is. */
export function useLessonWords(): LessonWords {
  return lessonWords[usePage().store.language.value.code];
}
