/**
 * Captures that Wireshark opens: pcapng, draft-ietf-opsawg-pcapng sections 4.1 (section header), 4.2 (interface description) and
 * 4.3 (enhanced packet), all little-endian.
 */

export interface CapturedPacket {
  /** Index into the capture's interfaces. */
  readonly interface: number;
  /** Time stamp in microseconds, a non-negative integer. */
  readonly timeUs: number;
  /** Whether the interface received the frame or sent it. */
  readonly direction: 'in' | 'out';
  /** The frame without FCS. */
  readonly bytes: Uint8Array;
  /** It arrived with a wrong FCS. */
  readonly isDamaged?: boolean;
}

export interface Capture {
  /** Names such as "A.eth0". */
  readonly interfaces: readonly string[];
  readonly packets: readonly CapturedPacket[];
  /** About the whole file, for whoever opens it. */
  readonly comment?: string;
}

/** The whole file. Throws RangeError on a packet of an interface that is not listed. */
export function writePcapng(capture: Capture): Uint8Array {
  const blocks = [
    sectionHeader(capture.comment),
    ...capture.interfaces.map(interfaceDescription),
    ...capture.packets.map((packet) => enhancedPacket(packet, capture.interfaces.length)),
  ];
  const file = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    file.set(block, at);
    at += block.length;
  }
  return file;
}

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const ENHANCED_PACKET = 6;
/** Tells a reader the byte order in which this file was written. */
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const LINKTYPE_ETHERNET = 1;
const COMMENT = 1;
const IF_NAME = 2;
const IF_TSRESOL = 9;
/** Time stamps count units of 10^-6 seconds. */
const MICROSECONDS = 6;
const EPB_FLAGS = 2;
const DIRECTION_FLAGS = { in: 1, out: 2 } as const;
/** Link-layer error "wrong CRC" (draft-ietf-opsawg-pcapng section 4.3.1, bit 24 of epb_flags). */
const CRC_ERROR_FLAG = 1 << 24;

function sectionHeader(comment: string | undefined): Uint8Array {
  // Version 1.0; the section's length is not given (-1).
  const fixed = [...u32(BYTE_ORDER_MAGIC), ...u16(1), ...u16(0), ...u32(0xffffffff), ...u32(0xffffffff)];
  return block(
    SECTION_HEADER,
    comment === undefined ? fixed : [...fixed, ...option(COMMENT, utf8(comment)), ...u32(0)],
  );
}

function interfaceDescription(name: string): Uint8Array {
  // Link type, two reserved octets, and no limit to how much of a packet is kept.
  const fixed = [...u16(LINKTYPE_ETHERNET), ...u16(0), ...u32(0)];
  return block(INTERFACE_DESCRIPTION, [
    ...fixed,
    ...option(IF_NAME, utf8(name)),
    ...option(IF_TSRESOL, [MICROSECONDS]),
    ...u32(0),
  ]);
}

function enhancedPacket(packet: CapturedPacket, interfaces: number): Uint8Array {
  if (!(packet.interface >= 0 && packet.interface < interfaces)) {
    throw new RangeError(`a packet of interface ${packet.interface}, but there are ${interfaces}`);
  }
  const octets = packet.bytes.length;
  const time = [...u32(Math.floor(packet.timeUs / 2 ** 32)), ...u32(packet.timeUs % 2 ** 32)];
  const fixed = [...u32(packet.interface), ...time, ...u32(octets), ...u32(octets)];
  const flags = DIRECTION_FLAGS[packet.direction] | (packet.isDamaged === true ? CRC_ERROR_FLAG : 0);
  const options = [...option(EPB_FLAGS, u32(flags)), ...u32(0)];
  return block(ENHANCED_PACKET, fixed, packet.bytes, options);
}

/** Type and length before the body, the length again behind it, so that a reader can go backwards too. */
function block(
  type: number,
  start: readonly number[],
  data: Uint8Array = new Uint8Array(0),
  options: readonly number[] = [],
): Uint8Array {
  const padded = Math.ceil(data.length / 4) * 4;
  const octets = 12 + start.length + padded + options.length;
  const bytes = new Uint8Array(octets);
  bytes.set([...u32(type), ...u32(octets), ...start]);
  bytes.set(data, 8 + start.length);
  bytes.set([...options, ...u32(octets)], 8 + start.length + padded);
  return bytes;
}

/** Code, length, value, and zeros up to a whole word of 32 bits. */
function option(code: number, value: readonly number[]): number[] {
  const padding = Array.from({ length: (4 - (value.length % 4)) % 4 }, () => 0);
  return [...u16(code), ...u16(value.length), ...value, ...padding];
}

function u16(value: number): number[] {
  return [value & 255, (value >>> 8) & 255];
}

function u32(value: number): number[] {
  return [...u16(value), ...u16(value >>> 16)];
}

/** By hand, because TextEncoder belongs to browsers and Node, not to the language. RFC 3629 section 3. */
function utf8(text: string): number[] {
  return Array.from(text).flatMap((character) => {
    const code = character.codePointAt(0)!;
    const continuation = (shift: number) => 0x80 | ((code >>> shift) & 0x3f);
    if (code < 0x80) return [code];
    if (code < 0x800) return [0xc0 | (code >>> 6), continuation(0)];
    if (code < 0x10000) return [0xe0 | (code >>> 12), continuation(6), continuation(0)];
    return [0xf0 | (code >>> 18), continuation(12), continuation(6), continuation(0)];
  });
}
