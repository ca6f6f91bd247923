/** The home page: the promise, the way in, one frame to try, the puzzles. Light: nothing of the board is loaded here. */
import { useSignal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { HomeWords } from '../../shared/text/interface-words.ts';
import { classPath, readCode, roomPath } from '../router.ts';
import { useTitle } from './document.ts';
import { PageBar } from './bar.tsx';
import { firstPuzzle } from './campaign.ts';
import { NameField } from './name-field.tsx';
import { Link, usePage, useWords } from './page.tsx';
import { PuzzleList } from './puzzle-list.tsx';
import { TryStage } from './try-stage.tsx';

export function Home(): JSX.Element {
  const words = useWords().home;
  useTitle('');
  return (
    <div class="home">
      <PageBar>
        <Link to="/teach" class="btn ghost">
          {words.teach}
        </Link>
      </PageBar>
      <main id="content" tabIndex={-1}>
        <div class="hero">
          <section class="way-in">
            <h1>
              {words.promise[0]}
              <br />
              {words.promise[1]}
            </h1>
            <p class="lead">{words.lead}</p>
            <CodeForm />
            <OtherWays />
            <NameField />
          </section>
          <TryStage />
        </div>
        <PuzzleList />
      </main>
      <footer class="foot">
        {words.facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        <span class="grow" />
        <span>{words.noSignUp}</span>
      </footer>
    </div>
  );
}

function CodeForm(): JSX.Element {
  const { router, session, store } = usePage();
  const words = useWords().home;
  const text = useSignal('');
  const error = useSignal('');
  const isBusy = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  const say = (what: string): void => {
    error.value = what;
    field.current?.focus();
  };
  // Rooms and classes have codes of one kind, and the server knows which one this is.
  const join = async (event: Event): Promise<void> => {
    event.preventDefault();
    const read = readCode(text.value);
    if (!('code' in read)) return say(codeError(read, words));
    if (isBusy.peek()) return;
    isBusy.value = true;
    const place = await session.placeAt(read.code);
    isBusy.value = false;
    if ('refused' in place) say(store.language.peek().words.refusals[place.refused]);
    else router.go(place.value === 'class' ? classPath(read.code) : roomPath(read.code));
  };
  return (
    <form class="card join" onSubmit={(event) => void join(event)} noValidate>
      <label for="room-code">{words.code}</label>
      <input
        id="room-code"
        ref={field}
        class="code-field"
        value={text}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        enterkeyhint="go"
        aria-invalid={error.value !== ''}
        aria-describedby="room-code-error room-code-help"
        onInput={(event) => {
          text.value = event.currentTarget.value;
          error.value = '';
        }}
      />
      <p id="room-code-error" class="field-error" role="alert">
        {error}
      </p>
      <button type="submit" class="btn main large" aria-disabled={isBusy.value}>
        {isBusy.value ? words.joining : words.join}
      </button>
      <p id="room-code-help" class="small quiet">
        {words.codeHelp}
      </p>
    </form>
  );
}

function codeError(read: Exclude<ReturnType<typeof readCode>, { readonly code: string }>, words: HomeWords): string {
  if (read.wrong === 'nothing') return words.codeMissing;
  return read.wrong === 'sign' ? words.codeSign(read.sign) : words.codeLength(read.length);
}

function OtherWays(): JSX.Element {
  const { session, router, store } = usePage();
  const words = useWords();
  const isBusy = useSignal(false);
  const error = useSignal('');
  const gather = async (): Promise<void> => {
    if (isBusy.peek()) return;
    isBusy.value = true;
    error.value = '';
    const made = await session.makeRoom(firstPuzzle, false);
    isBusy.value = false;
    if ('value' in made) router.go(roomPath(made.value));
    else error.value = store.language.peek().words.refusals[made.refused];
  };
  return (
    <>
      <div class="ways">
        <Link to={`/play/${firstPuzzle}`} class="btn">
          {words.home.alone}
        </Link>
        <button type="button" class="btn" aria-disabled={isBusy.value} onClick={() => void gather()}>
          {isBusy.value ? words.home.making : words.home.friends}
        </button>
      </div>
      <FieldError text={error} />
    </>
  );
}

function FieldError({ text }: { readonly text: Signal<string> }): JSX.Element {
  return (
    <p class="field-error" role="alert">
      {text}
    </p>
  );
}
