/**
 * The hash of everything that a network is at a moment: equal networks have equal hashes, on every machine and in every browser. For tests of
 * determinism and for saved runs; it is no protection against anybody who wants two networks to look alike.
 */
import type { Network } from './network.ts';
import { isBefore, pending } from './queue.ts';

/**
 * 16 hexadecimal digits: FNV-1a over the canonical text of devices, cables, counters, chance, time and what is still to come. How the event
 * queue keeps its items does not matter, nor does the order in which the rows of a table were written.
 */
export function stateHash(network: Network): string {
  const toCome = pending(network.queue).toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
  return fnv1a64(canonicalText({ ...network, queue: toCome }));
}

/**
 * JSON in one form only: keys sorted by UTF-16 code units, no blanks, ASCII alone, bytes as a text of hexadecimal digits, fields that are
 * undefined left out. Of a frame only its bytes and FCS are written: its layers follow from them. Takes plain data without cycles.
 */
export function canonicalText(value: unknown): string {
  if (value instanceof Uint8Array) return `"${hexOf(value)}"`;
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`;
  if (typeof value === 'object' && value !== null) return objectText(value as Readonly<Record<string, unknown>>);
  return asciiOnly(JSON.stringify(value) ?? 'null');
}

function objectText(value: Readonly<Record<string, unknown>>): string {
  const isFrame = value['bytes'] instanceof Uint8Array && Array.isArray(value['layers']);
  const fields: string[] = [];
  for (const key of Object.keys(value).toSorted()) {
    if (value[key] === undefined || (isFrame && key === 'layers')) continue;
    fields.push(`${asciiOnly(JSON.stringify(key))}:${canonicalText(value[key])}`);
  }
  return `{${fields.join()}}`;
}

function asciiOnly(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function hexOf(bytes: Uint8Array): string {
  let hex = '';
  for (const octet of bytes) hex += octet.toString(16).padStart(2, '0');
  return hex;
}

/**
 * FNV-1a with 64 bits (draft-eastlake-fnv, section 2) of an ASCII text, as 16 hexadecimal digits. The prime is 2^40 + 0x1b3, so with the hash in
 * two halves a product needs no more than the 53 bits of a number.
 */
export function fnv1a64(text: string): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (let index = 0; index < text.length; index++) {
    low = (low ^ text.charCodeAt(index)) >>> 0;
    const product = low * 0x1b3;
    high = (Math.imul(high, 0x1b3) + Math.floor(product / 0x1_0000_0000) + (low << 8)) >>> 0;
    low = product >>> 0;
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}
