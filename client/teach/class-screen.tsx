/** The class while it is taught: bar, control, teams, and beside them the students and what goes wrong. On a phone one part at a time. */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../art/components.tsx';
import type { IconName } from '../art/index.ts';
import { Bar, LanguageSwitch, ThemeSwitch } from '../pages/bar.tsx';
import { CannotSave, LineBanner, useBackSpoken } from '../pages/connection-banner.tsx';
import { usePage } from '../pages/page.tsx';
import { projectorPath, spacedCode } from '../router.ts';
import { ClassWindows } from './class-windows.tsx';
import { ControlRow } from './control-row.tsx';
import { useClass, useDesk, type ClassTab } from './desk.ts';
import { Roster } from './roster.tsx';
import { Tiles } from './tiles.tsx';
import { useTeachWords } from './words.ts';
import { Wrong } from './wrong.tsx';
// The example of a mistake is a panel of the game.
import '../style/panels.css';

export function ClassScreen(): JSX.Element {
  const { tab, opened } = useDesk();
  const view = useClass();
  const { common } = useTeachWords();
  useArrivals();
  return (
    <div class="class" data-tab={tab.value}>
      <ClassBar />
      <ClassBanner />
      <main id="content" class="class-main" tabIndex={-1}>
        <ControlRow />
        {view.isDemo && (
          <p class="demo-note">
            <Icon name="eye" width={17} /> {common.demoNote}
          </p>
        )}
        <Tiles />
        <Side />
      </main>
      <ActNote />
      <TabBar />
      {opened.value !== null && <ClassWindows opened={opened.value} onClose={() => (opened.value = null)} />}
    </div>
  );
}

function ClassBar(): JSX.Element {
  const { code, title, students, teams, isDemo, locked } = useClass();
  const { session, opened } = useDesk();
  const { common, control } = useTeachWords();
  return (
    <Bar>
      <span class="sep" />
      <h1 class="title">{title}</h1>
      {isDemo && <span class="chip">{common.demo}</span>}
      {locked && (
        <span class="chip" title={control.isLocked}>
          <Icon name="lock" width={14} label={control.isLocked} />
        </span>
      )}
      <span class="quiet small nowrap class-count">{common.counts(students.length, teams.length)}</span>
      <span class="grow" />
      <span class="small nowrap class-join">
        {common.joinAt} <strong>{location.host}</strong>
      </span>
      <button type="button" class="class-code" title={control.share} onClick={() => (opened.value = 'share')}>
        <span class="unseen">{control.share}: </span>
        <span class="mono">{spacedCode(code)}</span>
        <span class="icon-invite">
          <Icon name="plus" />
        </span>
      </button>
      <a
        class="btn s class-projector"
        href={projectorPath(code, session.teacher.secret)}
        target="_blank"
        rel="noopener"
        aria-label={common.toProjector}
      >
        <Icon name="projector" width={18} /> <span class="on-wide">{common.toProjector}</span>
      </a>
      <span class="bar-switches">
        <LanguageSwitch />
        <ThemeSwitch />
      </span>
    </Bar>
  );
}

/** The same banners as in a room: the line is broken and comes back by itself, or the server carries nothing out. */
function ClassBanner(): JSX.Element | null {
  const { session } = useDesk();
  const { halt } = useClass();
  const { control } = useTeachWords();
  const connection = session.connection.value;
  useBackSpoken(connection);
  if (connection === 'open') return halt === 'cannot-save' ? <CannotSave more={control.diskFull} /> : null;
  return <LineBanner connection={connection} refusal={session.refusal.value} onTry={() => session.takeBack()} />;
}

function Side(): JSX.Element {
  const { tab } = useDesk();
  const { mistakes, students } = useClass();
  const { wrong, roster, control } = useTeachWords();
  const isStudents = tab.value === 'students';
  const tabs = [
    { name: 'wrong', text: control.tabs.wrong, isOn: !isStudents, count: mistakes.length },
    { name: 'students', text: control.tabs.students, isOn: isStudents, count: students.length },
  ] as const;
  return (
    <section class="side card" aria-label={isStudents ? roster.title : wrong.title}>
      <div class="seg side-tabs" role="group" aria-label={roster.side}>
        {tabs.map(({ name, text, isOn, count }) => (
          <button
            key={name}
            type="button"
            class={isOn ? 'on' : ''}
            aria-pressed={isOn}
            onClick={() => (tab.value = name)}
          >
            {text} <span class="quiet">{count}</span>
          </button>
        ))}
      </div>
      <div class="side-body">
        <h2 class="side-title">{isStudents ? roster.title : wrong.title}</h2>
        {isStudents ? <Roster /> : <Wrong />}
      </div>
    </section>
  );
}

const TABS: readonly (readonly [ClassTab, IconName])[] = [
  ['teams', 'board'],
  ['students', 'people'],
  ['wrong', 'broken-envelope'],
];

function TabBar(): JSX.Element {
  const { tab } = useDesk();
  const { students } = useClass();
  const { control, roster } = useTeachWords();
  const words = control.tabs;
  const hands = students.filter(({ hand }) => hand).length;
  return (
    <nav class="tabbar" aria-label={words.label}>
      {TABS.map(([name, icon]) => (
        <button
          key={name}
          type="button"
          {...(tab.value === name ? { 'aria-current': 'true' as const } : {})}
          onClick={() => (tab.value = name)}
        >
          <Icon name={icon} width={22} />
          {words[name]}
          {name === 'students' && hands > 0 && (
            <span class="chip wasteful">
              {hands} <span class="unseen">{roster.hand}</span>
            </span>
          )}
        </button>
      ))}
    </nav>
  );
}

/** How long the words about an action stay, milliseconds. */
const NOTE_MS = 6000;

/** What the last action did, for eyes; ears hear it from the live region of the page. */
function ActNote(): JSX.Element | null {
  const { around } = usePage();
  const { note } = useDesk();
  const shown = note.value;
  useEffect(() => (shown === null ? undefined : around.later(NOTE_MS, () => (note.value = null))), [shown]);
  if (shown === null) return null;
  return (
    <p class={`act-note ${shown.isRefused ? 'refused' : ''}`} aria-hidden="true">
      <Icon name={shown.isRefused ? 'hand' : 'check'} width={18} /> {shown.text}
    </p>
  );
}

/** Who raises a hand is told to those who do not see it. */
function useArrivals(): void {
  const { spoken } = usePage();
  const { students } = useClass();
  const { tile } = useTeachWords();
  const raised = students.filter(({ hand }) => hand);
  const key = raised.map(({ id }) => id).join(' ');
  const before = useRef(key);
  useEffect(() => {
    const known = before.current.split(' ');
    before.current = key;
    const news = raised.filter(({ id }) => !known.includes(id)).map(({ name }) => name);
    if (news.length > 0) spoken.value = tile.asks(news);
  }, [key]);
}
