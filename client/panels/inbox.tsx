import type { JSX } from 'preact';
import { FrameIcon } from '../art/components.tsx';
import { type Desk, openLetter } from './desk.ts';
import { frameOfHex } from './fields.ts';
import { kindOfSeat, wordsOf } from './seat.ts';
import { letterLabel, letterSentence, plain } from './sentence.ts';

/** The letters in the order in which they came. Every one can be looked at; arrow keys move along them. */
export function Inbox({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const words = wordsOf(desk.store);
  const cards = desk.seat.value?.cards ?? [];
  const open = desk.open.value;
  const kind = kindOfSeat(desk.store);
  if (cards.length === 0 || open === null) return null;
  const move = (event: KeyboardEvent): void => {
    const step =
      event.key === 'ArrowRight' || event.key === 'ArrowDown'
        ? 1
        : event.key === 'ArrowLeft' || event.key === 'ArrowUp'
          ? -1
          : 0;
    const next = cards[cards.indexOf(open) + step];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    openLetter(desk, next.id);
    const letters = (event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('.letter');
    letters[cards.indexOf(next)]?.focus();
  };
  return (
    <div class="inbox" role="group" aria-label={words.inbox.title} onKeyDown={move}>
      {cards.length === 1 && (
        <span class="lab" aria-hidden="true">
          {words.inbox.title}
        </span>
      )}
      <div class="letters">
        {cards.map((card, index) => {
          const frame = frameOfHex(card.bytes);
          const isOpen = card === open;
          return (
            <button
              key={card.id}
              type="button"
              class={`letter${isOpen ? ' on' : ' wait'}`}
              data-letter={card.id}
              aria-pressed={isOpen}
              tabIndex={isOpen ? 0 : -1}
              onClick={() => openLetter(desk, card.id)}
            >
              <FrameIcon look={card.look} width={36} />
              <span>{letterLabel(card, frame, kind, words)}</span>
              <span class="unseen">
                {words.inbox.place(index + 1, cards.length)}: {plain(letterSentence(card, frame, kind, words))}
              </span>
            </button>
          );
        })}
      </div>
    </div>
  );
}

/** Shown in place of the steps when a letter lies open whose turn has not come. */
export function NotYet({ desk }: { readonly desk: Desk }): JSX.Element {
  const words = wordsOf(desk.store);
  return (
    <section class="card step">
      <p>{words.inbox.notYet}</p>
      <button type="button" class="btn s" onClick={() => (desk.picked.value = null)}>
        {words.inbox.backToFirst}
      </button>
    </section>
  );
}
