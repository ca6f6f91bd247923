/** A page whose code is not needed at home, so it comes when an address asks for it. */
import type { ComponentType, JSX } from 'preact';
import { useSignal } from '@preact/signals';
import { useEffect, useErrorBoundary, useRef } from 'preact/hooks';
import { Loading, Message } from './message.tsx';
import { useWords } from './page.tsx';

export function Lazy({ load }: { readonly load: () => Promise<ComponentType> }): JSX.Element {
  const Page = useSignal<ComponentType | null>(null);
  const isBroken = useSignal(false);
  const hadFocus = useRef(false);
  const [error] = useErrorBoundary((cause) => console.error(cause));
  useEffect(() => {
    load().then(
      (page) => {
        hadFocus.current = document.activeElement?.id === 'content';
        Page.value = page;
      },
      () => (isBroken.value = true),
    );
  }, []);
  // Who came by a link was at the page that loads, and goes on at the one that is there, unless it has a better place.
  useEffect(() => {
    if (!hadFocus.current || document.activeElement !== document.body) return;
    document.getElementById('content')?.focus({ preventScroll: true });
  }, [Page.value]);
  if (isBroken.value || error !== undefined) return <Broken />;
  return Page.value === null ? <Loading /> : <Page.value />;
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
