/** The place of the board on the page. The board itself, with Phaser, comes as a chunk of its own. */
import { useComputed, useSignal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Board, BoardOptions } from '../board/start.ts';
import { createBoardFeed } from './board-feed.ts';
import { usePage, useWords } from './page.tsx';

interface BoardViewProps {
  /** Filled when the board is there. */
  readonly board: Signal<Board | null>;
  readonly isCompact: ReadonlySignal<boolean>;
  /** Out of sight, while another part of a phone's screen is shown. */
  readonly isHidden: boolean;
  /** The map is only a part of what the page is about. */
  readonly isPart?: boolean;
  /** A device is to be pointed at. */
  readonly isPointing: ReadonlySignal<boolean>;
  readonly onDevice: (device: string) => void;
  readonly onOwnPort: (port: string) => void;
  readonly children: ComponentChildren;
}

export function BoardView(props: BoardViewProps): JSX.Element {
  const { board, isCompact, isHidden, isPointing, isPart = false, children } = props;
  const { store } = usePage();
  const words = useWords();
  const place = useRef<HTMLDivElement>(null);
  const isBroken = useSignal(false);
  const isThere = useComputed(() => board.value !== null);
  const press = useRef(props);
  press.current = props;
  useEffect(() => {
    const room = store.room.peek();
    if (place.current === null || room === null) return undefined;
    const feed = createBoardFeed(store, room, isCompact, isPointing);
    const end = openBoard(place.current, board, isBroken, {
      model: feed.model,
      words: feed.words,
      clockUs: feed.clockUs,
      onDevice: (device) => press.current.onDevice(device),
      onOwnPort: (port) => press.current.onOwnPort(port),
    });
    return () => {
      end();
      feed.stop();
    };
  }, []);
  return (
    <div
      class="board"
      tabIndex={-1}
      data-shortcuts
      {...(isHidden ? { inert: true } : isPart ? {} : { id: 'content', role: 'main' as const })}
    >
      <h2 class="unseen">{words.board.board}</h2>
      <div class="board-place" ref={place} />
      {!isThere.value && !isBroken.value && <p class="board-wait quiet">{words.app.loading}</p>}
      {isBroken.value && (
        <p class="board-wait" role="alert">
          {words.app.brokenText}{' '}
          <button type="button" class="btn s" onClick={() => location.reload()}>
            {words.app.reload}
          </button>
        </p>
      )}
      {children}
    </div>
  );
}

function openBoard(
  parent: HTMLElement,
  board: Signal<Board | null>,
  isBroken: Signal<boolean>,
  options: BoardOptions,
): () => void {
  let isWanted = true;
  import('../board/start.ts').then(
    ({ startBoard }) => {
      if (isWanted) board.value = startBoard(parent, options);
    },
    () => (isBroken.value = true),
  );
  return () => {
    isWanted = false;
    board.peek()?.destroy();
    board.value = null;
  };
}
