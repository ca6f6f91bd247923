/** What the teacher has changed about oneself, said once: another team, another name. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { teamName } from '../../shared/text/team-names.ts';
import { Icon } from '../art/components.tsx';
import type { RoomModel } from '../model.ts';
import { usePage, useWords } from '../pages/page.tsx';
import { useLessonWords } from './words.ts';

interface Known {
  readonly team: number | undefined;
  readonly name: string;
}

export function LessonNews({ room }: { readonly room: RoomModel }): JSX.Element {
  const { store } = usePage();
  const words = useLessonWords().bar;
  const { app } = useWords();
  const news = useSignal<readonly ('moved' | 'renamed')[]>([]);
  const team = room.lesson?.team;
  const { name } = room.me;
  const known = useRef<Known>({ team, name });
  useEffect(() => {
    const before = known.current;
    known.current = { team, name };
    const changed = [
      ...(before.team === team ? [] : (['moved'] as const)),
      ...(before.name === name ? [] : (['renamed'] as const)),
    ];
    if (changed.length > 0) news.value = changed;
  }, [team, name]);
  const texts = {
    moved: words.moved(teamName(store.language.value.code, team ?? 0)),
    renamed: words.renamed(name),
  };
  return (
    <div role="status" class={news.value.length > 0 ? 'lesson-news' : 'hidden'}>
      {news.value.length > 0 && (
        <>
          <span>{news.value.map((what) => texts[what]).join(' ')}</span>
          <button type="button" class="btn ghost icon" aria-label={app.close} onClick={() => (news.value = [])}>
            <Icon name="cross" width={18} />
          </button>
        </>
      )}
    </div>
  );
}
