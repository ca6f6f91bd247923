/** The latest phrase for as long as it is news: read aloud, and on a phone, whose board has no room for words, shown in the bar. */
import { useSignal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { isSaid, saidText } from '../said.ts';
import { NEWS_MS } from './board-feed.ts';
import { usePage } from './page.tsx';

export function SaidNote(): JSX.Element | null {
  const { store, spoken } = usePage();
  const text = useSignal('');
  // What was said before this page was looked at is no news.
  const told = useRef(store.happenings.peek().findLast(isSaid)?.number ?? 0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const tell = (news: string): void => {
    text.value = news;
    spoken.value = news;
  };
  useSignalEffect(() => {
    const said = store.happenings.value.findLast(isSaid);
    const room = store.room.peek();
    if (said === undefined || room === null || said.number <= told.current) return;
    told.current = said.number;
    tell(saidText(said, room, store.language.peek()));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => tell(''), NEWS_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return text.value === '' ? null : (
    <p class="said-note" aria-hidden="true">
      <span>{text}</span>
    </p>
  );
}
