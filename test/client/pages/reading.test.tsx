// @vitest-environment happy-dom
import { computed, signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { App } from '../../../client/pages/app.tsx';
import { hasLetters } from '../../../client/pages/glossary-list.tsx';
import { OpenGlossaryContext, PageContext, type OpenGlossary, type Page } from '../../../client/pages/page.tsx';
import { Term } from '../../../client/pages/rich-text.tsx';
import { createRouter } from '../../../client/router.ts';
import type { Session } from '../../../client/session.ts';
import type { Identity } from '../../../client/identity.ts';
import { createRoomSignals, createStore } from '../../../client/store.ts';
import { puzzleIds, type PuzzleId } from '../../../shared/game/puzzle.ts';
import { mapView } from '../../../shared/game/seat-view.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { glossaryGroups, glossaryIds, isGlossaryId } from '../../../shared/text/glossary.ts';
import { loadLanguage } from '../../../shared/text/index.ts';
import { languageCodes, type LanguageCode } from '../../../shared/text/language.ts';
import { plainText } from '../../../shared/text/rich.ts';
import { SimulatedPage } from '../simulated.ts';

const english = await loadLanguage('en');
const chinese = await loadLanguage('zh-CN');

let stop = (): void => {};
let mapOf: Session['mapOf'];
beforeEach(() => {
  mapOf = (id) => Promise.resolve({ value: mapView({ puzzle: puzzles[id], links: puzzles[id].links }) });
});
afterEach(() => {
  cleanup();
  stop();
});

/** The page of an address, with nobody behind the line. */
async function open(address: string, code: LanguageCode = 'en', finished: readonly PuzzleId[] = []): Promise<Page> {
  window.history.replaceState(null, '', address);
  const page = await pageWith(code);
  page.store.progress.value = { stars: Object.fromEntries(finished.map((id) => [id, 3])) };
  render(
    <PageContext.Provider value={page}>
      <App />
    </PageContext.Provider>,
  );
  return page;
}

async function pageWith(code: LanguageCode): Promise<Page> {
  const keeper = { read: () => null, write: () => {} };
  const session = { intents: {}, mapOf: (puzzle) => mapOf(puzzle) } as Session;
  const store = createStore(createRoomSignals(), session.intents, {
    keeper,
    language: await loadLanguage(code),
    load: loadLanguage,
    systemIsDark: signal(false),
    calm: signal(true),
  });
  const router = createRouter(window);
  stop = () => {
    router.stop();
    store.stop();
  };
  const identity = { name: computed(() => 'Mei') } as unknown as Identity;
  const { around } = new SimulatedPage();
  return { store, session, identity, keeper, router, around, spoken: signal('') };
}

const terms = (): (string | null)[] => [...document.querySelectorAll('dt')].map((term) => term.textContent);
const entry = (term: string): HTMLElement => {
  const name = [...document.querySelectorAll('dt')].find(({ textContent }) => textContent === term);
  return name!.parentElement!;
};

describe('the glossary', () => {
  it('has every term in one chapter, and a puzzle that shows each', () => {
    expect(glossaryGroups.flatMap((group) => group.terms)).toEqual(glossaryIds);
    expect(new Set(glossaryIds).size).toBe(glossaryIds.length);
    const listed = puzzleIds.flatMap((id) => english.puzzles[id].terms);
    expect(glossaryIds.filter((id) => !listed.includes(id))).toEqual([]);
    expect(isGlossaryId('toString')).toBe(false);
  });

  it.each([
    ['packet', /unit in which IP carries data/, /IP 传送数据的单位/],
    ['frame', /unit in which the link layer carries data/, /链路层.*传送的单位/],
    ['node', /device that implements IP/, /实现了 IP 的设备/],
    ['router', /node that forwards IP packets that are not for itself/, /转发不是发给自己的 IP 包/],
    ['host', /node that is not a router/, /不是路由器的节点/],
    ['link', /mechanism or medium .* link layer.*Ethernet.*PPP.*tunnel/, /机制或介质.*链路层.*以太网.*PPP.*隧道/],
    ['interface', /attachment of a node to a link/, /节点与链路的连接/],
    ['link-layer-address', /interface at the link layer.*MAC/, /接口在链路层的标识.*MAC/],
  ] as const)('defines %s as the course does', (id, inEnglish, inChinese) => {
    expect(english.glossary[id].meaning).toMatch(inEnglish);
    expect(chinese.glossary[id].meaning).toMatch(inChinese);
  });

  it.each(languageCodes)('shows all of them, and filters (%s)', async (code) => {
    const { store } = await open('/glossary', code);
    const { words, glossary } = store.language.value;
    const field = await screen.findByRole('searchbox', { name: words.glossary.filter });
    await waitFor(() => expect(document.title).toBe(words.app.title(words.glossary.title)));
    expect(terms()).toEqual(glossaryIds.map((id) => glossary[id].term));
    fireEvent.input(field, { target: { value: ' Echo Re' } });
    await waitFor(() => expect(terms()).toHaveLength(hits(code, 'echo re')));
    expect(terms()).toContain(glossary['echo-reply'].term);
    expect(screen.getAllByRole('status')[0]?.textContent).toBe(
      words.glossary.found(hits(code, 'echo re'), glossaryIds.length),
    );
    fireEvent.input(field, { target: { value: 'zzz' } });
    await waitFor(() => expect(screen.getByText(words.glossary.nothing)).toBeTruthy());
    expect(screen.queryByRole('heading', { level: 2 })).toBeNull();
  });

  const hits = (code: LanguageCode, letters: string): number =>
    glossaryIds.filter((id) => hasLetters(code === 'en' ? english : chinese, id, letters)).length;

  it('leads to the puzzles: to read what is finished, to play what is not', async () => {
    const { router } = await open('/glossary', 'en', ['who-has']);
    await screen.findByRole('searchbox');
    const links = within(entry('ARP')).getAllByRole('link');
    expect(links.map((link) => [link.getAttribute('href'), link.textContent])).toEqual([
      ['/reference/who-has', english.puzzles['who-has'].title],
      ['/play/ping', english.puzzles.ping.title],
      ['/play/boss-local', english.puzzles['boss-local'].title],
      ['/play/the-gateway', english.puzzles['the-gateway'].title],
    ]);
    fireEvent.click(links[0]!);
    expect(router.route.value).toEqual({ page: 'reference', puzzle: 'who-has' });
  });

  it('begins at the term of the address, and goes to another one', async () => {
    const { router } = await open('/glossary#ttl');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('TTL'));
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'ttl' } });
    await waitFor(() => expect(terms()).not.toContain('hub'));
    router.go('/glossary#hub');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('hub'));
    expect(document.querySelectorAll('.entry.on')).toHaveLength(1);
  });

  it('changes its language where it is', async () => {
    const { store } = await open('/glossary');
    await screen.findByRole('heading', { level: 1, name: 'Glossary' });
    store.languageCode.value = 'zh-CN';
    await screen.findByRole('heading', { level: 1, name: '词汇表' });
    await waitFor(() => expect(document.title).toBe('词汇表 · Hop by Hop'));
    expect(terms()[0]).toBe('帧');
  });
});

