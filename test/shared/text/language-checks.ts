/** What must hold for every text of a language. Each check returns what is wrong, so that a test shows all of it at once. */
import type { CardTrial, IntroCard, Language, RichText } from '../../../shared/text/language.ts';
import { plainText } from '../../../shared/text/rich.ts';

/** What is wrong with a text in any language. */
export function textFaults(text: string): readonly string[] {
  const faults: string[] = [];
  if (text.trim() === '') faults.push('is empty');
  if (/undefined|NaN|\[object|null/.test(text)) faults.push('has a value that is none');
  if (/[!！]/.test(text)) faults.push('exclaims');
  if (/ {2}/.test(text) || text !== text.trim()) faults.push('has a space too many');
  if (/\ball ports\b|(?<!其他)所有端口/.test(text)) faults.push('says all ports, not every other port');
  if (/\bRFC\b|\bIEEE\b/.test(text)) faults.push('cites a standard');
  return faults.map((fault) => `${fault}: ${text}`);
}

/** What is wrong with a sentence of a lesson in the language. */
export function sentenceFaults(language: Language, text: string): readonly string[] {
  return language.code === 'en' ? englishFaults(text) : [...textFaults(text), ...chineseFaults(text)];
}

function englishFaults(text: string): readonly string[] {
  const faults = [...textFaults(text)];
  if (/[\u3000-\u9fff\uff00-\uffef]/.test(text)) faults.push(`has Chinese in it: ${text}`);
  return faults;
}

function chineseFaults(text: string): readonly string[] {
  const faults: string[] = [];
  if (/\p{Script=Han}[,.;:?!()]|[,.;:?!()]\p{Script=Han}/u.test(text)) faults.push('has half-width punctuation');
  if (/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u.test(text))
    faults.push('lacks a space between Han and Latin');
  if (/\p{Script=Han} +\p{Script=Han}/u.test(text)) faults.push('has a space between Han and Han');
  if (/ [，。；：？、）”]|[，。；：？、（“] /u.test(text)) faults.push('has a space at full-width punctuation');
  if (/[您亲]/u.test(text)) faults.push('speaks like a shop');
  return faults.map((fault) => `${fault}: ${text}`);
}

/** All running text of a language's puzzles, without commands and their output. */
export function puzzleTexts(language: Language): readonly string[] {
  return Object.values(language.puzzles).flatMap((puzzle) => [
    puzzle.title,
    puzzle.story,
    ...Object.values(puzzle.names).map(({ name }) => name),
    ...Object.values(puzzle.areas),
    ...puzzle.intro.flatMap((card) => [card.title, plainText(card.body), ...trialTexts(card)]),
    puzzle.won,
    plainText(puzzle.remember),
    ...puzzle.linux.map(({ note }) => note),
    puzzle.question,
    puzzle.thought,
  ]);
}

function trialTexts(card: IntroCard): readonly string[] {
  return trialsOf([card]).flatMap(({ ask, choices }) => [ask, ...choices.map(({ says }) => says)]);
}

export function trialsOf(cards: readonly IntroCard[]): readonly CardTrial[] {
  return cards.flatMap(({ touch }) => (typeof touch === 'object' ? [touch] : []));
}

/** All text with terms in it. */
export function richTexts(language: Language): readonly RichText[] {
  return Object.values(language.puzzles).flatMap((puzzle) => [
    ...puzzle.intro.map((card) => card.body),
    puzzle.remember,
  ]);
}

export function englishWords(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

export function hanSigns(text: string): number {
  return (text.match(/\p{Script=Han}/gu) ?? []).length;
}
