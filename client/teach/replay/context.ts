/** What the parts of a replay share. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Replay } from '../../../shared/class/report.ts';
import type { ReplayWords } from '../../../shared/text/replay-words.ts';
import { replayWords } from '../../../shared/text/replay.ts';
import { usePage } from '../../pages/page.tsx';
import type { ReplayPlayer } from './player.ts';

export interface ReplayDesk {
  readonly player: ReplayPlayer;
  readonly replay: Replay;
  /** People are told by name. */
  readonly isNamed: boolean;
}

export const ReplayContext = createContext<ReplayDesk | null>(null);

export function useReplay(): ReplayDesk {
  const desk = useContext(ReplayContext);
  if (desk === null) throw new Error('outside of a replay');
  return desk;
}

export function useReplayWords(): ReplayWords {
  return replayWords[usePage().store.language.value.code];
}
