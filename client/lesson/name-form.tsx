/** The name at the door of a class: drawn, drawn again by one press, or typed where the class allows it; and the button that comes in. */
import { useSignal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { NAME_MAX_LENGTH } from '../../shared/messages.ts';
import { Icon } from '../art/components.tsx';
import { readName } from '../identity.ts';
import { usePage, useWords } from '../pages/page.tsx';
import type { ComeInProps } from './come-in.tsx';
import { useLessonWords } from './words.ts';

export function NameForm(props: ComeInProps): JSX.Element {
  const { summary, why, isComing } = props;
  const words = useLessonWords().comeIn;
  const { name, error, field, type, draw, comeIn } = useName(props);
  const isAgain = why === 'removed' || why === 'no-such-student';
  return (
    <form class="card box door-form" onSubmit={comeIn} noValidate>
      <div class="door-name">
        {summary.ownNames ? (
          <OwnName name={name} error={error} field={field} onType={type} />
        ) : (
          <p aria-live="polite">
            <span class="quiet">{words.drawn}</span>
            <strong class="person-name">{name}</strong>
          </p>
        )}
        <button type="button" class="btn" onClick={draw}>
          <Icon name="loop" width={18} />
          {words.another}
        </button>
      </div>
      <p id="class-name-error" class="field-error" role="alert">
        {error}
      </p>
      {summary.ownNames && (
        <p id="class-name-help" class="small quiet">
          {words.help}
        </p>
      )}
      <button type="submit" class="btn main large wide" aria-disabled={isComing}>
        {isComing ? words.coming : isAgain ? words.again : words.comeIn}
      </button>
    </form>
  );
}

interface OwnNameProps {
  readonly name: Signal<string>;
  readonly error: Signal<string>;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onType: (text: string) => void;
}

function OwnName({ name, error, field, onType }: OwnNameProps): JSX.Element {
  const words = useLessonWords().comeIn;
  return (
    <>
      <label for="class-name">{words.name}</label>
      <input
        id="class-name"
        ref={field}
        class="field"
        value={name}
        autocomplete="nickname"
        spellcheck={false}
        enterkeyhint="go"
        maxLength={NAME_MAX_LENGTH * 2}
        aria-invalid={error.value !== ''}
        aria-describedby="class-name-error class-name-help"
        onInput={(event) => onType(event.currentTarget.value)}
      />
    </>
  );
}

interface Name {
  readonly name: Signal<string>;
  readonly error: Signal<string>;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly type: (text: string) => void;
  readonly draw: () => void;
  readonly comeIn: (event: Event) => void;
}

function useName({ summary, why, isComing, lastName, onComeIn, onLook }: ComeInProps): Name {
  const words = useWords().name;
  const place = useSignal(0);
  const name = useSignal(lastName ?? summary.names[0] ?? '');
  const isDrawn = useSignal(lastName === null);
  const error = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  const take = (text: string, drawn: boolean): void => {
    name.value = text;
    isDrawn.value = drawn;
    error.value = '';
  };
  useEffect(() => {
    if (isDrawn.peek()) name.value = summary.names[0] ?? '';
    place.value = 0;
  }, [summary]);
  useRefusedName({ why, isDrawn, error, field, onLook });
  return {
    name,
    error,
    field,
    type: (text) => take(text, false),
    draw: () => take(summary.names[++place.value % Math.max(1, summary.names.length)] ?? '', true),
    comeIn: (event) => {
      event.preventDefault();
      if (isComing) return;
      const read = readName(name.value);
      if (read !== null) return onComeIn({ name: read });
      error.value = name.value.trim().length > NAME_MAX_LENGTH ? words.tooLong(NAME_MAX_LENGTH) : words.bad;
      field.current?.focus();
    },
  };
}

interface RefusedName extends Pick<ComeInProps, 'why' | 'onLook'>, Pick<Name, 'error' | 'field'> {
  readonly isDrawn: Signal<boolean>;
}

/** What is wrong with a name that was typed is said at it; for a drawn one that somebody else got first, others are drawn. */
function useRefusedName({ why, isDrawn, error, field, onLook }: RefusedName): void {
  const { store } = usePage();
  const { taken } = useLessonWords().comeIn;
  useEffect(() => {
    if (why !== 'bad-name' && why !== 'name-not-allowed' && why !== 'name-taken') return;
    error.value = isDrawn.peek() ? taken : store.language.peek().words.refusals[why];
    field.current?.focus();
    if (isDrawn.peek()) void onLook();
  }, [why]);
}
