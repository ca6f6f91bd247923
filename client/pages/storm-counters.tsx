/** The frame counter at the board's upper edge, while everything runs live. It climbs too fast to be read out; `storm-voice.ts` says how it stands. */
import type { JSX } from 'preact';
import type { RoomModel } from '../model.ts';
import { useWords } from './page.tsx';

export function StormCounters({ room }: { readonly room: RoomModel }): JSX.Element | null {
  const words = useWords().panels.storm;
  const { storm } = room;
  if (storm === null || !storm.isLive || room.phase !== 'play') return null;
  return (
    <div class="storm-counters" role="group" aria-label={words.counters}>
      <b>{words.frames(storm.frames)}</b>
      <span>{words.framesNow(storm.framesNow)}</span>
    </div>
  );
}
