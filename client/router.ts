/** Which page an address means, and going from one to the other without loading anew. */
import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { CODE_LENGTH, CODE_SIGNS } from '../shared/messages.ts';
import type { PuzzleId } from '../shared/game/puzzle.ts';
import type { GlossaryId } from '../shared/text/glossary.ts';
import { isPuzzleId } from './pages/campaign.ts';

export type Route =
  | { readonly page: 'home' }
  /** A room of one is made for this puzzle. */
  | { readonly page: 'play'; readonly puzzle: PuzzleId }
  | { readonly page: 'room'; readonly code: string }
  /** `at`: the term that the address points at, as it stands there; empty for the whole. */
  | { readonly page: 'glossary'; readonly at: string }
  /** A puzzle to be read again. */
  | { readonly page: 'reference'; readonly puzzle: PuzzleId }
  | { readonly page: 'missing' };

export interface Router {
  readonly route: ReadonlySignal<Route>;
  go(path: string, how?: { readonly replace: boolean }): void;
  stop(): void;
}

/** `hash` is what follows the path, with its #. */
export function routeOf(path: string, hash = ''): Route {
  const [, place = '', name = '', ...rest] = path.replace(/\/$/, '').split('/');
  if (place === '') return { page: 'home' };
  if (rest.length > 0) return { page: 'missing' };
  if (place === 'glossary' && name === '') return { page: 'glossary', at: decoded(hash.slice(1)) };
  if (place === 'reference' && isPuzzleId(name)) return { page: 'reference', puzzle: name };
  if (place === 'play' && isPuzzleId(name)) return { page: 'play', puzzle: name };
  const code = readCode(decoded(name));
  if (place === 'room' && 'code' in code) return { page: 'room', code: code.code };
  return { page: 'missing' };
}

export type ReadCode =
  | { readonly code: string }
  /** `sign`: one that no code has; `length`: another number of signs than a code's. */
  | { readonly wrong: 'nothing' }
  | { readonly wrong: 'sign'; readonly sign: string }
  | { readonly wrong: 'length'; readonly length: number };

/** A code as people type it: in either case, with spaces and hyphens between, or as the whole link. */
export function readCode(text: string): ReadCode {
  const link = /\/room\/([^/?#\s]+)/.exec(text);
  const signs = (link?.[1] ?? text)
    .normalize('NFKC')
    .replace(/[\s\-–_·.]/g, '')
    .toUpperCase();
  if (signs === '') return { wrong: 'nothing' };
  const foreign = Array.from(signs).find((sign) => !CODE_SIGNS.includes(sign));
  if (foreign !== undefined) return { wrong: 'sign', sign: foreign };
  const { length } = signs;
  return length === CODE_LENGTH ? { code: signs } : { wrong: 'length', length };
}

/** As it is easiest to read aloud: "BCD FGH". */
export function spacedCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

export function roomPath(code: string): string {
  return `/room/${code}`;
}

export function glossaryPath(term: GlossaryId): string {
  return `/glossary#${term}`;
}

export function referencePath(puzzle: PuzzleId): string {
  return `/reference/${puzzle}`;
}

/** Follows the address bar. */
export function createRouter(
  window: Pick<Window, 'location' | 'history' | 'addEventListener' | 'removeEventListener'>,
): Router {
  const here = (): Route => routeOf(window.location.pathname, window.location.hash);
  const route = signal<Route>(here());
  const follow = (): void => {
    route.value = here();
  };
  window.addEventListener('popstate', follow);
  return {
    route,
    go: (path, how) => {
      if (how?.replace === true) window.history.replaceState(null, '', path);
      else window.history.pushState(null, '', path);
      follow();
    },
    stop: () => window.removeEventListener('popstate', follow),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
