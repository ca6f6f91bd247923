/** Single fields of a frame, by their paths: where they are, what they hold, and a copy of the frame with some of them changed. */
import { copyOfBytes } from './bytes.ts';
import { updatedChecksum } from './checksum.ts';
import { type Field, type FieldValue, readValue, writeValue } from './field.ts';
import { type Frame, type Layer, fieldOf, headerOf } from './layer.ts';
import { parseFrame } from './parse.ts';
import { type FieldPath, type PathParts, checksumPathOf, indexOf, partsOf } from './path.ts';
import { NO_CHECKSUM } from './udp.ts';

/** Where a field of a layer is in frame.bytes, in bits. Throws RangeError if there is no such layer or field. */
export function fieldRange(
  frame: Frame,
  layerIndex: number,
  fieldName: string,
): { readonly bitOffset: number; readonly bits: number } {
  const layer = frame.layers[layerIndex];
  const field = layer && fieldOf(layer, fieldName);
  if (!layer || !field) throw new RangeError(`layer ${layerIndex} of the frame has no field ${fieldName}`);
  return { bitOffset: layer.offset * 8 + field.bit, bits: field.bits };
}

/** The value of a field; undefined if the frame has no such layer or field. */
export function readField(frame: Frame, path: FieldPath): FieldValue | undefined {
  const parts = partsOf(path);
  const layer = frame.layers[indexOf(frame.layers, parts)];
  return layer && fieldOf(layer, parts.name) ? headerOf(layer)?.[parts.name] : undefined;
}

/** Changes by their paths, see FieldPath. */
export type Changes = Readonly<Record<FieldPath, FieldValue>>;

/**
 * A copy with some fields changed, as a router makes it: the checksums of IPv4, ICMP and UDP follow what they cover, unless they are among
 * the changes, and its FCS is right. A UDP checksum of zero stays zero: there is none. This is every router's hot path, so nothing is
 * parsed again unless a change says where layers begin, end or what they are. Values must fit their fields (isFieldValue). Throws
 * RangeError on a path that the frame does not have.
 */
export function patchFrame(frame: Frame, changes: Changes): Frame {
  const draft: Draft = {
    bytes: copyOfBytes(frame.bytes),
    layers: frame.layers.slice(),
    original: frame.layers,
    changes,
  };
  let isReshaped = false;
  for (const path in changes) {
    const parts = partsOf(path);
    const index = indexOf(draft.layers, parts);
    const field = index < 0 ? undefined : fieldOf(draft.layers[index]!, parts.name);
    if (!field) throw new RangeError(`the frame has no field ${path}`);
    writeField(draft, index, field, changes[path]!, parts);
    isReshaped ||= parts.isShape;
  }
  const { bytes, layers } = draft;
  if (isReshaped) return parseFrame(bytes);
  return frame.malformed ? { bytes, layers, malformed: frame.malformed } : { bytes, layers };
}

/** A copy in the making. Its layers are the original's until something in them changes. */
interface Draft {
  readonly bytes: Uint8Array;
  readonly layers: Layer[];
  readonly original: readonly Layer[];
  readonly changes: Changes;
}

type Writable = Record<string, FieldValue>;

/** Writes into the bytes and into the layer's header, and lets the checksums follow. */
function writeField(draft: Draft, index: number, field: Field, value: FieldValue, parts: PathParts): void {
  const { bytes } = draft;
  const layer = ownLayer(draft, index);
  const before = parts.isCovered ? wordsUnder(bytes, layer.offset, field) : 0;
  writeValue(bytes, layer.offset, field, value);
  (headerOf(layer) as Writable)[field.name] = field.kind === 'uint' ? readValue(bytes, layer.offset, field) : value;
  if (!parts.isCovered) return;
  const after = wordsUnder(bytes, layer.offset, field);
  const { isQuoted } = parts;
  followAt(draft, parts.protocol === 'vxlan' ? index - 1 : index, isQuoted, before, after);
  if (parts.isAddress && draft.layers[index + 1]?.protocol === 'udp') {
    followAt(draft, index + 1, isQuoted, before, after);
  }
  if (isQuoted) followAt(draft, errorIndex(draft.layers), false, before, after);
}

/** Lets the checksum of one layer follow words that it covers; if the layer is quoted, the error's checksum covers that one in turn. */
function followAt(draft: Draft, index: number, isQuoted: boolean, before: number, after: number): void {
  const { protocol } = draft.layers[index]!;
  if (checksumPathOf(protocol, isQuoted) in draft.changes) return;
  const layer = ownLayer(draft, index);
  const header = headerOf(layer) as Writable;
  const old = header.checksum as number;
  if (protocol === 'udp' && old === NO_CHECKSUM) return;
  const updated = updatedChecksum(old, before, after);
  // RFC 768: zero would say that there is no checksum; all ones means the same sum.
  const checksum = protocol === 'udp' && updated === NO_CHECKSUM ? 0xffff : updated;
  writeValue(draft.bytes, layer.offset, fieldOf(layer, 'checksum')!, checksum);
  header.checksum = checksum;
  if (isQuoted) followAt(draft, errorIndex(draft.layers), false, old, checksum);
}

/** The folded sum of the 16-bit words that a field has bits in; at most two, as no field of a checksummed header is larger. */
function wordsUnder(bytes: Uint8Array, offset: number, field: Field): number {
  const first = offset + (field.bit >>> 4) * 2;
  const last = offset + ((field.bit + field.bits - 1) >>> 4) * 2;
  const high = (bytes[first]! << 8) | bytes[first + 1]!;
  if (first === last) return high;
  const sum = high + ((bytes[last]! << 8) | bytes[last + 1]!);
  return (sum & 0xffff) + (sum >>> 16);
}

/** The draft's layer, a copy of its own from the first change on. */
function ownLayer(draft: Draft, index: number): Layer {
  const layer = draft.layers[index]!;
  if (layer !== draft.original[index] || !('header' in layer)) return layer;
  const copy = { ...layer, header: { ...layer.header } } as Layer;
  draft.layers[index] = copy;
  return copy;
}

/** The ICMP error round a quoted packet. */
function errorIndex(layers: readonly Layer[]): number {
  let index = 0;
  while (layers[index]!.protocol !== 'icmp') index++;
  return index;
}
