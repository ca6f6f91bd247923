/** A frame as the inspector shows it: layers and fields with their words, and which bits of the bytes belong to which field. */
import type { SeatKind } from '../../shared/game/puzzle.ts';
import type { PanelWords } from '../../shared/text/panel-words.ts';
import type { Frame, Layer } from '../../shared/wire/frame.ts';
import { fieldRange, fieldsOf, parseFrame } from '../../shared/wire/frame.ts';

/** One field of one layer; the quoted packet of an ICMP error is a layer of its own. */
export interface FieldRef {
  readonly layer: number;
  readonly name: string;
}

export interface FieldRow extends FieldRef {
  /** "ipv4.ttl" */
  readonly path: string;
  readonly label: string;
  /** As people write it, the meaning of a number behind it: "0x0800, IPv4". */
  readonly text: string;
  /** What the number means, if it has a name. */
  readonly meaning: string | undefined;
  /** Not needed for a decision: shown when asked for. */
  readonly isMinor: boolean;
  /** The bare value, to find it again in a table. */
  readonly value: string;
}

export interface LayerRow {
  readonly layer: number;
  readonly protocol: Layer['protocol'];
  readonly fields: readonly FieldRow[];
  readonly octets: number;
}

/** Bits in frame.bytes. */
export interface BitRange {
  readonly first: number;
  readonly bits: number;
}

export function frameOfHex(hex: string): Frame {
  const bytes = new Uint8Array(hex.length / 2);
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
  return parseFrame(bytes);
}

export function layerRows(frame: Frame, words: PanelWords): readonly LayerRow[] {
  return frame.layers.map((layer, index) => ({
    layer: index,
    protocol: layer.protocol,
    octets: layer.length,
    fields: fieldsOf(layer).map((field) => fieldRow(layer, index, field, words)),
  }));
}

/** How far a kind of device looks into a frame: a switch never beyond the outermost header and its tag, but in a BPDU; a hub not even there. */
export function isRead(kind: SeatKind, layer: number, frame?: Frame): boolean {
  if (kind === 'switch')
    return (
      layer === 0 ||
      (layer === 1 && frame?.layers[1]?.protocol === 'vlan') ||
      frame?.layers.some(({ protocol }) => protocol === 'bpdu') === true
    );
  return kind === 'host' || kind === 'router';
}

export function rangeOf(frame: Frame, ref: FieldRef): BitRange {
  const { bitOffset, bits } = fieldRange(frame, ref.layer, ref.name);
  return { first: bitOffset, bits };
}

/** The bits of a whole layer. */
export function layerRange(frame: Frame, layer: number): BitRange {
  const it = frame.layers[layer];
  return it === undefined ? { first: 0, bits: 0 } : { first: it.offset * 8, bits: it.length * 8 };
}

/** Whether a range reaches into an octet. */
export function touches(range: BitRange, octet: number): boolean {
  return range.bits > 0 && octet * 8 < range.first + range.bits && (octet + 1) * 8 > range.first;
}

/** The fields that have bits in an octet, in the order of the header; pressing it again goes to the next of them. */
export function fieldsAt(frame: Frame, octet: number): readonly FieldRef[] {
  return allFields(frame).filter((ref) => touches(rangeOf(frame, ref), octet));
}

/** All fields of a frame in the order of its bytes. */
export function allFields(frame: Frame): readonly FieldRef[] {
  return frame.layers.flatMap((layer, index) => fieldsOf(layer).map((field) => ({ layer: index, name: field.name })));
}

/** The bits of the octets that a field lies in, if it does not fill them: what stands before it, its own, and after it. */
export function bitPicture(frame: Frame, ref: FieldRef): { before: string; own: string; after: string } | undefined {
  const { first, bits } = rangeOf(frame, ref);
  if (first % 8 === 0 && bits % 8 === 0) return undefined;
  const start = Math.floor(first / 8);
  const end = Math.ceil((first + bits) / 8);
  const text = Array.from(frame.bytes.slice(start, end), (octet) => octet.toString(2).padStart(8, '0')).join('');
  const from = first - start * 8;
  return { before: text.slice(0, from), own: text.slice(from, from + bits), after: text.slice(from + bits) };
}

export function sameField(a: FieldRef | null, b: FieldRef | null): boolean {
  return a?.layer === b?.layer && a?.name === b?.name;
}

type Field = ReturnType<typeof fieldsOf>[number];

function fieldRow(layer: Layer, index: number, field: Field, words: PanelWords): FieldRow {
  const raw = headerValue(layer, field.name);
  const path = `${layer.protocol}.${field.name}`;
  const value = String(raw);
  const meaning = words.meanings[`${path}=${value}`];
  const text = display(field, raw);
  return {
    layer: index,
    name: field.name,
    path,
    label: words.fields[path] ?? field.name,
    text: meaning === undefined ? text : `${text}, ${meaning}`,
    value,
    meaning,
    isMinor: MINOR_FIELDS.has(path),
  };
}

const MINOR_FIELDS: ReadonlySet<string> = new Set([
  ...['hardwareType', 'protocolType', 'hardwareLength', 'protocolLength'].map((name) => `arp.${name}`),
  ...['version', 'headerLength', 'dscp', 'ecn', 'totalLength'].map((name) => `ipv4.${name}`),
  ...['identification', 'flags', 'fragmentOffset', 'checksum'].map((name) => `ipv4.${name}`),
  'vlan.priority',
  'vlan.dropEligible',
  ...['checksum', 'unused'].map((name) => `icmp.${name}`),
  ...['protocolId', 'version', 'type', 'topologyChangeAcknowledgment', 'reservedFlags', 'topologyChange'].map(
    (name) => `bpdu.${name}`,
  ),
  ...['messageAge', 'maxAge', 'helloTime', 'forwardDelay'].map((name) => `bpdu.${name}`),
]);

function headerValue(layer: Layer, name: string): string | number {
  const header: object = 'header' in layer ? layer.header : {};
  return (header as Readonly<Record<string, string | number>>)[name] ?? '';
}

function display(field: Field, value: string | number): string {
  if (typeof value === 'string') return value;
  if (field.display === 'hex') return `0x${value.toString(16).padStart(Math.ceil(field.bits / 4), '0')}`;
  if (field.display === 'binary') return value.toString(2).padStart(field.bits, '0');
  return String(value);
}
