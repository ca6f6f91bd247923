/** The two check sequences of a frame, one under the other: what came with it, and what its bits give. Whether they are the same is for the player to see. */
import type { JSX } from 'preact';
import { crc32 } from '../../shared/wire/crc.ts';
import { bitsOf, fcsFromOctets, fcsOctets, signalOf, type SignalPart } from '../../shared/wire/physical.ts';
import type { Desk } from './desk.ts';
import { wordsOf } from './seat.ts';

export function CheckSequences({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const received = receivedFcs(desk);
  if (received === undefined) return null;
  const words = wordsOf(desk.store).frame;
  const rows = [
    { label: words.fcsReceived, octets: received },
    { label: words.fcsComputed, octets: fcsOctets(crc32(desk.frame.value.bytes)) },
  ];
  return (
    <div class="check-sequences">
      <table>
        <tbody>
          {rows.map(({ label, octets }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td class="mono">{hexOf(octets)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <details class="binary">
        <summary>{words.fcsInBits}</summary>
        <div class="bit-rows" role="group" aria-label={words.fcsInBits} tabIndex={0}>
          {rows.map(({ label, octets }) => (
            <code key={label} class="bit-row" aria-label={label}>
              {bitText(octets)}
            </code>
          ))}
        </div>
      </details>
    </div>
  );
}

/** What the cable carries before or behind the octets of the frame. */
export function SignalLines({
  desk,
  side,
}: {
  readonly desk: Desk;
  readonly side: 'before' | 'behind';
}): JSX.Element | null {
  const received = receivedFcs(desk);
  if (received === undefined) return null;
  const words = wordsOf(desk.store).frame;
  const { bytes, parts } = signalOf({ ...desk.frame.value, fcs: fcsFromOctets(received) });
  const names: Readonly<Record<Exclude<SignalPart, 'frame'>, string>> = {
    preamble: words.preamble,
    delimiter: words.delimiter,
    fcs: words.fcs,
  };
  return (
    <>
      {parts.map(({ part, offset, length }) => {
        if (part === 'frame' || (part === 'fcs') !== (side === 'behind')) return null;
        return (
          <div key={part} class="line signal">
            <span class="offset">{NO_OFFSET}</span>
            {Array.from(bytes.slice(offset, offset + length), (octet, index) => (
              <span key={index} class="o">
                {octet.toString(16).padStart(2, '0')}
              </span>
            ))}
            <span class="quiet"> {names[part]}</span>
          </div>
        );
      })}
    </>
  );
}

/** As wide as an offset: these octets are none of the frame's. */
const NO_OFFSET = '    ';

/** Undefined where nobody is asked about it. */
function receivedFcs(desk: Desk): Uint8Array | undefined {
  const text = desk.open.value?.fcs ?? '';
  return text === '' ? undefined : Uint8Array.from(text.match(/../g) ?? [], (octet) => Number.parseInt(octet, 16));
}

function hexOf(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join(' ');
}

/** In the order of the cable, a space after each octet. */
function bitText(octets: Uint8Array): string {
  return bitsOf(octets).join('').match(/.{8}/g)?.join(' ') ?? '';
}
