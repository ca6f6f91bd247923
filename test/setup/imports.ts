/** One import of a module, static or dynamic. */
export interface Import {
  readonly from: string;
  /** 'type' is gone at run time (`import type`, `export type … from`); everything else is loaded, also `import { type A }`. */
  readonly kind: 'type' | 'value';
  readonly isDynamic: boolean;
}

const COMMENT_OR_TEXT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/g;

// Both are used on code in which every quoted text has become its number in quotes.
const STATIC = /(?<![\w$.])(?:import|export)\s+(type\s+(?!from\b))?(?:[\w$*{][^";()=]*?\s*from\s*)?"(\d+)"/g;
const DYNAMIC = /(?<![\w$.])(typeof\s+)?(?:import|require)\s*\(\s*"(\d+)"/g;

/** Every import of a TypeScript or JavaScript source; what only looks like one in a comment or in quotes is not meant. */
export function importsOf(source: string): Import[] {
  const texts: string[] = [];
  const code = source.replace(COMMENT_OR_TEXT, (text) => (text.startsWith('/') ? ' ' : `"${texts.push(text) - 1}"`));
  return [
    ...matches(code, texts, STATIC).map((found) => ({ ...found, isDynamic: false })),
    ...matches(code, texts, DYNAMIC).map((found) => ({ ...found, isDynamic: true })),
  ];
}

function matches(code: string, texts: readonly string[], form: RegExp): Omit<Import, 'isDynamic'>[] {
  return [...code.matchAll(form)].map(([, type, index]) => ({
    from: (texts[Number(index)] ?? '').slice(1, -1),
    kind: type === undefined ? 'value' : 'type',
  }));
}

/** The source without its comments and without what stands in quotes. */
export function codeOnly(source: string): string {
  return source.replace(COMMENT_OR_TEXT, (text) => (text.startsWith('/') ? ' ' : "''"));
}
