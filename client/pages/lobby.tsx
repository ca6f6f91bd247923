/** Before the start, with friends: the code, who is here, the puzzle, the devices. */
import { useSignal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Avatar } from '../art/components.tsx';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import type { RefusalCode } from '../../shared/messages.ts';
import type { Player, RoomModel } from '../model.ts';
import { useTitle } from './document.ts';
import { PageBar } from './bar.tsx';
import { campaign } from './campaign.ts';
import { Invite } from './invite.tsx';
import { NameField } from './name-field.tsx';
import { usePage, useWords } from './page.tsx';
import { SeatList } from './seat-list.tsx';

export function Lobby({ room }: { readonly room: RoomModel }): JSX.Element {
  const words = useWords().lobby;
  // What was chosen here a moment ago, until the room says it, too.
  const picked = useSignal<PuzzleId | null>(null);
  useEffect(() => void (picked.value = null), [room.puzzle]);
  useTitle(words.title);
  useArrivals(room);
  return (
    <>
      <PageBar bare={false} />
      <main id="content" class="lobby" tabIndex={-1}>
        <header class="lobby-head">
          <h1>{words.title}</h1>
          <p class="lead">{words.lead}</p>
        </header>
        <div class="lobby-left">
          <Invite code={room.code} />
          <Here room={room} />
        </div>
        <div class="lobby-right">
          <PuzzleChoice room={room} picked={picked} />
          <section class="card box" aria-labelledby="seats-title">
            <h2 id="seats-title">{words.seats}</h2>
            <p class="small quiet">{words.seatsHelp}</p>
            <SeatList room={room} />
          </section>
          <Start puzzle={picked.value ?? room.puzzle} room={room} />
        </div>
      </main>
    </>
  );
}

function Here({ room }: { readonly room: RoomModel }): JSX.Element {
  const words = useWords().lobby;
  return (
    <section class="card box" aria-labelledby="here-title">
      <h2 id="here-title">{words.here}</h2>
      <ul class="here">
        {room.players.map((player) => (
          <li key={player.id}>
            <Avatar
              colour={player.colour}
              letter={player.name}
              eyes={player.connected ? 'person' : 'asleep'}
              width={40}
            />
            <span>
              <strong class="person-name">{player.name}</strong>
              <PlayerNote player={player} isOwn={player.id === room.me.id} />
            </span>
          </li>
        ))}
      </ul>
      {room.players.length < 2 && <p class="small quiet">{words.alone}</p>}
      <NameField />
    </section>
  );
}

function PlayerNote({ player, isOwn }: { readonly player: Player; readonly isOwn: boolean }): JSX.Element | null {
  const words = useWords().lobby;
  if (isOwn) return <span class="small you-note"> {words.you}</span>;
  return player.connected ? null : <span class="small quiet"> {words.away}</span>;
}

/** What one person chooses everybody sees. */
function PuzzleChoice(props: { readonly room: RoomModel; readonly picked: Signal<PuzzleId | null> }): JSX.Element {
  const { room, picked } = props;
  const { session, store } = usePage();
  const choose = async (puzzle: PuzzleId): Promise<void> => {
    picked.value = puzzle;
    if ((await session.intents.choose(puzzle)) !== null) picked.value = null;
  };
  const words = useWords();
  return (
    <fieldset class="card box puzzle-choice">
      <legend class="legend">{words.lobby.puzzle}</legend>
      {campaign.map(({ id, chapter }) => (
        <label key={id} class="option">
          <input
            type="radio"
            name="puzzle"
            checked={(picked.value ?? room.puzzle) === id}
            onChange={() => void choose(id)}
          />
          <span>
            <strong>{store.language.value.puzzles[id].title}</strong>
            <span class="small quiet">{words.puzzle.chapter(chapter)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Start({ room, puzzle }: { readonly room: RoomModel; readonly puzzle: PuzzleId }): JSX.Element {
  const { session } = usePage();
  const words = useWords();
  const refusal = useSignal<RefusalCode | null>(null);
  const start = async (): Promise<void> => {
    refusal.value = await session.intents.start(puzzle);
  };
  return (
    <div class="lobby-start">
      <button type="button" class="btn main large" onClick={() => void start()}>
        {words.lobby.start}
      </button>
      <p class="field-error" role="alert">
        {refusal.value === null ? (room.me.device === '' ? words.lobby.needSeat : '') : words.refusals[refusal.value]}
      </p>
    </div>
  );
}

/** Who comes in is told to those who do not see it. */
function useArrivals(room: RoomModel): void {
  const { spoken } = usePage();
  const words = useWords().lobby;
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const before = known.current;
    known.current = new Set(room.players.map(({ id }) => id));
    if (before === null) return;
    const newcomers = room.players.filter(({ id }) => !before.has(id));
    if (newcomers.length > 0) spoken.value = newcomers.map(({ name }) => words.joined(name)).join(' ');
  }, [room.players.length]);
}
