/** Who somebody is in this browser: a nickname, and for each room a token of its own that nobody else ever sees. */
import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import * as v from 'valibot';
import { nickname, token } from '../shared/messages.ts';
import { type Keeper, readJson } from './storage.ts';

const NAME_KEY = 'hop.name';
const TOKENS_KEY = 'hop.tokens';
const CLASSES_KEY = 'hop.classes';
/** Rooms whose tokens are kept, the latest. */
const TOKENS_MAX = 40;
/** Classes that are remembered, the latest. */
const CLASSES_MAX = 20;

export interface Identity {
  readonly name: Signal<string>;
  /** The same for a room every time, 128 bits of chance in base64url. */
  tokenFor(code: string): string;
  /** Has this browser come into the class, and not been let go? Then it comes back without asking. */
  isIn(code: string): boolean;
  setIn(code: string, isIn: boolean): void;
}

/** A class and a room have each a token of their own, whatever their codes. */
export function classKey(code: string): string {
  return `class/${code}`;
}

/** `names`: what a first name is drawn from. */
export function createIdentity(keeper: Keeper, names: readonly string[]): Identity {
  const kept = v.safeParse(nickname, keeper.read(NAME_KEY));
  const name = signal(kept.success ? kept.output : drawName(names));
  name.subscribe((now) => keeper.write(NAME_KEY, now));
  return {
    name,
    tokenFor: (code) => tokenFor(keeper, code),
    isIn: (code) => classesOf(keeper).includes(code),
    setIn: (code, isIn) => {
      const others = classesOf(keeper).filter((one) => one !== code);
      keeper.write(CLASSES_KEY, JSON.stringify([...others, ...(isIn ? [code] : [])].slice(-CLASSES_MAX)));
    },
  };
}

/** Another one than `besides`, if there is another. */
export function drawName(names: readonly string[], besides?: string): string {
  const others = names.filter((name) => name !== besides);
  const index = Math.floor(Math.random() * others.length);
  return others[index] ?? besides ?? 'Otter';
}

/** The name as the server will keep it, or null where it is none. */
export function readName(text: string): string | null {
  const read = v.safeParse(nickname, text);
  return read.success ? read.output : null;
}

function classesOf(keeper: Keeper): readonly string[] {
  const read = v.safeParse(v.array(v.string()), readJson(keeper, CLASSES_KEY));
  return read.success ? read.output : [];
}

const keptTokens = v.array(v.strictTuple([v.string(), token]));

function tokenFor(keeper: Keeper, code: string): string {
  const own = tokensOf(keeper).find(([room]) => room === code)?.[1] ?? newToken();
  keepToken(keeper, code, own);
  return own;
}

/** By this token the room knows this browser from now on. */
export function keepToken(keeper: Keeper, code: string, own: string): void {
  const others = tokensOf(keeper).filter(([room]) => room !== code);
  keeper.write(TOKENS_KEY, JSON.stringify([...others, [code, own]].slice(-TOKENS_MAX)));
}

function tokensOf(keeper: Keeper): v.InferOutput<typeof keptTokens> {
  const read = v.safeParse(keptTokens, readJson(keeper, TOKENS_KEY));
  return read.success ? read.output : [];
}

/** 128 bits of chance, base64url. */
export function newToken(): string {
  return drawText(16);
}

/** So many bytes of chance, base64url without padding. */
export function drawText(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
