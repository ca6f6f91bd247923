/** A student's page in a lesson, over a real match in this process. */
import { signal } from '@preact/signals';
import { render } from '@testing-library/preact';
import type { ComponentType } from 'preact';
import type { RoomModel, Store } from '../../../client/model.ts';
import { PageContext } from '../../../client/pages/page.tsx';
import type { Page } from '../../../client/pages/page.tsx';
import type { LessonView } from '../../../shared/class/view.ts';
import type { LanguageCode } from '../../../shared/text/language.ts';
import { matchStore } from '../panels/match-store.ts';
import { lesson } from '../snapshot.ts';

export interface LessonStage {
  readonly store: Store;
  readonly page: Page;
  /** What was asked of the server. */
  readonly sent: unknown[];
  show(Part: ComponentType<{ readonly room: RoomModel }>): void;
}

export async function lessonStage(
  changes: Partial<LessonView> = {},
  room: Partial<RoomModel> = {},
  code: LanguageCode = 'en',
): Promise<LessonStage> {
  const { store } = await matchStore('two-routers', 'A', code);
  const sent: unknown[] = [];
  const ask = (what: unknown): Promise<null> => {
    sent.push(what);
    return Promise.resolve(null);
  };
  const intents = {
    ...store.intents,
    hand: (up: boolean) => ask({ hand: up }),
    start: (puzzle: string) => ask({ start: puzzle }),
  };
  const keeper = { read: () => null, write: () => {} };
  const router = { go: () => {} };
  const pageStore = { ...store, isDark: signal(false) };
  const page = { store: pageStore, session: { intents }, keeper, router, spoken: signal('') } as unknown as Page;
  store.room.value = { ...store.room.value!, alone: false, lesson: { ...lesson, ...changes }, number: '4821', ...room };
  return {
    store,
    page,
    sent,
    show: (Part) => {
      const Shown = () => (
        <PageContext.Provider value={page}>
          <Part room={store.room.value!} />
        </PageContext.Provider>
      );
      render(<Shown />);
    },
  };
}
