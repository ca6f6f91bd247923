import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Step } from '../../shared/device/decision.ts';
import { readField } from '../../shared/wire/frame.ts';
import { Bits, BitsUnder, needsBits, type BitPrefix } from './bits.tsx';
import { Choices } from './choices.tsx';
import type { Desk } from './desk.ts';

/** The rows of the routing table as choices, in its own order, and "none of them"; each in bits under the target, which stays in sight above them. */
export function RouteChoices({ desk, step }: { readonly desk: Desk; readonly step: Step }): JSX.Element {
  const [isOpen, setOpen] = useState(() => needsBits(step.choices.map(({ value }) => prefixOf(value))));
  return (
    <div class={`routes${isOpen ? ' in-bits' : ''}`}>
      <BitsUnder
        summary={desk.store.language.value.words.panels.step.inBits}
        target={targetOf(desk)}
        isOpen={isOpen}
        onToggle={setOpen}
      />
      <Choices desk={desk} step={step} stacked under={(value) => (isOpen ? <Bits {...prefixOf(value)} /> : null)} />
    </div>
  );
}

function prefixOf(route: string): BitPrefix {
  const [address = '', length = ''] = route.split(' ')[0]!.split('/');
  return { address, length: Number(length) };
}

/** The address that the packet is for. */
export function targetOf(desk: Desk): string {
  return String(readField(desk.frame.value, 'ipv4.destination') ?? desk.first.value?.destination ?? '');
}
