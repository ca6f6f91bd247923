/** Starts the page: language first, then the store, the way to the server, and what is seen. */
import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { render } from 'preact';
import { loadLanguage } from '../shared/text/index.ts';
import { colyseusTransport } from './connection.ts';
import { createIdentity } from './identity.ts';
import { App } from './pages/app.tsx';
import { useDocument } from './pages/document.ts';
import { PageContext } from './pages/page.tsx';
import type { Page } from './pages/page.tsx';
import { createRouter } from './router.ts';
import { createSession } from './session.ts';
import type { Surroundings } from './stay.ts';
import { browserKeeper } from './storage.ts';
import { createRoomSignals, createStore, firstLanguage } from './store.ts';
import './style/tokens.css';
import './style/base.css';
import './style/pages.css';

async function start(): Promise<void> {
  const keeper = browserKeeper();
  const language = await loadLanguage(firstLanguage(keeper, navigator.languages));
  const identity = createIdentity(keeper, language.nicknames);
  const room = createRoomSignals();
  const around = browserSurroundings();
  const session = createSession(room, colyseusTransport(), {
    ...around,
    tokenFor: identity.tokenFor,
    name: () => identity.name.peek(),
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

function browserSurroundings(): Surroundings {
  return {
    nowMs: () => performance.now(),
    random: () => Math.random(),
    later: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
    onWake,
  };
}

/** The network is back, the tab is looked at again, or the page comes out of the browser's cache. */
function onWake(callback: () => void): () => void {
  const ended = new AbortController();
  const { signal: until } = ended;
  window.addEventListener('online', callback, { signal: until });
  window.addEventListener('pageshow', callback, { signal: until });
  const whenSeen = (): void => {
    if (document.visibilityState === 'visible') callback();
  };
  document.addEventListener('visibilitychange', whenSeen, { signal: until });
  return () => ended.abort();
}

function media(query: string): ReadonlySignal<boolean> {
  const list = matchMedia(query);
  const matches = signal(list.matches);
  list.addEventListener('change', () => (matches.value = list.matches));
  return matches;
}

void start();
