/** A window over the page: the browser's own <dialog>, so focus stays in it, Escape closes it, and focus goes back afterwards. */
import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../art/components.tsx';
import { useWords } from './page.tsx';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly class?: string;
  /** The title is for screen readers only: the window shows one of its own. */
  readonly plain?: boolean;
}

/** Open for as long as it is rendered. */
export function Dialog({ title, onClose, children, class: name = '', plain = false }: DialogProps): JSX.Element {
  const words = useWords();
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Before the effects of what is in it, so that they can move the focus on.
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  const closeOutside = (event: MouseEvent): void => {
    if (event.target === element.current) onClose();
  };
  return (
    <dialog
      ref={element}
      class={`dialog ${name}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={closeOutside}
    >
      <div class="dialog-body">
        <header class="dialog-head">
          <h2 id={id} class={plain ? 'unseen' : ''}>
            {title}
          </h2>
          <button type="button" class="btn ghost icon" aria-label={words.app.close} onClick={onClose}>
            <Icon name="cross" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
