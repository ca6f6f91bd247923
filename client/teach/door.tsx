/** For a browser that does not know the secret: the PIN lets it in, with a secret of its own. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { RefusalCode } from '../../shared/messages.ts';
import type { ClassSummary } from '../../shared/messages/class.ts';
import { classAt } from '../connection.ts';
import { newToken } from '../identity.ts';
import type { Outcome } from '../model.ts';
import { PageBar } from '../pages/bar.tsx';
import { useTitle } from '../pages/document.ts';
import { Loading, Message } from '../pages/message.tsx';
import { Link, usePage, useWords } from '../pages/page.tsx';
import { spacedCode, teachPath } from '../router.ts';
import { classTransport } from './connection.ts';
import { Refusal } from './refusal.tsx';
import { useTeachWords } from './words.ts';

interface DoorProps {
  readonly code: string;
  /** Why the secret of the address did not open the class. */
  readonly refusal?: RefusalCode | null;
}

export function Door({ code, refusal = null }: DoorProps): JSX.Element {
  const words = useTeachWords().door;
  const found = useSignal<Outcome<ClassSummary> | null>(null);
  const look = async (): Promise<void> => {
    found.value = null;
    found.value = await classAt(code).catch(() => ({ refused: 'server-busy' as const }));
  };
  useEffect(() => void look(), []);
  if (found.value === null) return <Loading text={words.connecting} />;
  if ('value' in found.value) return <PinPage summary={found.value.value} isRefused={refusal === 'wrong-secret'} />;
  return <NotOpened refusal={found.value.refused} onAgain={() => void look()} />;
}

function NotOpened(props: { readonly refusal: RefusalCode; readonly onAgain: () => void }): JSX.Element {
  const words = useTeachWords().door;
  const { refusals, connection } = useWords();
  if (props.refusal === 'no-such-class') {
    return (
      <Message title={words.gone} text={words.goneText}>
        <Link to="/teach" class="btn main">
          {words.toTeach}
        </Link>
      </Message>
    );
  }
  return (
    <Message title={words.refused} text={refusals[props.refusal]}>
      <button type="button" class="btn main" onClick={props.onAgain}>
        {connection.tryNow}
      </button>
    </Message>
  );
}

function PinPage({ summary, isRefused }: { readonly summary: ClassSummary; readonly isRefused: boolean }): JSX.Element {
  const { router } = usePage();
  const { refusals } = useWords();
  const { door: words, common } = useTeachWords();
  const pin = useSignal('');
  const isWrong = useSignal(false);
  const refusal = useSignal<RefusalCode | null>(null);
  useTitle(words.title);
  const open = async (event: Event): Promise<void> => {
    event.preventDefault();
    isWrong.value = !/^\d{6}$/.test(pin.value);
    refusal.value = null;
    if (isWrong.value) return document.getElementById('teacher-pin')?.focus();
    const teacher = { code: summary.code, secret: newToken() };
    const outcome = await classTransport()
      .teach(teacher, pin.value)
      .catch(() => ({ refused: 'server-busy' as const }));
    if ('refused' in outcome) refusal.value = outcome.refused;
    else router.go(teachPath(teacher.code, teacher.secret), { replace: true });
  };
  return (
    <>
      <PageBar />
      <main id="content" class="message" tabIndex={-1}>
        <h1>{summary.title}</h1>
        <p class="quiet">
          {common.joinCode} <span class="mono">{spacedCode(summary.code)}</span>
        </p>
        <form class="card box pin-form" onSubmit={(event) => void open(event)} noValidate>
          <p>{isRefused ? refusals['wrong-secret'] : words.lead}</p>
          <label for="teacher-pin">{words.pin}</label>
          <input
            id="teacher-pin"
            class="code-field"
            value={pin}
            inputMode="numeric"
            autocomplete="off"
            maxLength={6}
            aria-invalid={isWrong.value}
            aria-describedby="teacher-pin-error"
            onInput={(event) => (pin.value = event.currentTarget.value.normalize('NFKC').replace(/\D/g, ''))}
          />
          <p id="teacher-pin-error" class="field-error" role="alert">
            {isWrong.value ? words.pinBad : ''}
          </p>
          <Refusal refusal={refusal.value} />
          <button type="submit" class="btn main large">
            {words.open}
          </button>
        </form>
      </main>
    </>
  );
}
