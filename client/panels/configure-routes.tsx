/** The table of a router that somebody writes: its rows, and the one that is being written. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { Icon } from '../art/components.tsx';
import type { ConfigurationView } from '../../shared/game/configuration-view.ts';
import type { RefusalCode } from '../../shared/messages.ts';
import { Refusal } from './configure.tsx';
import { Told } from './configure-told.tsx';
import type { Desk } from './desk.ts';
import { farEnd, nameOf, wordsOf } from './seat.ts';
import type { StationTables } from './tables.tsx';

interface Props {
  readonly desk: Desk;
  readonly configuration: ConfigurationView;
}

export function ConfigureRoutes({ desk, configuration }: Props): JSX.Element | null {
  const tables = desk.seat.value?.tables;
  const words = wordsOf(desk.store).configure;
  const refusal = useSignal<RefusalCode | null>(null);
  const network = useSignal('');
  const length = useSignal('24');
  const gateway = useSignal('');
  const first = useRef<HTMLInputElement>(null);
  if (tables === undefined || !('interfaces' in tables)) return null;
  const add = async (event: Event): Promise<void> => {
    event.preventDefault();
    const to = `${network.value.trim()}/${length.value.trim()}`;
    const setting = { set: 'route', how: 'add', to, via: gateway.value.trim() } as const;
    refusal.value = await desk.store.intents.configure(setting);
    if (refusal.value !== null) return;
    network.value = '';
    gateway.value = '';
    first.current?.focus();
  };
  const pickNetwork = (text: string): void => {
    [network.value = '', length.value = ''] = text.split('/');
  };
  return (
    <>
      <section class="card step configure">
        <h3>{words.routes.title}</h3>
        <RouteRows desk={desk} tables={tables} onRefusal={(code) => (refusal.value = code)} />
        <form class="route-form" onSubmit={(event) => void add(event)} aria-label={words.routes.add}>
          <label>
            <span>{words.routes.network}</span>
            <input
              ref={first}
              class="field mono"
              name="network"
              value={network}
              inputMode="decimal"
              autocomplete="off"
              spellcheck={false}
              maxLength={15}
              placeholder="10.0.0.0"
              onInput={(event) => (network.value = event.currentTarget.value)}
            />
          </label>
          <label class="length">
            <span>{words.routes.length}</span>
            <input
              class="field mono"
              name="length"
              value={length}
              inputMode="numeric"
              autocomplete="off"
              maxLength={2}
              onInput={(event) => (length.value = event.currentTarget.value)}
            />
          </label>
          <label>
            <span>{words.routes.gateway}</span>
            <input
              class="field mono"
              name="gateway"
              value={gateway}
              inputMode="decimal"
              autocomplete="off"
              spellcheck={false}
              maxLength={15}
              onInput={(event) => (gateway.value = event.currentTarget.value)}
            />
          </label>
          <button type="submit" class="btn">
            {words.routes.addButton}
          </button>
        </form>
        <Refusal store={desk.store} refusal={refusal.value} />
      </section>
      <Told
        desk={desk}
        told={configuration.told}
        onNetwork={pickNetwork}
        onGateway={(address) => (gateway.value = address)}
      />
    </>
  );
}

/** Own subnets stand there by themselves; what was written can be taken away. */
function RouteRows(props: {
  readonly desk: Desk;
  readonly tables: StationTables;
  readonly onRefusal: (code: RefusalCode | null) => void;
}): JSX.Element {
  const { desk, tables, onRefusal } = props;
  const words = wordsOf(desk.store).configure.routes;
  const room = desk.store.room.value;
  const device = desk.seat.value?.device ?? '';
  const remove = async (to: string, via: string): Promise<void> => {
    onRefusal(await desk.store.intents.configure({ set: 'route', how: 'delete', to, via: via === '' ? null : via }));
  };
  const towards = (port: string): string => {
    const far = room === null ? undefined : farEnd(room, device, port);
    return far === undefined ? '' : nameOf(desk.store, far);
  };
  const own = desk.seat.value?.configuration?.routes ?? [];
  const addressOf = (name: string) => tables.interfaces.find((card) => card.name === name);
  return (
    <div class="scroller" tabIndex={0} role="region" aria-label={words.title}>
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
              <tr key={`${text} ${row.interface}`} class={isOwn ? 'written' : ''}>
                <td class="mono">{row.to}</td>
                <td>
                  {isOwn ? (
                    <span class="mono">{row.via}</span>
                  ) : (
                    <span class="quiet small">
                      {words.connected}
                      <span class="mono block">{addressOf(row.interface)?.address}</span>
                    </span>
                  )}
                </td>
                <td>
                  <span class="mono">{row.interface}</span>
                  <span class="quiet small block">{towards(row.interface)}</span>
                  {isOwn && (
                    <button
                      type="button"
                      class="btn ghost s icon remove"
                      aria-label={words.remove(text)}
                      title={words.remove(text)}
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
