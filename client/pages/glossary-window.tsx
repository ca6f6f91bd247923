/** The glossary over a room, so that nobody leaves the match to look something up. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useCallback } from 'preact/hooks';
import type { GlossaryId } from '../../shared/text/glossary.ts';
import { Dialog } from './dialog.tsx';
import { GlossaryList } from './glossary-list.tsx';
import { useWords } from './page.tsx';
import type { OpenGlossary } from './page.tsx';

export function useGlossaryWindow(): { readonly open: OpenGlossary; readonly window: JSX.Element | null } {
  const opened = useSignal<{ readonly at: GlossaryId | null } | null>(null);
  const open = useCallback((at: GlossaryId | null) => void (opened.value = { at }), []);
  const window = opened.value && <GlossaryWindow at={opened.value.at} onClose={() => (opened.value = null)} />;
  return { open, window };
}

interface GlossaryWindowProps {
  readonly at: GlossaryId | null;
  readonly onClose: () => void;
}

function GlossaryWindow({ at, onClose }: GlossaryWindowProps): JSX.Element {
  return (
    <Dialog title={useWords().glossary.title} class="glossary-window" onClose={onClose}>
      <GlossaryList at={at} level={3} isWindow />
    </Dialog>
  );
}
