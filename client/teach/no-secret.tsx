/** The address lacks the secret of the class: the teacher's page knows it, or asks for the PIN. */
import type { JSX } from 'preact';
import { Message } from '../pages/message.tsx';
import { Link } from '../pages/page.tsx';
import { useAfterWords } from './after.ts';

export function NoSecret({ code }: { readonly code: string }): JSX.Element {
  const words = useAfterWords().projector;
  return (
    <Message title={words.noSecret} text={words.noSecretText}>
      <Link to={`/teach/${code}`} class="btn main">
        {words.toTeacher}
      </Link>
    </Message>
  );
}
