/** Addresses bit by bit, one under the other: the target laid over the prefixes with which it is compared. */
import type { ComponentChildren, JSX } from 'preact';
import { ipv4ToNumber, parseIpv4 } from '../../shared/address/ipv4.ts';
import { isMalformed } from '../../shared/address/malformed.ts';

/** A prefix that the target is laid over: so many bits of the address count, 0 to 32. */
export interface BitPrefix {
  readonly address: string;
  readonly length: number;
}

/** Where an octet is cut in two, nobody sees by eye what is the same. */
export function needsBits(prefixes: readonly BitPrefix[]): boolean {
  return prefixes.some(({ address, length }) => bitsOf(address) !== '' && length % 8 !== 0);
}

/** The target, and under it what it is compared with; opened by whoever wants to count. */
export function BitsUnder(props: {
  readonly summary: string;
  readonly target: string;
  readonly isOpen: boolean;
  readonly onToggle?: (isOpen: boolean) => void;
  readonly children?: ComponentChildren;
}): JSX.Element | null {
  const { summary, target, isOpen, onToggle, children } = props;
  if (bitsOf(target) === '') return null;
  return (
    <details class="binary" open={isOpen} onToggle={(event) => onToggle?.(event.currentTarget.open)}>
      <summary>
        {summary} <span class="mono">{target}</span>
      </summary>
      <code class="bit-row">{dotted(bitsOf(target))}</code>
      {children}
    </details>
  );
}

/** A prefix in bits; the ones that count are strong. Whether they are the same is for the player to see. */
export function Bits({ address, length }: BitPrefix): JSX.Element | null {
  const bits = dotted(bitsOf(address));
  if (bits === '') return null;
  return (
    <code class="bit-row">
      <b>{bits.slice(0, dottedLength(length))}</b>
      <span class="quiet">{bits.slice(dottedLength(length))}</span>
    </code>
  );
}

function bitsOf(address: string): string {
  const parsed = parseIpv4(address);
  return isMalformed(parsed) ? '' : ipv4ToNumber(parsed).toString(2).padStart(32, '0');
}

function dotted(bits: string): string {
  return bits.match(/.{8}/g)?.join('.') ?? '';
}

/** How many signs of the dotted bits the first `length` bits take. */
function dottedLength(length: number): number {
  return length + Math.max(0, Math.ceil(length / 8) - 1);
}
