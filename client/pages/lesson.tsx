/** What stays of a puzzle: what to remember, the same on Linux, its terms, a question. For its result, and to be read again. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { PuzzleText } from '../../shared/text/language.ts';
import { TerminalText } from '../terminal-text.tsx';
import { useWords } from './page.tsx';
import { Rich, Term } from './rich-text.tsx';

interface LessonProps {
  readonly text: PuzzleText;
}

export function Remember({ text }: LessonProps): JSX.Element {
  return (
    <div class="card box">
      <h2>{useWords().result.remember}</h2>
      <p class="remember">
        <Rich text={text.remember} />
      </p>
    </div>
  );
}

export function OnLinux({ text }: LessonProps): JSX.Element {
  return (
    <>
      <h2>{useWords().result.linux}</h2>
      {text.linux.map(({ command, output, note }) => (
        <figure key={command} class="terminal">
          <div class="terminal-screen" lang="en" translate={false}>
            <p>
              $ {command}
              {'\n'}
            </p>
            <TerminalText text={output} label={command} />
          </div>
          <figcaption class="small quiet">{note}</figcaption>
        </figure>
      ))}
    </>
  );
}

export function WordsMet({ text }: LessonProps): JSX.Element {
  const words = useWords().result;
  return (
    <div>
      <h2>{words.words}</h2>
      <ul class="words-met">
        {text.terms.map((id) => (
          <li key={id}>
            <Term id={id} class="chip term-chip" />
          </li>
        ))}
      </ul>
    </div>
  );
}

export function Question({ text }: LessonProps): JSX.Element {
  const words = useWords().result;
  const isShown = useSignal(false);
  return (
    <div class="card box question">
      <h2 class="lab">{words.question}</h2>
      <p class="question-text">{text.question}</p>
      <button
        type="button"
        class="btn s"
        aria-expanded={isShown.value}
        onClick={() => (isShown.value = !isShown.value)}
      >
        {isShown.value ? words.hideThought : words.showThought}
      </button>
      {isShown.value && <p class="thought">{text.thought}</p>}
    </div>
  );
}
