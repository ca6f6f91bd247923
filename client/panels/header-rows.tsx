/** The header of the frame that leaves, row by row: one row is open with its candidates, choosing goes on to the next. */
import type { JSX } from 'preact';
import type { Step } from '../../shared/device/decision.ts';
import type { Part } from '../../shared/device/rule.ts';
import { Choices, choiceNote } from './choices.tsx';
import type { Desk } from './desk.ts';
import { wordsOf } from './seat.ts';

export function HeaderRows({ desk, steps }: { readonly desk: Desk; readonly steps: readonly Step[] }): JSX.Element {
  const answers = desk.answers.value;
  const reopened = steps.find((step) => step.part === desk.reopened.value);
  const openPart = (reopened ?? steps.find((step) => answers[step.part] === undefined))?.part;
  const toggle = (part: Part): void => {
    desk.reopened.value = part === desk.reopened.value ? null : part;
  };
  return (
    <div class="header-rows">
      {steps.map((step) => (
        <HeaderRow
          key={step.part}
          desk={desk}
          step={step}
          isOpen={step.part === openPart}
          onToggle={() => toggle(step.part)}
        />
      ))}
    </div>
  );
}

function HeaderRow(props: {
  readonly desk: Desk;
  readonly step: Step;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}): JSX.Element {
  const { desk, step, isOpen, onToggle } = props;
  const words = wordsOf(desk.store);
  const { label } = desk.store.language.value.parts[step.part];
  const value = desk.answers.value[step.part];
  const [protocol] = step.part.split('.');
  return (
    <div class={`header-row${isOpen ? ' open' : ''}`}>
      <button type="button" class="row-head" aria-expanded={isOpen} onClick={onToggle}>
        <span class="k">
          <span class="dim">{words.protocols[protocol as 'ethernet' | 'arp' | 'ipv4' | 'icmp']} </span>
          {label}
        </span>
        {value === undefined ? <span class="quiet">{words.step.choose}</span> : <span class="v">{value}</span>}
        {value !== undefined && <span class="note">{choiceNote(desk, value)}</span>}
      </button>
      {isOpen && <Choices desk={desk} step={step} stacked />}
    </div>
  );
}
