/** What every page can reach, and how pages are linked. */
import { createContext } from 'preact';
import type { ComponentChildren, JSX } from 'preact';
import { useContext } from 'preact/hooks';
import type { Signal } from '@preact/signals';
import type { GlossaryId } from '../../shared/text/glossary.ts';
import type { InterfaceWords } from '../../shared/text/interface-words.ts';
import type { Identity } from '../identity.ts';
import type { Router } from '../router.ts';
import type { Session } from '../session.ts';
import type { Surroundings } from '../stay.ts';
import type { Keeper } from '../storage.ts';
import type { PageStore } from '../store.ts';

export interface Page {
  readonly store: PageStore;
  readonly session: Session;
  readonly identity: Identity;
  readonly router: Router;
  readonly keeper: Keeper;
  /** For the lines that a page opens itself. */
  readonly around: Surroundings;
  /** The last thing that the live region says. */
  readonly spoken: Signal<string>;
}

export const PageContext = createContext<Page | null>(null);

/** Opens the glossary over the page, at a term if one is given. Only in a room: elsewhere it is a page like others. */
export type OpenGlossary = (at: GlossaryId | null) => void;

export const OpenGlossaryContext = createContext<OpenGlossary | null>(null);

export function usePage(): Page {
  const page = useContext(PageContext);
  if (page === null) throw new Error('outside of a page');
  return page;
}

export function useWords(): InterfaceWords {
  return usePage().store.language.value.words;
}

/** A link inside the game: it does not load the page anew, but can be opened in a new tab. */
export function Link(props: {
  readonly to: string;
  readonly class?: string;
  readonly label?: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { router } = usePage();
  const follow = (event: MouseEvent): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.go(props.to);
  };
  return (
    <a
      href={props.to}
      {...(props.class === undefined ? {} : { class: props.class })}
      {...(props.label === undefined ? {} : { 'aria-label': props.label })}
      onClick={follow}
    >
      {props.children}
    </a>
  );
}
