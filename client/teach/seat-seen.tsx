/** Letters or tables of a seat, to be read only: over somebody's shoulder, and in a replay. */
import type { Signal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { usePage } from '../pages/page.tsx';
import { DepthSwitch, FrameCard, Inbox, Tables, type Desk } from '../panels/index.tsx';

/** True: the tables are seen. */
type IsTable = Signal<boolean>;

export function FramesOrTable({ isTable }: { readonly isTable: IsTable }): JSX.Element {
  const { tabs } = usePage().store.language.value.words.panels;
  return (
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
  );
}

interface SeatSeenProps {
  readonly desk: Desk;
  readonly isTable: IsTable;
  readonly noLetter: string;
  /** What was said, below the letters. */
  readonly children: ComponentChildren;
}

export function SeatSeen({ desk, isTable, noLetter, children }: SeatSeenProps): JSX.Element {
  if (isTable.value) return <Tables desk={desk} />;
  return (
    <>
      {(desk.seat.value?.cards.length ?? 0) > 0 && (
        <div class="inbox-row">
          <Inbox desk={desk} />
          <DepthSwitch desk={desk} />
        </div>
      )}
      {desk.open.value === null ? <NoLetter desk={desk} text={noLetter} /> : <FrameCard desk={desk} />}
      {children}
    </>
  );
}

/** What is in the tables says more than that nothing waits; where devices are set up no letter ever comes. */
function NoLetter({ desk, text }: { readonly desk: Desk; readonly text: string }): JSX.Element {
  return (
    <>
      <p class="quiet">{text}</p>
      <Tables desk={desk} />
    </>
  );
}
