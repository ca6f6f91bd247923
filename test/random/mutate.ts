/** Labs with something wrong in them, or at least odd: a random change somewhere in a lab's JSON. */
import { draw, drawOne, type Random } from '../../shared/random.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Values that somebody might write, or that break what is careless. */
const ODD_VALUES: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  0.5,
  1e21,
  65_535,
  4_294_967_296,
  '',
  ' ',
  'eth0',
  'constructor',
  '__proto__',
  '网络',
  '0.0.0.0',
  '0.0.0.0/0',
  '255.255.255.255',
  '127.0.0.1',
  '10.0.0.1/32',
  '10.0.0.0/31',
  '224.0.0.1',
  'default',
  'ff:ff:ff:ff:ff:ff',
  '00:00:00:00:00:00',
  '02:00:00:00:00:01',
  [],
  {},
  [[]],
  { kind: 'hub', ports: { p1: {} } },
  ['a.b', 'c.d'],
];

const ODD_KEYS = ['', 'eth0', 'p1', '0', 'a.b', 'constructor', 'lo', 'x'.repeat(33), 'ипи'] as const;

/** A copy of the lab with one or two changes. */
export function mutated(random: Random, lab: unknown): unknown {
  const copy = structuredClone(lab) as Json;
  for (let changes = 1 + draw(random, 2); changes > 0; changes--) mutate(random, copy);
  return copy;
}

function mutate(random: Random, root: Json): void {
  const places = placesIn(root);
  if (places.length === 0) return;
  const { inside, key } = drawOne(random, places);
  const other = drawOne(random, places);
  switch (draw(random, 5)) {
    case 0:
      remove(inside, key);
      return;
    case 1:
      put(inside, key, drawOne(random, ODD_VALUES));
      return;
    case 2:
      // A value from elsewhere in the lab is of the right kind more often than a drawn one.
      put(inside, key, valueAt(other.inside, other.key));
      return;
    case 3:
      put(inside, Array.isArray(inside) ? inside.length : drawOne(random, ODD_KEYS), valueAt(inside, key));
      return;
    default:
      nudge(random, inside, key);
  }
}

type Container = Json[] | { [key: string]: Json };
interface Place {
  readonly inside: Container;
  readonly key: string | number;
}

function placesIn(value: Json): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  return [...keys].flatMap((key): Place[] => [{ inside: value, key }, ...placesIn(valueAt(value, key))]);
}

function valueAt(inside: Container, key: string | number): Json {
  return (inside as Record<string | number, Json>)[key] ?? null;
}

function put(inside: Container, key: string | number, value: Json): void {
  const entry = { value: structuredClone(value), writable: true, enumerable: true, configurable: true };
  Object.defineProperty(inside, key, entry);
}

function remove(inside: Container, key: string | number): void {
  if (Array.isArray(inside)) inside.splice(Number(key), 1);
  else delete inside[key];
}

/** Another number, another digit in a text. */
function nudge(random: Random, inside: Container, key: string | number): void {
  const value = valueAt(inside, key);
  if (typeof value === 'number') put(inside, key, value * drawOne(random, [-1, 0.1, 2, 1000]) + draw(random, 3) - 1);
  if (typeof value !== 'string' || value === '') return;
  const at = draw(random, value.length);
  put(inside, key, value.slice(0, at) + drawOne(random, ['0', '1', '9', 'f', '.', ':', '/', '']) + value.slice(at + 1));
}
