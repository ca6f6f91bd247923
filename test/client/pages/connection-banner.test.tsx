// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { Connection, RoomModel } from '../../../client/model.ts';
import { ConnectionBanner } from '../../../client/pages/connection-banner.tsx';
import { PageContext, type Page } from '../../../client/pages/page.tsx';
import type { RefusalCode } from '../../../shared/messages.ts';
import { languageCodes, type LanguageCode } from '../../../shared/text/language.ts';
import { matchStore } from '../panels/match-store.ts';
import { memoryKeeper } from '../simulated.ts';

afterEach(cleanup);

async function show(code: LanguageCode = 'en') {
  const { store } = await matchStore('first-frame', 'M1', code);
  const waiting = signal(0);
  const refusal = signal<RefusalCode | null>(null);
  const did: unknown[] = [];
  const say: { startRefusal: RefusalCode | null } = { startRefusal: null };
  const intents = {
    start: (puzzle: string) => {
      did.push(['start', puzzle]);
      return Promise.resolve(say.startRefusal);
    },
  };
  const session = { waiting, refusal, intents, takeBack: () => did.push('take back') };
  const spoken = signal('');
  const page = { store, session, spoken, keeper: memoryKeeper() } as unknown as Page;
  const draw = (): void => {
    cleanup();
    render(
      <PageContext.Provider value={page}>
        <ConnectionBanner />
      </PageContext.Provider>,
    );
  };
  draw();
  const set = (connection: Connection, room: Partial<RoomModel> = {}): Promise<void> =>
    act(() => {
      store.connection.value = connection;
      store.room.value = { ...store.room.value!, halt: '', leftBehind: false, ...room };
    });
  return { words: store.language.value.words, set, draw, waiting, refusal, did, say, spoken };
}

const banner = (): string | null => document.querySelector('.banner span')?.textContent ?? null;
const press = (): Promise<void> => act(async () => void fireEvent.click(screen.getByRole('button')));

describe.each(languageCodes)('the banner (%s)', (code) => {
  it('says nothing while all is well', async () => {
    const { set } = await show(code);
    await set('open');
    expect(document.querySelector('.banner')).toBeNull();
    await set('connecting');
    expect(document.querySelector('.banner')).toBeNull();
  });

  it('says that the line is lost, or that the server restarts, and when it is back', async () => {
    const { words, set, did, spoken } = await show(code);
    await set('lost');
    expect(screen.getByRole('alert').textContent).toContain(words.connection.lost);
    await press();
    expect(did).toEqual(['take back']);
    await set('restarting');
    expect(banner()).toBe(words.connection.restarting);
    await set('open');
    expect([banner(), spoken.value]).toEqual([null, words.connection.back]);
  });

  it('says that moves are kept, and how many if there is more than one', async () => {
    const { words, set, waiting } = await show(code);
    await set('open');
    waiting.value = 1;
    await set('open');
    expect(banner()).toBeNull();
    await set('lost');
    expect(banner()).toBe(`${words.connection.lost} ${words.connection.kept(1)}`);
    expect(banner()).not.toMatch(/\d/);
    await act(() => void (waiting.value = 3));
    expect(banner()).toMatch(/\b3\b/);
    expect(banner()).toContain(words.connection.lost);
  });

  it('says that another tab or device has taken over, and takes back', async () => {
    const { words, set, did } = await show(code);
    await set('replaced');
    expect(banner()).toBe(words.connection.replaced);
    expect(screen.getByRole('button').textContent).toBe(words.connection.takeBack);
    await press();
    expect(did).toEqual(['take back']);
  });

  it('says that nothing can be saved in the words in which a move is refused', async () => {
    const { words, set, refusal } = await show(code);
    await set('open', { halt: 'cannot-save' });
    expect(banner()).toBe(words.refusals['cannot-save']);
    expect(screen.queryByRole('button')).toBeNull();
    // Likewise to who is not let in because of it.
    refusal.value = 'cannot-save';
    await set('lost');
    expect(banner()).toBe(words.refusals['cannot-save']);
  });

  it('says that a puzzle is parked, and deals it again', async () => {
    const { words, set, did, say } = await show(code);
    await set('open', { halt: 'parked' });
    expect(banner()).toBe(words.refusals.parked);
    expect(screen.getByRole('button').textContent).toBe(words.connection.dealAgain);
    say.startRefusal = 'teacher-decides';
    await press();
    expect(did).toEqual([['start', 'first-frame']]);
    expect(banner()).toBe(words.refusals['teacher-decides']);
    say.startRefusal = null;
    await press();
    await set('open', { round: 2 });
    expect(banner()).toBeNull();
  });

  it('says once a round that the one before was left behind', async () => {
    const { words, set, draw } = await show(code);
    await set('open', { leftBehind: true });
    expect(screen.getByRole('status').textContent).toContain(words.connection.leftBehind);
    fireEvent.click(screen.getByRole('button', { name: words.app.close }));
    await set('open', { leftBehind: true });
    expect(banner()).toBeNull();
    draw();
    expect(banner()).toBeNull();
    await set('open', { leftBehind: true, round: 2 });
    expect(banner()).toBe(words.connection.leftBehind);
  });

  it('says the worst first', async () => {
    const { words, set } = await show(code);
    await set('lost', { halt: 'parked', leftBehind: true });
    expect(banner()).toBe(words.connection.lost);
    await set('open', { halt: 'parked', leftBehind: true });
    expect(banner()).toBe(words.refusals.parked);
    expect(document.querySelectorAll('.banner')).toHaveLength(1);
  });
});
