/** Says when the line is broken, or when another tab has taken over. The page below stays as it is. */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../art/components.tsx';
import { usePage, useWords } from './page.tsx';

export function ConnectionBanner(): JSX.Element | null {
  const { store, session } = usePage();
  const words = useWords().connection;
  const connection = store.connection.value;
  useBackSpoken(connection === 'open');
  if (connection !== 'lost' && connection !== 'replaced') return null;
  const isLost = connection === 'lost';
  return (
    <div class={`banner ${connection}`} role="alert">
      <Icon name={isLost ? 'wifi-off' : 'people'} />
      <span>{isLost ? words.lost : words.replaced}</span>
      <button type="button" class="btn s" onClick={() => session.takeBack()}>
        {isLost ? words.tryNow : words.takeBack}
      </button>
    </div>
  );
}

function useBackSpoken(isOpen: boolean): void {
  const { spoken } = usePage();
  const words = useWords().connection;
  const wasOpen = useRef(true);
  useEffect(() => {
    if (isOpen && !wasOpen.current) spoken.value = words.back;
    wasOpen.current = isOpen;
  }, [isOpen]);
}
