/** Reading what was typed: words as a shell makes them, and the options and pairs of the tools. */
import { type Ipv4, ipv4FromNumber, parseIpv4 } from '../../address/ipv4.ts';
import { isMalformed } from '../../address/malformed.ts';
import { type Mac, parseMac } from '../../address/mac.ts';
import { fails, type Outcome } from './command.ts';

/** A line as a shell splits it: blanks separate, quotes keep together, a backslash takes the next character as it is. */
export function shellWords(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (quote === '' && /\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) {
      quote = character;
      word ??= '';
    } else if (character === '\\' && quote !== "'") word = (word ?? '') + line.charAt(++at);
    else word = (word ?? '') + character;
  }
  return word === undefined ? words : [...words, word];
}

/** The parts of a line between pipes that are not quoted. */
export function pipeline(line: string): readonly string[] {
  const parts = [''];
  let quote = '';
  for (const character of line) {
    if (quote === '' && character === '|') {
      parts.push('');
      continue;
    }
    if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    parts[parts.length - 1] += character;
  }
  return parts;
}

/** iproute2 takes a beginning of a word for the word; the first that fits is meant (lib/utils.c, `matches`). */
export function meant<Word extends string>(typed: string, words: readonly Word[]): Word | undefined {
  return typed === '' ? undefined : words.find((word) => word.startsWith(typed));
}

export interface Pairs {
  readonly values: Readonly<Record<string, string>>;
  readonly flags: ReadonlySet<string>;
  /** What is neither, in its order. */
  readonly rest: readonly string[];
}

/** iproute2 has come to the end of the line and wanted more. */
export const INCOMPLETE = fails('Command line is not complete. Try option "help"', 255);

/** Words such as `via ADDRESS` or `up`, in any order; `rest` is what is neither. */
export function readPairs(
  words: readonly string[],
  withValue: readonly string[],
  alone: readonly string[] = [],
): Pairs | Outcome {
  const values: Record<string, string> = {};
  const flags = new Set<string>();
  const rest: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    if (withValue.includes(word)) {
      const value = words[++at];
      if (value === undefined) return INCOMPLETE;
      values[word] = value;
    } else if (alone.includes(word)) flags.add(word);
    else rest.push(word);
  }
  return { values, flags, rest };
}

/** iproute2 has found a word that cannot be what stands at its place. */
export function duplicate(wanted: string, word: string): Outcome {
  return fails(`Error: either "${wanted}" is duplicate, or "${word}" is a garbage.`, 255);
}

/** A whole number in decimal, or hexadecimal with 0x; undefined if it is none or out of range. */
export function numberIn(text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined || !/^(?:\d{1,10}|0x[\da-fA-F]{1,8})$/.test(text)) return undefined;
  const number = Number(text);
  return number >= least && number <= most ? number : undefined;
}

/** An address with a length, as iproute2 reads it: "10.1.0.0/16", "10.1/16", "default"; an address alone has all 32 bits. */
export function readPrefix(text: string): { readonly address: Ipv4; readonly length: number } | undefined {
  if (text === 'default' || text === 'any' || text === 'all') return { address: ipv4FromNumber(0), length: 0 };
  const [written = '', bits, more] = text.split('/');
  const address = readAddress(written);
  const length = bits === undefined ? 32 : numberIn(bits, 0, 32);
  return address === undefined || length === undefined || more !== undefined ? undefined : { address, length };
}

/** A dotted quad; iproute2 fills up what is missing at the end with zeros. */
export function readAddress(text: string): Ipv4 | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){0,3}$/.test(text)) return undefined;
  const octets = text.split('.');
  const parsed = parseIpv4([...octets, '0', '0', '0'].slice(0, 4).join('.'));
  return isMalformed(parsed) ? undefined : parsed;
}

/** Six octets of one or two digits each, as iproute2 reads them; undefined: they are none. */
export function readLinkAddress(text: string): Mac | undefined {
  const parsed = parseMac(text.replace(/(?<=^|:)[\da-f](?=:|$)/gi, '0$&'));
  return isMalformed(parsed) ? undefined : parsed;
}

/** Options of one letter as getopt reads them: `-c 3`, `-c3`, `-an`. `letters` as there: a colon after a letter that takes a value. */
export interface Options {
  readonly values: Readonly<Record<string, string>>;
  readonly rest: readonly string[];
  /** The first letter that is unknown or lacks its value. */
  readonly unknown: string | undefined;
  readonly lacking: string | undefined;
}

export function readOptions(words: readonly string[], letters: string): Options {
  const values: Record<string, string> = {};
  const rest: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    if (word === '--')
      return { values, rest: [...rest, ...words.slice(at + 1)], unknown: undefined, lacking: undefined };
    if (!/^-[^-]/.test(word)) {
      rest.push(word);
      continue;
    }
    for (let letterAt = 1; letterAt < word.length; letterAt++) {
      const letter = word.charAt(letterAt);
      const place = letters.indexOf(letter);
      if (place < 0 || letter === ':') return { values, rest, unknown: letter, lacking: undefined };
      if (letters.charAt(place + 1) !== ':') {
        values[letter] = (values[letter] ?? '') + letter;
        continue;
      }
      const value = letterAt + 1 < word.length ? word.slice(letterAt + 1) : words[++at];
      if (value === undefined) return { values, rest, unknown: undefined, lacking: letter };
      values[letter] = value;
      break;
    }
  }
  return { values, rest, unknown: undefined, lacking: undefined };
}
