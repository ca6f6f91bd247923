/** What a tunnel does to frames: the frame inside a VXLAN packet as a frame of its own. RFC 7348 section 5. */
import type { Frame } from './layer.ts';
import { parseFrame } from './parse.ts';

/**
 * The Ethernet frame that a VXLAN packet carries, sharing the packet's bytes; undefined if the frame is no such packet. Its `malformed`
 * is its own: whoever carried it did not look. To send one, build the outer layers round `{ protocol: 'data', bytes: inner.bytes }`.
 */
export function innerFrameOf(frame: Frame): Frame | undefined {
  const layers = frame.layers;
  let datagramEnd = 0;
  for (let index = 0; index < layers.length; index++) {
    const each = layers[index]!;
    if (each.protocol === 'udp') datagramEnd = each.offset + each.header.length;
    if (each.protocol === 'vxlan') return parseFrame(frame.bytes.subarray(each.offset + each.length, datagramEnd));
  }
  return undefined;
}
