/** "I was here before": the seat comes back by its four digits. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ClassWish } from '../connection.ts';
import { useWords } from '../pages/page.tsx';
import { useLessonWords } from './words.ts';

interface SeatBackProps {
  /** There is no other way in. */
  readonly isOnly: boolean;
  /** The server knows no seat of this number. */
  readonly isWrong: boolean;
  readonly isComing: boolean;
  readonly onComeIn: (wish: ClassWish) => void;
}

export function SeatBack({ isOnly, isWrong, isComing, onComeIn }: SeatBackProps): JSX.Element {
  const words = useLessonWords().comeIn;
  const { refusals } = useWords();
  const isOpen = useSignal(isOnly || isWrong);
  const number = useSignal('');
  const error = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  const say = (what: string): void => {
    error.value = what;
    field.current?.focus();
  };
  useEffect(() => {
    if (isWrong) say(refusals['wrong-number']);
  }, [isWrong]);
  useEffect(() => {
    if (isOpen.value && !isOnly) field.current?.focus();
  }, [isOpen.value]);
  const comeIn = (event: Event): void => {
    event.preventDefault();
    if (isComing) return;
    const digits = number.value.normalize('NFKC').replace(/\s/g, '');
    if (/^\d{4}$/.test(digits)) onComeIn({ number: digits });
    else say(words.numberWrong);
  };
  if (!isOpen.value && !isOnly) {
    return (
      <button type="button" class="btn ghost" onClick={() => (isOpen.value = true)}>
        {words.before}
      </button>
    );
  }
  return (
    <form class="card box door-form" onSubmit={comeIn} noValidate>
      <label for="class-number">{words.number}</label>
      <div class="door-name">
        <input
          id="class-number"
          ref={field}
          class="field mono"
          value={number}
          inputMode="numeric"
          autocomplete="off"
          enterkeyhint="go"
          maxLength={8}
          aria-invalid={error.value !== ''}
          aria-describedby="class-number-error class-number-help"
          onInput={(event) => {
            number.value = event.currentTarget.value;
            error.value = '';
          }}
        />
        <button type="submit" class={isOnly ? 'btn main' : 'btn'} aria-disabled={isComing}>
          {words.giveBack}
        </button>
      </div>
      <p id="class-number-error" class="field-error" role="alert">
        {error}
      </p>
      <p id="class-number-help" class="small quiet">
        {words.numberHelp}
      </p>
    </form>
  );
}
