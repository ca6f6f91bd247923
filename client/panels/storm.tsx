/** The panel while everything runs by itself: the own cables with what their counters say, and the button that pulls one out. */
import type { ComponentChildren, JSX } from 'preact';
import type { StormPortView } from '../../shared/game/storm-view.ts';
import type { Verdict } from '../../shared/game/view.ts';
import { whileHeld } from '../held.ts';
import type { Desk } from './desk.ts';
import { Key } from './key.tsx';
import { DeskRefusal } from './refusal.tsx';
import { farName, nameOf, portLabel, wordsOf } from './seat.ts';
import { canTurn, openMistake, toTurn, turnCable } from './storm-desk.ts';
import { Tables } from './tables.tsx';
import { VerdictCard } from './verdict.tsx';

/** How many frames are still to be passed on by hand, above the frame. */
export function ByHand({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const seat = desk.seat.value;
  if (seat?.storm === undefined || seat.storm === null) return null;
  const left = seat.storm.handLeft + seat.cards.length;
  return <p class="small quiet">{wordsOf(desk.store).storm.byHand(left)}</p>;
}

export function StormPanel({ desk }: { readonly desk: Desk }): JSX.Element {
  const mistake = openMistake(desk);
  const words = wordsOf(desk.store).storm;
  const storm = desk.store.room.value?.storm;
  const text = storm?.isFilled !== true ? words.watch : storm.stands ? words.stands : words.liveText;
  return (
    <>
      {mistake !== undefined && (
        <VerdictCard desk={desk} verdict={mistake} mend={<Mend desk={desk} mistake={mistake} />} />
      )}
      <section class="card step last storm">
        <div class="row">
          <h3>{words.live}</h3>
          <span class="small quiet storm-count">{words.frames(storm?.frames ?? 0)}</span>
        </div>
        <p class="small quiet">{text}</p>
        <OwnCables desk={desk} />
        <div class="do">
          <TurnButton desk={desk} isMain={mistake === undefined || desk.cable.value !== null} />
        </div>
        <DeskRefusal desk={desk} />
      </section>
      <Tables desk={desk} />
      <Everything desk={desk} />
      <p class="xs quiet">{words.slow}</p>
    </>
  );
}

function TurnButton({ desk, isMain }: { readonly desk: Desk; readonly isMain: boolean }): JSX.Element {
  const words = wordsOf(desk.store).storm;
  const cable = desk.cable.value === null ? undefined : toTurn(desk);
  return (
    <button
      type="button"
      class={`btn grow${isMain ? ' main' : ''}`}
      disabled={cable === undefined || desk.busy.value}
      {...whileHeld(desk.store)}
      onClick={() => void turnCable(desk)}
    >
      {cable !== undefined ? turnText(desk, cable) : canTurn(desk) ? words.chooseFirst : words.notYet}
      {cable !== undefined && <Key>↵</Key>}
    </button>
  );
}

/** The mistake's own cable, unless another one is chosen. */
function Mend({ desk, mistake }: { readonly desk: Desk; readonly mistake: Verdict }): JSX.Element | null {
  const cable = desk.seat.value?.storm?.ports.find(({ port }) => port === mistake.port);
  if (cable === undefined || cable.cable === 'loose-there') return null;
  return (
    <button
      type="button"
      class={`btn grow${desk.cable.value === null ? ' main' : ''}`}
      disabled={desk.busy.value}
      {...whileHeld(desk.store)}
      onClick={() => {
        desk.cable.value = cable.port;
        void turnCable(desk);
      }}
    >
      {turnText(desk, cable)} {desk.cable.value === null && <Key>↵</Key>}
    </button>
  );
}

function turnText(desk: Desk, { port, cable }: StormPortView): string {
  const words = wordsOf(desk.store).storm;
  return cable === 'in' ? words.pull(portLabel(port), far(desk, port)) : words.plug(portLabel(port), far(desk, port));
}

function far(desk: Desk, port: string): string {
  return farName(desk.store, desk.seat.value?.device ?? '', port) ?? '';
}

/** One row a port: where it leads, how full it is, what it has counted. Choosing one does nothing yet. */
function OwnCables({ desk }: { readonly desk: Desk }): JSX.Element {
  return (
    <ul class="own-cables" aria-label={wordsOf(desk.store).storm.cables}>
      {(desk.seat.value?.storm?.ports ?? []).map((cable) => (
        <li key={cable.port}>
          <OwnCable desk={desk} cable={cable} />
        </li>
      ))}
    </ul>
  );
}

function OwnCable({ desk, cable }: { readonly desk: Desk; readonly cable: StormPortView }): JSX.Element {
  const words = wordsOf(desk.store);
  const { port } = cable;
  const isOn = desk.cable.value === port;
  const load = loadOf(desk, cable);
  return (
    <button
      type="button"
      class={`own-cable${isOn ? ' on' : ''}${cable.cable === 'in' ? '' : ' out'}`}
      data-cable={port}
      aria-pressed={isOn}
      disabled={cable.cable === 'loose-there' || !canTurn(desk)}
      onClick={() => (desk.cable.value = isOn ? null : port)}
    >
      <b class="own-port">
        <span class="unseen">{`${words.port(portLabel(port))}, `}</span>
        <span aria-hidden="true">{portLabel(port)}</span>
      </b>
      <span class="grow">
        <b>{far(desk, port)}</b>{' '}
        <span class="xs quiet counts">
          <span>{`${words.storm.sent} ${cable.sent}`}</span> ·{' '}
          <span>{`${words.storm.received} ${cable.received}`}</span> ·{' '}
          <span>{`${words.storm.lost} ${cable.lost}`}</span>
        </span>
      </span>{' '}
      <span class="own-load">
        <span>{stateOf(desk, cable)}</span>
        {load !== null && (
          <span class="load-bar" aria-hidden="true">
            <i style={{ width: `${load}%` }} />
          </span>
        )}
      </span>
    </button>
  );
}

/** Per cent; null where nothing has been measured, or the cable is out. */
function loadOf(desk: Desk, { link, cable }: StormPortView): number | null {
  const storm = desk.store.room.value?.storm;
  if (storm?.isMeasured !== true || cable !== 'in') return null;
  return storm.links.find(({ id }) => id === link)?.load ?? null;
}

function stateOf(desk: Desk, cable: StormPortView): string {
  const words = wordsOf(desk.store).storm;
  const load = loadOf(desk, cable);
  if (cable.cable === 'loose-here') return words.looseHere;
  if (cable.cable === 'loose-there') return words.looseThere(far(desk, cable.port));
  return load === null ? '' : `${words.load} ${words.percent(load)}`;
}

/** The map in words: every cable with its load, and who gets an answer. */
function Everything({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const { store } = desk;
  const room = store.room.value;
  const words = wordsOf(store).storm;
  if (room === null || room.storm === null) return null;
  const { links, machines } = room.storm;
  return (
    <details class="card step everything">
      <summary>{words.everyCable}</summary>
      <Rows heads={[words.cable, words.load]}>
        {room.map.links.map(({ id, a, b }) => {
          const link = links.find((it) => it.id === id);
          const loose = link?.looseAt ?? null;
          return (
            <tr key={id}>
              <td>{words.between(nameOf(store, a.device), nameOf(store, b.device))}</td>
              <td>{loose === null ? words.percent(link?.load ?? 0) : words.looseThere(nameOf(store, loose))}</td>
            </tr>
          );
        })}
      </Rows>
      <Rows heads={[words.machine, words.answer]}>
        {machines.map(({ device, to, isReached }) => (
          <tr key={device}>
            <td>{words.between(nameOf(store, device), nameOf(store, to))}</td>
            <td>{isReached === null ? words.notAsked : isReached ? words.answered : words.noAnswer}</td>
          </tr>
        ))}
      </Rows>
    </details>
  );
}

function Rows({
  heads,
  children,
}: {
  readonly heads: readonly string[];
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <table class="t">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
