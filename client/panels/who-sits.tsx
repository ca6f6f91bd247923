import type { JSX } from 'preact';
import { Avatar } from '../art/components.tsx';
import type { Seat, Store } from '../model.ts';
import { eyesOf, nameOf, playerName, wordsOf } from './seat.ts';

/** Every seat with its face, its device, who plays it and how many letters wait there. */
export function WhoSits({ store }: { readonly store: Store }): JSX.Element | null {
  const room = store.room.value;
  if (room === null) return null;
  const words = wordsOf(store).seats;
  return (
    <section class="who-sits" aria-label={words.title}>
      <h3>{words.title}</h3>
      <ul>
        {room.seats.map((seat) => (
          <li key={seat.device} class={seat.player?.id === room.me.id ? 'own' : ''}>
            <Avatar
              colour={seat.player?.colour ?? null}
              letter={seat.player?.name ?? ''}
              eyes={eyesOf(seat)}
              width={34}
            />
            <span class="grow">
              <b>{nameOf(store, seat.device)}</b>
              <span class="quiet small">{playerOf(store, seat)}</span>
            </span>
            {seat.waiting > 0 && <span class="chip">{words.letters(seat.waiting)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function playerOf(store: Store, seat: Seat): string {
  const words = wordsOf(store).seats;
  if (seat.player === null) return words.bot;
  const name = playerName(seat.player, store.language.value.words.seat);
  if (seat.occupant === 'autopilot') return words.away(name);
  return seat.player.id === store.room.value?.me.id ? `${name} (${words.you})` : name;
}
