/** Where a frame goes out: any set of ports. The port that it came in by can be chosen too, for a wrong move is a move. */
import type { JSX } from 'preact';
import type { Step } from '../../shared/device/decision.ts';
import { answer, type Desk, togglePort } from './desk.ts';
import { everyOther, portsIn } from './form.ts';
import { Key } from './key.tsx';
import type { TablesView } from '../../shared/game/view.ts';
import type { PanelWords } from '../../shared/text/panel-words.ts';
import { farEnd, isBlocked, isCabled, isWayOut, nameOf, portLabel, wordsOf } from './seat.ts';

/** `tags` is the question by which of them the frame carries a tag: then a port goes through three states. */
export function Ports(props: {
  readonly desk: Desk;
  readonly step: Step;
  readonly tags?: Step | undefined;
}): JSX.Element | null {
  const { desk, step, tags } = props;
  const { store } = desk;
  const seat = desk.seat.value;
  const room = store.room.value;
  if (seat === null || room === null) return null;
  const words = wordsOf(store);
  const chosen = portsIn(desk.answers.value.ports);
  const tagged = portsIn(desk.answers.value.tags);
  const buttons = (
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
        const isTagged = isOn && tagged.includes(port);
        const tag = tags === undefined || !isOn ? '' : isTagged ? words.ports.withTag : words.ports.withoutTag;
        const setting = settingNote(seat.tables, port, words);
        return (
          <button
            key={port}
            type="button"
            class={`port${isOn ? ' on' : ''}${isTagged ? ' tagged' : ''}${cabled ? '' : ' off'}${cameIn ? ' in' : ''}`}
            disabled={!cabled}
            aria-pressed={isOn}
            onClick={() => togglePort(desk, port)}
          >
            <span class="unseen">
              {[words.port(portLabel(port)), note, setting, tag].filter((text) => text !== '').join(', ')}
            </span>
            <b aria-hidden="true">{portLabel(port)}</b>
            <span aria-hidden="true">{note}</span>
            {setting !== '' && <span aria-hidden="true">{setting}</span>}
            {tag !== '' && (
              <span class="tag" aria-hidden="true">
                {tag}
              </span>
            )}
          </button>
        );
      })}
    </div>
  );
  if (tags === undefined) return buttons;
  return (
    <>
      {buttons}
      <p class="xs quiet">{words.ports.pressAgain}</p>
    </>
  );
}

/** What the port is set to, in few signs; empty on a switch that does not look at tags. */
function settingNote(tables: TablesView, port: string, words: PanelWords): string {
  const setting = tables.kind === 'switch' ? tables.ports.find(({ name }) => name === port)?.vlan : undefined;
  if (setting === undefined) return '';
  return setting.mode === 'trunk' ? words.ports.trunk : words.tables.inVlan(setting.vlan);
}

/** "Every other" and "Drop" choose; only the filled button beside them sends. */
export function PortButtons({ desk, step }: { readonly desk: Desk; readonly step: Step }): JSX.Element | null {
  const words = wordsOf(desk.store).ports;
  const { tables } = desk.seat.value ?? {};
  if (tables === undefined) return null;
  const others = everyOther(step, desk.first.value?.port ?? '', (port) => isWayOut(tables, port));
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
