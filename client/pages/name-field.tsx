/** The own name: a line that becomes a field when it is to be changed. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { NAME_MAX_LENGTH } from '../../shared/messages.ts';
import { Icon } from '../art/components.tsx';
import { drawName, readName } from '../identity.ts';
import { usePage, useWords } from './page.tsx';

export function NameField(): JSX.Element {
  const { identity } = usePage();
  const words = useWords().name;
  const isOpen = useSignal(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen.value) opener.current?.focus();
    wasOpen.current = isOpen.value;
  });
  if (isOpen.value) return <NameForm onDone={() => (isOpen.value = false)} />;
  return (
    <p class="name-line">
      <span class="quiet">{words.playingAs}</span> <strong class="person-name">{identity.name.value}</strong>
      <button
        ref={opener}
        type="button"
        class="btn ghost s"
        aria-label={words.change(identity.name.value)}
        onClick={() => (isOpen.value = true)}
      >
        <PencilIcon />
      </button>
    </p>
  );
}

function NameForm({ onDone }: { readonly onDone: () => void }): JSX.Element {
  const { identity, store, session } = usePage();
  const words = useWords().name;
  const text = useSignal(identity.name.peek());
  const error = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const save = (event: Event): void => {
    event.preventDefault();
    const name = readName(text.value);
    if (name === null) {
      error.value = text.value.trim().length > NAME_MAX_LENGTH ? words.tooLong(NAME_MAX_LENGTH) : words.bad;
      field.current?.focus();
      return;
    }
    identity.name.value = name;
    if (store.room.peek() !== null) void session.intents.rename(name);
    onDone();
  };
  return (
    <form class="name-form" onSubmit={save} onKeyDown={(event) => event.key === 'Escape' && onDone()}>
      <label for="player-name">{words.label}</label>
      <div class="row">
        <input
          id="player-name"
          ref={field}
          class="field"
          value={text}
          autocomplete="nickname"
          spellcheck={false}
          maxLength={NAME_MAX_LENGTH * 2}
          aria-invalid={error.value !== ''}
          aria-describedby="player-name-error"
          onInput={(event) => (text.value = event.currentTarget.value)}
        />
        <button
          type="button"
          class="btn icon"
          aria-label={words.draw}
          title={words.draw}
          onClick={() => (text.value = drawName(store.language.peek().nicknames, text.peek()))}
        >
          <Icon name="loop" />
        </button>
        <button type="submit" class="btn">
          {words.save}
        </button>
        <button type="button" class="btn ghost" onClick={onDone}>
          {words.cancel}
        </button>
      </div>
      <p id="player-name-error" class="field-error" role="alert">
        {error}
      </p>
    </form>
  );
}

function PencilIcon(): JSX.Element {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d="M4 16l1-4l8.500-8.500l3 3l-8.500 8.500zM11.500 5.500l3 3" />
    </svg>
  );
}
