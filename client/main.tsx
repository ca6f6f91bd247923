/** Starts the page: language first, then the store, the way to the server, and what is seen. */
import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { render } from 'preact';
import { loadLanguage } from '../shared/text/index.ts';
import { colyseusTransport } from './connection.ts';
import { createIdentity, drawText } from './identity.ts';
import { takeToken } from './other-device.ts';
import { App } from './pages/app.tsx';
import { useDocument } from './pages/document.ts';
import { beginPage } from './page-lives.ts';
import { PageContext } from './pages/page.tsx';
import type { Page } from './pages/page.tsx';
import { createRouter } from './router.ts';
import { createSession } from './session.ts';
import { browserKeeper } from './storage.ts';
import { createRoomSignals, createStore, firstLanguage } from './store.ts';
import { browserSurroundings, isLoadedAnew } from './surroundings.ts';
import './style/tokens.css';
import './style/base.css';
import './style/pages.css';

async function start(): Promise<void> {
  const keeper = browserKeeper();
  takeToken(window, keeper);
  // The same link once more in a tab that is there already loads nothing by itself.
  window.addEventListener('hashchange', () => {
    if (takeToken(window, keeper)) location.reload();
  });
  const language = await loadLanguage(firstLanguage(keeper, navigator.languages));
  const identity = createIdentity(keeper, language.nicknames);
  const room = createRoomSignals();
  const around = browserSurroundings();
  const tab = browserKeeper(() => sessionStorage);
  const pages = beginPage(tab, drawText(8), isLoadedAnew());
  const session = createSession(room, colyseusTransport('', pages.own), {
    ...around,
    pages,
    tokenFor: identity.tokenFor,
    name: () => identity.name.peek(),
    tab,
    drawOutbox: () => drawText(8),
  });
  const store = createStore(room, session.intents, {
    keeper,
    language,
    load: loadLanguage,
    systemIsDark: media('(prefers-color-scheme: dark)'),
    calm: media('(prefers-reduced-motion: reduce)'),
  });
  const router = createRouter(window);
  const page: Page = { store, session, identity, keeper, router, around, spoken: signal('') };
  const root = document.getElementById('app');
  if (root !== null) render(<Root page={page} />, root);
}

function Root({ page }: { readonly page: Page }) {
  return (
    <PageContext.Provider value={page}>
      <Shell />
    </PageContext.Provider>
  );
}

function Shell() {
  useDocument();
  return <App />;
}

function media(query: string): ReadonlySignal<boolean> {
  const list = matchMedia(query);
  const matches = signal(list.matches);
  list.addEventListener('change', () => (matches.value = list.matches));
  return matches;
}

void start();
