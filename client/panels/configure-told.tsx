/** What the others know: bots tell it, people have to be asked. */
import type { JSX } from 'preact';
import type { ConfigurationView, ToldView } from '../../shared/game/configuration-view.ts';
import type { PortVlan } from '../../shared/device/vlan.ts';
import { networkOf } from './addresses.ts';
import type { Desk } from './desk.ts';
import { farEnd, farName, nameOf, portLabel, wordsOf } from './seat.ts';

interface TakeUp {
  /** Write this network, or this gateway, into the row. */
  readonly onNetwork?: (network: string) => void;
  readonly onGateway?: (address: string) => void;
}

export function Told(props: TakeUp & { readonly desk: Desk; readonly told: ConfigurationView['told'] }): JSX.Element {
  const { desk, told } = props;
  const { store } = desk;
  const words = wordsOf(store).configure.told;
  const own = desk.seat.value?.device;
  const people = (store.room.value?.seats ?? []).filter(
    ({ device, player }) => device !== own && player !== null && !told.some((it) => it.device === device),
  );
  const isSwitch = desk.seat.value?.tables.kind === 'switch';
  return (
    <section class="card step told">
      <h3>{words.title}</h3>
      {!isSwitch && told.length > 0 && <p class="quiet small">{words.press}</p>}
      {told.map((it) => (
        <div key={it.device}>
          <p class="small">{words.bot(nameOf(store, it.device))}</p>
          <ul>
            {it.addresses.map((row) => (
              <Address key={row.interface} {...props} device={it.device} row={row} />
            ))}
            {it.ports.map(({ port, vlan }) => (
              <li key={port}>{words.port(portLabel(port), farName(store, it.device, port) ?? '', vlanText(vlan))}</li>
            ))}
          </ul>
        </div>
      ))}
      {people.map(({ device, player }) => (
        <p key={device} class="small">
          {(isSwitch ? words.askSwitch : words.ask)(player?.name ?? '', nameOf(store, device))}
        </p>
      ))}
    </section>
  );
}

/** An address of a router: the network there can be taken up, and on the own cable the address as gateway. */
function Address(
  props: TakeUp & { readonly desk: Desk; readonly device: string; readonly row: ToldView['addresses'][number] },
): JSX.Element {
  const { desk, device, row, onNetwork, onGateway } = props;
  const { store } = desk;
  const words = wordsOf(store).configure.told;
  const room = store.room.value;
  const far = room === null ? undefined : farEnd(room, device, row.interface);
  const isOurs = far === desk.seat.value?.device;
  const network = networkOf(row.address, row.length);
  return (
    <li>
      <button type="button" class="btn s" onClick={() => (isOurs ? onGateway?.(row.address) : onNetwork?.(network))}>
        {isOurs ? words.useGateway(row.address) : words.useNetwork(network)}
      </button>
      <span class="quiet small">
        {isOurs ? words.onYourCable : words.behind(farName(store, device, row.interface) ?? '')}
      </span>
    </li>
  );
}

function vlanText(vlan: PortVlan): string {
  return vlan.mode === 'access' ? String(vlan.vlan) : vlan.vlans.join(', ');
}
