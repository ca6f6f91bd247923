/** A seat as a face with a sign for what happens there: the sign and the words say it, the colour only helps. */
import type { JSX } from 'preact';
import type { Doing, StudentView, TileSeat } from '../../shared/class/view.ts';
import { Avatar, Icon } from '../art/components.tsx';
import type { Eyes, IconName } from '../art/index.ts';
import { useDesk } from './desk.ts';
import { useTeachWords } from './words.ts';

const SIGNS: Readonly<Record<Doing, IconName>> = {
  working: 'envelope',
  waiting: 'more',
  idle: 'clock',
  repeating: 'loop',
  away: 'wifi-off',
};

export function DoingSign({ doing, width = 14 }: { readonly doing: Doing; readonly width?: number }): JSX.Element {
  return (
    <span class={`doing ${doing}`}>
      <Icon name={SIGNS[doing]} width={width} weight={2.4} />
    </span>
  );
}

interface FaceProps {
  readonly seat: Pick<TileSeat, 'occupant' | 'doing'>;
  readonly student: StudentView | null;
  /** The device, as it is called, and its short form; empty for who stands. */
  readonly device: string;
  readonly short: string;
}

export function SeatFace({ seat, student, device, short }: FaceProps): JSX.Element {
  const { dragged } = useDesk();
  const { common, tile } = useTeachWords();
  const isBot = student === null || student.isBot;
  const who = student === null ? common.bot : student.isBot ? `${student.name} (${common.bot})` : student.name;
  const words = tile.seat(who, device, student === null ? common.bot : common.doing[seat.doing]);
  const eyes: Eyes = seat.doing === 'away' ? 'asleep' : isBot ? 'bot' : 'person';
  return (
    <li
      class={`face ${student === null ? 'free' : ''}`}
      title={words}
      draggable={student !== null}
      onDragStart={(event) => {
        if (student === null) return;
        event.dataTransfer?.setData('text/plain', student.name);
        dragged.value = student.id;
      }}
      onDragEnd={() => (dragged.value = null)}
    >
      <span class="face-picture">
        <Avatar colour={student?.colour ?? null} letter={student?.name ?? ''} eyes={eyes} width={32} />
        {student?.hand === true && (
          <span class="hand">
            <Icon name="hand" width={13} weight={2.4} />
          </span>
        )}
      </span>
      <span class="face-device" aria-hidden="true">
        {student !== null && <DoingSign doing={seat.doing} width={11} />}
        {short}
      </span>
      <span class="unseen">{words}</span>
    </li>
  );
}
