/**
 * A header is described once, as a table of its fields in the order of its standard. Reading, writing, the byte inspector,
 * the player's form and the judge's field paths all come from that table.
 */
import { type Ipv4, parseIpv4, readIpv4, writeIpv4 } from '../address/ipv4.ts';
import { type Mac, parseMac, readMac, writeMac } from '../address/mac.ts';

export type FieldKind = 'uint' | 'mac' | 'ipv4';

/** A field in its table; its name is the key. Bit 0 is the highest bit of the header's first octet, as in RFC pictures. */
export interface FieldShape {
  readonly kind: FieldKind;
  /** Offset from the start of the header, in bits. */
  readonly bit: number;
  /** Size in bits: 1 … 32 for a uint, 48 for a mac, 32 for an ipv4. */
  readonly bits: number;
  /** How people write the value. */
  readonly display: 'decimal' | 'hex' | 'binary';
  /** The sender's software calculates this field from the other bytes. */
  readonly computed?: 'checksum' | 'length';
}

export interface Field extends FieldShape {
  readonly name: string;
}

export type FieldTable = Readonly<Record<string, FieldShape>>;

/** The value of a field: a Mac or an Ipv4 as their canonical text, else an unsigned number. */
export type FieldValue = string | number;

/** The header that a table describes: its names, each with the type of its kind. */
export type HeaderOf<Table extends FieldTable> = {
  readonly [Name in keyof Table]: Table[Name]['kind'] extends 'mac'
    ? Mac
    : Table[Name]['kind'] extends 'ipv4'
      ? Ipv4
      : number;
};

/** Any header at all, for code that goes by field names. */
export type AnyHeader = Readonly<Record<string, FieldValue>>;

export function uint(bit: number, bits: number, display: FieldShape['display'] = 'decimal') {
  return { kind: 'uint', bit, bits, display } as const;
}

export function mac(bit: number) {
  return { kind: 'mac', bit, bits: 48, display: 'hex' } as const;
}

export function ipv4(bit: number) {
  return { kind: 'ipv4', bit, bits: 32, display: 'decimal' } as const;
}

/** A 16-bit Internet checksum, see checksum.ts. */
export function checksum(bit: number) {
  return { kind: 'uint', bit, bits: 16, display: 'hex', computed: 'checksum' } as const;
}

/** A uint that counts octets or words of what follows. */
export function length(bit: number, bits: number) {
  return { kind: 'uint', bit, bits, display: 'decimal', computed: 'length' } as const;
}

/** What compileHeader makes of a table. Nothing here checks that the bytes are long enough: the callers do, once a header. */
export interface HeaderCodec<Header> {
  readonly fields: readonly Field[];
  /** Size of the header, in octets. */
  readonly octets: number;
  read(bytes: Uint8Array, offset: number): Header;
  /** Writes every field. Values are taken modulo their width. */
  write(bytes: Uint8Array, offset: number, header: Header): void;
  fieldNamed(name: string): Field | undefined;
}

/** Makes reader and writer of a table. Throws RangeError on a table with a field that no header of ours can have. */
export function compileHeader<const Table extends FieldTable>(table: Table): HeaderCodec<HeaderOf<Table>> {
  const fields: readonly Field[] = Object.entries(table).map(([name, shape]) => ({ name, ...shape }));
  const byName = new Map(fields.map((field) => [field.name, field]));
  for (const field of fields) assertReadable(field);
  // A copy of a whole header is several times faster than adding its properties one by one.
  const blank = Object.fromEntries(fields.map((field) => [field.name, field.kind === 'uint' ? 0 : '']));
  return {
    fields,
    octets: Math.max(...fields.map((field) => field.bit + field.bits)) / 8,
    read(bytes, offset) {
      const header = { ...blank };
      for (let index = 0; index < fields.length; index++) {
        const field = fields[index]!;
        header[field.name] = readValue(bytes, offset, field);
      }
      return header as HeaderOf<Table>;
    },
    write(bytes, offset, header) {
      for (const field of fields) writeValue(bytes, offset, field, (header as AnyHeader)[field.name]!);
    },
    fieldNamed: (name) => byName.get(name),
  };
}

/** One field of the header that starts at `offset`. */
export function readValue(bytes: Uint8Array, offset: number, field: FieldShape): FieldValue {
  const at = offset + (field.bit >>> 3);
  if (field.kind === 'mac') return readMac(bytes, at);
  if (field.kind === 'ipv4') return readIpv4(bytes, at);
  if (field.bits === 16) return (bytes[at]! << 8) | bytes[at + 1]!;
  if (field.bits === 8) return bytes[at]!;
  return readBits(bytes, at, field.bit & 7, field.bits);
}

/** Writes one field of the header that starts at `offset`, leaving its neighbours' bits alone. */
export function writeValue(bytes: Uint8Array, offset: number, field: FieldShape, value: FieldValue): void {
  const at = offset + (field.bit >>> 3);
  if (field.kind === 'mac') writeMac(bytes, at, value as Mac);
  else if (field.kind === 'ipv4') writeIpv4(bytes, at, value as Ipv4);
  else if (field.bits === 8) bytes[at] = value as number;
  else if (field.bits === 16) {
    bytes[at] = (value as number) >>> 8;
    bytes[at + 1] = value as number;
  } else writeBits(bytes, at, field.bit & 7, field.bits, value as number);
}

/** Bits from `skip` bits after the start of octet `at`, which may cross octets; never more than four are touched. */
function readBits(bytes: Uint8Array, at: number, skip: number, bits: number): number {
  const octets = (skip + bits + 7) >>> 3;
  let window = 0;
  for (let octet = 0; octet < octets; octet++) window = (window << 8) | bytes[at + octet]!;
  return ((window >>> (octets * 8 - skip - bits)) & maskOf(bits)) >>> 0;
}

function writeBits(bytes: Uint8Array, at: number, skip: number, bits: number, value: number): void {
  const octets = (skip + bits + 7) >>> 3;
  const shift = octets * 8 - skip - bits;
  const mask = maskOf(bits) << shift;
  const shifted = (value << shift) & mask;
  for (let octet = 0; octet < octets; octet++) {
    const down = (octets - 1 - octet) * 8;
    bytes[at + octet] = (bytes[at + octet]! & ~(mask >>> down)) | (shifted >>> down);
  }
}

/** Whether a value from outside may be written into the field: the right type, in canonical form, and in range. */
export function isFieldValue(field: FieldShape, value: unknown): value is FieldValue {
  if (field.kind === 'mac') return typeof value === 'string' && parseMac(value) === value;
  if (field.kind === 'ipv4') return typeof value === 'string' && parseIpv4(value) === value;
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** field.bits;
}

function maskOf(bits: number): number {
  return bits === 32 ? -1 : (1 << bits) - 1;
}

function assertReadable(field: Field): void {
  const aligned = field.bit % 8 === 0;
  const fits = field.kind === 'uint' ? field.bits >= 1 && (field.bit % 8) + field.bits <= 32 : aligned;
  // Whole octets are read as octets, so they have to start on one.
  const whole = field.bits !== 8 && field.bits !== 16 ? true : aligned;
  if (!fits || !whole)
    throw new RangeError(`field ${field.name}: ${field.bits} bits at bit ${field.bit} cannot be read`);
}
