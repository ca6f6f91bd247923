/** /teach/CODE/replay/ROOM/ROUND: a round of the class, for its teacher; what is shown here can be shown on the projector. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { Icon } from '../../art/components.tsx';
import { Bar, LanguageSwitch, ThemeSwitch } from '../../pages/bar.tsx';
import { useTitle } from '../../pages/document.ts';
import { Link, usePage } from '../../pages/page.tsx';
import { teachPath, type PlayedRound } from '../../router.ts';
import { useAfterWords } from '../after.ts';
import { classTransport, type Teacher } from '../connection.ts';
import { NoSecret } from '../no-secret.tsx';
import { Refused } from '../refused.tsx';
import { openTeacher } from '../store.ts';
import { useTeamName } from '../words.ts';
import { useReplayWords } from './context.ts';
import { Replay } from './replay.tsx';
import { classSource } from './source.ts';

export function ReplayPage(): JSX.Element {
  const { router } = usePage();
  const route = router.route.value;
  if (route.page !== 'class-teach' || route.round === null) return <></>;
  const { code, secret, round } = route;
  if (secret === '') return <NoSecret code={code} />;
  return <Round key={`${code} ${secret} ${round.room} ${round.round}`} teacher={{ code, secret }} round={round} />;
}

function Round({ teacher, round }: { readonly teacher: Teacher; readonly round: PlayedRound }): JSX.Element {
  const { around } = usePage();
  const words = useReplayWords();
  const after = useAfterWords();
  const teamName = useTeamName();
  const { source, session } = useMemo(() => {
    const transport = classTransport();
    return { source: classSource(transport, teacher, round), session: openTeacher({ transport, around }, teacher) };
  }, []);
  useEffect(() => () => session.leave(), []);
  const isFollowed = useSignal(false);
  useTitle(words.title);
  if (session.connection.value === 'gone') return <Refused refusal={session.refusal.value} />;
  const projectors = session.view.value?.projectors ?? 0;
  const team = session.view.value?.teams.find(({ room }) => room === round.room);
  const show = (step: number): void => void session.send('show', { shown: { what: 'replay', ...round, step } });
  const last = useSignal(0);
  return (
    <div class="replay-page">
      <Bar>
        <span class="sep" />
        <Link to={teachPath(teacher.code, teacher.secret, 'report')} class="btn s">
          <Icon name="arrow-left" width={17} /> {after.report.toReport}
        </Link>
        <h1 class="title">{words.title}</h1>
        {team !== undefined && <span class="quiet small nowrap">{teamName(team.name)}</span>}
        <span class="grow" />
        {projectors > 0 && (
          <label class="follow small">
            <input
              type="checkbox"
              checked={isFollowed.value}
              onChange={(event) => {
                isFollowed.value = event.currentTarget.checked;
                if (isFollowed.value) show(last.value);
              }}
            />
            {after.debrief.follow}
          </label>
        )}
        <span class="bar-switches">
          <LanguageSwitch />
          <ThemeSwitch />
        </span>
      </Bar>
      <main id="content" tabIndex={-1}>
        <Replay
          source={source}
          onStep={(step) => {
            last.value = step;
            if (isFollowed.peek()) show(step);
          }}
        />
      </main>
    </div>
  );
}
