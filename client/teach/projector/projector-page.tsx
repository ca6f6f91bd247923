/** /projector/CODE: what hangs on the wall. It follows what the teacher's page has it show, and names no student. */
import { signal, useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { loadLanguage } from '../../../shared/text/index.ts';
import type { Language, LanguageCode } from '../../../shared/text/language.ts';
import { Logo } from '../../art/components.tsx';
import { isAway, type Connection } from '../../model.ts';
import { useTitle } from '../../pages/document.ts';
import { Loading } from '../../pages/message.tsx';
import { PageContext, usePage, useWords, type Page } from '../../pages/page.tsx';
import { useAfterWords } from '../after.ts';
import { classTransport, type ClassTransport, type Teacher } from '../connection.ts';
import type { ProjectorModel } from '../model.ts';
import { NoSecret } from '../no-secret.tsx';
import { Refused } from '../refused.tsx';
import { openProjector } from '../store.ts';
import { CodeCorner, JoinScreen } from './join-screen.tsx';
import { Lanes } from './lanes.tsx';
import { ProjectorButtons } from './projector-buttons.tsx';
import { ShownReplay, ShownSlide } from './shown-after.tsx';
import { LiveTeam } from './live-team.tsx';
import '../../style/panels.css';
import '../../style/projector.css';

export function ProjectorPage(): JSX.Element {
  const { router } = usePage();
  const route = router.route.value;
  if (route.page !== 'projector') return <></>;
  const { code, secret } = route;
  if (secret === '') return <NoSecret code={code} />;
  return <Wall key={`${code} ${secret}`} teacher={{ code, secret }} />;
}

function Wall({ teacher }: { readonly teacher: Teacher }): JSX.Element {
  const { around } = usePage();
  const words = useAfterWords().projector;
  const { session, transport } = useMemo(() => {
    const made = classTransport();
    return { transport: made, session: openProjector({ transport: made, around }, teacher) };
  }, []);
  useEffect(() => () => session.leave(), []);
  const view = session.view.value;
  const page = useClassLanguage(view?.language ?? null);
  useTitle(view?.title ?? words.title);
  if (session.connection.value === 'gone') return <Refused refusal={session.refusal.value} />;
  if (view === null || page === null) return <Loading text={words.connecting} />;
  return (
    <PageContext.Provider value={page}>
      <Hung view={view} connection={session.connection.value} teacher={teacher} transport={transport} />
    </PageContext.Provider>
  );
}

function Hung({ view, connection, teacher, transport }: ShowsProps & { readonly connection: Connection }): JSX.Element {
  const words = useAfterWords().projector;
  const trouble = isAway(connection) ? (connection === 'restarting' ? 'restarting' : 'lost') : view.halt;
  return (
    <div class={`projector shows-${view.shown.what}`}>
      {trouble !== '' && (
        <p class="wall-note" role="alert">
          {words.troubles[trouble]}
        </p>
      )}
      {trouble === '' && view.frozen && view.phase === 'running' && (
        <p class="wall-note" role="status">
          {words.frozen}
        </p>
      )}
      <Shows view={view} teacher={teacher} transport={transport} />
      <ProjectorButtons />
    </div>
  );
}

/** The page in the language of the class, which the wall speaks whatever the teacher's own pages do; null while its words are on their way. */
function useClassLanguage(code: LanguageCode | null): Page | null {
  const page = usePage();
  const language = useSignal<Language | null>(null);
  useEffect(() => {
    if (code === null) return undefined;
    const before = document.documentElement.lang;
    document.documentElement.lang = code;
    void loadLanguage(code).then((loaded) => (language.value = loaded));
    return () => {
      document.documentElement.lang = before;
    };
  }, [code]);
  return useMemo(() => {
    const { value } = language;
    if (value === null) return null;
    return { ...page, store: { ...page.store, language: signal(value), languageCode: signal(value.code) } };
  }, [language.value]);
}

interface ShowsProps {
  readonly view: ProjectorModel;
  readonly teacher: Teacher;
  readonly transport: ClassTransport;
}

function Shows({ view, teacher, transport }: ShowsProps): JSX.Element {
  const { shown } = view;
  if (shown.what === 'debrief') {
    return (
      <Headed view={view}>
        <ShownSlide teacher={teacher} transport={transport} slide={shown.slide} />
      </Headed>
    );
  }
  if (shown.what === 'replay') {
    const { room, round, step } = shown;
    return (
      <Headed view={view}>
        <ShownReplay
          key={`${room} ${round}`}
          teacher={teacher}
          transport={transport}
          round={{ room, round }}
          step={step}
        />
      </Headed>
    );
  }
  const lane = view.lanes.find(({ id }) => shown.what === 'team' && id === shown.team) ?? view.lanes[0];
  if (shown.what === 'join' || lane === undefined) {
    return (
      <main id="content" class="wall" tabIndex={-1}>
        <JoinScreen view={view} />
        <Lanes view={view} chosen={null} />
      </main>
    );
  }
  return (
    <main id="content" class="wall" tabIndex={-1}>
      <LiveTeam key={lane.id} view={view} lane={lane} teacher={teacher} transport={transport} />
      <Lanes view={view} chosen={lane.id} />
    </main>
  );
}

/** The code stays in sight, so that somebody who comes late can still come in. */
function Headed({
  view,
  children,
}: {
  readonly view: ProjectorModel;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { app } = useWords();
  return (
    <>
      <header class="wall-head">
        <span class="logo">
          <Logo width={56} />
          {app.name}
        </span>
        <h1 class="grow">{view.title}</h1>
        <CodeCorner view={view} />
      </header>
      <main id="content" class="wall wide" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
