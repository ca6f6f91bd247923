/** How students come in: the code as large as it gets, the address, the QR code, and how many are in. */
import type { JSX } from 'preact';
import { Logo } from '../../art/components.tsx';
import { QrCode } from '../../pages/invite.tsx';
import { useWords } from '../../pages/page.tsx';
import { classPath, spacedCode } from '../../router.ts';
import { useAfterWords } from '../after.ts';
import type { ProjectorModel } from '../model.ts';

interface ViewProps {
  readonly view: ProjectorModel;
}

export function JoinScreen({ view }: ViewProps): JSX.Element {
  const words = useAfterWords().projector;
  const { app } = useWords();
  const link = `${location.origin}${classPath(view.code)}`;
  return (
    <section class="join-screen">
      <div class="join-words">
        <span class="logo">
          <Logo width={64} />
          {app.name}
        </span>
        <h1>{view.title}</h1>
        {view.isDemo && <p class="wall-demo">{words.demo}</p>}
        <p class="join-at">
          {words.joinAt} <b>{location.host}</b>
        </p>
        <p class="join-code" role="img" aria-label={`${words.code} ${view.code.split('').join(' ')}`}>
          {spacedCode(view.code)}
        </p>
        <p class="join-link mono">{link.replace(/^https?:\/\//, '')}</p>
        <AreIn view={view} />
      </div>
      <QrCode text={link} label={words.qr} />
    </section>
  );
}

export function AreIn({ view }: ViewProps): JSX.Element {
  const words = useAfterWords().projector;
  return (
    <p class="are-in" role="status">
      <b>{view.students}</b> <span>{words.areIn(view.students)}</span>
      {view.lanes.length > 0 && <span class="quiet"> · {words.teams(view.lanes.length)}</span>}
    </p>
  );
}

/** The code in a corner, while something else is shown. */
export function CodeCorner({ view }: ViewProps): JSX.Element {
  const words = useAfterWords().projector;
  return (
    <p class="code-corner">
      <span>
        {words.joinAt} {location.host}
      </span>{' '}
      <b class="mono">{spacedCode(view.code)}</b>
    </p>
  );
}
