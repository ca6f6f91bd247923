/** Text with terms in it; a term opens what it means. */
import type { JSX } from 'preact';
import { useContext, useId, useRef } from 'preact/hooks';
import type { GlossaryId } from '../../shared/text/glossary.ts';
import type { RichText } from '../../shared/text/language.ts';
import { glossaryPath } from '../router.ts';
import { Link, OpenGlossaryContext, usePage, useWords } from './page.tsx';

export function Rich({ text }: { readonly text: RichText }): JSX.Element {
  return (
    <>
      {withMarks(text).map(({ piece, mark }) => {
        if (typeof piece === 'string') return piece;
        const term = <Term key={piece.term} id={piece.term} text={piece.text} />;
        return mark === '' ? (
          term
        ) : (
          <span key={piece.term} class="together">
            {term}
            {mark}
          </span>
        );
      })}
    </>
  );
}

/** What must not begin a line. */
const CLOSING_MARKS = /^[.,;:?)，。；：？、）]+/u;

/** Each piece with the marks that follow a term: a browser would break the line between a button and them. */
export function withMarks(text: RichText): readonly { readonly piece: RichText[number]; readonly mark: string }[] {
  const markOf = (piece: RichText[number] | undefined): string =>
    typeof piece === 'string' ? (CLOSING_MARKS.exec(piece)?.[0] ?? '') : '';
  return text.map((piece, index) => {
    if (typeof piece !== 'string') return { piece, mark: markOf(text[index + 1]) };
    const before = text[index - 1];
    const isAfterTerm = before !== undefined && typeof before !== 'string';
    return { piece: isAfterTerm ? piece.slice(markOf(piece).length) : piece, mark: '' };
  });
}

interface TermProps {
  readonly id: GlossaryId;
  /** The word as it stands in the sentence; the entry's own unless given. */
  readonly text?: string;
  readonly class?: string;
}

/** Opens its meaning beside itself. Light dismiss, Escape and focus are the browser's own popover. */
export function Term({ id, text, class: name = 'term' }: TermProps): JSX.Element {
  const entry = usePage().store.language.value.glossary[id];
  const popover = useId();
  const button = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLSpanElement>(null);
  const place = (): void => {
    if (button.current !== null && card.current !== null) placeBeside(card.current, button.current);
  };
  const close = (): void => {
    card.current?.hidePopover();
    button.current?.focus();
  };
  return (
    <>
      <button type="button" ref={button} class={name} popovertarget={popover}>
        {text ?? entry.term}
      </button>
      <span id={popover} ref={card} class="meaning" popover="auto" onToggle={place}>
        <strong>{entry.term}</strong> {entry.meaning} <More id={id} onOpen={close} />
      </span>
    </>
  );
}

/** To the term's place in the glossary: a window in a room, elsewhere its page. */
function More({ id, onOpen }: { readonly id: GlossaryId; readonly onOpen: () => void }): JSX.Element {
  const words = useWords().glossary;
  const openGlossary = useContext(OpenGlossaryContext);
  if (openGlossary === null) return <Link to={glossaryPath(id)}>{words.more}</Link>;
  const open = (): void => {
    onOpen();
    openGlossary(id);
  };
  return (
    <button type="button" class="more" onClick={open}>
      {words.more}
    </button>
  );
}

/** Distance to the word and to the window's edges, CSS pixels. */
const GAP = 8;

/** Under the word, or above it where there is no room; never over the window's edge. */
function placeBeside(card: HTMLElement, word: HTMLElement): void {
  const at = word.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const left = Math.max(GAP, Math.min(at.left, window.innerWidth - width - GAP));
  const isRoomBelow = at.bottom + GAP + height < window.innerHeight;
  card.style.left = `${left}px`;
  card.style.top = `${isRoomBelow ? at.bottom + GAP : Math.max(GAP, at.top - GAP - height)}px`;
}
