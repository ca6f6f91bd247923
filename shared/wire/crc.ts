/**
 * CRC-32 as Ethernet's frame check sequence. IEEE 802.3-2022 section 3.2.9: generator 0x04c11db7, start and final complement,
 * each octet's lowest bit first, hence the mirrored generator 0xedb88320.
 */

/** The FCS of a frame's octets, 0 … 2^32 - 1. On the cable and in captures its least significant octet comes first. */
export function crc32(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (let at = 0; at < bytes.length; at++) remainder = REMAINDERS[(remainder ^ bytes[at]!) & 255]! ^ (remainder >>> 8);
  return ~remainder >>> 0;
}

/** What each octet, alone, leaves as remainder: eight steps of the division done in advance. */
const REMAINDERS = Int32Array.from({ length: 256 }, (_, octet) => {
  let remainder = octet;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});
