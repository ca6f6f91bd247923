/** All languages. Each is loaded on its own, so that nobody downloads words that they do not read. */
import type { Language, LanguageCode } from './language.ts';

/** The languages by their own names, for a place where somebody chooses one. */
export const languageNames: Readonly<Record<LanguageCode, string>> = { en: 'English', 'zh-CN': '简体中文' };

/** The words of a language. Rejects when its file cannot be loaded. */
export async function loadLanguage(code: LanguageCode): Promise<Language> {
  switch (code) {
    case 'en':
      return (await import('./en/index.ts')).english;
    case 'zh-CN':
      return (await import('./zh/index.ts')).chinese;
  }
}
