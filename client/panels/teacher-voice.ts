/** Tells what the teacher of a class does to the network and to the own seat, whatever the panel shows just then: cables, frames, hints. */
import { useEffect, useRef } from 'preact/hooks';
import type { Store } from '../model.ts';
import type { HintView, SeatView } from '../../shared/game/view.ts';
import { happeningText } from './event-log.tsx';
import { hintText } from './hint-text.ts';
import { wordsOf } from './seat.ts';
import type { Voice } from './storm-voice.ts';

export function useTeacherVoice(store: Store, { tell }: Voice): void {
  const room = store.room.value;
  const last = store.happenings.value.findLast((it) => it.kind === 'disturbed');
  const told = useRef(last);
  useEffect(() => {
    if (last !== undefined && last !== told.current)
      tell(`disturbed ${last.how} ${last.atUs}`, happeningText(store, last));
    told.current = last;
  }, [last]);
  const seat = room?.you ?? null;
  const given = seat === null ? [] : givenHints(seat);
  const place = `${room?.round} ${seat?.device}`;
  const known = useRef({ place, keys: given.map(({ key }) => key) });
  useEffect(() => {
    // What was given before this page was looked at, or at another seat, is no news.
    const before = known.current.place === place ? known.current.keys : given.map(({ key }) => key);
    known.current = { place, keys: given.map(({ key }) => key) };
    const words = wordsOf(store).mission;
    for (const { key, hint } of given)
      if (!before.includes(key)) tell(`hint ${key}`, words.given(hintText(store, hint)));
  }, [place, given.map(({ key }) => key).join()]);
}

interface Given {
  readonly key: string;
  readonly hint: HintView;
}

function givenHints({ cards, configuration, storm, faultHints }: SeatView): readonly Given[] {
  const ofDevice = [...(configuration?.hints ?? []), ...(storm?.hints ?? []), ...faultHints];
  const all = [
    ...cards.flatMap(({ id, hints }) => hints.map((hint) => ({ key: `${id} ${hint.part}`, hint }))),
    ...ofDevice.map((hint) => ({ key: `device ${hint.part} ${hint.expected}`, hint })),
  ];
  return all.filter(({ hint }) => hint.given === true);
}
