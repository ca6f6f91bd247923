/** Everything under /play/… and /room/…: coming in, then the page of the phase that the room is in. */
import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import type { RefusalCode } from '../../shared/messages.ts';
import type { RoomModel } from '../model.ts';
import { roomPath } from '../router.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { useGlossaryWindow } from './glossary-window.tsx';
import { Lobby } from './lobby.tsx';
import { LessonPartsContext } from './lesson-parts.ts';
import { Loading, Message } from './message.tsx';
import { Link, OpenGlossaryContext, usePage, useWords } from './page.tsx';
import { Play } from './play.tsx';
import { Result } from './result.tsx';

export function Room(): JSX.Element {
  const { router, session } = usePage();
  useEffect(() => () => session.leave(), []);
  const route = router.route.value;
  if (route.page === 'play') return <MakeRoom key={route.puzzle} puzzle={route.puzzle} />;
  return route.page === 'room' ? <InRoom key={route.code} code={route.code} /> : <Loading />;
}

/** A room for one; its address takes the place of this one, so that "back" leads home. */
function MakeRoom({ puzzle }: { readonly puzzle: PuzzleId }): JSX.Element {
  const { session, router } = usePage();
  const words = useWords();
  const refusal = useSignal<RefusalCode | null>(null);
  const make = async (isWanted: () => boolean): Promise<void> => {
    refusal.value = null;
    const made = await session.makeRoom(puzzle, true);
    if (!isWanted()) return;
    if ('value' in made) router.go(roomPath(made.value), { replace: true });
    else refusal.value = made.refused;
  };
  useEffect(() => {
    let isHere = true;
    void make(() => isHere);
    return () => {
      isHere = false;
    };
  }, []);
  if (refusal.value === null) return <Loading text={words.home.making} />;
  return (
    <Message title={words.connection.refusedTitle} text={words.refusals[refusal.value]}>
      <button type="button" class="btn main" onClick={() => void make(() => true)}>
        {words.connection.tryNow}
      </button>
    </Message>
  );
}

function InRoom({ code }: { readonly code: string }): JSX.Element {
  const { session, store } = usePage();
  useEffect(() => session.enter(code), []);
  if (store.connection.value === 'gone')
    return <Refused refusal={session.refusal.value} onAgain={() => session.enter(code)} />;
  return <Within />;
}

/** What is seen of the room that the session is in, or comes into. */
export function Within(): JSX.Element {
  const { store } = usePage();
  const words = useWords();
  const glossary = useGlossaryWindow();
  const room = store.room.value;
  return (
    <OpenGlossaryContext.Provider value={glossary.open}>
      <ConnectionBanner />
      {room === null ? <Loading text={words.connection.connecting} /> : <Phase room={room} />}
      {glossary.window}
    </OpenGlossaryContext.Provider>
  );
}

interface RefusedProps {
  readonly refusal: RefusalCode | null;
  readonly onAgain: () => void;
}

function Refused({ refusal, onAgain }: RefusedProps): JSX.Element {
  const words = useWords();
  const isGone = refusal === null || refusal === 'no-such-room';
  const isForNow = refusal === 'too-many-messages';
  return (
    <Message
      title={isGone ? words.connection.goneTitle : words.connection.refusedTitle}
      text={isGone ? words.connection.goneText : words.refusals[refusal]}
    >
      {isForNow ? (
        <button type="button" class="btn main" onClick={onAgain}>
          {words.connection.tryNow}
        </button>
      ) : (
        <Link to="/" class="btn main">
          {words.app.toHome}
        </Link>
      )}
    </Message>
  );
}

function Phase({ room }: { readonly room: RoomModel }): JSX.Element {
  const phase = useShownPhase();
  const parts = useContext(LessonPartsContext);
  const key = `${room.code} ${room.round}`;
  if (parts !== null && room.lesson?.phase === 'debrief') return <parts.Debrief key={key} room={room} />;
  if (phase.value === 'lobby') return parts === null ? <Lobby room={room} /> : <parts.Gathering room={room} />;
  if (phase.value === 'result' && room.phase === 'result') return <Result key={key} room={room} />;
  return <Play key={key} room={room} />;
}

/** The last frame arrives before everybody looks at the result. */
const LAST_LOOK_MS = 1600;

function useShownPhase(): ReadonlySignal<RoomModel['phase']> {
  const { store } = usePage();
  const shown = useSignal<RoomModel['phase']>(store.room.peek()?.phase ?? 'lobby');
  const real = useComputed(() => store.room.value?.phase);
  useSignalEffect(() => {
    const phase = real.value;
    if (phase === undefined || phase === shown.peek()) return undefined;
    if (phase !== 'result') {
      shown.value = phase;
      return undefined;
    }
    const timer = setTimeout(() => (shown.value = phase), LAST_LOOK_MS);
    return () => clearTimeout(timer);
  });
  return shown;
}
