// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import type { JSX } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RoomModel } from '../../../client/model.ts';
import { EventTable } from '../../../client/panels/index.tsx';
import { NEWS_MS } from '../../../client/pages/board-feed.ts';
import { PageContext } from '../../../client/pages/page.tsx';
import type { Page } from '../../../client/pages/page.tsx';
import { SaidNote } from '../../../client/pages/said-note.tsx';
import { TalkButton, TalkPanel } from '../../../client/pages/talk.tsx';
import { canTalk, createTalk } from '../../../client/pages/talk-state.ts';
import type { MapPlace, PhraseId } from '../../../shared/game/phrase.ts';
import type { RefusalCode } from '../../../shared/messages.ts';
import { phraseIds } from '../../../shared/messages.ts';
import { loadLanguage } from '../../../shared/text/index.ts';
import { languageCodes } from '../../../shared/text/language.ts';
import type { LanguageCode } from '../../../shared/text/language.ts';
import { matchStore } from '../panels/match-store.ts';

const ben = { id: 'ben', name: 'Ben', colour: 2, connected: true, device: 'B' };

interface Said {
  readonly phrase: PhraseId;
  readonly at: MapPlace | null;
}

async function stage({ code = 'en', alone = false }: { code?: LanguageCode; alone?: boolean } = {}) {
  const { store } = await matchStore('two-routers', 'A', code);
  const said: Said[] = [];
  const answer: { refused: RefusalCode | null } = { refused: null };
  const talk = createTalk({
    say: (phrase, at) => {
      said.push({ phrase, at });
      return Promise.resolve(answer.refused);
    },
  });
  const room: RoomModel = store.room.value!;
  store.room.value = { ...room, alone, players: alone ? room.players : [...room.players, ben] };
  const spoken = signal('');
  const page = { store, spoken } as unknown as Page;
  const Shown = (): JSX.Element => (
    <PageContext.Provider value={page}>
      <TalkButton room={store.room.value!} talk={talk} />
      <TalkPanel room={store.room.value!} talk={talk} />
      <SaidNote />
    </PageContext.Provider>
  );
  render(<Shown />);
  return { store, talk, said, answer, spoken };
}

const press = (key: string, target: Element = document.activeElement ?? document.body): void => {
  fireEvent.keyDown(target, { key });
};
const opener = () => screen.queryByRole('button', { name: 'Say something to the team' });

afterEach(() => {
  cleanup();
  localStorage.clear();
});

