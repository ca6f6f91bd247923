/** A match once more, without the fog: the map with what really moved, a time line, every seat's view, and the life of one frame. */
import { useComputed, useSignal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Icon } from '../../art/components.tsx';
import type { Board } from '../../board/start.ts';
import type { RefusalCode } from '../../../shared/messages.ts';
import { BoardView } from '../../pages/board-view.tsx';
import { PageContext, usePage, useWords, type Page } from '../../pages/page.tsx';
import { saveFile } from '../save.ts';
import { ReplayContext, useReplay, useReplayWords } from './context.ts';
import { useReplayKeys } from './keys.ts';
import { LifeTable } from './life-table.tsx';
import { createReplayPlayer } from './player.ts';
import { SeatPart } from './seat-part.tsx';
import type { ReplaySource } from './source.ts';
import { StepSentence, TimeButtons, TimeLine } from './time-line.tsx';
import '../../style/panels.css';
import '../../style/wire.css';
import '../../style/storm.css';
import '../../style/replay.css';

interface ReplayProps {
  readonly source: ReplaySource;
  /** The step to begin with, from 0; when it changes the replay goes there. */
  readonly at?: number;
  /** On a wall: larger, no names, nothing to press. */
  readonly isProjected?: boolean;
  readonly onStep?: (step: number) => void;
}

export function Replay({ source, at = 0, isProjected = false, onStep }: ReplayProps): JSX.Element {
  const page = usePage();
  const words = useReplayWords();
  const { refusals } = useWords();
  const player = useMemo(() => {
    const { store, around } = page;
    return createReplayPlayer({ store, around, source, isNamed: !isProjected, first: at });
  }, [source]);
  useEffect(() => {
    void player.load();
    return player.stop;
  }, [player]);
  useEffect(() => {
    if (at !== player.step.peek()) player.go(at);
  }, [at]);
  const step = player.step.value;
  const isThere = player.replay.value !== null;
  useEffect(() => {
    if (isThere) onStep?.(step);
  }, [step, isThere]);
  const inRoom = useMemo((): Page => ({ ...page, store: player.store }), [player]);
  const replay = player.replay.value;
  if (player.refusal.value !== null) {
    return (
      <div class="replay-wait" role="alert">
        <p>
          <b>{words.failed}</b> {refusals[player.refusal.value]}
        </p>
        <button type="button" class="btn" onClick={() => void player.load()}>
          {words.again}
        </button>
      </div>
    );
  }
  if (replay === null) return <p class="replay-wait quiet">{words.loading}</p>;
  return (
    <PageContext.Provider value={inRoom}>
      <ReplayContext.Provider value={{ player, replay, isNamed: !isProjected }}>
        {isProjected ? <Projected /> : <Desk source={source} />}
      </ReplayContext.Provider>
    </PageContext.Provider>
  );
}

function Desk({ source }: { readonly source: ReplaySource }): JSX.Element {
  const { player, replay } = useReplay();
  const words = useReplayWords();
  const place = useRef<HTMLDivElement>(null);
  const isSeat = useSignal(false);
  useReplayKeys(player, place);
  return (
    <div class="replay" ref={place}>
      <div class="replay-stage">
        <Stage
          onDevice={(device) => {
            player.seat.value = device;
            isSeat.value = true;
          }}
        />
        <div class="card replay-time">
          <StepSentence />
          <TimeLine />
          <div class="replay-do">
            <TimeButtons />
            <SaveCapture source={source} />
          </div>
          {replay.untold > 0 && <p class="small quiet">{words.untold(replay.untold)}</p>}
        </div>
      </div>
      <aside class="replay-side" aria-label={words.tabs.label}>
        <div class="seg" role="group" aria-label={words.tabs.label}>
          {[false, true].map((seat) => (
            <button
              key={String(seat)}
              type="button"
              class={isSeat.value === seat ? 'on' : ''}
              aria-pressed={isSeat.value === seat}
              onClick={() => (isSeat.value = seat)}
            >
              {seat ? words.tabs.seat : words.tabs.life}
            </button>
          ))}
        </div>
        {isSeat.value ? <SeatPart /> : <LifeTable />}
      </aside>
    </div>
  );
}

function Projected(): JSX.Element {
  return (
    <div class="replay projected">
      <div class="replay-stage">
        <Stage onDevice={() => {}} />
      </div>
      <div class="replay-side">
        <StepSentence />
        <LifeTable isFixed />
      </div>
    </div>
  );
}

/** Is the page as narrow as a phone? */
function useNarrow(): ReadonlySignal<boolean> {
  const isNarrow = useSignal(false);
  useEffect(() => {
    const list = matchMedia('(max-width: 600px)');
    const follow = (): void => void (isNarrow.value = list.matches);
    follow();
    list.addEventListener('change', follow);
    return () => list.removeEventListener('change', follow);
  }, []);
  return isNarrow;
}

/** The map; until the first moment has arrived nobody knows who sits where. */
function Stage({ onDevice }: { readonly onDevice: (device: string) => void }): JSX.Element {
  const { player } = useReplay();
  const words = useReplayWords();
  const board = useSignal<Board | null>(null);
  const isCompact = useNarrow();
  const isPointing = useComputed(() => false);
  const room = player.store.room.value;
  if (room === null)
    return <p class="board replay-empty quiet">{player.now.value === undefined ? words.nothing : words.loading}</p>;
  return (
    <BoardView
      board={board}
      isCompact={isCompact}
      isHidden={false}
      isPart
      isPointing={isPointing}
      onDevice={(device) => {
        if (room.seats.some((seat) => seat.device === device)) onDevice(device);
      }}
      onOwnPort={() => {}}
    >
      <></>
    </BoardView>
  );
}

export function SaveCapture({ source }: { readonly source: Pick<ReplaySource, 'capture' | 'file'> }): JSX.Element {
  const words = useReplayWords();
  const { refusals } = useWords();
  const refusal = useSignal<RefusalCode | null>(null);
  const isSaved = useSignal(false);
  const save = async (): Promise<void> => {
    refusal.value = null;
    isSaved.value = false;
    const outcome = await source.capture().catch(() => ({ refused: 'server-busy' as const }));
    if ('refused' in outcome) refusal.value = outcome.refused;
    else {
      saveFile(outcome.value, source.file);
      isSaved.value = true;
    }
  };
  return (
    <span class="save-capture">
      <button type="button" class="btn" onClick={() => void save()}>
        <Icon name="download" width={18} />
        {words.save}
      </button>
      <span class="small quiet" role="status">
        {isSaved.value ? words.saved : ''}
      </span>
      {refusal.value !== null && (
        <span class="field-error" role="alert">
          {refusals[refusal.value]}
        </span>
      )}
    </span>
  );
}
