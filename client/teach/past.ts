/** The classes that this browser has made or taught, with their secrets, the latest first. */
import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import * as v from 'valibot';
import { CODE_LENGTH, token } from '../../shared/messages.ts';
import { readJson, type Keeper } from '../storage.ts';
import type { Teacher } from './connection.ts';

export interface PastClass extends Teacher {
  readonly title: string;
  /** When this browser came to know it: "2026-11-26". */
  readonly day: string;
}

export interface PastClasses {
  readonly list: ReadonlySignal<readonly PastClass[]>;
  /** The secret of a class; null where this browser does not have it. */
  secretOf(code: string): string | null;
  /** Puts it first; of a class that is known only the title and the secret change. */
  keep(one: PastClass): void;
  forget(code: string): void;
}

const KEY = 'hop.taught';
const PAST_MAX = 40;

const kept = v.array(
  v.object({ code: v.pipe(v.string(), v.length(CODE_LENGTH)), secret: token, title: v.string(), day: v.string() }),
);

export function pastClasses(keeper: Keeper): PastClasses {
  const read = v.safeParse(kept, readJson(keeper, KEY));
  const list = signal<readonly PastClass[]>(read.success ? read.output : []);
  const write = (classes: readonly PastClass[]): void => {
    list.value = classes.slice(0, PAST_MAX);
    keeper.write(KEY, JSON.stringify(list.value));
  };
  const others = (code: string): readonly PastClass[] => list.peek().filter((one) => one.code !== code);
  return {
    list,
    secretOf: (code) => list.peek().find((one) => one.code === code)?.secret ?? null,
    keep: (one) => {
      const before = list.peek().find(({ code }) => code === one.code);
      write([{ ...one, day: before?.day ?? one.day }, ...others(one.code)]);
    },
    forget: (code) => write(others(code)),
  };
}

/** Today, as the classes are kept. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
