/** Chooses the page of an address, and what all pages share: the skip link and the live region. */
import type { ComponentType, JSX } from 'preact';
import { useFocusOnNewPage } from './document.ts';
import { Home } from './home.tsx';
import { Lazy } from './lazy.tsx';
import { Message } from './message.tsx';
import { Link, usePage, useWords } from './page.tsx';

const loadRoom = (): Promise<ComponentType> => import('./room.tsx').then(({ Room }) => Room);
const loadClass = (): Promise<ComponentType> => import('../lesson/class-page.tsx').then(({ ClassPage }) => ClassPage);
const loadGlossary = (): Promise<ComponentType> => import('./glossary.tsx').then(({ Glossary }) => Glossary);
const loadReference = (): Promise<ComponentType> => import('./reference.tsx').then(({ Reference }) => Reference);

export function App(): JSX.Element {
  const { router, spoken } = usePage();
  const words = useWords();
  const { page } = router.route.value;
  useFocusOnNewPage(page);
  return (
    <>
      <a class="skip" href="#content">
        {words.app.skip}
      </a>
      {page === 'home' && <Home />}
      {(page === 'play' || page === 'room') && <Lazy load={loadRoom} />}
      {page === 'class' && <Lazy load={loadClass} />}
      {page === 'glossary' && <Lazy load={loadGlossary} />}
      {page === 'reference' && <Lazy load={loadReference} />}
      {page === 'missing' && <Missing />}
      <p class="hidden" role="status">
        {spoken}
      </p>
    </>
  );
}

function Missing(): JSX.Element {
  const { app } = useWords();
  return (
    <Message title={app.missingTitle} text={app.missingText}>
      <Link to="/" class="btn main">
        {app.toHome}
      </Link>
    </Message>
  );
}
