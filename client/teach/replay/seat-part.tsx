/** What one seat saw at a step: its letters, its tables, what was said there. To be read only. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { deskOf, VerdictCard } from '../../panels/index.tsx';
import { nameOf } from '../../panels/seat.ts';
import { FramesOrTable, SeatSeen } from '../seat-seen.tsx';
import { useReplay, useReplayWords } from './context.ts';

export function SeatPart(): JSX.Element {
  const { player } = useReplay();
  const words = useReplayWords();
  const { store } = player;
  return (
    <section class="seat-part" aria-label={words.tabs.seat}>
      <label class="frame-choice">
        <span class="lab">{words.seatOf}</span>
        <select
          class="field"
          value={player.seat.value ?? ''}
          onChange={(event) =>
            (player.seat.value = event.currentTarget.value === '' ? null : event.currentTarget.value)
          }
        >
          <option value="">{words.wholeMap}</option>
          {(store.room.value?.seats ?? []).map(({ device, player: person }) => (
            <option key={device} value={device}>
              {words.who(nameOf(store, device), person?.name ?? words.bot)}
            </option>
          ))}
        </select>
      </label>
      {player.seat.value === null ? <p class="quiet">{words.chooseSeat}</p> : <Seen key={player.seat.value} />}
    </section>
  );
}

function Seen(): JSX.Element | null {
  const { player } = useReplay();
  const words = useReplayWords();
  const isTable = useSignal(false);
  const desk = deskOf(player.store);
  const seat = desk.seat.value;
  if (seat === null) return null;
  const { verdict } = seat;
  return (
    <>
      <FramesOrTable isTable={isTable} />
      <SeatSeen desk={desk} isTable={isTable} noLetter={words.noLetter}>
        {verdict !== null && seat.verdictOpen && (
          <>
            <h4 class="lab">{words.said}</h4>
            <VerdictCard desk={desk} verdict={verdict} mend={null} />
          </>
        )}
      </SeatSeen>
    </>
  );
}
