/** `cat` and `ls` of coreutils 9.1, for the files of files.ts. */
import { type Command, type Context, fails, type Outcome } from './command.ts';
import { type File, filesOf } from './files.ts';
import { readOptions } from './words.ts';

export const cat: Command = {
  name: 'cat',
  usage: 'cat FILE ...',
  grammar: { FILE: {} },
  run: (context, words) => runCat(context, words),
};

export const ls: Command = {
  name: 'ls',
  usage: 'ls [ -1 | -l | -a | -d ] [ DIRECTORY ... ]',
  grammar: { FILE: {}, '-l': { FILE: {} } },
  run: (context, words) => runLs(context, words),
};

type Files = Readonly<Record<string, File>>;

function runCat(context: Context, words: readonly string[]): Outcome {
  const wrong = wrongOption('cat', words, 'AbeEnstTuv');
  if (wrong !== undefined) return wrong;
  const files = filesOf(context);
  let output = '';
  let status = 0;
  for (const name of words.filter((word) => !word.startsWith('-')).flatMap((word) => expand(files, word))) {
    const path = resolve(files, name);
    const file = files[path];
    const error = isDirectory(files, path)
      ? 'Is a directory'
      : file === undefined
        ? 'No such file or directory'
        : file.kind === 'error'
          ? file.error
          : '';
    if (error !== '') status = 1;
    output += error === '' && file?.kind === 'text' ? file.text : `cat: ${name}: ${error}\n`;
  }
  return { output, status, changes: [] };
}

function runLs(context: Context, words: readonly string[]): Outcome {
  const wrong = wrongOption('ls', words, 'aAbBcCdDfFgGhHiI:klLmnNopqQrRsStT:uUvw:xXZ1');
  if (wrong !== undefined) return { ...wrong, status: 2 };
  const files = filesOf(context);
  const { values, rest } = readOptions(words, '1laAdCFhtrRw:T:');
  const names = (rest.length === 0 ? ['.'] : rest).flatMap((word) => expand(files, word));
  const missing = names.filter((name) => !exists(files, resolve(files, name)));
  const found = names.filter((name) => !missing.includes(name));
  // Of a link to a directory, `ls -l` shows the link, unless a slash follows.
  const isFile = (name: string): boolean =>
    values.d !== undefined ||
    !isDirectory(files, resolve(files, name)) ||
    (values.l !== undefined && files[name]?.kind === 'link');
  const single = found.filter(isFile);
  const directories = found.filter((name) => !isFile(name));
  const show = (list: readonly string[], at: string): string =>
    values.l === undefined ? columns(list, values['1'] !== undefined) : long(files, list, at);
  const blocks = directories.map((name) => {
    const path = resolve(files, name);
    const own = [...(values.a === undefined ? [] : ['.', '..']), ...childrenOf(files, path)];
    const title = names.length > 1 ? `${name}:\n` : '';
    return `${title}${values.l === undefined ? '' : 'total 0\n'}${show(own, path)}`;
  });
  const output = [
    ...missing.map((name) => `ls: cannot access '${name}': No such file or directory\n`),
    [...(single.length === 0 ? [] : [show(single, '')]), ...blocks].join('\n'),
  ].join('');
  return { output, status: missing.length > 0 ? 2 : 0, changes: [] };
}

/** As getopt and coreutils answer an option that there is not; undefined: there is none such. */
function wrongOption(name: string, words: readonly string[], letters: string): Outcome | undefined {
  const long = words.find((word) => /^--./.test(word));
  const { unknown } = readOptions(words, letters);
  if (long === undefined && unknown === undefined) return undefined;
  const what = long === undefined ? `invalid option -- '${unknown}'` : `unrecognized option '${long}'`;
  return fails(`${name}: ${what}\nTry '${name} --help' for more information.`, 1);
}

