/**
 * Room for the bytes of frames. A router makes a new frame at each hop, and setting up a typed array of its own costs ten times what
 * copying its octets costs; so small frames share larger buffers, each at its own place, and no octet is handed out twice.
 */

/** Larger frames get an array of their own. Few enough octets that a frame kept alone does not hold on to much. */
const ROOM_OCTETS = 8192;
const SHARED_OCTETS_MAX = 1024;

let room = new ArrayBuffer(ROOM_OCTETS);
let used = 0;

/** So many octets, all zero. */
export function zeroBytes(octets: number): Uint8Array {
  if (octets > SHARED_OCTETS_MAX) return new Uint8Array(octets);
  if (used + octets > ROOM_OCTETS) {
    room = new ArrayBuffer(ROOM_OCTETS);
    used = 0;
  }
  const bytes = new Uint8Array(room, used, octets);
  used += octets;
  return bytes;
}

/** A copy of the octets. */
export function copyOfBytes(bytes: Uint8Array): Uint8Array {
  const copy = zeroBytes(bytes.length);
  copy.set(bytes);
  return copy;
}
