/** Chooses the page of an address, and what all pages share: the skip link and the live region. */
import type { ComponentType, JSX } from 'preact';
import { useSignal } from '@preact/signals';
import { useEffect, useErrorBoundary } from 'preact/hooks';
import { useFocusOnNewPage } from './document.ts';
import { Home } from './home.tsx';
import { Loading, Message } from './message.tsx';
import { Link, usePage, useWords } from './page.tsx';

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
      {(page === 'play' || page === 'room') && <LazyRoom />}
      {page === 'missing' && <Missing />}
      <p class="hidden" role="status">
        {spoken}
      </p>
    </>
  );
}

/** The page of a room is not needed at home, so it comes when an address asks for it. */
function LazyRoom(): JSX.Element {
  const Room = useSignal<ComponentType | null>(null);
  const isBroken = useSignal(false);
  const [error] = useErrorBoundary((cause) => console.error(cause));
  useEffect(() => {
    import('./room.tsx').then(
      (module) => (Room.value = module.Room),
      () => (isBroken.value = true),
    );
  }, []);
  if (isBroken.value || error !== undefined) return <Broken />;
  return Room.value === null ? <Loading /> : <Room.value />;
}

function Broken(): JSX.Element {
  const { app } = useWords();
  return (
    <Message title={app.brokenTitle} text={app.brokenText}>
      <button type="button" class="btn main" onClick={() => location.reload()}>
        {app.reload}
      </button>
    </Message>
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
