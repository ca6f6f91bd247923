/** A packet waits at somebody else's device: to whom will the frame be addressed that leaves next? One press on a device, on "everybody", or on "nobody". */
import type { JSX } from 'preact';
import type { RoomModel, Store } from '../model.ts';
import type { Addressee, WaitingPacket } from '../../shared/game/predictions-view.ts';
import { whileHeld } from '../held.ts';
import { nameOf, wordsOf } from './seat.ts';

export interface WhomProps {
  readonly store: Store;
  readonly room: RoomModel;
  readonly packet: WaitingPacket;
  readonly isBusy: boolean;
  readonly say: (addressee: Addressee) => void;
}

export function Whom({ store, room, packet, isBusy, say }: WhomProps): JSX.Element {
  const words = wordsOf(store).predict;
  const name = nameOf(store, packet.device);
  const what = words[packet.packet](nameOf(store, packet.on), nameOf(store, packet.to));
  return (
    <>
      <p id="predict-question">
        {words.hasPacket(name, what)}
        <br />
        {words.whom(name)}
      </p>
      <div class="choices" role="group" aria-labelledby="predict-question">
        {choicesOf(room, packet.device).map((addressee) => (
          <button
            key={addressee.kind === 'device' ? `device ${addressee.id}` : addressee.kind}
            type="button"
            class="pick"
            disabled={isBusy}
            {...whileHeld(store)}
            onClick={() => say(addressee)}
          >
            {addressee.kind === 'device' ? nameOf(store, addressee.id) : words[addressee.kind]}
          </button>
        ))}
      </div>
    </>
  );
}

/** "a frame to Machine 2", or that nothing leaves. */
export function addresseeText(store: Store, addressee: Addressee): string {
  const words = wordsOf(store).predict;
  if (addressee.kind === 'nobody') return words.nothing;
  return addressee.kind === 'everybody' ? words.addressedToAll : words.addressed(nameOf(store, addressee.id));
}

/** All stations of the map but the sender: the choices tell nothing that the map does not. */
function choicesOf({ map }: RoomModel, sender: string): readonly Addressee[] {
  const stations = map.devices.filter(({ id, kind }) => id !== sender && (kind === 'host' || kind === 'router'));
  return [...stations.map(({ id }) => ({ kind: 'device' as const, id })), { kind: 'everybody' }, { kind: 'nobody' }];
}
