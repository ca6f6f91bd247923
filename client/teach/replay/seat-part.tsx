/** What one seat saw at a step: its letters, its tables, what was said there. To be read only. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { usePage } from '../../pages/page.tsx';
import { FrameCard, DepthSwitch, deskOf, Inbox, Tables, VerdictCard } from '../../panels/index.tsx';
import { nameOf } from '../../panels/seat.ts';
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
  const { store } = usePage();
  const words = useReplayWords();
  const isTable = useSignal(false);
  const desk = deskOf(player.store);
  const seat = desk.seat.value;
  const { tabs } = store.language.value.words.panels;
  if (seat === null) return null;
  const { verdict } = seat;
  return (
    <>
      <div class="seg" role="group" aria-label={tabs.label}>
        {[false, true].map((table) => (
          <button
            key={String(table)}
            type="button"
            class={isTable.value === table ? 'on' : ''}
            aria-pressed={isTable.value === table}
            onClick={() => (isTable.value = table)}
          >
            {table ? tabs.table : tabs.frames}
          </button>
        ))}
      </div>
      {isTable.value ? (
        <Tables desk={desk} />
      ) : (
        <>
          {seat.cards.length > 0 && (
            <div class="inbox-row">
              <Inbox desk={desk} />
              <DepthSwitch desk={desk} />
            </div>
          )}
          {desk.open.value === null ? <p class="quiet">{words.noLetter}</p> : <FrameCard desk={desk} />}
          {verdict !== null && seat.verdictOpen && (
            <>
              <h4 class="lab">{words.said}</h4>
              <VerdictCard desk={desk} verdict={verdict} mend={<></>} />
            </>
          )}
        </>
      )}
    </>
  );
}
