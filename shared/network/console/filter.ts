/** What may stand after a pipe: grep, wc, head, tail, sort, cat; the few options that people use. */
import { readOptions } from './words.ts';

const filters = ['grep', 'wc', 'head', 'tail', 'sort', 'cat'] as const;
type Filter = (typeof filters)[number];

export function isFilter(name: string): name is Filter {
  return filters.some((one) => one === name);
}

interface Filtered {
  readonly output: string;
  readonly status: number;
}

export function filter(name: Filter, words: readonly string[], input: string): Filtered {
  const lines = input === '' ? [] : input.replace(/\n$/, '').split('\n');
  switch (name) {
    case 'grep':
      return grep(words, lines);
    case 'wc':
      return { output: wordCount(words, input, lines), status: 0 };
    case 'head':
    case 'tail': {
      const { values } = readOptions(
        words.map((word) => word.replace(/^-(\d+)$/, '-n$1')),
        'n:',
      );
      const count = Math.max(0, Number(values.n ?? 10) || 0);
      return joined(name === 'head' ? lines.slice(0, count) : lines.slice(Math.max(0, lines.length - count)));
    }
    case 'sort':
      return joined(lines.toSorted());
    case 'cat':
      return { output: input, status: 0 };
  }
}

function joined(lines: readonly string[]): Filtered {
  return { output: lines.map((line) => `${line}\n`).join(''), status: 0 };
}

function grep(words: readonly string[], lines: readonly string[]): Filtered {
  const { values, rest, unknown } = readOptions(words, 'ivcnwEFoA:B:C:e:');
  const [pattern = values.e] = rest;
  if (unknown !== undefined || pattern === undefined) {
    return {
      output: "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n",
      status: 2,
    };
  }
  const fits = matcher(pattern, values);
  const [before, after] = [Number(values.B ?? values.C ?? 0) || 0, Number(values.A ?? values.C ?? 0) || 0];
  const hits = lines.flatMap((line, place) => (fits(line) === (values.v === undefined) ? [place] : []));
  if (values.c !== undefined) return { output: `${hits.length}\n`, status: hits.length > 0 ? 0 : 1 };
  const shown = lines.flatMap((line, place) => {
    const near = hits.some((hit) => place >= hit - before && place <= hit + after);
    return near ? [values.n === undefined ? line : `${place + 1}${hits.includes(place) ? ':' : '-'}${line}`] : [];
  });
  return { ...joined(shown), status: hits.length > 0 ? 0 : 1 };
}

/** Alternatives, stars, dots and ends of lines; everything else is itself. No pattern can take long. */
function matcher(pattern: string, { i, w, F }: Readonly<Record<string, string>>): (line: string) => boolean {
  const fold = (text: string): string => (i === undefined ? text : text.toLowerCase());
  const alternatives = F === undefined ? pattern.split(/\\\||\|/) : [pattern];
  return (line) =>
    alternatives.some(
      (one) =>
        (w === undefined ? fold(line) : ` ${fold(line).replace(/\W/g, ' ')} `).includes(
          w === undefined ? plain(one, F) : ` ${fold(one)} `,
        ) || anchored(fold(line), fold(one)),
    );

  function plain(one: string, fixed: string | undefined): string {
    return fold(fixed === undefined ? one.replace(/\\(.)/g, '$1') : one);
  }
}

function anchored(line: string, pattern: string): boolean {
  if (pattern.startsWith('^')) return line.startsWith(pattern.slice(1));
  return pattern.endsWith('$') && line.endsWith(pattern.slice(0, -1));
}

function wordCount(words: readonly string[], input: string, lines: readonly string[]): string {
  const counts = [lines.length, input.split(/\s+/).filter((word) => word !== '').length, input.length];
  const letters = ['l', 'w', 'c'];
  const asked = letters.filter((letter) => words.includes(`-${letter}`));
  if (asked.length === 1) return `${counts[letters.indexOf(asked[0] as string)]}\n`;
  return `${counts.map((count) => String(count).padStart(7)).join(' ')}\n`;
}
