/**
 * The one answer of every parser here and in wire/ when its input is not what it should be. Parsers never throw and
 * never guess: they say what is wrong and where, so that a form can point at the character and the inspector at the byte.
 */
export interface Malformed {
  /** A stable reason in kebab-case, such as 'ipv4-octet-range'; texts and tests refer to it. */
  readonly malformed: string;
  /** Index of the first offending character (of a text) or octet (of a frame); the input's length if it ends too early. */
  readonly at: number;
}

/** Every reason an address parser gives. */
export const MALFORMED_ADDRESS_REASONS = [
  'mac-length',
  'mac-digit',
  'mac-separator',
  'ipv4-length',
  'ipv4-digit',
  'ipv4-octet-range',
  'ipv4-leading-zero',
  'prefix-slash',
  'prefix-length',
  'prefix-host-bits',
] as const;

export type MalformedAddressReason = (typeof MALFORMED_ADDRESS_REASONS)[number];

export function isMalformed(value: unknown): value is Malformed {
  return typeof value === 'object' && value !== null && 'malformed' in value;
}

/** A malformed address, with its reason from the closed list. */
export function malformedAddress(reason: MalformedAddressReason, at: number): Malformed {
  return { malformed: reason, at };
}
