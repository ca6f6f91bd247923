/** The play page: the board, beside it the own device, below it the mission. On a phone one part at a time. */
import { computed, signal, useComputed, useSignal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { Icon } from '../art/components.tsx';
import type { IconName } from '../art/index.ts';
import type { Board } from '../board/start.ts';
import type { RoomModel } from '../model.ts';
import {
  Console,
  DevicePanel,
  EventLog,
  hasConsole,
  HintWaits,
  isConfigured,
  LettersWait,
  MissionPanel,
  PhoneStep,
  PhoneTables,
  playPort,
  Toast,
  WhoSits,
} from '../panels/index.tsx';
import '../style/panels.css';
import '../style/console.css';
import '../style/wire.css';
import '../style/storm.css';
import { useTitle } from './document.ts';
import { BoardTools } from './board-tools.tsx';
import { BoardView } from './board-view.tsx';
import { Intro, isIntroKnown } from './intro.tsx';
import { useLateTold } from './late-told.ts';
import { usePage, useWords } from './page.tsx';
import { PlayBar } from './play-bar.tsx';
import type { PlayWindow } from './play-bar.tsx';
import { PlayWindows } from './play-windows.tsx';
import { SaidNote } from './said-note.tsx';
import { StormCounters } from './storm-counters.tsx';
import { TalkButton, TalkPanel } from './talk.tsx';
import { createTalk } from './talk-state.ts';

/** Parts of the screen of a phone. */
export type Tab = 'frame' | 'board' | 'table' | 'console' | 'goals';

export function Play({ room }: { readonly room: RoomModel }): JSX.Element {
  const { store, session, keeper } = usePage();
  const talk = useMemo(() => createTalk(session.intents), []);
  const board = useSignal<Board | null>(null);
  const chosen = useSignal<Tab>('frame');
  // Who moved from a computer to a hub finds no console there.
  const tab = useComputed(() => (chosen.value === 'console' && !hasConsole(store) ? 'frame' : chosen.value));
  const opened = useSignal<PlayWindow | null>(isIntroKnown(keeper, room.puzzle) ? null : 'intro');
  const isCompact = useComputed(() => isNarrow.value && tab.value === 'frame');
  const isBoardHidden = isNarrow.value && tab.value !== 'frame' && tab.value !== 'board';
  useTitle(store.language.value.puzzles[room.puzzle].title);
  useLateTold(room.round);
  const pointAt = (device: string): void => void talk.say({ kind: 'device', id: device });
  const pickDevice = (device: string): void => {
    if (talk.isPointing.peek()) return pointAt(device);
    const isSeat = room.seats.some((seat) => seat.device === device);
    if (isSeat && device !== room.me.device) opened.value = 'seats';
  };
  const pickPort = (port: string): void => (talk.isPointing.peek() ? pointAt(room.me.device) : playPort(port));
  return (
    <div class="play" data-tab={isNarrow.value ? tab.value : 'all'}>
      <PlayBar room={room} opened={opened}>
        <TalkButton room={room} talk={talk} />
        <SaidNote />
      </PlayBar>
      <BoardView
        board={board}
        isCompact={isCompact}
        isHidden={isBoardHidden}
        isPointing={talk.isPointing}
        onDevice={pickDevice}
        onOwnPort={pickPort}
      >
        <StormCounters room={room} />
        <BoardTools board={board} />
        {room.phase === 'result' && <WonNote />}
      </BoardView>
      <Toast store={store} />
      {isNarrow.value ? (
        <PhoneParts room={room} tab={tab.value} onTab={(name) => (chosen.value = name)} />
      ) : (
        <WideParts />
      )}
      <TalkPanel room={room} talk={talk} />
      {opened.value === 'intro' ? (
        <Intro room={room} isAgain={isIntroKnown(keeper, room.puzzle)} onClose={() => (opened.value = null)} />
      ) : (
        <PlayWindows room={room} opened={opened} />
      )}
    </div>
  );
}

function WideParts(): JSX.Element {
  const { store } = usePage();
  return (
    <>
      <DevicePanel store={store} />
      <MissionPanel store={store} />
    </>
  );
}

interface Tabs {
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
}

function PhoneParts({ room, tab, onTab }: Tabs & { readonly room: RoomModel }): JSX.Element {
  const { store } = usePage();
  const { tabs: words, standing } = useWords().play;
  return (
    <>
      {tab === 'frame' && (room.you === null ? <DevicePanel store={store} /> : <PhoneStep store={store} />)}
      {tab === 'table' && (
        <main class="phone-part" id="content" tabIndex={-1}>
          <h2 class="unseen">{words.table}</h2>
          {room.you === null ? <p class="quiet">{standing}</p> : <PhoneTables store={store} />}
        </main>
      )}
      {tab === 'console' && (
        <main class="phone-part" id="content" tabIndex={-1}>
          <h2 class="unseen">{words.console}</h2>
          {room.you === null ? <p class="quiet">{standing}</p> : <Console store={store} />}
        </main>
      )}
      {tab === 'goals' && (
        <main class="phone-part padded" id="content" tabIndex={-1}>
          <MissionPanel store={store} />
          <WhoSits store={store} />
          <EventLog store={store} />
        </main>
      )}
      <TabBar tab={tab} onTab={onTab} />
    </>
  );
}

const TABS: readonly (readonly [Tab, IconName])[] = [
  ['frame', 'envelope'],
  ['board', 'board'],
  ['table', 'table'],
  ['console', 'terminal'],
  ['goals', 'flag'],
];

function TabBar({ tab, onTab }: Tabs): JSX.Element {
  const { store } = usePage();
  const words = useWords().play.tabs;
  const isSetUp = isConfigured(store);
  return (
    <nav class="tabbar" aria-label={words.label}>
      {TABS.filter(([name]) => name !== 'console' || hasConsole(store)).map(([name, icon]) => (
        <button
          key={name}
          type="button"
          {...(tab === name ? { 'aria-current': 'true' as const } : {})}
          onClick={() => onTab(name)}
        >
          <Icon name={name === 'frame' && isSetUp ? 'settings' : icon} width={22} />
          {name === 'frame' && isSetUp ? store.language.value.words.panels.configure.tab : words[name]}
          {name === 'frame' && tab !== 'frame' && <LettersWait store={store} />}
          {name === 'goals' && tab !== 'goals' && <HintWaits store={store} />}
        </button>
      ))}
    </nav>
  );
}

function WonNote(): JSX.Element {
  const words = useWords().play;
  return (
    <p class="won-note" role="status">
      <Icon name="flag" /> {words.won}
    </p>
  );
}

/** Below 900 px the page is the phone's. */
const isNarrow: ReadonlySignal<boolean> = narrowSignal('(max-width: 899px)');

function narrowSignal(query: string): ReadonlySignal<boolean> {
  const list = matchMedia(query);
  const matches = signal(list.matches);
  list.addEventListener('change', () => (matches.value = list.matches));
  return computed(() => matches.value);
}
