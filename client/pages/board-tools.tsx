/** Time and map, under the board: pause, step and speed for who plays alone; zoom; what happened so far as a list. */
import { useSignal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { Icon } from '../art/components.tsx';
import type { Board } from '../board/start.ts';
import type { RoomModel } from '../model.ts';
import { EventTable } from '../panels/index.tsx';
import { Dialog } from './dialog.tsx';
import { usePage, useWords } from './page.tsx';

export function BoardTools({ board }: { readonly board: ReadonlySignal<Board | null> }): JSX.Element | null {
  const { store } = usePage();
  const { play: words, panels } = useWords();
  const isLogOpen = useSignal(false);
  const room = store.room.value;
  if (room === null) return null;
  return (
    <div class="boardtools" role="group" aria-label={words.tools}>
      {room.alone && <TimeTools room={room} />}
      <span class="zoom">
        <ToolButton label={words.zoomOut} icon="minus" onClick={() => board.peek()?.zoom(-1)} />
        <ToolButton label={words.zoomIn} icon="plus" onClick={() => board.peek()?.zoom(1)} />
        <ToolButton label={words.fit} icon="full" onClick={() => board.peek()?.fit()} />
      </span>
      <ToolButton label={panels.log.title} icon="table" onClick={() => (isLogOpen.value = true)} />
      {isLogOpen.value && (
        <Dialog title={panels.log.title} onClose={() => (isLogOpen.value = false)}>
          <EventTable store={store} />
        </Dialog>
      )}
    </div>
  );
}

const SPEEDS = [0.5, 1, 2, 4] as const;

function TimeTools({ room }: { readonly room: RoomModel }): JSX.Element {
  const { session } = usePage();
  const { play: words } = useWords();
  const speed = SPEEDS.find((it) => it === room.speed) ?? 1;
  return (
    <>
      <button type="button" class="btn ghost s" onClick={() => void session.intents.pace({ paused: !room.paused })}>
        <Icon name={room.paused ? 'play' : 'pause'} width={18} />
        <span class="tool-word">{room.paused ? words.resume : words.pause}</span>
      </button>
      {room.paused && (
        <button type="button" class="btn ghost s" onClick={() => void session.intents.step()}>
          <Icon name="step" width={18} />
          <span class="tool-word">{words.step}</span>
        </button>
      )}
      <select
        class="speed"
        aria-label={words.speed}
        value={String(speed)}
        onChange={(event) => {
          const chosen = SPEEDS.find((it) => String(it) === event.currentTarget.value) ?? 1;
          void session.intents.pace({ speed: chosen });
        }}
      >
        {SPEEDS.map((it) => (
          <option key={it} value={String(it)}>
            {words.speedOf(it)}
          </option>
        ))}
      </select>
    </>
  );
}

interface ToolButtonProps {
  readonly label: string;
  readonly icon: 'minus' | 'plus' | 'full' | 'table';
  readonly onClick: () => void;
}

function ToolButton({ label, icon, onClick }: ToolButtonProps): JSX.Element {
  return (
    <button type="button" class="btn ghost icon" aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} width={18} />
    </button>
  );
}
