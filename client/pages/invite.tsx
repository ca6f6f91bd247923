/** How others come in: the code large enough to read aloud, the link, the QR code; and how oneself goes on on another device. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { renderSVG } from 'uqr';
import { Icon } from '../art/components.tsx';
import { otherDeviceLink } from '../other-device.ts';
import { roomPath, spacedCode } from '../router.ts';
import { usePage, useWords } from './page.tsx';

export function Invite({ code }: { readonly code: string }): JSX.Element {
  const words = useWords().lobby;
  const link = `${location.origin}${roomPath(code)}`;
  return (
    <section class="card invite" aria-label={words.code}>
      <div class="invite-words">
        <h2 class="lab">{words.code}</h2>
        <p class="big-code">{spacedCode(code)}</p>
        <LinkToCopy label={words.link} link={link} />
      </div>
      <QrCode text={link} label={words.qr} />
    </section>
  );
}

/** How the same person goes on elsewhere: whoever has this link plays as them, so it is only shown when it is asked for. */
export function OtherDevice({ code }: { readonly code: string }): JSX.Element {
  const { identity } = usePage();
  const words = useWords().menu;
  const link = otherDeviceLink(location.origin, code, identity.tokenFor(code));
  return (
    <>
      <p>{words.deviceText}</p>
      <section class="card invite" aria-label={words.device}>
        <div class="invite-words">
          <LinkToCopy label={words.deviceLink} link={link} />
        </div>
        <QrCode text={link} label={words.deviceQr} />
      </section>
    </>
  );
}

function LinkToCopy({ label, link }: { readonly label: string; readonly link: string }): JSX.Element {
  const words = useWords().lobby;
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
    <>
      <label class="lab" for="room-link">
        {label}
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
    </>
  );
}

/** Modules that stay free on every side (ISO/IEC 18004, quiet zone): readers find the picture by them. */
const QUIET_ZONE = 4;

/** Dark on white in both themes: many readers cannot read it the other way round. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }): JSX.Element {
  const picture = renderSVG(text, { border: QUIET_ZONE });
  return <div class="qr" role="img" aria-label={label} dangerouslySetInnerHTML={{ __html: picture }} />;
}
