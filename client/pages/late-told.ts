/** A move that was kept while the line was away, and came too late: told where moves are told. */
import { useEffect, useRef } from 'preact/hooks';
import type { Late } from '../outbox.ts';
import { tellNews } from '../panels/index.tsx';
import { usePage, useWords } from './page.tsx';

export function useLateTold(round: number): void {
  const { session } = usePage();
  const { connection: words, refusals } = useWords();
  const late = session.late.value;
  const told = useRef<Late | null>(null);
  useEffect(() => {
    if (late === null || late === told.current || late.round !== round) return;
    told.current = late;
    tellNews('late', late.refusal === 'not-your-card' ? words.tooLate : refusals[late.refusal]);
  }, [late]);
}
