/** The table of a router that somebody writes: its rows, and the one that is being written. */
import { useSignal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../art/components.tsx';
import type { ConfigurationView } from '../../shared/game/configuration-view.ts';
import type { RefusalCode } from '../../shared/messages.ts';
import { whileHeld } from '../held.ts';
import { Told } from './configure-told.tsx';
import type { Desk } from './desk.ts';
import { Refusal } from './refusal.tsx';
import { farName, wordsOf } from './seat.ts';
import type { StationTables } from './tables.tsx';
import { speak } from './toast.tsx';

interface Props {
  readonly desk: Desk;
  readonly configuration: ConfigurationView;
}

/** The row that is being written. */
interface Draft {
  readonly network: Signal<string>;
  readonly length: Signal<string>;
  readonly gateway: Signal<string>;
}

export function ConfigureRoutes({ desk, configuration }: Props): JSX.Element | null {
  const tables = desk.seat.value?.tables;
  const words = wordsOf(desk.store).configure;
  const refusal = useSignal<RefusalCode | null>(null);
  const draft: Draft = { network: useSignal(''), length: useSignal('24'), gateway: useSignal('') };
  const place = useRef<HTMLElement>(null);
  if (tables === undefined || !('interfaces' in tables)) return null;
  // What was taken up has to be seen, and heard, where it was written.
  const written = (text: string): void => {
    place.current?.querySelector('.route-form')?.scrollIntoView({ block: 'nearest' });
    speak(words.told.written(text));
  };
  const pickNetwork = (text: string): void => {
    [draft.network.value = '', draft.length.value = ''] = text.split('/');
    written(text);
  };
  const pickGateway = (address: string): void => {
    draft.gateway.value = address;
    written(address);
  };
  return (
    <>
      <section class="card step configure" ref={place}>
        <h3>{words.routes.title}</h3>
        <RouteRows desk={desk} tables={tables} onRefusal={(code) => (refusal.value = code)} />
        <RouteForm desk={desk} draft={draft} refusal={refusal} />
        <Refusal store={desk.store} refusal={refusal.value} />
      </section>
      <Told desk={desk} told={configuration.told} onNetwork={pickNetwork} onGateway={pickGateway} />
    </>
  );
}

function RouteForm(props: {
  readonly desk: Desk;
  readonly draft: Draft;
  readonly refusal: Signal<RefusalCode | null>;
}): JSX.Element {
  const { desk, draft, refusal } = props;
  const { network, length, gateway } = draft;
  const words = wordsOf(desk.store).configure.routes;
  const form = useRef<HTMLFormElement>(null);
  const add = async (event: Event): Promise<void> => {
    event.preventDefault();
    const written = [network.value, gateway.value];
    const to = `${network.value.trim()}/${length.value.trim()}`;
    const setting = { set: 'route', how: 'add', to, via: gateway.value.trim() } as const;
    form.current?.querySelector('input')?.focus();
    refusal.value = null;
    refusal.value = await desk.store.intents.configure(setting);
    if (refusal.value === null) speak(words.added(`${to} via ${setting.via}`));
    // Whoever types fast is at the next row already.
    if (refusal.value !== null || network.value !== written[0] || gateway.value !== written[1]) return;
    network.value = '';
    gateway.value = '';
  };
  return (
    <form class="route-form" ref={form} onSubmit={(event) => void add(event)} aria-label={words.add}>
      <Field name="network" label={words.network} value={network} signs={15} placeholder="10.0.0.0" />
      <Field name="length" label={words.length} value={length} signs={2} />
      <Field name="gateway" label={words.gateway} value={gateway} signs={15} />
      <button type="submit" class="btn" {...whileHeld(desk.store)}>
        {words.addButton}
      </button>
    </form>
  );
}

function Field(props: {
  readonly name: string;
  readonly label: string;
  readonly value: Signal<string>;
  readonly signs: number;
  readonly placeholder?: string;
}): JSX.Element {
  const { name, label, value, signs, placeholder } = props;
  return (
    <label class={name}>
      <span>{label}</span>
      <input
        class="field mono"
        name={name}
        value={value}
        inputMode="decimal"
        autocomplete="off"
        spellcheck={false}
        maxLength={signs}
        placeholder={placeholder}
        onInput={(event) => (value.value = event.currentTarget.value)}
      />
    </label>
  );
}

/** A subnet of the own: with the addresses of the card in it. */
function Connected({ desk, card }: { readonly desk: Desk; readonly card: string }): JSX.Element {
  return (
    <span class="quiet small">
      {wordsOf(desk.store).configure.routes.connected}
      <span class="mono block">{card}</span>
    </span>
  );
}

type Written = ConfigurationView['routes'][number];

function rowKey({ to, via, interface: card }: Written): string {
  return `${to} ${via} ${card}`;
}

/** A row that has just been written comes into sight, in the part of the page that this marks. */
function useNewRow(rows: readonly string[]): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(rows);
  useEffect(() => {
    const added = rows.find((row) => !before.current.includes(row));
    before.current = rows;
    if (added !== undefined)
      place.current?.querySelector(`[data-row="${CSS.escape(added)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [rows.join()]);
  return place;
}

/** Own subnets stand there by themselves; what was written can be taken away. */
function RouteRows(props: {
  readonly desk: Desk;
  readonly tables: StationTables;
  readonly onRefusal: (code: RefusalCode | null) => void;
}): JSX.Element {
  const { desk, tables, onRefusal } = props;
  const words = wordsOf(desk.store).configure.routes;
  const device = desk.seat.value?.device ?? '';
  const remove = async (to: string, via: string): Promise<void> => {
    onRefusal(await desk.store.intents.configure({ set: 'route', how: 'delete', to, via: via === '' ? null : via }));
  };
  const own = desk.seat.value?.configuration?.routes ?? [];
  const place = useNewRow(own.map(rowKey));
  const addressesOf = (name: string): string => {
    const card = tables.interfaces.find((it) => it.name === name);
    return card?.addresses.map(({ address }) => address).join(', ') ?? '';
  };
  return (
    <div class="scroller" tabIndex={0} role="region" aria-label={words.title} ref={place}>
      <table class="t routes">
        <thead>
          <tr>
            <th scope="col">{words.to}</th>
            <th scope="col">{words.via}</th>
            <th scope="col">{words.interface}</th>
          </tr>
        </thead>
        <tbody>
          {tables.routes.map((row) => {
            const isOwn = own.some((it) => it.to === row.to && it.via === row.via && it.interface === row.interface);
            const text = `${row.to} ${row.via}`;
            return (
              <tr key={rowKey(row)} data-row={rowKey(row)} class={isOwn ? 'written' : ''}>
                <td class="mono">{row.to}</td>
                <td>
                  {isOwn ? (
                    <span class="mono">{row.via}</span>
                  ) : (
                    <Connected desk={desk} card={addressesOf(row.interface)} />
                  )}
                </td>
                <td>
                  <span class="mono">{row.interface}</span>
                  <span class="quiet small block">{farName(desk.store, device, row.interface)}</span>
                  {isOwn && (
                    <button
                      type="button"
                      class="btn ghost s icon remove"
                      aria-label={words.remove(text)}
                      title={words.remove(text)}
                      {...whileHeld(desk.store)}
                      onClick={() => void remove(row.to, row.via)}
                    >
                      <Icon name="cross" width={16} />
                    </button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
