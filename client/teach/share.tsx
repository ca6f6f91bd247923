/** How students, colleagues and the second device come in: code, links, QR code, PIN. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { Icon } from '../art/components.tsx';
import { QrCode } from '../pages/invite.tsx';
import { classPath, projectorPath, spacedCode, teachPath } from '../router.ts';
import { useClass, useDesk, useSay } from './desk.ts';
import { freshPin } from './fresh-pin.ts';
import { useTeachWords } from './words.ts';

export function ShareCard(): JSX.Element {
  const { code } = useClass();
  const { session } = useDesk();
  const { share: words, common } = useTeachWords();
  const { secret } = session.teacher;
  const link = `${location.origin}${classPath(code)}`;
  return (
    <section class="card share" aria-label={words.title}>
      <div class="share-code">
        <h2 class="lab">{common.joinCode}</h2>
        <p class="big-code">{spacedCode(code)}</p>
        <p class="small quiet">{words.lead}</p>
        <CopyField id="student-link" label={words.studentLink} text={link} action={words.copyStudentLink} />
        <a class="btn" href={projectorPath(code, secret)} target="_blank" rel="noopener">
          <Icon name="projector" /> {common.toProjector}
        </a>
      </div>
      <QrCode text={link} label={words.qr} />
      <div class="share-own">
        <CopyField
          id="teacher-link"
          label={words.teacherLink}
          text={`${location.origin}${teachPath(code, secret)}`}
          action={words.copyTeacherLink}
          isSecret
        />
        <p class="small quiet">{words.teacherLinkHelp}</p>
        <Pin />
      </div>
    </section>
  );
}

interface CopyFieldProps {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly action: string;
  /** Others may look at this screen: it is copied without being shown, and shown only where that does not work. */
  readonly isSecret?: boolean;
}

function CopyField({ id, label, text, action, isSecret = false }: CopyFieldProps): JSX.Element {
  const { common } = useTeachWords();
  const say = useSay();
  const isShown = useSignal(!isSecret);
  const copy = async (): Promise<void> => {
    // Only a secure context has a clipboard; a school's laptop on plain http has none.
    const isCopied =
      (await navigator.clipboard?.writeText(text).then(
        () => true,
        () => false,
      )) ?? false;
    if (!isCopied) isShown.value = true;
    say({ said: isCopied ? common.copied : common.copyFailed });
  };
  return (
    <div class="copy-field">
      {isShown.value ? (
        <>
          <label class="lab" for={id}>
            {label}
          </label>
          <input id={id} class="field mono" readOnly value={text} onFocus={(event) => event.currentTarget.select()} />
        </>
      ) : (
        <h2 class="lab">{label}</h2>
      )}
      <button type="button" class="btn s" onClick={() => void copy()}>
        <Icon name="copy" width={18} /> {action}
      </button>
    </div>
  );
}

/** Shown once, in the page in which the class was made, or when a new one is drawn. */
function Pin(): JSX.Element {
  const { code } = useClass();
  const { session } = useDesk();
  const words = useTeachWords().share;
  const say = useSay();
  const pin = useSignal(freshPin(code));
  const draw = async (): Promise<void> => {
    const drawn = await session.newPin();
    if ('refused' in drawn) return say(drawn.refused);
    pin.value = drawn.value;
    say({ said: words.pinIsNew(drawn.value) });
  };
  return (
    <div class="pin-box">
      <h2 class="lab">{words.pin}</h2>
      {pin.value === null ? (
        <p class="small quiet">{words.pinHelp}</p>
      ) : (
        <>
          <p class="pin mono">{pin}</p>
          <p class="small">{words.pinOnce}</p>
        </>
      )}
      <button type="button" class="btn s" onClick={() => void draw()}>
        {words.pinNew}
      </button>
    </div>
  );
}
