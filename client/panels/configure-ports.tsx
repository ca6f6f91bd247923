/** The front of a switch that somebody sets up: each port with its cable and its VLAN. A VLAN has a letter and a colour of its own. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { PortVlan } from '../../shared/device/vlan.ts';
import type { ConfigurationView } from '../../shared/game/configuration-view.ts';
import type { RefusalCode } from '../../shared/messages.ts';
import { whileHeld } from '../held.ts';
import type { Desk } from './desk.ts';
import { Refusal } from './refusal.tsx';
import { farName, portLabel, wordsOf } from './seat.ts';

interface Props {
  readonly desk: Desk;
  readonly configuration: ConfigurationView;
}

/** VLANs that are offered from the start. */
const OFFERED: readonly number[] = [10, 20];
/** VLANs that have a colour; more of them only have their letter and number. */
const COLOURS = 6;

export function ConfigurePorts({ desk, configuration }: Props): JSX.Element {
  const { store } = desk;
  const words = wordsOf(store).configure.ports;
  const refusal = useSignal<RefusalCode | null>(null);
  const added = useSignal<readonly number[]>([]);
  const offered = [...new Set([1, ...OFFERED, ...added.value, ...idsIn(configuration)])].sort((a, b) => a - b);
  const set = async (port: string, value: string): Promise<void> => {
    refusal.value = await store.intents.configure({ set: 'port-vlan', port, vlan: settingOf(value, offered) });
  };
  return (
    <section class="card step configure">
      <h3>{words.title}</h3>
      <Front desk={desk} configuration={configuration} offered={offered} />
      <table class="t port-settings">
        <thead>
          <tr>
            <th scope="col">{words.port}</th>
            <th scope="col">{words.towards}</th>
            <th scope="col">{words.vlan}</th>
          </tr>
        </thead>
        <tbody>
          {configuration.ports.map(({ port, vlan }) => (
            <tr key={port}>
              <td>{portLabel(port)}</td>
              <td>{ownFarName(desk, port) ?? <span class="quiet">{words.free}</span>}</td>
              <td>
                <select
                  class="field"
                  name={port}
                  aria-label={words.choose(portLabel(port))}
                  value={valueOf(vlan)}
                  onChange={(event) => void set(port, event.currentTarget.value)}
                >
                  <option value="">{words.unset}</option>
                  {offered.map((id) => (
                    <option key={id} value={id}>
                      {words.id(id)}
                    </option>
                  ))}
                  {configuration.hasTrunks && <option value="trunk">{words.trunk(trunkOf(offered))}</option>}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Refusal store={store} refusal={refusal.value} />
      <VlanForm desk={desk} offered={offered} onVlan={(id) => (added.value = [...added.value, id])} />
    </section>
  );
}

/** A VLAN that is not offered yet. What came of it stands right below. */
function VlanForm(props: {
  readonly desk: Desk;
  readonly offered: readonly number[];
  readonly onVlan: (id: number) => void;
}): JSX.Element {
  const { desk, offered, onVlan } = props;
  const words = wordsOf(desk.store).configure.ports;
  const wanted = useSignal('');
  const refusal = useSignal<RefusalCode | null>(null);
  const told = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  const note = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (told.value !== '') note.current?.scrollIntoView({ block: 'nearest' });
  }, [told.value]);
  const create = (event: Event): void => {
    event.preventDefault();
    const id = Number(wanted.value);
    const isVlan = Number.isInteger(id) && id >= 1 && id <= 4094;
    refusal.value = isVlan ? null : 'bad-vlan';
    told.value = !isVlan ? '' : offered.includes(id) ? words.known(id) : words.created(id);
    if (!isVlan) return field.current?.focus();
    onVlan(id);
    wanted.value = '';
  };
  return (
    <>
      <form class="vlan-form" onSubmit={create}>
        <label>
          <span>{words.newVlan}</span>
          <input
            class="field mono"
            name="new-vlan"
            ref={field}
            value={wanted}
            inputMode="numeric"
            autocomplete="off"
            maxLength={4}
            aria-invalid={refusal.value !== null}
            onInput={(event) => (wanted.value = event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="btn s" {...whileHeld(desk.store)}>
          {words.create}
        </button>
      </form>
      <p class="small vlan-note" role="status" ref={note}>
        {told}
      </p>
      <Refusal store={desk.store} refusal={refusal.value} />
    </>
  );
}

/** The sockets side by side, as they are on the device; the table below says the same in words. */
function Front({ desk, configuration, offered }: Props & { readonly offered: readonly number[] }): JSX.Element {
  return (
    <div class="front" aria-hidden="true">
      {configuration.ports.map(({ port, vlan }) => {
        const id = vlan === null ? 1 : vlan.mode === 'access' ? vlan.vlan : 0;
        const place = offered.indexOf(id);
        const isFree = ownFarName(desk, port) === undefined;
        return (
          <span key={port} class={`socket v${place < COLOURS ? place : 'x'}${isFree ? ' free' : ''}`}>
            <b>{portLabel(port)}</b>
            <span>{id === 0 ? 'T' : String.fromCharCode('A'.charCodeAt(0) + Math.max(0, place))}</span>
            <span class="xs">{id === 0 ? '' : id}</span>
          </span>
        );
      })}
    </div>
  );
}

function ownFarName({ store, seat }: Desk, port: string): string | undefined {
  return farName(store, seat.value?.device ?? '', port);
}

function idsIn({ ports }: ConfigurationView): readonly number[] {
  return ports.flatMap(({ vlan }) => (vlan === null ? [] : vlan.mode === 'access' ? [vlan.vlan] : vlan.vlans));
}

function valueOf(vlan: PortVlan | null): string {
  if (vlan === null) return '';
  return vlan.mode === 'access' ? String(vlan.vlan) : 'trunk';
}

function settingOf(value: string, offered: readonly number[]) {
  if (value === '') return null;
  if (value === 'trunk') return { mode: 'trunk' as const, vlans: [...trunkOf(offered)] };
  return { mode: 'access' as const, vlan: Number(value) };
}

/** A trunk carries all that is offered but the VLAN in which nobody is on purpose. */
function trunkOf(offered: readonly number[]): readonly number[] {
  return offered.filter((id) => id !== 1);
}
