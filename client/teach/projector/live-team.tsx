/** One team's network, live: what moves, the goals as sentences. Looked at from nobody's seat, and without a name. */
import { effect, signal, useComputed, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { Lane } from '../../../shared/class/view.ts';
import { Icon, Logo } from '../../art/components.tsx';
import type { Board } from '../../board/start.ts';
import type { RoomModel } from '../../model.ts';
import { BoardView } from '../../pages/board-view.tsx';
import { QrCode } from '../../pages/invite.tsx';
import { PageContext, usePage, useWords, type Page } from '../../pages/page.tsx';
import { nameOf } from '../../panels/seat.ts';
import { classPath, spacedCode } from '../../router.ts';
import { createRoomSignals } from '../../store.ts';
import { teamName } from '../../../shared/text/team-names.ts';
import { useAfterWords } from '../after.ts';
import type { ClassTransport, Teacher } from '../connection.ts';
import type { ProjectorModel } from '../model.ts';
import { openWatch } from '../store.ts';
import { AreIn } from './join-screen.tsx';

interface LiveTeamProps {
  readonly view: ProjectorModel;
  readonly lane: Lane;
  readonly teacher: Teacher;
  readonly transport: ClassTransport;
}

export function LiveTeam({ view, lane, teacher, transport }: LiveTeamProps): JSX.Element {
  const page = usePage();
  const { watch, room, stop } = useMemo(() => {
    const signals = createRoomSignals();
    // What players say to each other is theirs.
    signals.muted.value = true;
    const opened = openWatch({ transport, around: page.around }, teacher, { team: lane.id, seats: false, signals });
    const nameless = signal<RoomModel | null>(null);
    const end = effect(() => {
      const told = opened.signals.room.value;
      nameless.value = told === null ? null : withoutNames(told);
    });
    return { watch: opened, room: nameless, stop: end };
  }, []);
  useEffect(
    () => () => {
      stop();
      watch.leave();
    },
    [],
  );
  const inRoom = useMemo((): Page => ({ ...page, store: { ...page.store, ...watch.signals, room } }), []);
  return (
    <PageContext.Provider value={inRoom}>
      <TeamWords view={view} lane={lane} room={room.value} />
      <div class="wall-board">
        {room.value === null ? <NoMap /> : <Map key={`${room.value.puzzle} ${room.value.round}`} />}
      </div>
    </PageContext.Provider>
  );
}

/** People keep their colours, and have no names. */
function withoutNames(room: RoomModel): RoomModel {
  const seats = room.seats.map((seat, index) => {
    if (seat.occupant === 'bot') return { ...seat, player: null };
    const colour = seat.player?.colour ?? 1 + (index % 8);
    return { ...seat, player: { id: seat.device, name: '', colour, connected: true, device: seat.device } };
  });
  return { ...room, seats, players: [] };
}

function NoMap(): JSX.Element {
  return <p class="wall-empty quiet">{useAfterWords().projector.noTeam}</p>;
}

function Map(): JSX.Element {
  const words = useAfterWords().projector;
  const board = useSignal<Board | null>(null);
  const isCompact = useComputed(() => false);
  const isPointing = useComputed(() => false);
  return (
    <BoardView
      board={board}
      isCompact={isCompact}
      isHidden={false}
      isPart
      isPointing={isPointing}
      onDevice={() => {}}
      onOwnPort={() => {}}
    >
      <p class="wall-hidden">{words.hidden}</p>
    </BoardView>
  );
}

interface TeamWordsProps {
  readonly view: ProjectorModel;
  readonly lane: Lane;
  readonly room: RoomModel | null;
}

function TeamWords({ view, lane, room }: TeamWordsProps): JSX.Element {
  const { store } = usePage();
  const words = useAfterWords().projector;
  const { app } = useWords();
  const language = store.language.value;
  const text = language.puzzles[lane.puzzle];
  return (
    <section class="wall-words">
      <span class="logo">
        <Logo width={56} />
        {app.name}
      </span>
      <div class="wall-join">
        <div>
          <p class="join-at">
            {words.joinAt} <b>{location.host}</b>
          </p>
          <p class="join-code small-code" role="img" aria-label={`${words.code} ${view.code.split('').join(' ')}`}>
            {spacedCode(view.code)}
          </p>
          <AreIn view={view} />
        </div>
        <QrCode text={`${location.origin}${classPath(view.code)}`} label={words.qr} />
      </div>
      <p class="wall-team">
        <span>{words.watching(teamName(language.code, lane.name))}</span>
        {view.isDemo && <span class="wall-demo">{words.demo}</span>}
      </p>
      <h1>{text.title}</h1>
      <p class="wall-story">{text.story}</p>
      <ul class="wall-goals" data-many={(room?.goals.length ?? 0) > 2}>
        {(room?.goals ?? []).map((goal, index) => (
          <li key={index}>
            <span class={goal.met ? 'tick ok' : 'tick'}>
              {goal.met && <Icon name="check" width={22} weight={3.2} />}
              <span class="unseen">{goal.met ? words.met : words.open}: </span>
            </span>
            <span>{language.goal(goal, (device) => nameOf(store, device))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
