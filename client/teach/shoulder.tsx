/** What a seat sees: its letters, the frame with all its headers, its tables, the verdict that lies open. To be read only. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { usePage } from '../pages/page.tsx';
import {
  deskOf,
  DepthSwitch,
  FrameCard,
  Inbox,
  MissionPanel,
  Tables,
  VerdictCard,
  type Desk,
} from '../panels/index.tsx';
import { useTeachWords } from './words.ts';

export function Shoulder(): JSX.Element {
  const { store } = usePage();
  const words = useTeachWords().look;
  const desk = deskOf(store);
  const room = store.room.value;
  const seat = desk.seat.value;
  const isTable = useSignal(false);
  const panels = store.language.value.words.panels;
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
        <div class="seg" role="group" aria-label={panels.tabs.label}>
          {[false, true].map((table) => (
            <button
              key={String(table)}
              type="button"
              class={isTable.value === table ? 'on' : ''}
              aria-pressed={isTable.value === table}
              onClick={() => (isTable.value = table)}
            >
              {table ? panels.tabs.table : panels.tabs.frames}
            </button>
          ))}
        </div>
      </header>
      <p class="small quiet">{words.readOnly}</p>
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
          {desk.open.value === null ? <NoLetter desk={desk} /> : <FrameCard desk={desk} />}
          {verdict !== null && seat.verdictOpen && <VerdictCard desk={desk} verdict={verdict} mend={null} />}
        </>
      )}
    </div>
  );
}

/** What is in the tables says more than that nothing waits; where devices are set up no letter ever comes. */
function NoLetter({ desk }: { readonly desk: Desk }): JSX.Element {
  const words = useTeachWords().look;
  return (
    <>
      <p class="quiet">{words.noLetter}</p>
      <Tables desk={desk} />
    </>
  );
}
