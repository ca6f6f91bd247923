/** Where a frame goes out: any set of ports. The port that it came in by can be chosen too, for a wrong move is a move. */
import type { JSX } from 'preact';
import type { Step } from '../../shared/device/decision.ts';
import { answer, type Desk, togglePort } from './desk.ts';
import { everyOther, portsIn } from './form.ts';
import { Key } from './key.tsx';
import { farEnd, isBlocked, isCabled, nameOf, portLabel, wordsOf } from './seat.ts';

export function Ports({ desk, step }: { readonly desk: Desk; readonly step: Step }): JSX.Element | null {
  const { store } = desk;
  const seat = desk.seat.value;
  const room = store.room.value;
  if (seat === null || room === null) return null;
  const words = wordsOf(store);
  const chosen = portsIn(desk.answers.value.ports);
  return (
    <div class="ports" role="group" aria-label={store.language.value.parts.ports.title}>
      {step.choices.map(({ value: port }) => {
        const cabled = isCabled(seat.tables, port);
        const cameIn = desk.first.value?.port === port;
        const far = farEnd(room, seat.device, port);
        const note = !cabled
          ? words.ports.noCable
          : cameIn
            ? words.ports.cameIn
            : isBlocked(seat.tables, port)
              ? words.tree.blocked
              : far === undefined
                ? ''
                : nameOf(store, far);
        const isOn = chosen.includes(port);
        return (
          <button
            key={port}
            type="button"
            class={`port${isOn ? ' on' : ''}${cabled ? '' : ' off'}${cameIn ? ' in' : ''}`}
            disabled={!cabled}
            aria-pressed={isOn}
            onClick={() => togglePort(desk, port)}
          >
            <span class="unseen">{`${words.port(portLabel(port))}, ${note}`}</span>
            <b aria-hidden="true">{portLabel(port)}</b>
            <span aria-hidden="true">{note}</span>
          </button>
        );
      })}
    </div>
  );
}

/** "Every other" and "Drop" choose; only the filled button beside them sends. */
export function PortButtons({ desk, step }: { readonly desk: Desk; readonly step: Step }): JSX.Element | null {
  const words = wordsOf(desk.store).ports;
  const { tables } = desk.seat.value ?? {};
  if (tables === undefined) return null;
  const others = everyOther(step, desk.first.value?.port ?? '', (port) => isCabled(tables, port));
  return (
    <>
      <button type="button" class="btn s" onClick={() => answer(desk, 'ports', others)}>
        <span class="unseen">{words.everyOtherLong}</span>
        <span aria-hidden="true">{words.everyOther}</span> <Key>F</Key>
      </button>
      <button
        type="button"
        class="btn s"
        aria-pressed={desk.answers.value.ports === ''}
        onClick={() => answer(desk, 'ports', '')}
      >
        {words.drop} <Key>D</Key>
      </button>
    </>
  );
}
