/** A move that was kept while the line was away, and came too late: told where moves are told. */
import { useEffect } from 'preact/hooks';
import { tellNews } from '../panels/index.tsx';
import { usePage, useWords } from './page.tsx';

export function useLateTold(round: number): void {
  const { session } = usePage();
  const { connection: words, refusals } = useWords();
  const late = session.late.value;
  useEffect(() => {
    if (late === null || late.round !== round) return;
    tellNews('late', late.refusal === 'not-your-card' ? words.tooLate : refusals[late.refusal]);
  }, [late]);
}
