/** Tells what happens to cables, and says politely how a storm stands: when it changes, and not at every frame. */
import { useEffect, useRef } from 'preact/hooks';
import type { RoomModel, Store } from '../model.ts';
import { happeningText } from './event-log.tsx';
import { wordsOf } from './seat.ts';

/** Time between two sentences about how it stands, milliseconds. */
const EVERY_MS = 10_000;
const FULL_PERCENT = 90;

export interface Voice {
  /** At the board's edge, and spoken. */
  tell(key: string, text: string): void;
  /** Spoken only. */
  speak(text: string): void;
}

export function useStormVoice(store: Store, { tell, speak }: Voice): void {
  const room = store.room.value;
  const isLive = room?.storm?.isLive === true;
  const saidMs = useRef(-Infinity);
  const state = room === null ? '' : stateOf(room);
  const pulls = store.happenings.value.filter((it) => it.kind === 'cable' && it.device !== room?.me.device);
  const last = pulls.at(-1);
  const told = useRef(last);
  const isFilled = room?.storm?.isFilled === true;
  useEffect(() => {
    if (!isLive) return;
    const { live, liveText, watch } = wordsOf(store).storm;
    speak(isFilled ? liveText : `${live}: ${watch}`);
  }, [isLive, isFilled]);
  useEffect(() => {
    const storm = room?.storm;
    if (!isLive || storm === undefined || storm === null || performance.now() - saidMs.current < EVERY_MS) return;
    saidMs.current = performance.now();
    const full = storm.links.filter(({ load }) => load >= FULL_PERCENT).length;
    const silent = storm.machines.filter(({ isReached }) => isReached === false).length;
    speak(wordsOf(store).storm.spoken(storm.frames, full, silent));
  }, [state]);
  useEffect(() => {
    if (last?.kind === 'cable' && last !== told.current)
      tell(`cable ${last.link} ${last.atUs}`, happeningText(store, last));
    told.current = last;
  }, [last]);
}

/** What is worth a sentence: how many cables are full, who gets no answer. */
function stateOf({ storm }: RoomModel): string {
  if (storm === null) return '';
  const full = storm.links.filter(({ load }) => load >= FULL_PERCENT).length;
  return `${full} ${storm.machines.map(({ isReached }) => isReached).join()}`;
}