/** The real place: links on the way are followed. */
function resolve(files: Files, name: string): string {
  const path = name.startsWith('/') ? name.replace(/\/+/g, '/').replace(/(.)\/$/, '$1') : `/root/${name}`;
  const parts = path.split('/').slice(1);
  let at = '';
  for (const part of parts) {
    if (part === '..') at = at.slice(0, Math.max(0, at.lastIndexOf('/')));
    else if (part !== '.' && part !== '') at = `${at}/${part}`;
    const file = files[at];
    if (file?.kind === 'link') at = resolve(files, `${at.slice(0, at.lastIndexOf('/'))}/${file.to}`);
  }
  return at === '' ? '/' : at;
}

const WORKING_DIRECTORY = '/root';

function isDirectory(files: Files, path: string): boolean {
  const start = path === '/' ? '/' : `${path}/`;
  return path === WORKING_DIRECTORY || Object.keys(files).some((name) => name.startsWith(start));
}

function exists(files: Files, path: string): boolean {
  return files[path] !== undefined || isDirectory(files, path);
}

export function childrenOf(files: Files, path: string): readonly string[] {
  const start = path === '/' ? '/' : `${path}/`;
  const names = Object.keys(files).flatMap((name) =>
    name.startsWith(start) ? [name.slice(start.length).split('/')[0] as string] : [],
  );
  return [...new Set(names)].toSorted(byLetters);
}

/** As a person's language sorts: punctuation and case do not count. */
function byLetters(a: string, b: string): number {
  const [plainA, plainB] = [a, b].map((name) => name.replace(/[^\da-z]/gi, '').toLowerCase()) as [string, string];
  if (plainA !== plainB) return plainA < plainB ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A star stands for any part of a name. Without a match, the word stays as it is. */
function expand(files: Files, word: string): readonly string[] {
  if (!word.includes('*')) return [word];
  const [first, ...parts] = word.split('/');
  if (first !== '') return [word];
  let paths = [''];
  for (const part of parts) {
    if (!part.includes('*')) {
      paths = paths.map((path) => `${path}/${part}`);
      continue;
    }
    const pattern = part.split('*').map((piece) => piece.replace(/[^\w-]/g, '\\$&'));
    const like = new RegExp(`^${pattern.join('.*')}$`);
    paths = paths.flatMap((path) =>
      childrenOf(files, resolve(files, path))
        .filter((name) => like.test(name))
        .map((name) => `${path}/${name}`),
    );
  }
  const found = paths.filter((path) => exists(files, resolve(files, path)));
  return found.length === 0 ? [word] : found;
}

/** A terminal of usual width, characters. */
const TERMINAL_WIDTH = 80;

/** As many columns as fit, filled from top to bottom, with two blanks between. */
function columns(names: readonly string[], one: boolean): string {
  if (names.length === 0) return '';
  for (let rows = 1; rows < names.length && !one; rows++) {
    const count = Math.ceil(names.length / rows);
    const widths = Array.from({ length: count }, (_, column) =>
      Math.max(...names.slice(column * rows, (column + 1) * rows).map((name) => name.length)),
    );
    const width = widths.reduce((sum, next) => sum + next + 2, -2);
    if (width >= TERMINAL_WIDTH) continue;
    return Array.from({ length: rows }, (_, row) =>
      widths
        .flatMap((wide, column) => {
          const name = names[column * rows + row];
          const isLast = names[(column + 1) * rows + row] === undefined;
          return name === undefined ? [] : [isLast ? name : name.padEnd(wide)];
        })
        .join('  '),
    )
      .map((line) => `${line}\n`)
      .join('');
  }
  return names.map((name) => `${name}\n`).join('');
}

/** Made when the machine started; nobody asks these files for their age. */
const DATE = 'Jan  1 00:00';

function long(files: Files, names: readonly string[], at: string): string {
  return names
    .map((name) => {
      const path = name.startsWith('/') ? name : `${at}/${name}`;
      const file = files[path];
      if (file?.kind === 'link') return `lrwxrwxrwx 1 root root 0 ${DATE} ${name} -> ${file.to}\n`;
      return isDirectory(files, path)
        ? `drwxr-xr-x 2 root root 0 ${DATE} ${name}\n`
        : `-r--r--r-- 1 root root 4096 ${DATE} ${name}\n`;
    })
    .join('');
}
