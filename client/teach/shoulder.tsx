/** What a seat sees: its letters, the frame with all its headers, its tables, the verdict that lies open. To be read only. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { usePage } from '../pages/page.tsx';
import { deskOf, MissionPanel, VerdictCard } from '../panels/index.tsx';
import { FramesOrTable, SeatSeen } from './seat-seen.tsx';
import { useTeachWords } from './words.ts';

export function Shoulder(): JSX.Element {
  const { store } = usePage();
  const words = useTeachWords().look;
  const desk = deskOf(store);
  const room = store.room.value;
  const seat = desk.seat.value;
  const isTable = useSignal(false);
  if (room === null || seat === null) {
    return (
      <div class="shoulder-body">
        <p class="quiet">{words.nobody}</p>
        <MissionPanel store={store} />
      </div>
    );
  }
  const name = store.language.value.puzzles[room.puzzle].names[seat.device]?.name ?? seat.device;
  const { verdict } = seat;
  return (
    <div class="shoulder-body">
      <header class="shoulder-head">
        <h2 class="grow">{words.over(name)}</h2>
        <FramesOrTable isTable={isTable} />
      </header>
      <p class="small quiet">{words.readOnly}</p>
      <SeatSeen desk={desk} isTable={isTable} noLetter={words.noLetter}>
        {verdict !== null && seat.verdictOpen && <VerdictCard desk={desk} verdict={verdict} mend={null} />}
      </SeatSeen>
    </div>
  );
}
