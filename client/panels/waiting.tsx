/** Nothing in the inbox: says what goes on meanwhile, and shows what the own device knows. Never a blank panel. */
import type { JSX } from 'preact';
import { nowUs } from '../model.ts';
import type { Seat, Store } from '../model.ts';
import type { Desk } from './desk.ts';
import { FaultPanel, isFaultOpen } from './fault.tsx';
import { otherEnd } from './event-log.tsx';
import { Predict } from './predict.tsx';
import { nameOf, playerName, wordsOf } from './seat.ts';
import { useClock } from './table-hooks.ts';
import { Tables } from './tables.tsx';

export function Waiting({ desk }: { readonly desk: Desk }): JSX.Element {
  const { store } = desk;
  const words = wordsOf(store).waiting;
  // A frame arrives without anything else having to change.
  useClock(desk);
  return (
    <>
      <FaultPanel desk={desk} />
      <section class="card step waiting">
        <h3>{words.title}</h3>
        <ul>
          {reasons(store).map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </section>
      <Predict desk={desk} />
      <p class="lab meanwhile">{words.looking}</p>
      <Tables desk={desk} />
    </>
  );
}

/** In a class the teacher stops the time, and nobody else lets it go on. */
function pausedText(store: Store, alone: string): string {
  return store.room.value?.lesson === null ? alone : store.language.value.words.refusals.frozen;
}

function whoAt(store: Store, { player }: Seat): string {
  return player === null ? '' : playerName(player, store.language.value.words.seat);
}

/** What the others and the frames are doing. */
function reasons(store: Store): readonly string[] {
  const room = store.room.value;
  const words = wordsOf(store).waiting;
  if (room === null) return [words.nothing];
  // Whatever else could be said would promise that something goes on.
  if (room.halt !== '') return [store.language.value.words.refusals[room.halt]];
  const now = nowUs(store.clock.value, performance.now());
  // Where time stands and nobody has stopped it, nothing is on its way any more: a frame was lost on its cable.
  const isMoving = room.paused || store.clock.value.ratePerMs > 0;
  const flight = store.happenings.value.findLast(
    (event) => isMoving && event.kind === 'flight' && event.arriveUs > now,
  );
  const thinking = room.seats.filter(
    (seat) => seat.waiting > 0 && seat.player !== null && seat.player.id !== room.me.id,
  );
  const said = [
    ...(room.paused ? [pausedText(store, words.paused)] : []),
    ...thinking.map((seat) => words.thinking(whoAt(store, seat), nameOf(store, seat.device), seat.waiting)),
    ...(flight?.kind === 'flight'
      ? [words.onTheWay(nameOf(store, flight.from), nameOf(store, otherEnd(store, flight.link, flight.from)))]
      : []),
  ];
  if (said.length > 0) return said;
  return [isFaultOpen(store) ? wordsOf(store).fault.waits : words.nothing];
}