describe('saying something', () => {
  it('is not offered to somebody alone, nor while the others are away, nor to who watches', async () => {
    const { store } = await stage({ alone: true });
    expect(opener()).toBeNull();
    press('s', document.body);
    expect(screen.queryByRole('region')).toBeNull();
    const room = store.room.value!;
    expect(canTalk({ ...room, players: [room.me, { ...ben, connected: false }] })).toBe(false);
    expect(canTalk({ ...room, players: [room.me, ben] })).toBe(true);
    expect(canTalk({ ...room, players: [room.me, ben], me: { ...room.me, device: '' } })).toBe(false);
  });

  it('goes by keys: S, a digit for the phrase, a digit for the device', async () => {
    const { said } = await stage();
    press('s', document.body);
    await screen.findByRole('button', { name: 'Look here' });
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Look here'));
    press('1');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Just say it'));
    expect(screen.getByText('“Look here”: point at something, on the map or here')).toBeTruthy();
    press('3');
    await waitFor(() => expect(opener()?.getAttribute('aria-expanded')).toBe('false'));
    expect(said).toEqual([{ phrase: 'look', at: { kind: 'device', id: 'R2' } }]);
    expect(document.activeElement).toBe(opener());
  });

  it('needs nothing to point at', async () => {
    const { said } = await stage();
    fireEvent.click(opener()!);
    fireEvent.click(await screen.findByRole('button', { name: 'Well done' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Just say it' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Well done' })).toBeNull());
    expect(said).toEqual([{ phrase: 'well-done', at: null }]);
  });

  it('offers all devices and cables of the map by their names', async () => {
    await stage();
    fireEvent.click(opener()!);
    fireEvent.click(await screen.findByRole('button', { name: 'Which port?' }));
    await screen.findByRole('button', { name: 'Just say it' });
    const names = within(screen.getByRole('list')).getAllByRole('button');
    expect(names.map((one) => one.querySelector('span')?.textContent)).toEqual([
      'Just say it',
      'Server A',
      'Router 1',
      'Router 2',
      'Server B',
      'Server A – Router 1',
      'Router 1 – Router 2',
      'Router 2 – Server B',
    ]);
  });

  it('is left with Escape from anywhere, and does not clear what the panel holds', async () => {
    const { talk } = await stage();
    const prevented: boolean[] = [];
    const heard = (event: KeyboardEvent): void => void prevented.push(event.defaultPrevented);
    document.addEventListener('keydown', heard);
    await act(() => talk.open());
    press('Escape', document.body);
    expect(talk.step.value).toBe('shut');
    press('Escape', document.body);
    expect(prevented).toEqual([true, false]);
    document.removeEventListener('keydown', heard);
  });

  it('leaves S alone while somebody types, and when single keys are off', async () => {
    const { talk } = await stage();
    const field = document.body.appendChild(document.createElement('input'));
    press('s', field);
    field.remove();
    localStorage.setItem('hop.shortcuts', 'off');
    press('s', document.body);
    expect(talk.step.value).toBe('shut');
  });

  it('stays open and says why when it was refused', async () => {
    const { talk, answer } = await stage();
    answer.refused = 'too-many-phrases';
    await act(() => talk.choose('ask'));
    fireEvent.click(await screen.findByRole('button', { name: 'Just say it' }));
    expect((await screen.findByRole('alert')).textContent).toBe('One phrase at a time: wait a few seconds.');
    fireEvent.click(screen.getByRole('button', { name: 'Other phrase' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('can be muted for oneself', async () => {
    const { store, talk } = await stage();
    await act(() => talk.open());
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Hide what others say' }));
    expect(store.muted.value).toBe(true);
  });
});

describe('what was said', () => {
  const news = (number: number) => ({
    kind: 'said' as const,
    number,
    player: 'ben',
    device: 'B',
    phrase: 'look' as const,
    at: { kind: 'device' as const, id: 'R2' },
    atUs: 2_000_000,
  });
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('is read aloud and shown for a while, in the language of the page', async () => {
    const { store, spoken } = await stage({ code: 'zh-CN' });
    const text = 'Ben 指着路由器 2：看这里';
    await act(() => void (store.happenings.value = [...store.happenings.value, news(7)]));
    expect(spoken.value).toBe(text);
    expect(document.querySelector('.said-note')?.textContent).toBe(text);
    await act(() => void vi.advanceTimersByTime(NEWS_MS));
    expect(spoken.value).toBe('');
    expect(document.querySelector('.said-note')).toBeNull();
    await act(() => void (store.happenings.value = [...store.happenings.value]));
    expect(spoken.value).toBe('');
  });

  it('stands in the event log', async () => {
    const { store } = await stage();
    store.happenings.value = [...store.happenings.value, news(7)];
    render(<EventTable store={store} />);
    expect(screen.getAllByRole('row')[1]?.textContent).toContain('Ben points at Router 2: Look here');
  });
});

describe.each(languageCodes)('the phrases (%s)', (code) => {
  it('are short enough for a button, and tell themselves apart', async () => {
    const { phrases } = (await loadLanguage(code)).words.talk;
    const texts = phraseIds.map((id) => phrases[id]);
    expect(new Set(texts).size).toBe(phraseIds.length);
    expect(phraseIds.length).toBeLessThanOrEqual(9);
    expect(texts.filter((text) => text.length > (code === 'en' ? 26 : 9))).toEqual([]);
  });
});
