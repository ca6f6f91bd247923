/** How others come in: the code large enough to read aloud, the link, the QR code. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { renderSVG } from 'uqr';
import { Icon } from '../art/components.tsx';
import { roomPath, spacedCode } from '../router.ts';
import { useWords } from './page.tsx';

export function Invite({ code }: { readonly code: string }): JSX.Element {
  const words = useWords().lobby;
  const link = `${location.origin}${roomPath(code)}`;
  const note = useSignal('');
  const copy = async (): Promise<void> => {
    // Only a secure context has a clipboard; a school's laptop on plain http has none.
    note.value =
      (await navigator.clipboard?.writeText(link).then(
        () => words.copied,
        () => words.copyFailed,
      )) ?? words.copyFailed;
  };
  return (
    <section class="card invite" aria-label={words.code}>
      <div class="invite-words">
        <h2 class="lab">{words.code}</h2>
        <p class="big-code">{spacedCode(code)}</p>
        <label class="lab" for="room-link">
          {words.link}
        </label>
        <input
          id="room-link"
          class="field mono"
          readOnly
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" class="btn" onClick={() => void copy()}>
          <Icon name="copy" width={18} />
          {words.copy}
        </button>
        <p class="small quiet" role="status">
          {note}
        </p>
      </div>
      <QrCode text={link} label={words.qr} />
    </section>
  );
}

/** Modules that stay free on every side (ISO/IEC 18004, quiet zone): readers find the picture by them. */
const QUIET_ZONE = 4;

/** Dark on white in both themes: many readers cannot read it the other way round. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }): JSX.Element {
  const picture = renderSVG(text, { border: QUIET_ZONE });
  return <div class="qr" role="img" aria-label={label} dangerouslySetInnerHTML={{ __html: picture }} />;
}
