import type { JSX } from 'preact';
import type { Step } from '../../shared/device/decision.ts';
import { readField } from '../../shared/wire/frame.ts';
import { BitsUnder } from './bits.tsx';
import { Choices, choiceText } from './choices.tsx';
import type { Desk } from './desk.ts';

/** The rows of the routing table as choices, in its own order, and "none of them"; under them the target over each prefix. */
export function RouteChoices({ desk, step }: { readonly desk: Desk; readonly step: Step }): JSX.Element {
  const rows = step.choices.map(({ value }) => {
    const [address = '', length = ''] = value.split(' ')[0]!.split('/');
    return { key: value, label: choiceText(desk, step.part, value), address, length: Number(length) };
  });
  return (
    <>
      <Choices desk={desk} step={step} stacked />
      <BitsUnder summary={desk.store.language.value.words.panels.step.inBits} target={targetOf(desk)} rows={rows} />
    </>
  );
}

/** The address that the packet is for. */
export function targetOf(desk: Desk): string {
  return String(readField(desk.frame.value, 'ipv4.destination') ?? desk.first.value?.destination ?? '');
}