describe('a term beside its word', () => {
  async function show(openGlossary: OpenGlossary | null): Promise<Page> {
    const page = await pageWith('en');
    render(
      <PageContext.Provider value={page}>
        <OpenGlossaryContext.Provider value={openGlossary}>
          <Term id="ttl" />
        </OpenGlossaryContext.Provider>
      </PageContext.Provider>,
    );
    return page;
  }

  it('leads to its place in the glossary', async () => {
    const { router } = await show(null);
    fireEvent.click(screen.getByText('In the glossary'));
    expect(router.route.value).toEqual({ page: 'glossary', at: 'ttl' });
  });

  it('opens it over the page in a room, and gives the focus back to the word', async () => {
    const opened: unknown[] = [];
    const { router } = await show((at) => opened.push(at));
    const before = router.route.value;
    const card = document.querySelector<HTMLElement>('.meaning')!;
    card.hidePopover = () => opened.push('card hidden');
    fireEvent.click(screen.getByText('In the glossary'));
    expect(opened).toEqual(['card hidden', 'ttl']);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'TTL' }));
    expect(router.route.value).toBe(before);
  });
});

describe('a puzzle to be read again', () => {
  it.each(languageCodes)('has all that it taught (%s)', async (code) => {
    const { store } = await open('/reference/ttl', code, ['ttl']);
    const { puzzles: texts, words, glossary } = store.language.value;
    const text = texts.ttl;
    await screen.findByRole('heading', { level: 1, name: text.title });
    await waitFor(() => expect(document.title).toBe(words.app.title(words.reference.title(text.title))));
    const shown = document.querySelector('main')!.textContent;
    const all = [text.story, ...text.intro.flatMap(({ title, body }) => [title, plainText(body)])];
    for (const piece of [...all, plainText(text.remember), text.question]) {
      expect(withoutMeanings()).toContain(piece);
    }
    for (const { command, output, note } of text.linux) expect(shown).toContain(`$ ${command}\n${output}${note}`);
    await waitFor(() => expect(document.querySelectorAll('svg.reference-map')).toHaveLength(text.intro.length));
    const met = [...document.querySelectorAll('.term-chip')].map(({ textContent }) => textContent);
    expect(met).toEqual(text.terms.map((id) => glossary[id].term));
    fireEvent.click(screen.getByRole('button', { name: words.result.showThought }));
    await screen.findByText(text.thought);
    expect(screen.getByRole('link', { name: words.result.again }).getAttribute('href')).toBe('/play/ttl');
  });

  /** The text as it is seen while no term is open. */
  function withoutMeanings(): string {
    const copy = document.querySelector('main')!.cloneNode(true) as HTMLElement;
    copy.querySelectorAll('.meaning').forEach((meaning) => meaning.remove());
    return copy.textContent;
  }

  it('has its words also when the server is not reached', async () => {
    mapOf = () => Promise.resolve({ refused: 'server-busy' });
    await open('/reference/ttl');
    await screen.findByRole('heading', { level: 3, name: english.puzzles.ttl.intro[0]!.title });
    await waitFor(() => expect(document.querySelector('.reference-map')).toBeNull());
    expect(screen.getByRole('link', { name: english.words.home.playPuzzle('Time to live') })).toBeTruthy();
  });

  it('is offered in the list once it is finished; every puzzle can be played', async () => {
    await open('/', 'en', ['who-has']);
    const list = screen.getByRole('region', { name: 'Puzzles' });
    const hrefs = within(list)
      .getAllByRole('link')
      .map((link) => link.getAttribute('href'));
    expect(hrefs.filter((href) => href?.startsWith('/reference/'))).toEqual(['/reference/who-has']);
    expect(hrefs.filter((href) => href?.startsWith('/play/'))).toEqual(puzzleIds.map((id) => `/play/${id}`));
    expect(hrefs).toContain('/glossary');
  });
});
