/** Single fields of a frame, by their paths: where they are, what they hold, and a copy of the frame with some of them changed. */
import { updatedChecksum } from './checksum.ts';
import { type Field, type FieldValue, readValue, writeValue } from './field.ts';
import { type Frame, type Layer, fieldOf, headerOf } from './layer.ts';
import { parseFrame } from './parse.ts';

/** Protocol, dot, field: 'ethernet.destination', 'ipv4.ttl', 'icmp.sequence'. Means the first layer of that protocol. */
export type FieldPath = string;

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
  const { protocol, name } = partsOf(path);
  const layer = frame.layers[indexOf(frame.layers, protocol)];
  return layer && fieldOf(layer, name) ? headerOf(layer)?.[name] : undefined;
}

/**
 * A copy with some fields changed, as a router makes it: IPv4 and ICMP checksums follow the fields they cover, unless they are among
 * the changes, and its FCS is right. This is every router's hot path, so nothing is parsed again unless a change says where layers
 * begin, end or what they are. Values must fit their fields (isFieldValue). Throws RangeError on a path that the frame does not have.
 */
export function patchFrame(frame: Frame, changes: Readonly<Record<FieldPath, FieldValue>>): Frame {
  const bytes = frame.bytes.slice();
  const layers = frame.layers.slice();
  let isReshaped = false;
  for (const path in changes) {
    const parts = partsOf(path);
    const index = indexOf(layers, parts.protocol);
    const field = index < 0 ? undefined : fieldOf(layers[index]!, parts.name);
    if (!field) throw new RangeError(`the frame has no field ${path}`);
    if (layers[index] === frame.layers[index]) layers[index] = copyOf(frame.layers[index]!);
    const keepsChecksum = parts.checksumPath === undefined || parts.checksumPath in changes;
    writeField(bytes, layers[index]!, field, changes[path]!, keepsChecksum);
    isReshaped ||= parts.isShape;
  }
  if (isReshaped) return parseFrame(bytes);
  return frame.malformed ? { bytes, layers, malformed: frame.malformed } : { bytes, layers };
}

type Writable = Record<string, FieldValue>;

/** Writes into the bytes and into the layer's header, which is our own copy. */
function writeField(bytes: Uint8Array, layer: Layer, field: Field, value: FieldValue, keepsChecksum: boolean): void {
  const header = headerOf(layer) as Writable;
  const before = keepsChecksum ? 0 : wordsUnder(bytes, layer.offset, field);
  writeValue(bytes, layer.offset, field, value);
  header[field.name] = field.kind === 'uint' ? readValue(bytes, layer.offset, field) : value;
  if (keepsChecksum) return;
  const checksum = updatedChecksum(header.checksum as number, before, wordsUnder(bytes, layer.offset, field));
  writeValue(bytes, layer.offset, fieldOf(layer, 'checksum')!, checksum);
  header.checksum = checksum;
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

function copyOf(layer: Layer): Layer {
  return 'header' in layer ? ({ ...layer, header: { ...layer.header } } as Layer) : layer;
}

function indexOf(layers: readonly Layer[], protocol: string): number {
  for (let index = 0; index < layers.length; index++) if (layers[index]!.protocol === protocol) return index;
  return -1;
}

interface PathParts {
  readonly protocol: string;
  readonly name: string;
  /** The path of the checksum that covers the field. */
  readonly checksumPath: FieldPath | undefined;
  /** Whether a change may move the borders of layers or change what they are, or whether they are well formed. */
  readonly isShape: boolean;
}

const SHAPE_FIELDS: ReadonlySet<string> = new Set([
  'ethernet.etherType',
  'arp.hardwareLength',
  'arp.protocolLength',
  'ipv4.version',
  'ipv4.headerLength',
  'ipv4.totalLength',
  'ipv4.flags',
  'ipv4.fragmentOffset',
  'ipv4.protocol',
  'ipv4.checksum',
  'icmp.type',
  'icmp.checksum',
]);

/** Paths come from players as well, so what is remembered is limited. */
const partsByPath = new Map<FieldPath, PathParts>();
const REMEMBERED_PATHS_MAX = 256;

function partsOf(path: FieldPath): PathParts {
  const known = partsByPath.get(path);
  if (known) return known;
  const dot = path.indexOf('.');
  const protocol = path.slice(0, Math.max(dot, 0));
  const hasChecksum = protocol === 'ipv4' || protocol === 'icmp';
  const parts = {
    protocol,
    name: path.slice(dot + 1),
    checksumPath: hasChecksum ? `${protocol}.checksum` : undefined,
    isShape: SHAPE_FIELDS.has(path),
  };
  if (partsByPath.size >= REMEMBERED_PATHS_MAX) partsByPath.clear();
  partsByPath.set(path, parts);
  return parts;
}
