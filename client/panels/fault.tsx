/** "What is broken?": where and what, from closed lists; what was said so far, and what contradicts it. */
import type { JSX } from 'preact';
import { useSignal } from '@preact/signals';
import { Icon } from '../art/components.tsx';
import type { RoomModel, Store } from '../model.ts';
import type { FaultView, Naming } from '../../shared/game/fault.ts';
import type { FaultKind, FaultPlace } from '../../shared/game/fault-kind.ts';
import { cableFaults, hostFaults, type RefusalCode } from '../../shared/messages.ts';
import { whileHeld } from '../held.ts';
import { Refusal } from './refusal.tsx';
import type { Desk } from './desk.ts';
import { kindOfSeat, nameOf, wordsOf } from './seat.ts';

/** Can it be named now? */
export function isFaultOpen(store: Store): boolean {
  return store.room.value?.fault?.phase === 'open';
}

/** Nothing before a ping has failed. */
export function FaultPanel({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const { store } = desk;
  const fault = store.room.value?.fault ?? null;
  if (fault === null || fault.phase === 'quiet') return null;
  return fault.phase === 'mended' ? <Mended store={store} fault={fault} /> : <Open store={store} fault={fault} />;
}

function Mended({ store, fault }: { readonly store: Store; readonly fault: FaultView }): JSX.Element | null {
  const words = wordsOf(store).fault;
  const found = fault.named.at(-1);
  if (found === undefined) return null;
  return (
    <section class="card step whats-broken mended" aria-labelledby="fault-title">
      <h3 id="fault-title" class="row">
        <Icon name="check" width={20} weight={3} /> {words.mendedTitle}
      </h3>
      <p>{words.mended(placeName(store, found.place), found.fault)}</p>
    </section>
  );
}

function Open({ store, fault }: { readonly store: Store; readonly fault: FaultView }): JSX.Element {
  const room = store.room.value!;
  const words = wordsOf(store).fault;
  const { on = '', to = '' } = fault.ping ?? {};
  return (
    <section class="card step whats-broken" aria-labelledby="fault-title">
      <h3 id="fault-title">{words.title}</h3>
      <p>{words.lead(nameOf(store, on), nameOf(store, to))}</p>
      <p class="small quiet">{words.look[kindOfSeat(store) === 'switch' ? 'switch' : 'host']}</p>
      <p class="small quiet">{room.alone ? words.alone : words.team}</p>
      <SitElsewhere store={store} room={room} />
      <NameForm key={room.round} store={store} room={room} />
      <Said store={store} named={fault.named} />
    </section>
  );
}

/** Where nobody sits, anybody may look; the own seat stays in the row, so that the focus has a place. */
function SitElsewhere({ store, room }: { readonly store: Store; readonly room: RoomModel }): JSX.Element | null {
  const words = wordsOf(store).fault;
  const open = room.seats.filter(({ player }) => player === null || player.id === room.me.id);
  if (open.length < 2) return null;
  return (
    <div class="sit-elsewhere" role="group" aria-label={words.sit}>
      <span class="lab">{words.sit}</span>
      {open.map(({ device }) => {
        const isOwn = device === room.me.device;
        return (
          <button
            key={device}
            type="button"
            class={`btn s${isOwn ? ' on' : ''}`}
            aria-pressed={isOwn}
            onClick={() => void (isOwn || store.intents.sit(device))}
          >
            {nameOf(store, device)}
          </button>
        );
      })}
    </div>
  );
}

function NameForm({ store, room }: { readonly store: Store; readonly room: RoomModel }): JSX.Element {
  const words = wordsOf(store).fault;
  const where = useSignal('');
  const what = useSignal<FaultKind | ''>('');
  const refusal = useSignal<RefusalCode | null>(null);
  const kinds: readonly FaultKind[] =
    where.value === '' ? [] : where.value.startsWith('link') ? cableFaults : hostFaults;
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const [kind, id = ''] = where.value.split(' ');
    if (what.value === '' || (kind !== 'link' && kind !== 'device')) return void (refusal.value = 'no-such-fault');
    refusal.value = await store.intents.nameFault({ fault: what.value, place: { kind, id } });
    if (refusal.value === null) what.value = '';
  };
  return (
    <form class="name-fault" onSubmit={(event) => void send(event)}>
      <label>
        <span>{words.where}</span>
        <select
          class="field"
          name="fault-place"
          value={where.value}
          onChange={(event) => {
            where.value = event.currentTarget.value;
            what.value = '';
          }}
        >
          <option value="">{words.choose}</option>
          {placesOf(room).map((place) => (
            <option key={place.id} value={`${place.kind} ${place.id}`}>
              {upperFirst(placeName(store, place))}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{words.what}</span>
        <select
          class="field"
          name="fault-kind"
          value={what.value}
          onChange={(event) => (what.value = event.currentTarget.value as FaultKind | '')}
        >
          <option value="">{words.choose}</option>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {words.kinds[kind]}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="btn" {...whileHeld(store)}>
        {words.button}
      </button>
      <Refusal store={store} refusal={refusal.value} />
    </form>
  );
}

/** The newest first. */
function Said({ store, named }: { readonly store: Store; readonly named: readonly Naming[] }): JSX.Element {
  const words = wordsOf(store).fault;
  return (
    <div class="said-faults">
      {named.length > 0 && (
        <>
          <h4 class="lab">{words.saidTitle}</h4>
          <ul>
            {named.toReversed().map((naming) => (
              <li key={`${naming.fault} ${naming.place.id}`}>
                <Icon name="cross" width={16} weight={3} />
                <span>{namingText(store, naming)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** Who said what, and the answer to it. */
export function namingText(store: Store, naming: Naming): string {
  const words = wordsOf(store).fault;
  const place = placeName(store, naming.place);
  const gap = store.languageCode.value === 'en' ? ' ' : '';
  return `${words.said(nameOf(store, naming.device), place, naming.fault)}${gap}${words.answer(naming, place)}`;
}

/** Cables as they are on the map, then the machines. */
function placesOf({ map }: RoomModel): readonly FaultPlace[] {
  return [
    ...map.links.map(({ id }) => ({ kind: 'link' as const, id })),
    ...map.devices.filter(({ kind }) => kind === 'host').map(({ id }) => ({ kind: 'device' as const, id })),
  ];
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function placeName(store: Store, place: FaultPlace): string {
  if (place.kind === 'device') return nameOf(store, place.id);
  const cable = store.room.value?.map.links.find(({ id }) => id === place.id);
  if (cable === undefined) return place.id;
  return wordsOf(store).fault.cable(nameOf(store, cable.a.device), nameOf(store, cable.b.device));
}
