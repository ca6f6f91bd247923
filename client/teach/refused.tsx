/** The class did not open: it is gone, or the secret is not right. */
import type { JSX } from 'preact';
import type { RefusalCode } from '../../shared/messages.ts';
import { Message } from '../pages/message.tsx';
import { Link, useWords } from '../pages/page.tsx';
import { useAfterWords } from './after.ts';

export function Refused({ refusal }: { readonly refusal: RefusalCode | null }): JSX.Element {
  const words = useAfterWords().projector;
  const { refusals } = useWords();
  return (
    <Message title={words.refused} text={refusals[refusal ?? 'no-such-class']}>
      <Link to="/teach" class="btn main">
        {words.toClasses}
      </Link>
    </Message>
  );
}
