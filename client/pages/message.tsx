/** Pages that have one thing to say. */
import type { JSX } from 'preact';
import { PageBar } from './bar.tsx';
import { useTitle } from './document.ts';
import { useWords } from './page.tsx';

export function Loading({ text }: { readonly text?: string }): JSX.Element {
  const words = useWords();
  return (
    <main id="content" class="message" tabIndex={-1}>
      <h1 class="loading">{text ?? words.app.loading}</h1>
    </main>
  );
}

/** A page that has one thing to say and one thing to do. */
export function Message(props: {
  readonly title: string;
  readonly text: string;
  readonly children: JSX.Element;
}): JSX.Element {
  const title = props.title;
  useTitle(title);
  return (
    <>
      <PageBar />
      <main id="content" class="message" tabIndex={-1}>
        <h1>{title}</h1>
        <p class="quiet">{props.text}</p>
        {props.children}
      </main>
    </>
  );
}
