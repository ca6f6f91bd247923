/** A team's board, live, and over the shoulder of whoever is picked. Nobody there notices, and nothing can be played from here. */
import { useComputed, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { Board } from '../board/start.ts';
import { Avatar, Icon } from '../art/components.tsx';
import type { RoomModel, Seat } from '../model.ts';
import { Bar, LanguageSwitch, ThemeSwitch } from '../pages/bar.tsx';
import { BoardTools } from '../pages/board-tools.tsx';
import { BoardView } from '../pages/board-view.tsx';
import { Banner, LineBanner } from '../pages/connection-banner.tsx';
import { Loading } from '../pages/message.tsx';
import { PageContext, usePage, useWords, type Page } from '../pages/page.tsx';
import { whoOf } from '../pages/seat-list.tsx';
import { StormCounters } from '../pages/storm-counters.tsx';
import { eyesOf } from '../panels/seat.ts';
import { createRoomSignals } from '../store.ts';
import '../style/panels.css';
import '../style/wire.css';
import '../style/storm.css';
import { useClass, useDesk } from './desk.ts';
import { Shoulder } from './shoulder.tsx';
import { openWatch, type WatchSession } from './store.ts';
import { useTeachWords, useTeamName } from './words.ts';

export function LookOn({ team }: { readonly team: string }): JSX.Element {
  const page = usePage();
  const { session, transport, looking, left } = useDesk();
  const name = useClass().teams.find(({ id }) => id === team)?.name ?? null;
  const watch = useMemo(() => {
    const signals = createRoomSignals();
    return openWatch({ transport, around: page.around }, session.teacher, { team, seats: true, signals });
  }, [team]);
  useEffect(() => () => watch.leave(), [watch]);
  // The team is gone, or the class is: back to it.
  useEffect(() => {
    if (name === null || watch.connection.value === 'gone') looking.value = null;
  }, [name, watch.connection.value]);
  useEffect(() => {
    document.getElementById('look-back')?.focus({ preventScroll: true });
    return () => void (left.value = team);
  }, [team]);
  const inRoom = useMemo((): Page => ({ ...page, store: { ...page.store, ...watch.signals } }), [watch]);
  return (
    <PageContext.Provider value={inRoom}>
      <div class="look-page">
        <LookBar name={name} />
        {watch.signals.room.value === null ? <Opening /> : <Looked watch={watch} room={watch.signals.room.value} />}
      </div>
    </PageContext.Provider>
  );
}

function LookBar({ name }: { readonly name: number | null }): JSX.Element {
  const { looking } = useDesk();
  const words = useTeachWords().look;
  const teamName = useTeamName();
  return (
    <Bar>
      <span class="sep" />
      <button id="look-back" type="button" class="btn s" onClick={() => (looking.value = null)}>
        <Icon name="arrow-left" width={17} /> <span class="look-back">{words.back}</span>
      </button>
      <h1 class="title">{words.title(name === null ? '' : teamName(name))}</h1>
      <span class="quiet small look-lead">{words.lead}</span>
      <span class="grow" />
      <span class="bar-switches">
        <LanguageSwitch />
        <ThemeSwitch />
      </span>
    </Bar>
  );
}

function Opening(): JSX.Element {
  return <Loading text={useTeachWords().look.connecting} />;
}

function Looked({ watch, room }: { readonly watch: WatchSession; readonly room: RoomModel }): JSX.Element {
  const { looking } = useDesk();
  const board = useSignal<Board | null>(null);
  const isCompact = useSignal(false);
  const isPointing = useComputed(() => false);
  const look = (device: string | null): void => watch.look(device);
  return (
    <div
      class="look-on"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) looking.value = null;
      }}
    >
      <LookBanner watch={watch} />
      <BoardView
        // Another deal, another map.
        key={`${room.puzzle} ${room.round}`}
        board={board}
        isCompact={isCompact}
        isHidden={false}
        isPointing={isPointing}
        onDevice={(device) => {
          if (room.seats.some((seat) => seat.device === device)) look(device);
        }}
        onOwnPort={() => {}}
      >
        <StormCounters room={room} />
        <BoardTools board={board} />
      </BoardView>
      <aside class="shoulder">
        <SeatChoice room={room} chosen={room.me.device} onLook={look} />
        <Shoulder key={room.me.device} />
      </aside>
    </div>
  );
}

function LookBanner({ watch }: { readonly watch: WatchSession }): JSX.Element | null {
  const { refusals } = useWords();
  const connection = watch.connection.value;
  const halt = watch.signals.room.value?.halt ?? '';
  if (connection === 'open') return halt === '' ? null : <Banner kind="lost" icon="pause" text={refusals[halt]} />;
  return <LineBanner connection={connection} refusal={watch.refusal.value} onTry={() => watch.takeBack()} />;
}

interface SeatChoiceProps {
  readonly room: RoomModel;
  readonly chosen: string;
  readonly onLook: (device: string | null) => void;
}

function SeatChoice({ room, chosen, onLook }: SeatChoiceProps): JSX.Element {
  const { store } = usePage();
  const words = useTeachWords();
  const { names } = store.language.value.puzzles[room.puzzle];
  return (
    <fieldset class="shoulder-seats">
      <legend class="lab">{words.look.seats}</legend>
      <div class="shoulder-row">
        <label class="shoulder-seat">
          <input type="radio" name="shoulder" checked={chosen === ''} onChange={() => onLook(null)} />
          {words.look.wholeMap}
        </label>
        {room.seats.map((seat) => (
          <label key={seat.device} class="shoulder-seat">
            <input type="radio" name="shoulder" checked={chosen === seat.device} onChange={() => onLook(seat.device)} />
            <SeatAvatar seat={seat} />
            <span>
              {names[seat.device]?.name ?? seat.device}
              <span class="small quiet">{whoOf(seat, false, store.language.value.words.seat)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function SeatAvatar({ seat }: { readonly seat: Seat }): JSX.Element {
  const { player } = seat;
  return <Avatar colour={player?.colour ?? null} letter={player?.name ?? ''} eyes={eyesOf(seat)} width={30} />;
}
