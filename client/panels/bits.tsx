/** Addresses bit by bit, one under the other: the target laid over the prefixes with which it is compared. */
import type { JSX } from 'preact';
import { ipv4ToNumber, parseIpv4 } from '../../shared/address/ipv4.ts';
import { isMalformed } from '../../shared/address/malformed.ts';

/** A prefix that the target is laid over. */
export interface BitRow {
  readonly key: string;
  /** What it is for people who hear it. */
  readonly label: string;
  readonly address: string;
  /** So many of its bits count, 0 to 32. */
  readonly length: number;
}

/**
 * Opened by whoever wants to count, and open from the start where an octet is cut in two, for there nobody sees it by eye. The bits that count are
 * strong in each row; whether they are the same is for the player to see.
 */
export function BitsUnder(props: {
  readonly summary: string;
  readonly target: string;
  readonly rows: readonly BitRow[];
}): JSX.Element | null {
  const { summary, target, rows } = props;
  const shown = rows.filter(({ address }) => bitsOf(address) !== '');
  if (bitsOf(target) === '' || shown.length === 0) return null;
  return (
    <details class="binary" open={shown.some(({ length }) => length % 8 !== 0)}>
      <summary>{summary}</summary>
      <div class="bit-rows" role="group" aria-label={summary} tabIndex={0}>
        <code class="bit-row">{dotted(bitsOf(target))}</code>
        {shown.map(({ key, label, address, length }) => (
          <code key={key} class="bit-row" aria-label={label}>
            <b>{dotted(bitsOf(address)).slice(0, dottedLength(length))}</b>
            <span class="quiet">{dotted(bitsOf(address)).slice(dottedLength(length))}</span>
          </code>
        ))}
      </div>
    </details>
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
