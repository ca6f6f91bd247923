/** The map of the puzzle that a slide is about. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PuzzleId } from '../../../shared/game/puzzle.ts';
import type { MapView } from '../../../shared/game/view.ts';
import { usePage } from '../../pages/page.tsx';

/** Null while it is not there; names of devices need none. */
export function useMap(puzzle: PuzzleId | null): MapView | null {
  const { session } = usePage();
  const map = useSignal<{ readonly puzzle: PuzzleId; readonly map: MapView } | null>(null);
  useEffect(() => {
    if (puzzle === null) return undefined;
    let isWanted = true;
    void session.mapOf(puzzle).then((outcome) => {
      if (isWanted && 'value' in outcome) map.value = { puzzle, map: outcome.value };
    });
    return () => {
      isWanted = false;
    };
  }, [puzzle]);
  return map.value?.puzzle === puzzle ? (map.value?.map ?? null) : null;
}
