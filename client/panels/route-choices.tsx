import type { JSX } from 'preact';
import type { Step } from '../../shared/device/decision.ts';
import { ipv4ToNumber, parseIpv4 } from '../../shared/address/ipv4.ts';
import { isMalformed } from '../../shared/address/malformed.ts';
import { readField } from '../../shared/wire/frame.ts';
import { Choices, choiceText } from './choices.tsx';
import type { Desk } from './desk.ts';

/** The rows of the routing table as choices, in its own order, and "none of them". */
export function RouteChoices({ desk, step }: { readonly desk: Desk; readonly step: Step }): JSX.Element {
  const destination = String(readField(desk.frame.value, 'ipv4.destination') ?? desk.first.value?.destination ?? '');
  return (
    <>
      <Choices desk={desk} step={step} stacked />
      <Binary desk={desk} step={step} destination={destination} />
    </>
  );
}

/** The target under each prefix, bit by bit; opened by whoever wants to count. */
function Binary({
  desk,
  step,
  destination,
}: {
  readonly desk: Desk;
  readonly step: Step;
  readonly destination: string;
}): JSX.Element | null {
  const target = bitsOf(destination);
  if (target === '') return null;
  const rows = step.choices.flatMap(({ value }) => {
    const [address = '', length = ''] = value.split(' ')[0]!.split('/');
    const bits = bitsOf(address);
    return bits === '' ? [] : [{ value, bits, length: Number(length) }];
  });
  return (
    <details class="binary">
      <summary>{desk.store.language.value.words.panels.step.inBits}</summary>
      <div class="bit-rows" role="group">
        <code class="bit-row">{dotted(target)}</code>
        {rows.map(({ value, bits, length }) => (
          <code key={value} class="bit-row" aria-label={choiceText(desk, step.part, value)}>
            <b>{dotted(bits).slice(0, dottedLength(length))}</b>
            <span class="quiet">{dotted(bits).slice(dottedLength(length))}</span>
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
