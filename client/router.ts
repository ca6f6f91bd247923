/** Which page an address means, and going from one to the other without loading anew. */
import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import * as v from 'valibot';
import { CODE_LENGTH, CODE_SIGNS, token } from '../shared/messages.ts';
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
  /** A class is made, or one of this browser's is opened again. */
  | { readonly page: 'teach' }
  /** The teacher's page of a class. `secret`: what makes a browser the teacher's; empty where the address has none. */
  | {
      readonly page: 'class-teach';
      readonly code: string;
      readonly secret: string;
      readonly part: TeachPart;
      /** The round that is replayed. */
      readonly round: PlayedRound | null;
    }
  | { readonly page: 'projector'; readonly code: string; readonly secret: string }
  /** A student comes in, and plays. */
  | { readonly page: 'class'; readonly code: string }
  | { readonly page: 'missing' };

const teachParts = ['class', 'report', 'debrief', 'replay'] as const;
/** `class`: the lesson itself. */
export type TeachPart = (typeof teachParts)[number];

/** A round of a team's room, from 1. */
export interface PlayedRound {
  readonly room: string;
  readonly round: number;
}

export interface Router {
  readonly route: ReadonlySignal<Route>;
  go(path: string, how?: { readonly replace: boolean }): void;
  stop(): void;
}

/** `hash` is what follows the path, with its #. */
export function routeOf(path: string, hash = ''): Route {
  const [, place = '', name = '', ...rest] = path.replace(/\/$/, '').split('/');
  if (place === '') return { page: 'home' };
  if (place === 'teach') return teachRoute(name, rest, hash);
  if (rest.length > 0) return { page: 'missing' };
  if (place === 'glossary' && name === '') return { page: 'glossary', at: decoded(hash.slice(1)) };
  if (place === 'reference' && isPuzzleId(name)) return { page: 'reference', puzzle: name };
  if (place === 'play' && isPuzzleId(name)) return { page: 'play', puzzle: name };
  const code = readCode(decoded(name));
  if ('wrong' in code) return { page: 'missing' };
  if (place === 'room' || place === 'class') return { page: place, code: code.code };
  if (place === 'projector') return { page: 'projector', code: code.code, secret: secretIn(hash) };
  return { page: 'missing' };
}

function teachRoute(name: string, [part = 'class', ...rest]: readonly string[], hash: string): Route {
  if (name === '') return { page: 'teach' };
  const code = readCode(decoded(name));
  const known = teachParts.find((one) => one === part);
  if ('wrong' in code || known === undefined) return { page: 'missing' };
  const round = known === 'replay' ? readRound(rest) : null;
  if (known === 'replay' ? round === null : rest.length > 0) return { page: 'missing' };
  return { page: 'class-teach', code: code.code, secret: secretIn(hash), part: known, round };
}

function readRound([room = '', round = '', ...rest]: readonly string[]): PlayedRound | null {
  const code = readCode(decoded(room));
  if ('wrong' in code || rest.length > 0 || !/^[1-9]\d{0,4}$/.test(round)) return null;
  return { room: code.code, round: Number(round) };
}

/** What follows the # is never sent to a server, so a secret may stand there; empty where none does. */
function secretIn(hash: string): string {
  const text = hash.slice(1);
  return v.is(token, text) ? text : '';
}

export type ReadCode =
  | { readonly code: string }
  /** `sign`: one that no code has; `length`: another number of signs than a code's. */
  | { readonly wrong: 'nothing' }
  | { readonly wrong: 'sign'; readonly sign: string }
  | { readonly wrong: 'length'; readonly length: number };

/** A code as people type it: in either case, with spaces and hyphens between, or as the whole link. */
export function readCode(text: string): ReadCode {
  const link = /\/(?:room|class)\/([^/?#\s]+)/.exec(text);
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

export function classPath(code: string): string {
  return `/class/${code}`;
}

/** The teacher's page of a class, with the secret, so that it goes along from page to page. */
export function teachPath(code: string, secret: string, part: Exclude<TeachPart, 'replay'> = 'class'): string {
  return `/teach/${code}${part === 'class' ? '' : `/${part}`}#${secret}`;
}

export function replayPath(code: string, secret: string, { room, round }: PlayedRound): string {
  return `/teach/${code}/replay/${room}/${round}#${secret}`;
}

export function projectorPath(code: string, secret: string): string {
  return `/projector/${code}#${secret}`;
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
