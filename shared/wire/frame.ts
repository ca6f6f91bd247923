/**
 * The door to frames: bytes that know their layers. Parsed once, immutable, passed on without parsing again.
 *
 * What holds here. A parser never throws, never reads outside its bytes, and never guesses: it says what is wrong and at which octet.
 * The layers of a frame cover its bytes, outermost first, without a gap. A codec knows bytes and nothing else: whether a frame is
 * for us, expired or answered is decided in device/. An ICMP error is followed by the layers of the packet it quotes, a
 * VXLAN header by those of the frame inside.
 *
 * A protocol is one file of one shape (doc head with the standard's section, table of fields, type, parse, emit, summary). To add one:
 * write that file, add it to Layer, and let parse.ts and build.ts hand on to it from its carrier.
 */
import { crc32 } from './crc.ts';
import type { Frame } from './layer.ts';

export type { Frame, Layer, LayerOf, Protocol } from './layer.ts';
export { fieldsOf, layer, quotedLayer } from './layer.ts';
export { parseFrame } from './parse.ts';
export { buildFrame } from './build.ts';
export type { LayerSpec } from './spec.ts';
export { type Changes, fieldRange, patchFrame, readField } from './patch.ts';
export type { FieldPath } from './path.ts';
export { tagFrame, untagFrame } from './tag.ts';
export { innerFrameOf } from './tunnel.ts';
export { summary } from './summary.ts';

/** The FCS that the frame carries, right or wrong, as a number: see crc32. */
export function fcsOf(frame: Frame): number {
  return frame.fcs ?? crc32(frame.bytes);
}

/** Whether the frame arrived as it was sent; a receiver drops it silently if not (IEEE 802.3-2022 section 4.2.4.1.2). */
export function fcsIsRight(frame: Frame): boolean {
  return frame.fcs === undefined;
}

/** The same frame, damaged on the way. A bit of its FCS has turned over: any other would do, but so the frame can still be read by people. */
export function damagedFrame(frame: Frame): Frame {
  return { ...frame, fcs: (crc32(frame.bytes) ^ 1) >>> 0 };
}
