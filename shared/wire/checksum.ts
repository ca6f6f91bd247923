/**
 * The Internet checksum: the 16-bit one's complement of the one's complement sum of all 16-bit words. RFC 1071 section 1; how to
 * change it with a changed word: RFC 1624 section 3.
 */

/** What sumOf gives over a header or message whose checksum field is right. */
export const CHECKSUM_RIGHT = 0xffff;

/** The one's complement sum of the octets from `start` to before `end`, folded to 16 bits; an odd last octet is a word's high half. */
export function sumOf(bytes: Uint8Array, start: number, end: number): number {
  let sum = 0;
  let at = start;
  // 65 535 octets give at most 2^31 here, so carries can wait for the end (RFC 1071 section 2, "Deferred Carries").
  for (; at + 1 < end; at += 2) sum += (bytes[at]! << 8) | bytes[at + 1]!;
  if (at < end) sum += bytes[at]! << 8;
  return fold(sum);
}

/** The checksum of the octets from `start` to before `end`, of which the checksum field must be zero. */
export function checksumOf(bytes: Uint8Array, start: number, end: number): number {
  return ~sumOf(bytes, start, end) & 0xffff;
}

/**
 * The new checksum after words with the sum `before` became words with the sum `after`: RFC 1624, equation 3. Unlike equation 4 of
 * RFC 1141 it never turns 0x0000 and 0xffff into one another. A checksum that was wrong stays wrong, by as much.
 */
export function updatedChecksum(checksum: number, before: number, after: number): number {
  return ~fold((~checksum & 0xffff) + (~before & 0xffff) + after) & 0xffff;
}

function fold(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x10000);
  return folded;
}
