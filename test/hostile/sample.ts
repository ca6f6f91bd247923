/** Messages that fit a form, made from the form itself, so that a new message is tried without a word about it here; and what somebody may make of them. */
import type * as v from 'valibot';
import { safeParse } from 'valibot';
import { type Random, draw, drawOne } from '../../shared/random.ts';
import { mutated } from '../random/mutate.ts';

/** What valibot says of a schema. */
interface Shape {
  readonly type: string;
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[];
  readonly entries?: Readonly<Record<string, Shape>>;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly item?: Shape;
  readonly key?: Shape;
  readonly value?: Shape;
  readonly wrapped?: Shape;
}

/** Texts that may fit somewhere: names of devices and ports, codes, tokens, lines. */
export type Words = readonly string[];

/** A value that fits the form, if the words hold a text for each place; else the place has a word that does not fit. */
export function sample(random: Random, form: v.GenericSchema, words: Words): unknown {
  return sampleOf(random, form, words);
}

function sampleOf(random: Random, shape: Shape, words: Words): unknown {
  switch (shape.type) {
    case 'strict_object':
      return sampleObject(random, shape, words);
    case 'picklist':
      return drawOne(random, shape.options ?? []);
    case 'literal':
      return shape.literal;
    case 'union':
    case 'variant':
      return sampleOf(random, drawOne(random, (shape.options ?? []) as readonly Shape[]), words);
    case 'array':
      return Array.from({ length: draw(random, 4) }, () => sampleOf(random, inside(shape.item), words));
    case 'record':
      return Object.fromEntries(
        Array.from({ length: draw(random, 4) }, () => [
          String(sampleOf(random, inside(shape.key), words)),
          sampleOf(random, inside(shape.value), words),
        ]),
      );
    case 'nullable':
      return draw(random, 4) === 0 ? null : sampleOf(random, inside(shape.wrapped), words);
    case 'optional':
    case 'exact_optional':
      return sampleOf(random, inside(shape.wrapped), words);
    case 'boolean':
      return draw(random, 2) === 0;
    case 'number':
      return sampleNumber(random, shape);
    case 'string':
      return sampleText(random, shape, words);
    default:
      throw new Error(`no sample of ${shape.type}`);
  }
}

function inside(shape: Shape | undefined): Shape {
  if (shape === undefined) throw new Error('a form without its inside');
  return shape;
}

function sampleObject(random: Random, { entries = {} }: Shape, words: Words): unknown {
  const kept = Object.entries(entries).filter(([, entry]) => !/optional/.test(entry.type) || draw(random, 3) === 0);
  return Object.fromEntries(kept.map(([key, entry]) => [key, sampleOf(random, entry, words)]));
}

function sampleNumber(random: Random, { pipe = [] }: Shape): number {
  const limit = (type: string, preset: number) => Number(pipe.find((one) => one.type === type)?.requirement ?? preset);
  const [least, most] = [limit('min_value', 0), limit('max_value', 60)];
  // Small ones name something more often than others.
  const span = draw(random, 3) === 0 ? most - least + 1 : Math.min(most - least + 1, 12);
  return least + draw(random, span);
}

function sampleText(random: Random, shape: Shape, words: Words): string {
  const form = shape as unknown as v.GenericSchema;
  for (let tries = 0; tries < 60; tries++) {
    const word = drawOne(random, words);
    if (safeParse(form, word).success) return word;
  }
  return drawOne(random, words);
}

const ODD: readonly unknown[] = [
  null,
  true,
  NaN,
  Infinity,
  -1,
  -0,
  0.1,
  2 ** 53,
  1e308,
  '',
  '\u0000',
  '\ud800',
  'a'.repeat(1500),
  '__proto__',
  'constructor',
  'toString',
  [],
  {},
  new Uint8Array(64),
];
const ODD_KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'then', 'toJSON', 'length', 'kind', ''] as const;

/** The value with something in it that does not belong there. */
export function spoilt(random: Random, value: unknown): unknown {
  switch (draw(random, 5)) {
    case 0:
      return drawOne(random, ODD);
    case 1:
      return withOddKey(random, value);
    case 2:
      return nested(random, value);
    default:
      return mutated(random, value);
  }
}

function withOddKey(random: Random, value: unknown): unknown {
  const copy: object = typeof value === 'object' && value !== null ? structuredClone(value) : {};
  const what = { value: drawOne(random, ODD), enumerable: true, configurable: true, writable: true };
  const key = drawOne(random, ODD_KEYS);
  if (!Array.isArray(copy)) Object.defineProperty(copy, key, what);
  return copy;
}

function nested(random: Random, value: unknown): unknown {
  let result = value;
  for (let depth = 1 + draw(random, 200); depth > 0; depth--) result = draw(random, 2) === 0 ? [result] : { a: result };
  return result;
}
