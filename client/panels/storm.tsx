/** The panel while everything runs by itself: the own cables with what their counters say, and the button that pulls one out. */
import type { ComponentChildren, JSX } from 'preact';
import type { StormPortView } from '../../shared/game/storm-view.ts';
import type { Verdict } from '../../shared/game/view.ts';
import type { Desk } from './desk.ts';
import { Key } from './key.tsx';
import { farEnd, nameOf, portLabel, wordsOf } from './seat.ts';
import { openMistake, toTurn, turnCable } from './storm-desk.ts';
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
  const stands = desk.store.room.value?.storm?.stands === true;
  return (
    <>
      {mistake !== undefined && (
        <VerdictCard desk={desk} verdict={mistake} mend={<Mend desk={desk} mistake={mistake} />} />
      )}
      <section class="card step last storm">
        <h3>{words.live}</h3>
        <p class="small quiet">{stands ? words.stands : words.liveText}</p>
        <OwnCables desk={desk} />
        <div class="do">
          <TurnButton desk={desk} isMain={mistake === undefined || desk.cable.value !== null} />
        </div>
        {desk.refusal.value !== null && (
          <p class="fault small" role="alert">
            {desk.store.language.value.words.refusals[desk.refusal.value]}
          </p>
        )}
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
      onClick={() => void turnCable(desk)}
    >
      {cable === undefined ? words.chooseFirst : turnText(desk, cable)}
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
  const room = desk.store.room.value;
  const device = room === null ? undefined : farEnd(room, desk.seat.value?.device ?? '', port);
  return device === undefined ? '' : nameOf(desk.store, device);
}

/** One row a port: where it leads, how full it is, what it has counted. Choosing one does nothing yet. */
function OwnCables({ desk }: { readonly desk: Desk }): JSX.Element {
  const words = wordsOf(desk.store);
  const loads = desk.store.room.value?.storm?.links ?? [];
  return (
    <ul class="own-cables" aria-label={words.storm.cables}>
      {(desk.seat.value?.storm?.ports ?? []).map((it) => {
        const load = loads.find(({ id }) => id === it.link)?.load ?? 0;
        const isOn = desk.cable.value === it.port;
        const state =
          it.cable === 'in'
            ? `${words.storm.load} ${words.storm.percent(load)}`
            : it.cable === 'loose-here'
              ? words.storm.looseHere
              : words.storm.looseThere(far(desk, it.port));
        return (
          <li key={it.port}>
            <button
              type="button"
              class={`own-cable${isOn ? ' on' : ''}${it.cable === 'in' ? '' : ' out'}`}
              data-cable={it.port}
              aria-pressed={isOn}
              disabled={it.cable === 'loose-there'}
              onClick={() => (desk.cable.value = isOn ? null : it.port)}
            >
              <b class="own-port">
                <span class="unseen">{words.port(portLabel(it.port))}</span>
                <span aria-hidden="true">{portLabel(it.port)}</span>
              </b>
              <span class="grow">
                <b>{far(desk, it.port)}</b>
                <span class="xs quiet counts">
                  {words.storm.sent} {it.sent} · {words.storm.received} {it.received} · {words.storm.lost} {it.lost}
                </span>
              </span>
              <span class="own-load">
                <span>{state}</span>
                {it.cable === 'in' && (
                  <span class="load-bar" aria-hidden="true">
                    <i style={{ width: `${load}%` }} />
                  </span>
                )}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
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
