/** Tells what the others take for the fault, whatever the own panel shows just then; every name is spoken with the answer to it. */
import { useEffect, useRef } from 'preact/hooks';
import type { Store } from '../model.ts';
import type { Naming } from '../../shared/game/fault.ts';
import { namingText, placeName } from './fault.tsx';
import { wordsOf } from './seat.ts';
import type { Voice } from './storm-voice.ts';

export function useFaultVoice(store: Store, { tell, speak }: Voice): void {
  const room = store.room.value;
  const named = room?.fault?.named ?? [];
  const count = named.length;
  const told = useRef({ round: room?.round, count });
  useEffect(() => {
    // What was said before this page was looked at is no news.
    const before = told.current.round === room?.round ? told.current.count : count;
    told.current = { round: room?.round, count };
    for (const naming of named.slice(before)) {
      const text = newsText(store, naming);
      const isOwn = !naming.isBot && naming.device === room?.me.device;
      // Who finds it reads it here as well: the next frame is there before anybody could read it below.
      if (isOwn && naming.why !== 'right') speak(text);
      else tell(`fault ${naming.fault} ${naming.place.id}`, text);
    }
  }, [room?.round, count]);
}

function newsText(store: Store, naming: Naming): string {
  if (naming.why !== 'right') return namingText(store, naming);
  const { mendedTitle, mended } = wordsOf(store).fault;
  const gap = store.languageCode.value === 'en' ? '. ' : '。';
  return `${mendedTitle}${gap}${mended(placeName(store, naming.place), naming.fault)}`;
}
