/** Choices of one question as radio buttons: they select and never send. */
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Step } from '../../shared/device/decision.ts';
import type { Part } from '../../shared/device/rule.ts';
import { answer, type Desk } from './desk.ts';
import { Key } from './key.tsx';
import { addressNote } from './notes.ts';
import { portLabel } from './seat.ts';

/** An IPv4 or MAC address, perhaps with more behind it as in a route. */
const ADDRESS = /^(?:\d+\.\d+\.\d+\.\d+|[\da-f]{2}:[\da-f:]{14})/;

/** What a choice is called: its word, or itself. */
export function choiceText(desk: Desk, part: Part, value: string): string {
  const language = desk.store.language.value;
  if (part === 'learn-port') return language.words.panels.port(portLabel(value));
  if (part === 'vlan' && /^\d/.test(value)) return language.words.panels.tables.inVlan(value);
  if (part === 'ports' && value === '') return language.words.panels.action.drop;
  return language.parts[part].choices[value] ?? value.split(' ').map(portLabel).join(' ');
}

/** What the seat knows of an address among the choices. */
export function choiceNote(desk: Desk, value: string): string {
  const seat = desk.seat.value;
  if (seat === null || !ADDRESS.test(value)) return '';
  return addressNote(value, seat.tables, desk.frame.value, desk.store.language.value.words.panels.notes);
}

/** `say` gives a choice other words than its own. */
export function Choices(props: {
  readonly desk: Desk;
  readonly step: Step;
  readonly say?: (value: string) => string;
  /** What stands behind a choice, in place of what the seat knows of it. */
  readonly noteOf?: (value: string) => string;
  /** What stands under a choice. */
  readonly under?: (value: string) => JSX.Element | null;
  readonly withKeys?: boolean;
  readonly stacked?: boolean;
  /** In a row of a table nothing shuts when it is answered. */
  readonly inRow?: boolean;
}): JSX.Element {
  const { desk, step, say, noteOf, under, withKeys = true, stacked = false, inRow = false } = props;
  const { part } = step;
  const language = desk.store.language.value;
  const chosen = desk.answers.value[part];
  const isPointer = useRef(false);
  return (
    <div
      class={`choices${stacked ? ' stacked' : ''}`}
      role="radiogroup"
      aria-label={language.parts[part].title}
      onPointerDown={() => (isPointer.current = true)}
      onKeyDown={() => (isPointer.current = false)}
    >
      {step.choices.map(({ value }, index) => {
        const text = say?.(value) ?? choiceText(desk, part, value);
        const note = noteOf?.(value) ?? (say === undefined ? choiceNote(desk, value) : '');
        const choose = (): void => {
          answer(desk, part, value);
          // By pointer a choice is final and the step shuts; with arrow keys one still goes through the others.
          if (!inRow) desk.reopened.value = isPointer.current ? null : part;
        };
        return (
          <label key={value} class={`pick${chosen === value ? ' on' : ''}`}>
            <input
              class="unseen"
              type="radio"
              name={`step-${part}`}
              value={value}
              checked={chosen === value}
              onChange={choose}
            />
            {withKeys && index < 9 && <Key>{index + 1}</Key>}
            <span class={text === value && ADDRESS.test(text) ? 'mono' : ''}>{text}</span>
            {note !== '' && <span class="note">{note}</span>}
            {under !== undefined && <span class="under">{under(value)}</span>}
          </label>
        );
      })}
    </div>
  );
}
