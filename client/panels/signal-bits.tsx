/** The frame as a hub sees it: bits, in the order in which they come over the cable. */
import type { JSX } from 'preact';
import { bitsOf, signalOf } from '../../shared/wire/physical.ts';
import type { Desk } from './desk.ts';
import { wordsOf } from './seat.ts';

/** The preamble, the delimiter, and a good part of the addresses. */
const OCTETS_SHOWN = 20;

export function SignalBits({ desk }: { readonly desk: Desk }): JSX.Element {
  const words = wordsOf(desk.store).frame;
  const { bytes } = signalOf(desk.frame.value);
  const label = words.bits(bytes.length * 8);
  return (
    <figure class="signal">
      <figcaption class="xs quiet">{label}</figcaption>
      <p class="mono" role="img" aria-label={label}>
        {bitsOf(bytes.slice(0, OCTETS_SHOWN)).join('')}…
      </p>
      <p class="small quiet">{words.onlyBits}</p>
    </figure>
  );
}
